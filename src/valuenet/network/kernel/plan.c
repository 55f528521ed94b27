/* The plan of a search: which nodes need a row of bits, and what hangs on them.

   Without its leaves (peel.c), most nodes of a value network have few ties. An independent set of them is carried by
   the others, the hubs: the ways through a carried node become arcs of length two between hubs, wherever that makes no
   more arcs than it saves. As the target of paths a carried node is the union of the hubs before it, one step later; as
   their source, of those after it. With one such hub it hangs on it, and its leaves behind it, each side by itself: so a
   directed network folds further than its trees, and sources and sinks of any degree need no row. */

#include <stdlib.h>
#include <string.h>

#include "plan.h"

#define SHORT 16 /* hubs up to which a row of them is put in order */

int grow(Lists *lists, int64_t rows, int64_t items)
{
    lists->start = reserve(((size_t)rows + 1) * sizeof(int32_t));
    lists->item = reserve(((size_t)items + LOOK_AHEAD) * sizeof(int32_t));
    if (lists->start) lists->start[0] = 0;
    if (lists->item) memset(lists->item + items, 0, LOOK_AHEAD * sizeof(int32_t));
    return lists->start && lists->item;
}

void drop(Lists *lists)
{
    free(lists->start), free(lists->item);
}

int32_t *numbers(int64_t size)
{
    return reserve_zeros(((size_t)size + 1) * sizeof(int32_t));
}

/* Turns rows around: the row of `to` lists, in ascending order, the rows of `from` that held it. */
int turn(const Lists *from, int64_t rows, Lists *to, int64_t turned)
{
    int32_t items = from->start[rows];
    if (!grow(to, turned + 1, items)) return 0;
    memset(to->start, 0, ((size_t)turned + 2) * sizeof(int32_t));
    for (int32_t at = 0; at < items; at++) to->start[from->item[at] + 2]++;
    for (int64_t row = 0; row < turned; row++) to->start[row + 2] += to->start[row + 1];
    for (int32_t row = 0; row < rows; row++) {
        for (int32_t at = from->start[row]; at < from->start[row + 1]; at++)
            to->item[to->start[from->item[at] + 1]++] = row;
    }
    return 1;
}

static int32_t first_hub(const Plan *plan, Ties ties, int32_t node)
{
    int32_t first = INT32_MAX;
    for (int32_t at = ties.start[node]; at < ties.start[node + 1]; at++) {
        int32_t hub = plan->hub_of[ties.node[at]];
        if (hub < first) first = hub;
    }
    return first;
}

static void fill_line(const Plan *plan, Ties ties, int32_t node, int32_t *item)
{
    int32_t size = many(ties, node);
    for (int32_t at = 0; at < size; at++) {
        int32_t hub = plan->hub_of[ties.node[ties.start[node] + at]], place = at;
        for (; size <= SHORT && place > 0 && item[place - 1] > hub; place--) item[place] = item[place - 1];
        item[place] = hub;
    }
}

static void add_up(int32_t *place, int32_t size)
{
    for (int32_t at = 0, before = 0; at < size; at++) {
        int32_t here = place[at];
        place[at] = before;
        before += here;
    }
}

/* One side of the carried nodes, whose hubs there are in `ties`: those with one are `hung` on it, behind their own
   `leaves`, as its own are; the others get lines, those with leaves first, so that few batches have weights, and in the
   order of their first hub, so that a batch of them looks at few rows. Returns how many lines. */
