/* Weak components by a search of the shadow from each node not met before; strong components in one pass along the arcs
   (Tarjan 1972), with stacks of its own in place of recursion: chains of millions of nodes are no deeper than memory. */

#include <stdlib.h>

#include "kernel.h"

#define UNSEEN (-1)

typedef struct {
    const int32_t *start, *neighbour;
    int32_t *label; /* of nodes in a finished component; UNSEEN before */
    int32_t *least; /* the earliest node in the walk that a node is known to reach, by its place; UNSEEN before */
    int32_t *next;  /* the arc to follow next from a node of the trail */
    int32_t *trail, *open; /* nodes being walked from, and nodes met whose component is not finished */
    int32_t met, opened, components;
} Walk;

static void meet(Walk *walk, int32_t node)
{
    walk->least[node] = walk->met++;
    walk->next[node] = walk->start[node];
    walk->open[walk->opened++] = node;
}

static void close_component(Walk *walk, int32_t node)
{
    int32_t last;
    do {
        last = walk->open[--walk->opened];
        walk->label[last] = walk->components;
    } while (last != node);
    walk->components++;
}

static void walk_from(Walk *walk, int32_t root, int32_t *place)
{
    int32_t depth = 0;
    walk->trail[0] = root;
    place[root] = walk->met;
    meet(walk, root);
    while (depth >= 0) {
        int32_t node = walk->trail[depth];
        if (walk->next[node] < walk->start[node + 1]) {
            int32_t to = walk->neighbour[walk->next[node]++];
            if (walk->least[to] == UNSEEN) {
                place[to] = walk->met;
                meet(walk, to);
                walk->trail[++depth] = to;
            } else if (walk->label[to] == UNSEEN && walk->least[to] < walk->least[node]) {
                walk->least[node] = walk->least[to];
            }
            continue;
        }
        if (walk->least[node] == place[node]) close_component(walk, node);
        if (--depth >= 0 && walk->label[node] == UNSEEN && walk->least[node] < walk->least[walk->trail[depth]])
            walk->least[walk->trail[depth]] = walk->least[node];
    }
}

int64_t valuenet_components(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *label)
{
    size_t size = ((size_t)nodes + 1) * sizeof(int32_t);
    Walk walk = {.start = start, .neighbour = neighbour, .label = label, .least = malloc(size), .next = malloc(size),
                 .trail = malloc(size), .open = malloc(size)};
    int32_t *place = malloc(size);
    int64_t result = OUT_OF_MEMORY;
    if (walk.least && walk.next && walk.trail && walk.open && place) {
        for (int64_t node = 0; node < nodes; node++) label[node] = walk.least[node] = UNSEEN;
        for (int32_t node = 0; node < nodes; node++)
            if (walk.least[node] == UNSEEN) walk_from(&walk, node, place);
        result = walk.components;
    }
    free(walk.least), free(walk.next), free(walk.trail), free(walk.open), free(place);
    return result;
}

int64_t valuenet_weak_components(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *label)
{
    int32_t *met = malloc(((size_t)nodes + 1) * sizeof(int32_t)), components = 0;
    if (!met) return OUT_OF_MEMORY;
    for (int64_t node = 0; node < nodes; node++) label[node] = UNSEEN;
    for (int32_t root = 0; root < nodes; root++) {
        if (label[root] != UNSEEN) continue;
        int32_t many = 1;
        met[0] = root, label[root] = components;
        for (int32_t at = 0; at < many; at++) {
            for (int32_t tie = start[met[at]]; tie < start[met[at] + 1]; tie++) {
                int32_t to = neighbour[tie];
                if (label[to] == UNSEEN) met[many++] = to, label[to] = components;
            }
        }
        components++;
    }
    free(met);
    return components;
}
