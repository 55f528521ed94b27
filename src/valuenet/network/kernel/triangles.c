/* Triangles by the forward algorithm (Schank and Wagner 2005): every tie points from its end of lower degree to the
   other, so that a hub has few ties pointing away and each triangle is met once.

   No adjacency is built for it. Nodes in one relation are in no triangle; the others are ranked, hubs first, and the
   relations among them sorted by their upper end. Taken in that order they fill the rows of their lower ends, each row
   in ascending order. A row has a signature, one bit of 64 for each neighbour so far. When a tie comes, its upper end's
   row is complete, and its lower end's holds what is further up: no common bit, no triangle. The few ties that are left
   are looked at one by one, those of one upper end together.

   Loops over all nodes or relations have no branch that could be guessed wrongly: they write what is to be left out,
   too, and do not move on. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define AHEAD 24 /* relations for whose rows memory is fetched before they come */
#define UP 1     /* whether there are arcs up the ranks, */
#define DOWN 2   /* and down */
#define GOLDEN 0x9E3779B97F4A7C15u

/* A node's ties up the ranks, entries from `start` to `end`. */
typedef struct {
    uint64_t sign;
    int32_t start, end;
} Row;

/* `word`: of a relation first its ends, then the upper end's rank over the lower one's over its direction in 2 bits.
   `entry`: the upper end's rank over the directions of all arcs in 2 bits. */
typedef struct {
    int64_t ranked, kept, open;
    uint64_t *several; /* (nodes) a bit each: whether it is in two relations or more */
    int32_t *rank;     /* (nodes) of those: from 0 on, the most relations first */
    int32_t *node;     /* (ranked) */
    int32_t *listed;   /* (ranked) the same in their own order */
    int32_t *size;     /* (ranked) relations of a lower end, in place of that list, which is done with */
    int32_t *group;    /* (ranked + 1) where the relations of an upper end begin */
    Row *row;          /* (ranked) */
    uint64_t *word;    /* (kept) */
    uint64_t *sorted;  /* (kept) by upper end; in the end those `open` that may close triangles */
    uint32_t *entry;   /* (kept) in the place of the words, which are done with */
    uint8_t *met;      /* (ranked) the directions of the middle node's ties, while it is looked at */
} Forward;

/* Lists the nodes that may be in triangles. */
static void list_nodes(int64_t nodes, const int32_t *relations, Forward *forward)
{
    memset(forward->several, 0, ((size_t)nodes / 64 + 1) * sizeof(uint64_t));
    for (int64_t node = 0; node < nodes; node++) {
        uint64_t several = relations[node] > 1;
        forward->several[node / 64] |= several << (node % 64);
        forward->listed[forward->ranked] = (int32_t)node;
        forward->ranked += (int64_t)several;
    }
}

/* Ranks them by sorting them by their relations. */
static int rank_nodes(const int32_t *relations, Forward *forward)
{
    const int32_t *listed = forward->listed;
    int32_t most = 0;
    for (int64_t at = 0; at < forward->ranked; at++) most = relations[listed[at]] > most ? relations[listed[at]] : most;
    int32_t *before = calloc((size_t)most + 2, sizeof(int32_t));
    if (!before) return 0;
    for (int64_t at = 0; at < forward->ranked; at++) before[most - relations[listed[at]] + 1]++;
    for (int32_t at = 0; at < most; at++) before[at + 1] += before[at];
    for (int64_t at = 0; at < forward->ranked; at++) {
        int32_t rank = before[most - relations[listed[at]]]++;
        forward->rank[listed[at]] = rank;
        forward->node[rank] = listed[at];
    }
    free(before);
    return 1;
}

/* Keeps the relations between ranked nodes. Their bits stay in the cache where their ranks do not. */
static void keep_relations(int64_t relations, const int32_t *source, const int32_t *target, Forward *forward)
{
    const uint64_t *several = forward->several;
    int64_t kept = 0;
    for (int64_t at = 0; at < relations; at++) {
        uint32_t from = (uint32_t)source[at], to = (uint32_t)target[at];
        forward->word[kept] = (uint64_t)from << 32 | to;
        kept += (int64_t)(several[from / 64] >> (from % 64) & several[to / 64] >> (to % 64) & (from != to));
    }
    forward->kept = kept;
}

static void sort_relations(Forward *forward)
{
    memset(forward->size, 0, (size_t)forward->ranked * sizeof(int32_t));
    memset(forward->group, 0, ((size_t)forward->ranked + 1) * sizeof(int32_t));
    for (int64_t at = 0; at < forward->kept; at++) {
        int32_t from = forward->rank[forward->word[at] >> 32], to = forward->rank[(uint32_t)forward->word[at]];
        int32_t down = from < to, other = (from ^ to) & -down, low = from ^ other, high = to ^ other;
        forward->word[at] = (uint64_t)high << 34 | (uint64_t)low << 2 | (uint64_t)(UP + down);
        forward->size[low]++;
        forward->group[high + 1]++;
    }
    for (int64_t rank = 0, filled = 0; rank < forward->ranked; rank++) {
        forward->row[rank] = (Row){0, (int32_t)filled, (int32_t)filled};
        filled += forward->size[rank];
        forward->group[rank + 1] += forward->group[rank];
    }
    for (int64_t at = 0; at < forward->kept; at++)
        forward->sorted[forward->group[forward->word[at] >> 34]++] = forward->word[at];
    memset(forward->sorted + forward->kept, 0, AHEAD * sizeof(uint64_t)); /* looked at, never written */
}

static inline int32_t low_of(uint64_t word) { return (int32_t)(word >> 2 & INT32_MAX); }

