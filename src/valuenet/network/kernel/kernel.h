/* The kernel's functions, called through ctypes (library.py): C11, no Python. Each returns 0 or a count, and -1 where
   memory could not be had. Index arrays are int32; sums are int64. Every function has a twin in NumPy. */

#ifndef VALUENET_KERNEL_H
#define VALUENET_KERNEL_H

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

#define OUT_OF_MEMORY (-1)

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
