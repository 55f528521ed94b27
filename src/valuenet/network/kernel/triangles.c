/* Triangles by the forward algorithm (Schank and Wagner 2005): every tie points from its end of lower degree to the
   other, so that a hub has few ties pointing away and each triangle is met once.

   No adjacency is built for it. Nodes in one relation are in no triangle; the others are ranked, hubs first, and take
   their relations upwards in the order of rank. Parallel ones merge when their row is come to: those it looks into,
   further up, are merged by then. As all rows name hubs, and hubs have the lowest ranks, what is looked up stays in the
   cache. Most pairs of neighbours are not tied, and a filter of all ties, one bit each, says so without a look at their
   rows. Loops over all nodes or relations have no branch that could be guessed wrongly: they write what is to be left
   out, too, and do not move on. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define GOLDEN 0x9E3779B97F4A7C15u

typedef struct {
    int64_t triangles, across;
} Count;

typedef struct {
    int64_t ranked, kept;
    int32_t *rank;   /* (nodes) from 0 on, the most relations first; -1 for nodes in fewer than two relations */
    int32_t *node;   /* (ranked) */
    int32_t *start;  /* (ranked + 2) */
    uint64_t *word;  /* (kept) of relations between ranked nodes: the lower end's rank over what becomes an entry */
    uint32_t *entry; /* the upper end's rank twice, plus 1: where relations point down, later where ties point both ways */
    int32_t *end;    /* (ranked) of each row, after merging */
    uint8_t *met;    /* (ranked) for the row at hand: 1 for relations up to that rank, 2 for those down from it */
    uint64_t *sign; /* (ranked) of each row, the bits of its neighbours further up: no common bit, no common neighbour */
    Count *count;    /* (ranked) */
    int32_t *degree; /* (nodes) relations, less those that are found to be parallel */
} Forward;

/* Ranks by sorting the nodes that may be in triangles by their relations. */
static int rank_nodes(int64_t nodes, Forward *forward)
{
    const int32_t *relations = forward->degree;
    int32_t *several = malloc(((size_t)nodes + 1) * sizeof(int32_t)), most = 0;
    for (int64_t node = 0; node < nodes; node++) most = relations[node] > most ? relations[node] : most;
    int32_t *before = calloc((size_t)most + 2, sizeof(int32_t));
    forward->node = malloc(((size_t)forward->ranked + 1) * sizeof(int32_t));
    int made = several && before && forward->node;
    if (made) {
        for (int64_t node = 0, kept = 0; node < nodes; node++) {
            forward->rank[node] = -1;
            several[kept] = (int32_t)node;
            kept += relations[node] > 1;
        }
        for (int64_t at = 0; at < forward->ranked; at++) before[most - relations[several[at]] + 1]++;
        for (int32_t at = 0; at < most; at++) before[at + 1] += before[at];
        for (int64_t at = 0; at < forward->ranked; at++) {
            int32_t rank = before[most - relations[several[at]]]++;
            forward->rank[several[at]] = rank;
            forward->node[rank] = several[at];
        }
    }
    free(several), free(before);
    return made;
}

static void keep_relations(int64_t relations, const int32_t *source, const int32_t *target, Forward *forward)
{
    const int32_t *rank = forward->rank;
    int64_t kept = 0;
    for (int64_t at = 0; at < relations; at++) {
        int32_t from = rank[source[at]], to = rank[target[at]];
        uint32_t down = from < to, low = (uint32_t)(down ? to : from), high = (uint32_t)(down ? from : to);
        forward->word[kept] = (uint64_t)low << 32 | high << 1 | down;
        kept += (from != to) & ((from | to) >= 0);
    }
    forward->kept = kept;
}

static void fill_rows(Forward *forward)
{
    int32_t *place = forward->start + 1; /* moves up to the next row's start while its own row is filled */
    for (int64_t at = 0; at < forward->kept; at++) place[(forward->word[at] >> 32) + 1]++;
    for (int64_t row = 0; row < forward->ranked; row++) place[row + 1] += place[row];
    for (int64_t at = 0; at < forward->kept; at++)
        forward->entry[place[forward->word[at] >> 32]++] = (uint32_t)forward->word[at];
}

static inline uint64_t bit_of(uint32_t rank) { return (uint64_t)1 << (rank * GOLDEN >> 58); }

