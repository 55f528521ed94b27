/* Triangles by the forward algorithm (Schank and Wagner 2005): every tie points from its end of lower degree to the
   other, so that a hub has few ties pointing away and each triangle is met once. */

#include <stdlib.h>

#include "kernel.h"

typedef struct {
    int32_t *start;     /* (n + 1) */
    int32_t *neighbour; /* the upper end of every tie that points away */
    int8_t *arcs;       /* 1, or 2 where the tie is reciprocal */
} Forward;

static int points_up(const int32_t *start, int32_t from, int32_t to)
{
    int32_t mine = start[from + 1] - start[from], other = start[to + 1] - start[to];
    return mine < other || (mine == other && from < to);
}

static void orient(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int8_t *arcs, Forward *forward)
{
    int32_t filled = 0;
    for (int32_t node = 0; node < nodes; node++) {
        forward->start[node] = filled;
        for (int32_t at = start[node]; at < start[node + 1]; at++) {
            if (points_up(start, node, neighbour[at])) {
                forward->neighbour[filled] = neighbour[at];
                forward->arcs[filled++] = arcs[at];
            }
        }
    }
    forward->start[nodes] = filled;
}

/* `marked` holds, for every node above `low`, the arcs between the two, and 0 elsewhere. */
static void close_triangles(const Forward *forward, int32_t low, const int8_t *marked, int64_t *triangles,
                            int64_t *across)
{
    for (int32_t at = forward->start[low]; at < forward->start[low + 1]; at++) {
        int32_t middle = forward->neighbour[at];
        int8_t below = forward->arcs[at];
        for (int32_t next = forward->start[middle]; next < forward->start[middle + 1]; next++) {
            int32_t high = forward->neighbour[next];
            if (marked[high]) {
                triangles[low]++, triangles[middle]++, triangles[high]++;
                across[low] += forward->arcs[next];
                across[middle] += marked[high];
                across[high] += below;
            }
        }
    }
}

int64_t valuenet_triangles(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int8_t *arcs,
                           int64_t *triangles, int64_t *across)
{
    size_t ties = (size_t)start[nodes] / 2;
    Forward forward = {malloc(((size_t)nodes + 1) * sizeof(int32_t)), malloc((ties + 1) * sizeof(int32_t)),
                       malloc(ties + 1)};
    int8_t *marked = calloc((size_t)nodes + 1, 1);
    int64_t result = OUT_OF_MEMORY;
    if (forward.start && forward.neighbour && forward.arcs && marked) {
        orient(nodes, start, neighbour, arcs, &forward);
        for (int32_t low = 0; low < nodes; low++) {
            if (forward.start[low + 1] - forward.start[low] < 2) continue;
            for (int32_t at = forward.start[low]; at < forward.start[low + 1]; at++)
                marked[forward.neighbour[at]] = forward.arcs[at];
            close_triangles(&forward, low, marked, triangles, across);
            for (int32_t at = forward.start[low]; at < forward.start[low + 1]; at++) marked[forward.neighbour[at]] = 0;
        }
        result = 0;
    }
    free(forward.start), free(forward.neighbour), free(forward.arcs), free(marked);
    return result;
}
