/* The kernel's functions, called through ctypes (library.py): C11, no Python. Each returns 0 or a count, and -1 where
   memory could not be had. Index arrays are int32; sums are int64. Every function has a twin in NumPy. */

#ifndef VALUENET_KERNEL_H
#define VALUENET_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* The machine's population count and wide registers where it has them, chosen when the library is loaded. Sanitizers
   and other compilers take the plain function. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) \
    && !defined(__clang__)
#define CLONES __attribute__((target_clones("default", "popcnt", "avx2")))
#else
#define CLONES
#endif

/* A function to be compiled into each clone of those that call it. */
#if defined(__GNUC__)
#define WITHIN static inline __attribute__((always_inline))
#else
#define WITHIN static inline
#endif

#define OUT_OF_MEMORY (-1)

/* memory.c: for arrays of any size, given back by free(). */
void *reserve(size_t bytes);
void *reserve_zeros(size_t bytes);

/* ties.c: merged ties without loops: row v of `start` (nodes + 1) holds the different targets of source v in ascending
   order. `entries` (2 relations, its address a multiple of 8) receives them in its first half, and in its second how
   many relations made each. Returns the number of ties. Needs 8 bytes a relation beside. */
EXPORT int64_t valuenet_ties(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target,
                             int32_t *start, int32_t *entries);

/* ties.c: the undirected shadow of relations: `neighbour` (2 relations, its address a multiple of 8) and `arcs` (2
   relations; 1, or 2 where the tie is reciprocal). Returns the number of undirected ties. */
EXPORT int64_t valuenet_pairs(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target,
                              int32_t *start, int32_t *neighbour, int8_t *arcs);

/* ties.c: the undirected shadow of ties given by their rows out and in: `neighbour` and `arcs` (1, or 2 where the tie
   is reciprocal) have room for all entries of both. Returns the number of entries. */
EXPORT int64_t valuenet_shadow(int64_t nodes, const int32_t *out_start, const int32_t *out, const int32_t *in_start,
                               const int32_t *in, int32_t *start, int32_t *neighbour, int8_t *arcs);

/* paths.c: of every node listed the sum of `value` over its neighbours, written to its place in `sum`. */
EXPORT int64_t valuenet_sums(int64_t size, const int32_t *node, const int32_t *start, const int32_t *neighbour,
                             const int64_t *value, int64_t *sum);

/* paths.c: the plan of a search along the arcs of a network given by its rows of neighbours; undirected, all three are
   the shadow. Without `fold` every node has a row. `about` (8) receives hubs, lines, columns, batches, mutual, levels,
   arcs and arcs of lines (plan.h). Returns the plan, which points into the rows; `valuenet_plan_end` frees it. */
EXPORT int64_t valuenet_plan(int64_t nodes, const int32_t *both_start, const int32_t *both, const int32_t *out_start,
                             const int32_t *out, const int32_t *in_start, const int32_t *in, int64_t directed,
                             int64_t fold, int64_t *about);
EXPORT int64_t valuenet_plan_end(int64_t plan);

/* paths.c: adds to `pairs` (levels, 8) the ordered pairs at each distance whose source is in the batches from `first`
   up to `last`; those at distance 0, and `mutual` of those at 2, are no pairs. Returns about the longest distance, -2
   where `levels` are too few, -3 where `stop` (1) was no longer 0. */
EXPORT int64_t valuenet_search(int64_t plan, int64_t first, int64_t last, const int64_t *stop, int64_t levels,
                               int64_t *pairs);

/* paths.c: the same, of a plan without folds, and of every node as a target the sum of distances, the number of sources
   and the longest distance. */
EXPORT int64_t valuenet_search_nodes(int64_t plan, int64_t first, int64_t last, const int64_t *stop, int64_t levels,
                                     int64_t *pairs, int64_t *total, int64_t *reached, int32_t *furthest);

/* paths.c: the same from at most 512 nodes: the source in place p, or -1, counts in the column p / 64 of `pairs`. */
EXPORT int64_t valuenet_search_some(int64_t plan, const int32_t *source, int64_t sources, const int64_t *stop,
                                    int64_t levels, int64_t *pairs);

/* triangles.c: at every node the triangles it is part of, and the arcs among its neighbours. `start` (n + 1) and
   `neighbour` are the undirected shadow in ascending order without loops; `arcs` says of each entry 1 or 2. */
EXPORT int64_t valuenet_triangles(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int8_t *arcs,
                                  int64_t *triangles, int64_t *across);

/* leiden.c: communities of an undirected network without loops whose ties have integer weights above 0. `membership`
   (nodes) holds the communities to start from, numbered below `nodes`, and takes those found, from 0, whose number is
   returned. `order` (nodes): in which order nodes are looked at first. */
EXPORT int64_t valuenet_leiden(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int64_t *weight,
                               const int32_t *order, int32_t *membership);

#endif
