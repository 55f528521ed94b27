/* Which nodes become hubs, and which arcs run among them (see plan.c). */

#include <stdlib.h>
#include <string.h>

#include "plan.h"

#define DEGREES 4096 /* degrees told apart when hubs are put in order */
#define EDGE 16      /* degrees told apart when carried nodes are chosen */
#define SPARE 4      /* arcs that carrying a node may cost: a row costs more */

static int worth_carrying(const Plan *plan, int32_t node)
{
    int64_t in = many(plan->in, node), out = many(plan->out, node);
    return in * out - mutual_at(plan, node) <= in + out + SPARE;
}

/* Chooses the carried nodes, those of fewest ties first; the others with a tie become hubs (hub_of 0). */
int choose_hubs(Plan *plan, int fold)
{
    int32_t *order = numbers(plan->nodes), at[EDGE + 2] = {0};
    if (!order) return 0;
    for (int32_t node = 0; node < plan->nodes; node++) {
        int32_t degree = many(plan->both, node);
        plan->hub_of[node] = degree ? 0 : -1;
        at[(degree < EDGE ? degree : EDGE) + 1]++;
    }
    for (int degree = 0; degree <= EDGE; degree++) at[degree + 1] += at[degree];
    int32_t first = at[1];
    for (int32_t node = 0; node < plan->nodes; node++) {
        int32_t degree = many(plan->both, node);
        order[at[degree < EDGE ? degree : EDGE]++] = node;
    }
    for (int64_t place = first; fold && place < plan->nodes; place++) {
        int32_t node = order[place];
        int alone = worth_carrying(plan, node);
        for (int32_t tie = plan->both.start[node]; alone && tie < plan->both.start[node + 1]; tie++)
            alone = plan->hub_of[plan->both.node[tie]] == 0;
        if (alone) plan->hub_of[node] = -1;
    }
    free(order);
    return 1;
}

int number_hubs(Plan *plan)
{
    int32_t at[DEGREES + 1] = {0};
    for (int32_t node = 0; node < plan->nodes; node++) {
        if (plan->hub_of[node] < 0) continue;
        int32_t degree = many(plan->both, node);
        at[degree < DEGREES ? DEGREES - degree : 0]++;
        plan->hubs++;
    }
    for (int32_t before = 0, place = 0; place <= DEGREES; place++) {
        int32_t here = at[place];
        at[place] = before;
        before += here;
    }
    plan->node_of = numbers(plan->hubs);
    if (!plan->node_of) return 0;
    for (int32_t node = 0; node < plan->nodes; node++) {
        if (plan->hub_of[node] < 0) continue;
        int32_t degree = many(plan->both, node);
        int32_t hub = at[degree < DEGREES ? DEGREES - degree : 0]++;
        plan->hub_of[node] = hub;
        plan->node_of[hub] = node;
    }
    return 1;
}

/* Collects the hubs one arc before a hub, then those two arcs before it that `met` has not seen for this hub. */
static void reach_back(Plan *plan, int32_t hub, Lists *one, Lists *two, int32_t *met)
{
    int32_t node = plan->node_of[hub], ones = one->start[hub], twos = two->start[hub];
    met[hub] = hub + 1;
    for (int32_t tie = plan->in.start[node]; tie < plan->in.start[node + 1]; tie++) {
        int32_t before = plan->hub_of[plan->in.node[tie]];
        if (before < 0) continue;
        one->item[ones++] = before;
        met[before] = hub + 1;
    }
    for (int32_t tie = plan->in.start[node]; tie < plan->in.start[node + 1]; tie++) {
        int32_t middle = plan->in.node[tie];
        if (plan->hub_of[middle] >= 0) continue;
        for (int32_t at = plan->in.start[middle]; at < plan->in.start[middle + 1]; at++) {
            int32_t before = plan->hub_of[plan->in.node[at]];
            if (met[before] == hub + 1) continue;
            two->item[twos++] = before;
            met[before] = hub + 1;
        }
    }
    one->start[hub + 1] = ones;
    two->start[hub + 1] = twos;
}

int join_hubs(Plan *plan)
{
    int64_t ones = 0, twos = 0;
    for (int32_t node = 0; node < plan->nodes; node++) {
        if (plan->hub_of[node] >= 0) ones += many(plan->in, node);
        else twos += (int64_t)many(plan->in, node) * many(plan->out, node) - mutual_at(plan, node);
    }
    if (ones > INT32_MAX || twos > INT32_MAX) return 0;
    Lists one = {0}, two = {0};
    int32_t *met = numbers(plan->hubs);
    int made = grow(&one, plan->hubs, ones) && grow(&two, plan->hubs, twos) && met;
    for (int32_t hub = 0; made && hub < plan->hubs; hub++) reach_back(plan, hub, &one, &two, met);
    made = made && turn(&one, plan->hubs, &plan->one_out, plan->hubs) && turn(&two, plan->hubs, &plan->two_out, plan->hubs);
    if (made && plan->directed)  /* turned twice, every row is in ascending order: hubs of many ties first */
        made = turn(&plan->one_out, plan->hubs, &plan->one_in, plan->hubs)
               && turn(&plan->two_out, plan->hubs, &plan->two_in, plan->hubs);
    else
        plan->one_in = plan->one_out, plan->two_in = plan->two_out;
    drop(&one), drop(&two), free(met);
    return made;
}

/* Marks with `mark` the hubs that hub 0 reaches along the lists; returns how many steps away the last one is. */
static int64_t spread(const Plan *plan, const Lists *one, const Lists *two, uint8_t mark, int32_t *queue)
{
    int64_t steps = 0;
    int32_t filled = 1, end = 1;
    queue[0] = 0;
    plan->central[0] |= mark;
    for (int32_t at = 0; at < filled; at++) {
        if (at == end) end = filled, steps++;
        const Lists *lists[2] = {one, two};
        for (int which = 0; which < 2; which++) {
            for (int32_t arc = lists[which]->start[queue[at]]; arc < lists[which]->start[queue[at] + 1]; arc++) {
                int32_t hub = lists[which]->item[arc];
                if (plan->central[hub] & mark) continue;
                plan->central[hub] |= mark;
                queue[filled++] = hub;
            }
        }
    }
    return steps;
}

/* The largest knot is taken to be that of the hub with most ties; were it not, the search would only take longer. */
int find_centre(Plan *plan)
{
    int32_t *queue = numbers(plan->hubs);
    plan->central = calloc((size_t)plan->hubs + 1, 1);
    if (queue && plan->central && plan->hubs) {
        plan->levels = 2 * spread(plan, &plan->one_out, &plan->two_out, plan->directed ? 1 : 3, queue);
        if (plan->directed) plan->levels += 2 * spread(plan, &plan->one_in, &plan->two_in, 2, queue);
        for (int32_t hub = 0; hub < plan->hubs; hub++)
            plan->central[hub] = plan->central[hub] == 3 ? 2 : plan->central[hub] == 2;
    }
    free(queue);
    return queue && plan->central;
}
