/* Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), for modularity: nodes move to the community
   that gains most, communities are refined into well-connected parts, the parts become the nodes of the next level. All
   gains are integers, 2m times those of the paper, so that no rounding decides; the first part that gains most is
   taken, not a random one. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

typedef struct {
    int32_t nodes;
    int32_t *start, *neighbour; /* (nodes + 1), (entries) */
    int64_t *weight;            /* (entries) */
    int64_t *strength;          /* (nodes) weights of a node's ties, those inside it twice */
} Level;

typedef struct {
    int64_t *sum;    /* (n) strength of every community */
    int64_t *toward; /* (n) weight from the node looked at to every community, 0 between looks */
    int64_t *inner;  /* (n) weight of every node towards the rest of its community */
    int64_t *cut;    /* (n) weight of every part towards the rest of its community */
    int64_t *held;   /* (n) strength of every part */
    int32_t *met;    /* (n) communities met in a look */
    int32_t *line;   /* (n) nodes that wait, in a ring; spare room between stages */
    int32_t *free;   /* (n) numbers of communities without nodes */
    int32_t *part;   /* (n) */
    int32_t *home;   /* (n) the community of every node of the level */
    int32_t *inside; /* (original nodes) the node of the level that each is in */
    char *waits;     /* (n) */
} Room;

/* Sum the weights from `node` towards every community of `of` within `bound` (any where it is NULL); return how many
   were met. */
static int32_t look(const Level *level, int32_t node, const int32_t *of, const int32_t *bound, Room *room)
{
    int32_t met = 0;
    for (int32_t at = level->start[node]; at < level->start[node + 1]; at++) {
        int32_t other = level->neighbour[at];
        if (bound && bound[other] != bound[node]) continue;
        if (!room->toward[of[other]]) room->met[met++] = of[other];
        room->toward[of[other]] += level->weight[at];
    }
    return met;
}

static void forget(int32_t met, Room *room)
{
    for (int32_t i = 0; i < met; i++) room->toward[room->met[i]] = 0;
}

/* The community that gains most by taking `node`, which is in none now: its old one where none gains more, `empty`
   where every one loses, else the lowest number of those that gain most. */
static int32_t best_home(int64_t strength, int64_t whole, int32_t old, int32_t empty, int32_t met, const Room *room)
{
    int32_t best = old;
    int64_t most = room->toward[old] * whole - strength * room->sum[old];
    for (int32_t i = 0; i < met; i++) {
        int32_t home = room->met[i];
        int64_t gain = room->toward[home] * whole - strength * room->sum[home];
        if (gain > most || (gain == most && best != old && home < best)) best = home, most = gain;
    }
    return most < 0 && empty >= 0 ? empty : best;
}

static void move_nodes(const Level *level, int64_t whole, const int32_t *order, Room *room)
{
    int32_t nodes = level->nodes, first = 0, waiting = nodes, spare = 0;
    memset(room->sum, 0, (size_t)nodes * sizeof(int64_t));
    memset(room->inner, 0, (size_t)nodes * sizeof(int64_t)); /* members of every community, while nodes move */
    for (int32_t node = 0; node < nodes; node++) {
        room->sum[room->home[node]] += level->strength[node], room->inner[room->home[node]]++;
        room->line[node] = order ? order[node] : node;
        room->waits[node] = 1;
    }
    for (int32_t home = nodes - 1; home >= 0; home--)
        if (!room->inner[home]) room->free[spare++] = home;
    while (waiting) {
        int32_t node = room->line[first], old = room->home[node];
        first = first + 1 == nodes ? 0 : first + 1, waiting--;
        room->waits[node] = 0;
        int32_t met = look(level, node, room->home, NULL, room);
        room->sum[old] -= level->strength[node], room->inner[old]--;
        int32_t empty = room->inner[old] ? (spare ? room->free[spare - 1] : -1) : -1;
        int32_t home = best_home(level->strength[node], whole, old, empty, met, room);
        forget(met, room);
        if (home == empty) spare--;
        room->sum[home] += level->strength[node], room->inner[home]++;
        room->home[node] = home;
        if (home == old) continue;
        if (!room->inner[old]) room->free[spare++] = old;
        for (int32_t at = level->start[node]; at < level->start[node + 1]; at++) {
            int32_t other = level->neighbour[at];
            if (room->waits[other] || room->home[other] == home) continue;
            int64_t place = (int64_t)first + waiting++;
            room->line[place < nodes ? place : place - nodes] = other;
            room->waits[other] = 1;
        }
    }
}

