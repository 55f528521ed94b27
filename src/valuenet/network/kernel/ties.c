/* Ties of a directed multigraph in compressed rows. Relations become 64-bit words, one end above the other, are sorted
   by their digits from the lowest (radix sort: every pass reads and writes in streams, so that 32 million relations
   cost little more each than 32 thousand), and equal ones are counted. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define ONE_DIGIT 15 /* bits up to which an end is one digit: its counters fit the second cache */
#define AHEAD 16     /* pairs for which memory is fetched before they come */
#define DIGIT 11     /* bits of a digit otherwise: as many streams as the machine holds pages and lines for */

typedef struct {
    int digits, bits; /* of each end: digits, and bits in each of them */
    int lower, upper; /* where the ends begin in a word */
} Radix;

static Radix radix_of(int64_t nodes, int lower, int upper)
{
    int bits = 1;
    while (bits < 31 && ((int64_t)1 << bits) < nodes) bits++;
    int digits = bits <= ONE_DIGIT ? 1 : (bits + DIGIT - 1) / DIGIT;
    return (Radix){digits, (bits + digits - 1) / digits, lower, upper};
}

/* The position of digit `at` in a word: the lower end's digits come first. */
static int shift_of(Radix radix, int at)
{
    return at < radix.digits ? radix.lower + at * radix.bits : radix.upper + (at - radix.digits) * radix.bits;
}

/* Packs the relations that are no loops, source over target, and returns how many there are. */
static int64_t pack(int64_t relations, const int32_t *source, const int32_t *target, uint64_t *words)
{
    int64_t kept = 0;
    for (int64_t at = 0; at < relations; at++) {
        uint64_t from = (uint32_t)source[at], to = (uint32_t)target[at];
        words[kept] = from << 32 | to;
        kept += from != to;
    }
    return kept;
}

/* The same with the smaller end over the greater, and in the two lowest bits which way the arc runs. */
static int64_t pack_pairs(int64_t relations, const int32_t *source, const int32_t *target, uint64_t *words)
{
    int64_t kept = 0;
    for (int64_t at = 0; at < relations; at++) {
        uint64_t from = (uint32_t)source[at], to = (uint32_t)target[at];
        words[kept] = from < to ? from << 33 | to << 2 | 1 : to << 33 | from << 2 | 2;
        kept += from != to;
    }
    return kept;
}

static void sort_by_digit(int64_t kept, const uint64_t *words, uint64_t *sorted, int shift, int bits, uint32_t *counts)
{
    uint32_t mask = (1u << bits) - 1, before = 0;
    for (uint32_t digit = 0; digit <= mask; digit++) {
        uint32_t many = counts[digit];
        counts[digit] = before;
        before += many;
    }
    for (int64_t at = 0; at < kept; at++) sorted[counts[words[at] >> shift & mask]++] = words[at];
}

/* Sorts the words between two rooms, to and fro an even number of times, so that they end where they were. */
static int sort_words(int64_t kept, uint64_t *words, uint64_t *room, Radix radix)
{
    uint32_t mask = (1u << radix.bits) - 1;
    uint32_t *counts = calloc((size_t)(2 * radix.digits) << radix.bits, sizeof(uint32_t));
    if (!counts) return 0;
    for (int64_t at = 0; at < kept; at++) {
        for (int place = 0; place < 2 * radix.digits; place++)
            counts[((size_t)place << radix.bits) + (words[at] >> shift_of(radix, place) & mask)]++;
    }
    for (int place = 0; place < 2 * radix.digits; place++) {
        int forth = place % 2 == 0;
        sort_by_digit(kept, forth ? words : room, forth ? room : words, shift_of(radix, place), radix.bits,
                      counts + ((size_t)place << radix.bits));
    }
    free(counts);
    return 1;
}

/* Merges equal words, which stand side by side, into entries; returns how many there are. */
static int64_t merge(int64_t nodes, int64_t kept, const uint64_t *words, int32_t *start, int32_t *neighbour,
                     int32_t *multiplicity)
{
    int64_t filled = 0;
    int32_t row = 0;
    uint64_t last = UINT64_MAX;
    start[0] = 0;
    for (int64_t at = 0; at < kept; at++) {
        uint64_t word = words[at];
        if (word == last) {
            multiplicity[filled - 1]++;
            continue;
        }
        for (int32_t owner = (int32_t)(word >> 32); row < owner;) start[++row] = (int32_t)filled;
        neighbour[filled] = (int32_t)(uint32_t)word;
        multiplicity[filled++] = 1;
        last = word;
    }
    while (row < nodes) start[++row] = (int32_t)filled;
    return filled;
}

