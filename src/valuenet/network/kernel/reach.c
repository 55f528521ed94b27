/* Search from 512 sources at once (Then et al., The More the Merrier, VLDB 2015): one bit a source, one row of eight
   words a node. At each level the new bits of a row are the sources at that distance from its node. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define WORDS 8
#define SLICES 63

typedef struct {
    uint64_t word[WORDS];
} Row;

typedef struct {
    Row everyone;
    Row slice[SLICES]; /* of the numbers of leaves in binary: the sources that hold each power of two */
    int slices;
} Weights;

static void weigh(Weights *weights, int64_t sources, const int64_t *leaves)
{
    memset(weights, 0, sizeof *weights);
    for (int64_t at = 0; at < sources; at++) {
        uint64_t bit = (uint64_t)1 << (at % 64);
        weights->everyone.word[at / 64] |= bit;
        for (int power = 0; power < SLICES && leaves[at] >> power; power++) {
            if (leaves[at] >> power & 1) weights->slice[power].word[at / 64] |= bit;
            if (power >= weights->slices) weights->slices = power + 1;
        }
    }
}

static inline __attribute__((always_inline)) double counted(const Row *row, const Row *mask)
{
    int64_t bits = 0;
    for (int at = 0; at < WORDS; at++) bits += __builtin_popcountll(row->word[at] & mask->word[at]);
    return (double)bits;
}

static inline __attribute__((always_inline)) void account(const Row *fresh, const Weights *weights, double level,
                                                          double *sums)
{
    double near = counted(fresh, &weights->everyone), far = 0, power = 1;
    for (int at = 0; at < weights->slices; at++, power *= 2) far += power * counted(fresh, &weights->slice[at]);
    sums[0] += near + far;
    sums[1] += near * level + far * (level + 1);
    sums[2] += near / level + far / (level + 1);
    sums[3] += near / (level + 1) + far / (level + 2);
}

static inline __attribute__((always_inline)) uint64_t missing(const Row *seen, const Row *everyone)
{
    uint64_t bits = 0;
    for (int at = 0; at < WORDS; at++) bits |= seen->word[at] ^ everyone->word[at];
    return bits;
}

/* One level: each row takes over the new bits of the rows it is entered from. Returns how many rows have new bits. */
CLONES static int64_t advance(int64_t nodes, const int32_t *start, const int32_t *neighbour, const Weights *weights,
                              double level, Row *seen, const Row *now, const uint8_t *moved, Row *next, uint8_t *moving,
                              double *sums)
{
    int64_t rows = 0;
    for (int64_t node = 0; node < nodes; node++) {
        moving[node] = 0;
        if (!missing(&seen[node], &weights->everyone)) continue;
        Row fresh = {{0}};
        uint64_t any = 0;
        for (int32_t tie = start[node]; tie < start[node + 1]; tie++)
            if (moved[neighbour[tie]])
                for (int at = 0; at < WORDS; at++) fresh.word[at] |= now[neighbour[tie]].word[at];
        for (int at = 0; at < WORDS; at++) any |= fresh.word[at] &= ~seen[node].word[at];
        if (!any) continue;
        for (int at = 0; at < WORDS; at++) seen[node].word[at] |= fresh.word[at];
        next[node] = fresh, moving[node] = 1, rows++;
        account(&fresh, weights, level, sums + 4 * node);
    }
    return rows;
}

int64_t valuenet_reach(int64_t nodes, const int32_t *start, const int32_t *neighbour, int64_t sources,
                       const int32_t *source, const int64_t *leaves, double *sums)
{
    size_t room = (size_t)nodes + 1;
    Row *seen = calloc(room, sizeof(Row)), *now = calloc(room, sizeof(Row)), *next = malloc(room * sizeof(Row));
    uint8_t *moved = calloc(room, 1), *moving = malloc(room);
    int64_t level = OUT_OF_MEMORY;
    if (seen && now && next && moved && moving) {
        Weights weights;
        weigh(&weights, sources, leaves);
        for (int64_t at = 0; at < sources; at++) {
            seen[source[at]].word[at / 64] |= (uint64_t)1 << (at % 64);
            now[source[at]] = seen[source[at]];
            moved[source[at]] = 1;
        }
        level = 1;
        while (advance(nodes, start, neighbour, &weights, (double)level, seen, now, moved, next, moving, sums)) {
            Row *rows = now;
            uint8_t *flags = moved;
            now = next, next = rows, moved = moving, moving = flags;
            level++;
        }
    }
    free(seen), free(now), free(next), free(moved), free(moving);
    return level;
}