/* Split every community into parts that are well connected to the rest of it: alone, each node joins the part within
   its community that gains most. */
static void refine(const Level *level, int64_t whole, Room *room)
{
    char *alone = room->waits;
    for (int32_t node = 0; node < level->nodes; node++) {
        int64_t inner = 0;
        for (int32_t at = level->start[node]; at < level->start[node + 1]; at++)
            if (room->home[level->neighbour[at]] == room->home[node]) inner += level->weight[at];
        room->part[node] = node, room->held[node] = level->strength[node];
        room->inner[node] = room->cut[node] = inner, alone[node] = 1;
    }
    for (int32_t node = 0; node < level->nodes; node++) {
        int64_t strength = level->strength[node], community = room->sum[room->home[node]];
        if (!alone[node] || room->inner[node] * whole < strength * (community - strength)) continue;
        int32_t met = look(level, node, room->part, room->home, room), best = -1;
        int64_t most = -1;
        for (int32_t i = 0; i < met; i++) {
            int32_t part = room->met[i];
            int64_t gain = room->toward[part] * whole - strength * room->held[part];
            if (room->cut[part] * whole < room->held[part] * (community - room->held[part])) continue;
            if (gain > most || (gain == most && part < best)) best = part, most = gain;
        }
        if (best >= 0) {
            room->cut[best] += room->inner[node] - 2 * room->toward[best];
            room->held[best] += strength;
            room->part[node] = best, alone[node] = alone[best] = 0;
        }
        forget(met, room);
    }
}

/* Number the values of `of`, which lie below `bound`, from 0 in the order in which they are met; return how many. */
static int32_t renumber(int32_t nodes, int32_t bound, int32_t *of, int32_t *number)
{
    int32_t known = 0;
    for (int32_t i = 0; i < bound; i++) number[i] = -1;
    for (int32_t i = 0; i < nodes; i++) {
        if (number[of[i]] < 0) number[of[i]] = known++;
        of[i] = number[of[i]];
    }
    return known;
}

/* Make one node of each part; the ties inside a part live on in its strength alone. */
static int merge(Level *level, int32_t parts, Room *room)
{
    int32_t filled = 0, *members = room->line;
    size_t room_for = (size_t)level->start[level->nodes] + 1;
    int32_t *start = calloc((size_t)parts + 2, sizeof *start), *neighbour = malloc(room_for * sizeof *neighbour);
    int64_t *weight = malloc(room_for * sizeof *weight);
    if (!start || !neighbour || !weight) {
        free(start), free(neighbour), free(weight);
        return OUT_OF_MEMORY;
    }
    for (int32_t node = 0; node < level->nodes; node++) start[room->part[node] + 2]++;
    for (int32_t part = 0; part < parts; part++) start[part + 2] += start[part + 1];
    for (int32_t node = 0; node < level->nodes; node++) members[start[room->part[node] + 1]++] = node;
    for (int32_t part = 0, from = 0; part < parts; part++) {
        int32_t met = 0, until = start[part + 1];
        int64_t strength = 0;
        for (int32_t i = from; i < until; i++) {
            strength += level->strength[members[i]];
            for (int32_t at = level->start[members[i]]; at < level->start[members[i] + 1]; at++) {
                int32_t other = room->part[level->neighbour[at]];
                if (other == part) continue;
                if (!room->toward[other]) room->met[met++] = other;
                room->toward[other] += level->weight[at];
            }
        }
        from = until, start[part] = filled;
        room->held[part] = strength;
        for (int32_t i = 0; i < met; i++)
            neighbour[filled] = room->met[i], weight[filled++] = room->toward[room->met[i]];
        forget(met, room);
    }
    start[parts] = filled;
    memcpy(level->strength, room->held, (size_t)parts * sizeof(int64_t));
    free(level->start), free(level->neighbour), free(level->weight);
    level->nodes = parts, level->start = start, level->neighbour = neighbour, level->weight = weight;
    return 0;
}