int64_t valuenet_ties(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target, int32_t *start,
                      int32_t *entries)
{
    Radix radix = radix_of(nodes, 0, 32);
    uint64_t *words = reserve(((size_t)relations + 1) * sizeof(uint64_t));
    int64_t kept = words ? pack(relations, source, target, words) : 0, result = OUT_OF_MEMORY;
    if (words && sort_words(kept, words, (uint64_t *)entries, radix))
        result = merge(nodes, kept, words, start, entries, entries + relations);
    free(words);
    return result;
}

/* Makes equal pairs one, with both ways where there are both; returns the pairs. */
static int64_t merge_pairs(int64_t kept, uint64_t *words)
{
    int64_t pairs = 0;
    for (int64_t at = 0; at < kept; at++) {
        if (pairs && words[pairs - 1] >> 2 == words[at] >> 2) words[pairs - 1] |= words[at];
        else words[pairs++] = words[at];
    }
    return pairs;
}

/* Writes every pair into the rows of both its ends. Pairs come in the order of their smaller end, then of the other: so
   a row has its smaller neighbours first, and all in ascending order. */
static void write_pairs(int64_t nodes, int64_t pairs, const uint64_t *words, int32_t *start, int32_t *neighbour,
                        int8_t *arcs)
{
    memset(start, 0, ((size_t)nodes + 1) * sizeof(int32_t));
    for (int64_t at = 0; at < pairs; at++) {
        __builtin_prefetch(&start[(words[at + AHEAD] >> 2 & INT32_MAX) + 1], 1);
        start[(words[at] >> 33) + 1]++;
        start[(words[at] >> 2 & INT32_MAX) + 1]++;
    }
    for (int64_t row = 0, before = 0; row < nodes; row++) {
        int32_t here = start[row + 1];
        start[row + 1] = (int32_t)before; /* where the row is filled next; in the end, where it ends */
        before += here;
    }
    for (int64_t at = 0; at < pairs; at++) {
        __builtin_prefetch(&start[(words[at + 2 * AHEAD] >> 2 & INT32_MAX) + 1], 1);
        int32_t soon = start[(words[at + AHEAD] >> 2 & INT32_MAX) + 1];
        __builtin_prefetch(&neighbour[soon], 1), __builtin_prefetch(&arcs[soon], 1);
        int32_t low = (int32_t)(words[at] >> 33), high = (int32_t)(words[at] >> 2 & INT32_MAX);
        int32_t of_low = start[low + 1]++, of_high = start[high + 1]++;
        neighbour[of_low] = high, neighbour[of_high] = low;
        arcs[of_low] = arcs[of_high] = (int8_t)(1 + ((words[at] & 3) == 3));
    }
}

int64_t valuenet_pairs(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target, int32_t *start,
                       int32_t *neighbour, int8_t *arcs)
{
    uint64_t *words = reserve(((size_t)relations + 2 * AHEAD) * sizeof(uint64_t));
    int64_t kept = words ? pack_pairs(relations, source, target, words) : 0, pairs = OUT_OF_MEMORY;
    if (words && sort_words(kept, words, (uint64_t *)neighbour, radix_of(nodes, 2, 33))) {
        pairs = merge_pairs(kept, words);
        memset(words + pairs, 0, 2 * AHEAD * sizeof(uint64_t)); /* looked at, never written */
        write_pairs(nodes, pairs, words, start, neighbour, arcs);
    }
    free(words);
    return pairs;
}

/* Every row of the shadow is the union of two ascending rows; an end that stands in both is reciprocal. */
int64_t valuenet_shadow(int64_t nodes, const int32_t *out_start, const int32_t *out, const int32_t *in_start,
                        const int32_t *in, int32_t *start, int32_t *neighbour, int8_t *arcs)
{
    int64_t filled = 0;
    start[0] = 0;
    for (int64_t node = 0; node < nodes; node++) {
        int32_t to = out_start[node], to_end = out_start[node + 1], from = in_start[node], from_end = in_start[node + 1];
        while (to < to_end && from < from_end) {
            int32_t there = out[to], here = in[from];
            neighbour[filled] = there < here ? there : here;
            arcs[filled++] = (int8_t)(1 + (there == here));
            to += there <= here;
            from += here <= there;
        }
        size_t rest = (size_t)(to_end - to) + (size_t)(from_end - from);
        const int32_t *left = to < to_end ? out + to : in + from;
        for (size_t at = 0; at < rest; at++) neighbour[filled + (int64_t)at] = left[at];
        memset(arcs + filled, 1, rest);
        filled += (int64_t)rest;
        start[node + 1] = (int32_t)filled;
    }
    return filled;
}
