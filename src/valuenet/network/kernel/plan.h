/* What a search along shortest paths needs to know of a network; made by plan.c, read by search.c.

   The network is read three times over. Its leaves, the nodes of one tie, are counted at the node they hang on (peel.c);
   what remains is the core, whose nodes have numbers of their own. Of the core some nodes are hubs, which have a row of
   bits, and the others are carried (plan.c). */

#ifndef VALUENET_PLAN_H
#define VALUENET_PLAN_H

#include "kernel.h"

#define WORDS 8             /* of a row: 512 bits, one cache line */
#define BATCH (64 * WORDS)  /* sources searched together */
#define BLOCK 4             /* rows united at once: lists to be united are filled up with repetitions */
#define LOOK_AHEAD 32       /* items that may be read past the last of lists */
#define OWN 5               /* distances up to which pairs are known without a search, from 0 */

/* Compressed rows of the network itself, which Python holds. */
typedef struct {
    const int32_t *start, *node;
} Ties;

/* Compressed rows of what is derived from it. */
typedef struct {
    int32_t *start, *item;
} Lists;

/* How many nodes hang on a hub one and two steps away, that are reached through it, or reach others through it, alone. */
typedef struct {
    int32_t near, far;
} Hung;

typedef struct {
    int64_t nodes; /* of the core */
    int directed;
    Ties both, out, in;
    Ties all_both, all_out, all_in; /* of the whole network */
    Lists own_both, own_out, own_in; /* memory of the core's ties, unless there are no leaves to be folded */
    uint64_t *core;                 /* (all nodes) a bit each: whether a node is in the core; NULL if all are */
    int32_t *before;                /* (words of core) how many there are before the word */
    int32_t *giving, *taking;       /* (nodes) the leaves with an arc to a node, and from it */

    /* A hub has a row of bits; every other node with a tie is carried, and all its neighbours are hubs. */
    int32_t hubs;
    int32_t *hub_of;  /* (nodes): its number as a hub, or -1; hubs of many ties come first */
    int32_t *node_of; /* (hubs) */
    Lists one_in, one_out; /* hubs one arc away, */
    Lists two_in, two_out; /* and two arcs away through a carried node, and no nearer; `in` in whole blocks */
    uint8_t *central;      /* (hubs) 2 in the largest knot, where each hub reaches each; 1 if it only reaches it */

    /* Target side: a carried node with one hub before it is that hub one step later, and counted in `arriving`; every
       other has a line. Source side alike: counted in `leaving`, by the hub after it, or a column of its own. */
    Hung *arriving, *leaving; /* (hubs) with their leaves */
    int32_t line_total, column_total;
    Lists lines, columns;
    Lists line_of; /* (hubs) the lines that a hub is in */
    int32_t *line_node, *column_node;
    int32_t *line_leaves; /* (line_total) leaves reached from a line's node */
    uint8_t *line_central; /* whether all its hubs are central */
    int32_t hub_columns;
    int32_t *hub_column; /* (hub_columns) the hubs that are searched from */

    /* Pairs at distance 1, 2, ... that no search counts, leaves and what folds into one hub, less those that searches
       count wrongly: a carried node with an arc from and to the same hub is back at itself after two steps. */
    int64_t own[OWN];
    int64_t levels; /* about how many levels a search takes */
    Lists comers;   /* by batch: other carried nodes that may come back to themselves, */
    int32_t *comer_column; /* and the column of each in its batch */
} Plan;

static inline int32_t many(Ties ties, int32_t node)
{
    return ties.start[node + 1] - ties.start[node];
}

static inline int32_t listed(Lists lists, int32_t row)
{
    return lists.start[row + 1] - lists.start[row];
}

/* Batches of hubs come first, then batches of carried nodes. */
static inline int64_t hub_batches_of(const Plan *plan)
{
    return (plan->hub_columns + BATCH - 1) / BATCH;
}

static inline int64_t batches_of(const Plan *plan)
{
    return hub_batches_of(plan) + (plan->column_total + BATCH - 1) / BATCH;
}

/* Arcs both ways between a node and others. */
static inline int64_t mutual_at(const Plan *plan, int32_t node)
{
    return (int64_t)many(plan->in, node) + many(plan->out, node) - many(plan->both, node);
}

/* Memory for rows; whether there was enough. `turn` makes the row of `to` list the rows of `from` that hold it. */
int grow(Lists *lists, int64_t rows, int64_t items);
int turn(const Lists *from, int64_t rows, Lists *to, int64_t turned);
void drop(Lists *lists);
int32_t *numbers(int64_t size); /* all 0 */

/* The number that a node of the core has there. */
static inline int is_core(const Plan *plan, int32_t node)
{
    return !plan->core || (plan->core[node / 64] >> (node % 64) & 1);
}

static inline int32_t core_number(const Plan *plan, int32_t node)
{
    if (!plan->core) return node;
    uint64_t lower = plan->core[node / 64] & (((uint64_t)1 << (node % 64)) - 1);
    return plan->before[node / 64] + (int32_t)__builtin_popcountll(lower);
}

/* peel.c: makes the core and counts leaves. */
int peel(Plan *plan, int64_t nodes, int fold);

/* hubs.c, in this order; each says whether memory was enough. */
int choose_hubs(Plan *plan, int fold);
int number_hubs(Plan *plan);
int join_hubs(Plan *plan);
int find_centre(Plan *plan);

Plan *plan_begin(int64_t nodes, int directed, int fold, Ties both, Ties out, Ties in);
void plan_end(Plan *plan);

#endif