static int32_t carry(const Plan *plan, Ties ties, const int32_t *leaves, Lists *lists, int32_t **node_of, Hung **hung)
{
    int32_t *line_at = numbers(2 * (int64_t)plan->hubs), *item_at = numbers(2 * (int64_t)plan->hubs), lines = 0;
    int64_t items = 0;
    *hung = (Hung *)numbers(2 * (int64_t)plan->hubs);
    for (int32_t node = 0; line_at && item_at && *hung && node < plan->nodes; node++) {
        int32_t size = many(ties, node);
        if (plan->hub_of[node] >= 0) (*hung)[plan->hub_of[node]].near += leaves[node];
        if (size == 0 || plan->hub_of[node] >= 0) continue;
        int32_t first = first_hub(plan, ties, node);
        if (size == 1) {
            (*hung)[first].near++, (*hung)[first].far += leaves[node];
        } else {
            int32_t place = first + (leaves[node] ? 0 : plan->hubs);
            line_at[place]++, lines++;
            item_at[place] += size, items += size;
        }
    }
    *node_of = numbers(lines);
    int made = line_at && item_at && *hung && *node_of && grow(lists, lines, items);
    if (made) add_up(line_at, 2 * plan->hubs), add_up(item_at, 2 * plan->hubs);
    for (int32_t node = 0; made && node < plan->nodes; node++) {
        if (many(ties, node) < 2 || plan->hub_of[node] >= 0) continue;
        int32_t place = first_hub(plan, ties, node) + (leaves[node] ? 0 : plan->hubs), line = line_at[place]++;
        lists->start[line] = item_at[place];
        (*node_of)[line] = node;
        fill_line(plan, ties, node, lists->item + item_at[place]);
        item_at[place] += many(ties, node);
    }
    if (made) lists->start[lines] = (int32_t)items;
    free(line_at), free(item_at);
    return made ? lines : -1;
}

static int comes_back(const Plan *plan, int32_t node)
{
    return many(plan->in, node) && many(plan->out, node) && !mutual_at(plan, node);
}

static void note_comer(Plan *plan, int32_t node, int32_t column, int32_t *filled)
{
    if (plan->hub_of[node] >= 0 || !comes_back(plan, node)) return;
    plan->comers.item[*filled] = node;
    plan->comer_column[(*filled)++] = column % BATCH;
}

/* Lists, by batch, the carried nodes that may come back to themselves, and the column in which each is searched from. */
static int find_comers(Plan *plan)
{
    int64_t found = 0;
    int32_t filled = 0, batch = 0;
    for (int32_t node = 0; plan->directed && node < plan->nodes; node++)
        found += plan->hub_of[node] < 0 && comes_back(plan, node);
    plan->comer_column = numbers(found);
    if (!plan->comer_column || !grow(&plan->comers, batches_of(plan), found)) return 0;
    for (int32_t column = 0; column < plan->hub_columns; column++) {
        int32_t node = plan->node_of[plan->hub_column[column]];
        if (column % BATCH == 0) plan->comers.start[batch++] = filled;
        for (int32_t tie = plan->in.start[node]; plan->directed && tie < plan->in.start[node + 1]; tie++) {
            if (many(plan->out, plan->in.node[tie]) == 1) note_comer(plan, plan->in.node[tie], column, &filled);
        }
    }
    for (int32_t column = 0; column < plan->column_total; column++) {
        if (column % BATCH == 0) plan->comers.start[batch++] = filled;
        note_comer(plan, plan->column_node[column], column, &filled);
    }
    plan->comers.start[batch] = filled;
    return 1;
}

static int size_of(Hung hung)
{
    uint32_t most = (uint32_t)(hung.near | hung.far);
    return most ? 32 - __builtin_clz(most) : 0;
}

/* Hubs that arcs leave: those on which most hangs first, so that few batches have great weights. */
static int choose_columns(Plan *plan)
{
    int32_t at[34] = {0};
    plan->hub_column = numbers(plan->hubs);
    if (!plan->hub_column) return 0;
    for (int32_t hub = 0; hub < plan->hubs; hub++)
        at[33 - size_of(plan->leaving[hub])] += many(plan->out, plan->node_of[hub]) > 0;
    for (int size = 1; size < 34; size++) at[size] += at[size - 1];
    plan->hub_columns = at[33];
    for (int32_t hub = 0; hub < plan->hubs; hub++) {
        if (many(plan->out, plan->node_of[hub])) plan->hub_column[at[32 - size_of(plan->leaving[hub])]++] = hub;
    }
    return 1;
}

