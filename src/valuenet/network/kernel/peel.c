/* Leaves, the nodes of one tie, are most of a value network. Each is one step behind the node it hangs on, and counted
   there; the core that remains has numbers of its own, so that whatever is asked of it later is asked of less memory.
   Of two nodes that hang on one another alone the first is core.

   Every pass runs through the network in order; whether a node is in the core, and its number there, is looked up among
   bits, which stay in the cache. */

#include <stdlib.h>

#include "plan.h"

static void mark_core(Plan *plan, int64_t nodes, uint64_t *single)
{
    const Ties both = plan->all_both;
    for (int64_t node = 0; node < nodes; node++) {
        uint64_t one = both.start[node + 1] - both.start[node] == 1;
        single[node / 64] |= one << (node % 64);
    }
    for (int64_t node = 0; node < nodes; node++) {
        int32_t at = both.start[node], degree = both.start[node + 1] - at;
        if (degree == 0) continue;
        int32_t other = both.node[at];
        uint64_t alone = single[other / 64] >> (other % 64) & 1;
        plan->core[node / 64] |= (uint64_t)(degree > 1 || (alone && node < other)) << (node % 64);
    }
    for (int64_t word = 0; word <= nodes / 64; word++) {
        plan->before[word] = (int32_t)plan->nodes;
        plan->nodes += __builtin_popcountll(plan->core[word]);
    }
}

/* The ties inside the core, and how many others every node of it has; returns the sum of those. */
CLONES static int64_t shrink(const Plan *plan, int64_t nodes, Ties ties, Lists *kept, int32_t *others)
{
    int64_t left_out = 0;
    int32_t filled = 0, row = 0;
    for (int64_t word = 0; word <= nodes / 64; word++) {
        for (uint64_t bits = plan->core[word]; bits; bits &= bits - 1, row++) {
            int64_t node = 64 * word + __builtin_ctzll(bits);
            int32_t begin = filled, degree = many(ties, (int32_t)node);
            for (int32_t at = ties.start[node]; at < ties.start[node + 1]; at++) {
                kept->item[filled] = core_number(plan, ties.node[at]);
                filled += is_core(plan, ties.node[at]);
            }
            others[row] = degree - (filled - begin);
            left_out += others[row];
            kept->start[row + 1] = filled;
        }
    }
    return left_out;
}

static int64_t leaves_of(Plan *plan, int64_t nodes, Ties ties, Lists *kept, int32_t **others)
{
    *others = numbers(plan->nodes);
    if (!*others || !grow(kept, plan->nodes, ties.start[nodes])) return -1;
    return shrink(plan, nodes, ties, kept, *others);
}

static Ties ties_of(Lists lists)
{
    return (Ties){lists.start, lists.item};
}

/* Leaves with arcs both ways are no pair with themselves, two steps apart. */
static int make_core(Plan *plan, int64_t nodes)
{
    int32_t *leaves;
    int64_t hanging = leaves_of(plan, nodes, plan->all_both, &plan->own_both, &leaves);
    plan->giving = plan->taking = leaves;
    plan->both = plan->in = plan->out = ties_of(plan->own_both);
    plan->own[2] -= hanging;
    if (!plan->directed || hanging < 0) return hanging >= 0;
    free(leaves);
    plan->taking = NULL;
    int64_t given = leaves_of(plan, nodes, plan->all_in, &plan->own_in, &plan->giving);
    int64_t taken = given < 0 ? -1 : leaves_of(plan, nodes, plan->all_out, &plan->own_out, &plan->taking);
    plan->in = ties_of(plan->own_in), plan->out = ties_of(plan->own_out);
    plan->own[2] += 2 * hanging - given - taken;
    return taken >= 0;
}

int peel(Plan *plan, int64_t nodes, int fold)
{
    if (!fold) {
        plan->nodes = nodes;
        plan->both = plan->all_both, plan->out = plan->all_out, plan->in = plan->all_in;
        plan->giving = numbers(nodes);
        plan->taking = plan->directed ? numbers(nodes) : plan->giving;
        return plan->giving && plan->taking;
    }
    size_t words = (size_t)nodes / 64 + 1;
    uint64_t *single = calloc(words, sizeof(uint64_t));
    plan->core = calloc(words, sizeof(uint64_t));
    plan->before = malloc(words * sizeof(int32_t));
    int made = single && plan->core && plan->before;
    if (made) mark_core(plan, nodes, single);
    free(single);
    return made && make_core(plan, nodes);
}
