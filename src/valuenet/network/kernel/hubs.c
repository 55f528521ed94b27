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

/* Carries a node, if none of its neighbours is carried. */
static void carry_alone(Plan *plan, int32_t node)
{
    int alone = worth_carrying(plan, node);
    for (int32_t tie = plan->both.start[node]; alone && tie < plan->both.start[node + 1]; tie++)
        alone = plan->hub_of[plan->both.node[tie]] == 0;
    if (alone) plan->hub_of[node] = -1;
}

/* Chooses the carried nodes, those of fewest ties first; the others with a tie become hubs (hub_of 0). */
int choose_hubs(Plan *plan, int fold)
{
    int32_t at[EDGE + 2] = {0};
    for (int32_t node = 0; node < plan->nodes; node++) {
        int32_t degree = many(plan->both, node);
        plan->hub_of[node] = degree ? 0 : -1;
        at[(degree < EDGE ? degree : EDGE) + 1]++;
    }
    if (!fold) return 1;
    at[1] = at[2] = 0; /* nodes of one tie come in their own order */
    for (int degree = 2; degree <= EDGE; degree++) at[degree + 1] += at[degree];
    int32_t *order = numbers(at[EDGE + 1]);
    if (!order) return 0;
    for (int32_t node = 0; node < plan->nodes; node++) {
        int32_t degree = many(plan->both, node);
        if (degree == 1) carry_alone(plan, node);
        else if (degree) order[at[degree < EDGE ? degree : EDGE]++] = node;
    }
    for (int32_t place = 0; place < at[EDGE]; place++) carry_alone(plan, order[place]);
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

/* Tells hubs apart in memory that stays in the cache: most neighbours of a hub are not hubs. */
static uint64_t *mark_hubs(const Plan *plan)
{
    uint64_t *marks = reserve_zeros(((size_t)plan->nodes / 64 + 1) * sizeof(uint64_t));
    for (int32_t hub = 0; marks && hub < plan->hubs; hub++)
        marks[plan->node_of[hub] / 64] |= (uint64_t)1 << (plan->node_of[hub] % 64);
    return marks;
}

/* Lists the hubs one arc before each hub. */
static int join_near(const Plan *plan, Lists *one)
{
    int64_t most = 0;
    for (int32_t hub = 0; hub < plan->hubs; hub++) most += many(plan->in, plan->node_of[hub]);
    uint64_t *marks = mark_hubs(plan);
    int made = marks && grow(one, plan->hubs, most);
    for (int32_t hub = 0, filled = 0; made && hub < plan->hubs; hub++) {
        int32_t node = plan->node_of[hub];
        for (int32_t tie = plan->in.start[node]; tie < plan->in.start[node + 1]; tie++) {
            int32_t before = plan->in.node[tie];
            if (marks[before / 64] >> (before % 64) & 1) one->item[filled++] = plan->hub_of[before];
        }
        one->start[hub + 1] = filled;
    }
    free(marks);
    return made;
}

/* Lists the hubs two arcs before each hub, as often as there are ways: `items` of them, or, without, counts them. */
static int64_t join_far(const Plan *plan, int32_t *place, int32_t *item)
{
    int64_t ways = 0;
    for (int32_t node = 0; node < plan->nodes; node++) {
        int32_t from = plan->in.start[node], from_end = plan->in.start[node + 1];
        int32_t to = plan->out.start[node], to_end = plan->out.start[node + 1];
        if (from == from_end || to == to_end || many(plan->both, node) < 2 || plan->hub_of[node] >= 0) continue;
        for (; to < to_end; to++) {
            int32_t after = plan->hub_of[plan->out.node[to]];
            for (int32_t at = from; at < from_end; at++) {
                if (plan->in.node[at] == plan->out.node[to]) continue;
                if (item) item[place[after]++] = plan->hub_of[plan->in.node[at]];
                else place[after]++;
                ways++;
            }
        }
    }
    return ways;
}

/* Leaves out of `two` what stands twice, or is nearer. */
static void thin(const Plan *plan, const Lists *one, Lists *two, int32_t *met)
{
    int32_t filled = 0, begin = 0;
    for (int32_t hub = 0; hub < plan->hubs; hub++) {
        int32_t end = two->start[hub + 1];
        for (int32_t at = one->start[hub]; at < one->start[hub + 1]; at++) met[one->item[at]] = hub + 1;
        for (int32_t at = begin; at < end; at++) {
            int32_t before = two->item[at];
            if (met[before] == hub + 1) continue;
            met[before] = hub + 1;
            two->item[filled++] = before;
        }
        begin = end;
        two->start[hub + 1] = filled;
    }
}

static int list_far(const Plan *plan, const Lists *one, Lists *two)
{
    int32_t *place = numbers(plan->hubs);
    int64_t ways = place ? join_far(plan, place, NULL) : 0;
    int made = place && ways <= INT32_MAX && grow(two, plan->hubs, ways);
    if (made) {
        for (int32_t hub = 0, before = 0; hub < plan->hubs; hub++) {
            int32_t here = place[hub];
            place[hub] = before;
            before += here;
        }
        join_far(plan, place, two->item);
        memcpy(two->start + 1, place, (size_t)plan->hubs * sizeof(int32_t));
        memset(place, 0, (size_t)plan->hubs * sizeof(int32_t));
        thin(plan, one, two, place);
    }
    free(place);
    return made;
}

/* Rows in whole blocks, each filled up with its first item. */
static int in_blocks(const Lists *lists, int64_t rows, Lists *filled)
{
    int64_t items = (int64_t)lists->start[rows] + (BLOCK - 1) * rows;
    if (items > INT32_MAX || !grow(filled, rows, items)) return 0;
    int32_t at = 0;
    for (int64_t row = 0; row < rows; row++) {
        int32_t first = lists->start[row], size = lists->start[row + 1] - first;
        if (size) memcpy(filled->item + at, lists->item + first, (size_t)size * sizeof(int32_t));
        for (at += size; at % BLOCK; at++) filled->item[at] = lists->item[first];
        filled->start[row + 1] = at;
    }
    memset(filled->item + at, 0, LOOK_AHEAD * sizeof(int32_t));
    return 1;
}

/* Turned twice, every row is in ascending order: hubs of many ties first, which fill it soonest. */
static int order(const Plan *plan, const Lists *found, Lists *out, Lists *in)
{
    Lists back = {0};
    int made = turn(found, plan->hubs, out, plan->hubs) && (!plan->directed || turn(out, plan->hubs, &back, plan->hubs))
               && in_blocks(plan->directed ? &back : out, plan->hubs, in);
    drop(&back);
    return made;
}

int join_hubs(Plan *plan)
{
    Lists one = {0}, two = {0};
    int made = join_near(plan, &one) && list_far(plan, &one, &two) && order(plan, &one, &plan->one_out, &plan->one_in)
               && order(plan, &two, &plan->two_out, &plan->two_in);
    drop(&one), drop(&two);
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
