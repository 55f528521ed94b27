/* Core numbers by Batagelj and Zaversnik (2003): nodes in the order of the neighbours they have left; the first is
   taken out, and each of its neighbours moves one place towards the front. */

#include <stdlib.h>

#include "kernel.h"

typedef struct {
    int32_t *first; /* (most + 2) where the nodes with so many neighbours left begin in `order` */
    int32_t *order; /* (n) */
    int32_t *place; /* (n) where a node is in `order` */
} Line;

static void line_up(int64_t nodes, int32_t most, const int32_t *left, Line *line)
{
    for (int64_t node = 0; node < nodes; node++)
        line->first[left[node] + 1]++;
    for (int32_t degree = 0; degree < most; degree++)
        line->first[degree + 1] += line->first[degree];
    for (int32_t node = 0; node < nodes; node++) {
        int32_t at = line->first[left[node]]++;
        line->order[at] = node;
        line->place[node] = at;
    }
    for (int32_t degree = most; degree > 0; degree--)
        line->first[degree] = line->first[degree - 1];
    line->first[0] = 0;
}

/* Swap `node` with the first of those that have as many neighbours left, and let those begin one place later. */
static void step_forward(int32_t node, int32_t *left, Line *line)
{
    int32_t to = line->first[left[node]]++, from = line->place[node], other = line->order[to];
    line->order[to] = node;
    line->order[from] = other;
    line->place[node] = to;
    line->place[other] = from;
    left[node]--;
}

int64_t valuenet_cores(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *core)
{
    int32_t most = 0;
    for (int64_t node = 0; node < nodes; node++) {
        core[node] = start[node + 1] - start[node];
        if (core[node] > most)
            most = core[node];
    }
    int32_t *memory = calloc((size_t)(2 * nodes + most + 2), sizeof *memory);
    if (!memory)
        return OUT_OF_MEMORY;
    Line line = {.first = memory, .order = memory + most + 2, .place = memory + most + 2 + nodes};
    line_up(nodes, most, core, &line);
    for (int64_t at = 0; at < nodes; at++) {
        int32_t node = line.order[at];
        for (int32_t entry = start[node]; entry < start[node + 1]; entry++)
            if (core[neighbour[entry]] > core[node])
                step_forward(neighbour[entry], core, &line);
    }
    free(memory);
    return 0;
}