/* Fills the rows; parallel relations become one entry and are taken off the `degree` of both ends. */
static void fill_rows(Forward *forward, int32_t *degree)
{
    int64_t open = 0;
    for (int64_t at = 0; at < forward->kept; at++) {
        uint64_t word = forward->sorted[at], bit = (uint64_t)1 << ((word >> 34) * GOLDEN >> 58);
        __builtin_prefetch(&forward->row[low_of(forward->sorted[at + AHEAD])], 1);
        Row *row = &forward->row[low_of(word)];
        if (row->sign & bit && forward->entry[row->end - 1] >> 2 == word >> 34) {
            forward->entry[row->end - 1] |= word & 3;
            degree[forward->node[word >> 34]]--, degree[forward->node[low_of(word)]]--;
            continue;
        }
        forward->sorted[open] = word;
        open += (forward->row[word >> 34].sign & row->sign) != 0;
        row->sign |= bit;
        forward->entry[row->end++] = (uint32_t)(word >> 34) << 2 | (word & 3);
    }
    forward->open = open;
}

static void mark(Forward *forward, int32_t middle, int marked)
{
    const Row *row = &forward->row[middle];
    for (int32_t at = row->start; at < row->end; at++)
        forward->met[forward->entry[at] >> 2] = marked ? forward->entry[at] & 3 : 0;
}

/* The triangles of a tie from `low` to `middle` with nodes further up, which are marked. */
static void close_triangles(const Forward *forward, int32_t low, int32_t middle, int64_t *triangles, int64_t *across,
                            int64_t *around)
{
    static const uint8_t arcs[4] = {0, 1, 1, 2};
    const uint32_t *end = forward->entry + forward->row[low].start, *begin = end;
    int64_t closed = 0, of_low = 0, of_middle = 0, all = 0;
    while (*end >> 2 != (uint32_t)middle) end++;
    for (const uint32_t *at = begin; at < end; at++) {
        uint8_t met = forward->met[*at >> 2];
        if (!met) continue;
        int32_t high = forward->node[*at >> 2];
        closed++, of_low += arcs[met], of_middle += arcs[*at & 3];
        triangles[high]++, across[high] += arcs[*end & 3];
        if (!around) continue;
        int64_t product = arcs[met] * arcs[*at & 3] * arcs[*end & 3];
        around[high] += product, all += product;
    }
    low = forward->node[low], middle = forward->node[middle];
    triangles[low] += closed, across[low] += of_low;
    triangles[middle] += closed, across[middle] += of_middle;
    if (around) around[low] += all, around[middle] += all;
}

static void count(Forward *forward, int64_t *triangles, int64_t *across, int64_t *around)
{
    int32_t middle = -1;
    memset(forward->met, 0, (size_t)forward->ranked);
    memset(forward->sorted + forward->open, 0, AHEAD * sizeof(uint64_t)); /* looked at, no more */
    for (int64_t at = 0; at < forward->open; at++) {
        __builtin_prefetch(&forward->row[low_of(forward->sorted[at + AHEAD])]);
        __builtin_prefetch(&forward->node[low_of(forward->sorted[at + AHEAD])]);
        __builtin_prefetch(&forward->entry[forward->row[low_of(forward->sorted[at + AHEAD / 2])].start]);
        int32_t own = (int32_t)(forward->sorted[at] >> 34);
        if (own != middle) {
            if (middle >= 0) mark(forward, middle, 0);
            mark(forward, middle = own, 1);
        }
        close_triangles(forward, low_of(forward->sorted[at]), middle, triangles, across, around);
    }
}

/* Memory in two pieces, one by the size of the network, one by what of it may close triangles. */
static void *room_for_all(size_t nodes, size_t relations, Forward *forward)
{
    forward->word = reserve((relations + 1) * sizeof(uint64_t) + (nodes / 64 + 1) * sizeof(uint64_t)
                            + 2 * (nodes + 1) * sizeof(int32_t));
    forward->entry = (uint32_t *)forward->word;
    forward->several = forward->word + relations + 1;
    forward->rank = (int32_t *)(forward->several + nodes / 64 + 1);
    forward->listed = forward->size = forward->rank + nodes + 1;
    return forward->word;
}

static void *room_for_some(size_t ranked, size_t kept, Forward *forward)
{
    forward->sorted = reserve((kept + AHEAD) * sizeof(uint64_t)
                              + (ranked + 2) * (sizeof(Row) + 2 * sizeof(int32_t) + sizeof(uint8_t)));
    forward->row = (Row *)(forward->sorted + kept + AHEAD);
    forward->node = (int32_t *)(forward->row + ranked + 1);
    forward->group = forward->node + ranked + 1;
    forward->met = (uint8_t *)(forward->group + ranked + 2);
    return forward->sorted;
}

int64_t valuenet_triangles(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target,
                           int32_t *degree, int64_t *triangles, int64_t *across, int64_t *around)
{
    Forward forward = {0};
    int made = 0;
    for (int64_t at = 0; at < relations; at++)
        if (source[at] != target[at]) degree[source[at]]++, degree[target[at]]++;
    if (room_for_all((size_t)nodes, (size_t)relations, &forward)) {
        list_nodes(nodes, degree, &forward);
        keep_relations(relations, source, target, &forward);
        made = room_for_some((size_t)forward.ranked, (size_t)forward.kept, &forward) && rank_nodes(degree, &forward);
    }
    if (made) {
        sort_relations(&forward);
        fill_rows(&forward, degree);
        count(&forward, triangles, across, around);
    }
    free(forward.word), free(forward.sorted);
    return made ? 0 : OUT_OF_MEMORY;
}
