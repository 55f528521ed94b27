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

/* triangles.c: at every node the distinct neighbours in `degree`, which comes as zeros, the triangles it is part of, and
   the arcs among its neighbours in `across`, of the relations from `source` to `target`, loops and parallels merged
   away; in `around`, unless it is NULL, the triangles times the arcs on each of their three sides. */
EXPORT int64_t valuenet_triangles(int64_t nodes, int64_t relations, const int32_t *source, const int32_t *target,
                                  int32_t *degree, int64_t *triangles, int64_t *across, int64_t *around);

/* betweenness.c: what `sources` depend on at every node, and whom they reach, along `start` (n + 1) and `neighbour`.
   Node v stands for `arriving[v]` targets; `source` (sources) searches with a `weight` and weighs what passes through
   itself with `itself`. Added to `sums`, `squares` and `reached` (n): the weighted dependencies, their squares over the
   weight, and the weights of the sources that reach a node; `reach` (sources): the targets each reaches. */
EXPORT int64_t valuenet_dependencies(int64_t nodes, const int32_t *start, const int32_t *neighbour,
                                     const double *arriving, int64_t sources, const int32_t *source,
                                     const double *weight, const double *itself, double *sums, double *squares,
                                     double *reached, double *reach);

/* reach.c: from how many of at most 512 `sources` each node is reached, and how far they are. Node v is entered
   from `neighbour[start[v]]` and on; a source has `leaves` more sources one step behind it. Added to `sums` (n, 4):
   the sources, their distances, the inverse distances, and the inverse of one more than each distance. Returns the
   number of levels. */
EXPORT int64_t valuenet_reach(int64_t nodes, const int32_t *start, const int32_t *neighbour, int64_t sources,
                              const int32_t *source, const int64_t *leaves, double *sums);

/* sums.c: of every node the sum of its neighbours' `value` (nodes), each times the `weight` of its entry, or NULL. */
EXPORT int64_t valuenet_products(int64_t nodes, const int32_t *start, const int32_t *neighbour, const double *weight,
                                 const double *value, double *sum);

/* special.c: Hurwitz' zeta of each exponent above 1 and first term, of either as many as are `found` (size) or one; the
   logarithm of the share of the normal distribution below each value. */
EXPORT int64_t valuenet_zeta(int64_t size, int64_t exponents, const double *exponent, int64_t firsts,
                             const double *first, double *found);
EXPORT int64_t valuenet_log_below(int64_t size, const double *value, double *found);

/* cores.c: the core number of every node, `core` (n), of the undirected shadow. */
EXPORT int64_t valuenet_cores(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *core);

/* leiden.c: communities of an undirected network without loops whose ties have integer weights above 0. `membership`
   (nodes) holds the communities to start from, numbered below `nodes`, and takes those found, from 0, whose number is
   returned. `order` (nodes): in which order nodes are looked at first. */
EXPORT int64_t valuenet_leiden(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int64_t *weight,
                               const int32_t *order, int32_t *membership);

/* rewire.c: `steps` steps of a chain over networks with the same degrees, from its step number `step` on; returns how
   many changed it. Arcs (`row`, `target`, both (arcs)) lie by block, then source: row r holds the arcs `first[r]` up to
   `first[r + 1]` of the node `source[r]` in the block `block[r]`, block b the arcs `edge[b]` up to `edge[b + 1]`. Arcs
   trade targets within their block. Of arcs + `turns` proposals, `turns` turn a directed triangle; `turning[turn_at[b]
   + v]` is the row of node v in block b, or -1; `turn_at[b]` is -1 where the block has no triangles. `simple`: no
   parallel arcs within a row. No loops, ever. */
EXPORT int64_t valuenet_rewire(int64_t arcs, int64_t rows, int64_t turns, int64_t simple, int64_t seed, int64_t step,
                               int64_t steps, const int32_t *row, const int32_t *first, const int32_t *source,
                               const int32_t *block, const int32_t *edge, const int64_t *turn_at,
                               const int32_t *turning, int32_t *target);
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

/* paths.c: of every node listed the sum of its neighbours' degrees. */
EXPORT int64_t valuenet_degree_sums(int64_t size, const int32_t *node, const int32_t *start, const int32_t *neighbour,
                                    int64_t *sum);

/* paths.c: the plan of a search along the arcs of a network given by its rows of neighbours; undirected, all three are
   the shadow. Without `fold` every node has a row. `about` (12) receives the pairs at distances 0 to 4 that are counted
   already, then hubs, lines, columns, batches, levels, arcs and arcs of lines (plan.h). Returns the plan, which points into the rows; `valuenet_plan_end` frees it. */
EXPORT int64_t valuenet_plan(int64_t nodes, const int32_t *both_start, const int32_t *both, const int32_t *out_start,
                             const int32_t *out, const int32_t *in_start, const int32_t *in, int64_t directed,
                             int64_t fold, int64_t *about);
EXPORT int64_t valuenet_plan_end(int64_t plan);

/* paths.c: adds to `pairs` (levels, 8) the ordered pairs at each distance whose source is in the batches from `first`
   up to `last`, beside those of the plan; those at distance 0 are no pairs. Returns about the longest distance, -2
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

/* components.c: the weak component of every node in `label` (nodes), by the rows of the shadow, numbered from 0 in the
   order of their first nodes. Returns how many there are. */
EXPORT int64_t valuenet_weak_components(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *label);

/* components.c: the strong component of every node in `label` (nodes), numbered from 0 as they are finished. Returns how
   many there are. */
EXPORT int64_t valuenet_components(int64_t nodes, const int32_t *start, const int32_t *neighbour, int32_t *label);

#endif