/* What hangs on one node is one and two steps from it, and from each other as far as both together. */
static void own_pairs(int64_t *own, Hung leaving, Hung arriving)
{
    own[1] += (int64_t)leaving.near + arriving.near;
    own[2] += (int64_t)leaving.near * arriving.near + leaving.far + arriving.far;
    own[3] += (int64_t)leaving.near * arriving.far + (int64_t)leaving.far * arriving.near;
    own[4] += (int64_t)leaving.far * arriving.far;
}

static void count_own(Plan *plan)
{
    for (int32_t node = 0; node < plan->nodes; node++) {
        int64_t giving = plan->giving[node], taking = plan->taking[node];
        if (plan->hub_of[node] >= 0) {
            own_pairs(plan->own, plan->leaving[plan->hub_of[node]], plan->arriving[plan->hub_of[node]]);
            continue;
        }
        own_pairs(plan->own, (Hung){(int32_t)giving, 0}, (Hung){(int32_t)taking, 0});
        if (!mutual_at(plan, node)) continue;
        plan->own[2] -= 1;
        plan->own[3] -= giving + taking;
        plan->own[4] -= giving * taking;
    }
}

static int note_leaves(Plan *plan)
{
    plan->line_leaves = numbers(plan->line_total);
    for (int32_t line = 0; plan->line_leaves && line < plan->line_total; line++)
        plan->line_leaves[line] = plan->taking[plan->line_node[line]];
    return plan->line_leaves != NULL;
}

static int carry_all(Plan *plan)
{
    plan->line_total = carry(plan, plan->in, plan->taking, &plan->lines, &plan->line_node, &plan->arriving);
    if (plan->line_total < 0 || !note_leaves(plan)) return 0;
    if (plan->directed) {
        plan->column_total = carry(plan, plan->out, plan->giving, &plan->columns, &plan->column_node, &plan->leaving);
        if (plan->column_total < 0) return 0;
    } else {
        plan->column_total = plan->line_total;
        plan->columns = plan->lines, plan->column_node = plan->line_node, plan->leaving = plan->arriving;
    }
    plan->line_central = calloc((size_t)plan->line_total + 1, 1);
    if (!plan->line_central || !turn(&plan->lines, plan->line_total, &plan->line_of, plan->hubs)) return 0;
    for (int32_t line = 0; line < plan->line_total; line++) {
        plan->line_central[line] = 1;
        for (int32_t at = plan->lines.start[line]; at < plan->lines.start[line + 1]; at++)
            plan->line_central[line] &= plan->central[plan->lines.item[at]] == 2;
    }
    count_own(plan);
    return 1;
}

void plan_end(Plan *plan)
{
    Lists lists[] = {plan->one_out, plan->two_out, plan->one_in,  plan->two_in,   plan->lines,
                     plan->line_of, plan->comers,  plan->own_in, plan->own_out, plan->own_both};
    for (size_t at = 0; at < sizeof(lists) / sizeof(*lists); at++) drop(&lists[at]);
    if (plan->directed) {
        drop(&plan->columns);
        free(plan->column_node), free(plan->leaving), free(plan->taking);
    }
    free(plan->core), free(plan->before), free(plan->giving), free(plan->line_leaves);
    free(plan->hub_of), free(plan->node_of), free(plan->central), free(plan->arriving), free(plan->line_node);
    free(plan->line_central), free(plan->hub_column), free(plan->comer_column), free(plan);
}

Plan *plan_begin(int64_t nodes, int directed, int fold, Ties both, Ties out, Ties in)
{
    Plan *plan = calloc(1, sizeof(Plan));
    if (!plan) return NULL;
    plan->directed = directed;
    plan->all_both = both, plan->all_out = out, plan->all_in = in;
    plan->hub_of = peel(plan, nodes, fold) ? numbers(plan->nodes) : NULL;
    if (plan->hub_of && choose_hubs(plan, fold) && number_hubs(plan) && join_hubs(plan) && find_centre(plan)
        && carry_all(plan) && choose_columns(plan) && find_comers(plan))
        return plan;
    plan_end(plan);
    return NULL;
}
