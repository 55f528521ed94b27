/* One search: its sources (Batch), its memory (Search), and what it counts. */

#ifndef VALUENET_SEARCH_H
#define VALUENET_SEARCH_H

#include "plan.h"

#define MORE_LEVELS (-2)
#define STOPPED (-3)
#define POWERS 31

typedef uint64_t Half __attribute__((vector_size(32)));

typedef union {
    Half half[2];
    _Alignas(64) uint64_t word[WORDS];
} Row;

/* Pairs at a level and up to four later, by word of the row where those are to be told apart, else in the first: two
   ends hang at most two steps away each. */
#define STEPS 5
typedef struct {
    int64_t pairs[STEPS][WORDS];
} Gain;

/* What hangs on a batch's sources, one and two steps away, in binary: the sources that hold a power of two. */
typedef struct {
    int powers[2];
    Row slice[2][POWERS];
} Weights;

typedef struct {
    int fold;                /* whether a hub's column stands for carried sources too */
    int apart;               /* whether words are counted apart */
    int hubs_twice;          /* whether pairs with hubs count twice, */
    int32_t first_line;      /* lines from here on count, */
    int32_t twice_from;      /* and twice from here on: an undirected pair is met once */
    const Weights *weights;  /* or NULL where all are 0 */
    Row full;                /* the sources that reach the central knot */
    Row late;                /* where words are counted apart: the sources one step behind the node of their column */
    int32_t entered, *entry; /* hubs that carried sources enter at */
    int32_t comers, *comer, *comer_column;
} Batch;

/* What is found of every node, as the target of paths. */
typedef struct {
    int64_t *total, *reached;
    int32_t *furthest;
} Tally;

static inline void tally(const Tally *of, int32_t node, int64_t level, int64_t sources)
{
    of->total[node] += level * sources;
    of->reached[node] += sources;
    if (of->furthest[node] < level) of->furthest[node] = (int32_t)level;
}

typedef struct {
    const Plan *plan;
    void *block;
    Row *past, *now, *next; /* (hubs) at levels l - 2, l - 1 and l */
    int32_t *change;        /* (hubs) the level of the last change */
    int32_t *changed[3];    /* lists of the hubs that changed at l - 1, l - 2 and l */
    int32_t changes[3];
    int32_t *hub_seen, *line_seen; /* the last level at which it was listed */
    int32_t *candidate, candidates, *open_hub, open_hubs, *open_line, open_lines;
    uint8_t *done; /* (hubs) whether the row is full */
    int64_t undone;
    const Tally *tally;
    const volatile int64_t *stop; /* another thread may ask for an end */
} Search;

void uncount(const Plan *plan, const Batch *batch, int32_t node, int32_t column, int64_t level, int64_t *pairs);
int64_t search_batch(Search *search, Batch *batch, int64_t levels, int64_t *pairs);

#endif