/* The next level: its nodes are the parts, each at home in the community that it is a part of. */
static int next_level(int64_t originals, Level *level, Room *room)
{
    int32_t before = level->nodes, parts = renumber(before, before, room->part, room->line);
    if (parts == before) { /* nothing was refined: the communities themselves become the nodes */
        memcpy(room->part, room->home, (size_t)before * sizeof(int32_t));
        parts = renumber(before, before, room->part, room->line);
    }
    for (int64_t node = 0; node < originals; node++) room->inside[node] = room->part[room->inside[node]];
    for (int32_t node = 0; node < before; node++) room->free[room->part[node]] = room->home[node];
    memcpy(room->home, room->free, (size_t)parts * sizeof(int32_t));
    if (merge(level, parts, room)) return OUT_OF_MEMORY;
    renumber(parts, before, room->home, room->line);
    return 0;
}

static int64_t communities(int64_t originals, Level *level, const int32_t *order, Room *room)
{
    int64_t whole = 0;
    int32_t found;
    for (int32_t node = 0; node < level->nodes; node++) whole += level->strength[node];
    for (;; order = NULL) {
        move_nodes(level, whole, order, room);
        memcpy(room->part, room->home, (size_t)level->nodes * sizeof(int32_t));
        found = renumber(level->nodes, level->nodes, room->part, room->line);
        if (found == level->nodes) return found;
        refine(level, whole, room);
        if (next_level(originals, level, room)) return OUT_OF_MEMORY;
    }
}

static int open_level(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int64_t *weight, Level *level)
{
    size_t entries = (size_t)start[nodes], rows = (size_t)nodes + 1;
    *level = (Level){(int32_t)nodes, malloc(rows * sizeof(int32_t)), malloc((entries + 1) * sizeof(int32_t)),
                     malloc((entries + 1) * sizeof(int64_t)), calloc(rows, sizeof(int64_t))};
    if (!level->start || !level->neighbour || !level->weight || !level->strength) return OUT_OF_MEMORY;
    memcpy(level->start, start, rows * sizeof(int32_t));
    if (entries) memcpy(level->neighbour, neighbour, entries * sizeof(int32_t));
    if (entries) memcpy(level->weight, weight, entries * sizeof(int64_t));
    for (int32_t node = 0; node < nodes; node++)
        for (int32_t at = start[node]; at < start[node + 1]; at++) level->strength[node] += weight[at];
    return 0;
}

int64_t valuenet_leiden(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int64_t *weight,
                        const int32_t *order, int32_t *membership)
{
    Level level;
    size_t rows = (size_t)nodes + 1;
    Room room = {calloc(rows, sizeof(int64_t)), calloc(rows, sizeof(int64_t)), calloc(rows, sizeof(int64_t)),
                 calloc(rows, sizeof(int64_t)), calloc(rows, sizeof(int64_t)), calloc(rows, sizeof(int32_t)),
                 calloc(rows, sizeof(int32_t)), calloc(rows, sizeof(int32_t)), calloc(rows, sizeof(int32_t)),
                 calloc(rows, sizeof(int32_t)), calloc(rows, sizeof(int32_t)), calloc(rows, 1)};
    int64_t found = OUT_OF_MEMORY;
    int opened = !open_level(nodes, start, neighbour, weight, &level);
    if (opened && room.sum && room.toward && room.inner && room.cut && room.held && room.met && room.line && room.free
        && room.part && room.home && room.inside && room.waits) {
        memcpy(room.home, membership, (size_t)nodes * sizeof(int32_t));
        for (int32_t node = 0; node < nodes; node++) room.inside[node] = node;
        found = communities(nodes, &level, order, &room);
        if (found >= 0)
            for (int32_t node = 0; node < nodes; node++) membership[node] = room.part[room.inside[node]];
    }
    free(level.start), free(level.neighbour), free(level.weight), free(level.strength);
    free(room.sum), free(room.toward), free(room.inner), free(room.cut), free(room.held), free(room.met);
    free(room.line), free(room.free), free(room.part), free(room.home), free(room.inside), free(room.waits);
    return found;
}