/* Leave one entry for each neighbour further up, marked in `met`. */
static inline void merge_row(Forward *forward, int32_t row)
{
    int32_t kept = forward->start[row];
    uint64_t sign = 0;
    for (int32_t at = kept; at < forward->start[row + 1]; at++) {
        uint32_t up = forward->entry[at] >> 1, down = forward->entry[at] & 1;
        if (forward->met[up]) {
            forward->degree[forward->node[up]]--;
            forward->degree[forward->node[row]]--;
        } else {
            sign |= bit_of(up);
            forward->entry[kept++] = up << 1;
        }
        forward->met[up] |= (uint8_t)(1u << down);
    }
    forward->end[row] = kept;
    forward->sign[row] = sign;
}

static void close_triangles(Forward *forward, int32_t row)
{
    static const uint8_t arcs[4] = {0, 1, 1, 2};
    int64_t triangles = 0, across = 0;
    for (int32_t at = forward->start[row]; at < forward->end[row]; at++) {
        uint32_t middle = forward->entry[at] >> 1;
        if (!(forward->sign[middle] & forward->sign[row])) continue;
        int64_t closed = 0, above = 0;
        uint8_t below = arcs[forward->met[middle]];
        for (int32_t next = forward->start[middle]; next < forward->end[middle]; next++) {
            uint32_t high = forward->entry[next] >> 1;
            if (forward->met[high]) {
                closed++;
                above += arcs[forward->met[high]];
                across += 1 + (forward->entry[next] & 1);
                forward->count[high].triangles++;
                forward->count[high].across += below;
            }
        }
        triangles += closed;
        forward->count[middle].triangles += closed;
        forward->count[middle].across += above;
    }
    forward->count[row].triangles += triangles;
    forward->count[row].across += across;
}

static inline void forget_row(Forward *forward, int32_t row)
{
    for (int32_t at = forward->start[row]; at < forward->end[row]; at++) {
        uint32_t up = forward->entry[at] >> 1;
        forward->entry[at] |= forward->met[up] == 3;
        forward->met[up] = 0;
    }
}

static int make_room(Forward *forward)
{
    size_t ranked = (size_t)forward->ranked;
    forward->start = calloc(ranked + 2, sizeof(int32_t));
    forward->end = malloc((ranked + 1) * sizeof(int32_t));
    forward->entry = reserve(((size_t)forward->kept + 1) * sizeof(uint32_t));
    forward->met = calloc(ranked + 1, 1);
    forward->sign = malloc((ranked + 1) * sizeof(uint64_t));
    forward->count = calloc(ranked + 1, sizeof(Count));
    return forward->start && forward->end && forward->entry && forward->met && forward->sign && forward->count;
}

static void count(Forward *forward)
{
    for (int32_t row = 0; row < forward->ranked; row++) {
        merge_row(forward, row);
        if (forward->end[row] - forward->start[row] > 1) close_triangles(forward, row);
        forget_row(forward, row);
    }
}

int64_t valuenet_triangles(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target,
                           int32_t *degree, int64_t *triangles, int64_t *across)
{
    Forward forward = {.degree = degree};
    int64_t result = OUT_OF_MEMORY;
    for (int64_t at = 0; at < relations; at++)
        if (source[at] != target[at]) degree[source[at]]++, degree[target[at]]++;
    for (int64_t node = 0; node < nodes; node++) forward.ranked += degree[node] > 1;
    forward.rank = reserve(((size_t)nodes + 1) * sizeof(int32_t));
    forward.word = reserve(((size_t)relations + 1) * sizeof(uint64_t));
    if (forward.rank && forward.word && rank_nodes(nodes, &forward)) {
        keep_relations(relations, source, target, &forward);
        if (make_room(&forward)) {
            fill_rows(&forward);
            count(&forward);
            for (int64_t rank = 0; rank < forward.ranked; rank++) {
                triangles[forward.node[rank]] = forward.count[rank].triangles;
                across[forward.node[rank]] = forward.count[rank].across;
            }
            result = 0;
        }
    }
    free(forward.rank), free(forward.word), free(forward.node), free(forward.start), free(forward.end);
    free(forward.entry), free(forward.met), free(forward.sign), free(forward.count);
    return result;
}
