/* Triangles by the forward algorithm (Schank and Wagner 2005): every tie points from its end of lower degree to the
   other, so that a hub has few ties pointing away and each triangle is met once.

   No adjacency is built for it. Nodes in one relation are in no triangle; the others are ranked, hubs first, and take
   their relations upwards in the order of rank. Parallel ones merge when their row is come to: those it looks into,
   further up, are merged by then. As all rows name hubs, and hubs have the lowest ranks, what is looked up stays in the
   cache. */

#include <stdlib.h>

#include "kernel.h"

typedef struct {
    int64_t triangles, across;
    int32_t neighbours;
} Count;

typedef struct {
    int64_t ranked;
    int32_t *rank;  /* (nodes) from 0 on, the most relations first; -1 for nodes in fewer than two relations */
    int32_t *node;  /* (ranked) */
    int32_t *start; /* (ranked + 2) */
    uint32_t *entry; /* the upper end's rank twice, plus 1: where relations point down, later where ties point both ways */
    int32_t *end;   /* (ranked) of each row, after merging */
    uint8_t *met;   /* (ranked) for the row at hand: 1 for relations up to that rank, 2 for those down from it */
    Count *count;   /* (ranked) */
} Forward;

static void rank_nodes(int64_t nodes, const int32_t *relations, int64_t most, int32_t *before, Forward *forward)
{
    for (int64_t node = 0; node < nodes; node++)
        if (relations[node] > 1) before[most - relations[node] + 1]++;
    for (int64_t at = 0; at < most; at++) before[at + 1] += before[at];
    for (int64_t node = 0; node < nodes; node++) {
        forward->rank[node] = -1;
        if (relations[node] > 1) {
            int32_t rank = before[most - relations[node]]++;
            forward->rank[node] = rank;
            forward->node[rank] = (int32_t)node;
        }
    }
}

static void fill_rows(int64_t relations, const int32_t *source, const int32_t *target, Forward *forward)
{
    int32_t *place = forward->start + 1; /* moves up to the next row's start while its own row is filled */
    for (int64_t at = 0; at < relations; at++) {
        int32_t from = forward->rank[source[at]], to = forward->rank[target[at]];
        if (from == to) continue; /* a loop, or two nodes in no other relation */
        if (from >= 0 && to >= 0) place[(from > to ? from : to) + 1]++;
        else forward->count[from >= 0 ? from : to].neighbours++;
    }
    for (int64_t row = 0; row < forward->ranked; row++) place[row + 1] += place[row];
    for (int64_t at = 0; at < relations; at++) {
        int32_t from = forward->rank[source[at]], to = forward->rank[target[at]];
        if (from < 0 || to < 0 || from == to) continue;
        int down = from < to;
        forward->entry[place[down ? to : from]++] = (uint32_t)(down ? from : to) << 1 | (uint32_t)down;
    }
}

/* Leave one entry for each neighbour further up, marked in `met`. */
static void merge_row(Forward *forward, int32_t row)
{
    int32_t kept = forward->start[row];
    for (int32_t at = kept; at < forward->start[row + 1]; at++) {
        uint32_t up = forward->entry[at] >> 1, down = forward->entry[at] & 1;
        if (!forward->met[up]) {
            forward->entry[kept++] = up << 1;
            forward->count[up].neighbours++;
        }
        forward->met[up] |= (uint8_t)(1u << down);
    }
    forward->end[row] = kept;
    forward->count[row].neighbours += kept - forward->start[row];
}

static void close_triangles(Forward *forward, int32_t row)
{
    static const uint8_t arcs[4] = {0, 1, 1, 2};
    int64_t triangles = 0, across = 0;
    for (int32_t at = forward->start[row]; at < forward->end[row]; at++) {
        uint32_t middle = forward->entry[at] >> 1;
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

static void forget_row(Forward *forward, int32_t row)
{
    for (int32_t at = forward->start[row]; at < forward->end[row]; at++) {
        uint32_t up = forward->entry[at] >> 1;
        forward->entry[at] |= forward->met[up] == 3;
        forward->met[up] = 0;
    }
}

static int reserve(int64_t relations, Forward *forward)
{
    size_t ranked = (size_t)forward->ranked;
    forward->start = calloc(ranked + 2, sizeof(int32_t));
    forward->end = malloc((ranked + 1) * sizeof(int32_t));
    forward->entry = malloc(((size_t)relations + 1) * sizeof(uint32_t));
    forward->met = calloc(ranked + 1, 1);
    forward->count = calloc(ranked + 1, sizeof(Count));
    return forward->start && forward->end && forward->entry && forward->met && forward->count;
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
    Forward forward = {0};
    int64_t most = 0, result = OUT_OF_MEMORY;
    for (int64_t at = 0; at < relations; at++)
        if (source[at] != target[at]) degree[source[at]]++, degree[target[at]]++;
    for (int64_t node = 0; node < nodes; node++) {
        forward.ranked += degree[node] > 1;
        if (degree[node] > most) most = degree[node];
    }
    int32_t *before = calloc((size_t)most + 2, sizeof(int32_t));
    forward.rank = malloc(((size_t)nodes + 1) * sizeof(int32_t));
    forward.node = malloc(((size_t)forward.ranked + 1) * sizeof(int32_t));
    if (before && forward.rank && forward.node && reserve(relations, &forward)) {
        rank_nodes(nodes, degree, most, before, &forward);
        fill_rows(relations, source, target, &forward);
        count(&forward);
        for (int64_t rank = 0; rank < forward.ranked; rank++) {
            int32_t node = forward.node[rank];
            degree[node] = forward.count[rank].neighbours;
            triangles[node] = forward.count[rank].triangles;
            across[node] = forward.count[rank].across;
        }
        result = 0;
    }
    free(before), free(forward.rank), free(forward.node), free(forward.start), free(forward.end);
    free(forward.entry), free(forward.met), free(forward.count);
    return result;
}
