/* The plan of a search: which nodes need a row of bits, and what hangs on them.

   Most nodes of a value network have few ties. An independent set of them is carried by the others, the hubs: the ways
   through a carried node become arcs of length two between hubs, wherever that makes no more arcs than it saves. As the
   target of paths a carried node is the union of the hubs before it, one step later; as their source, of those after
   it. With one such hub it folds into the hub's weight, each side by itself: so a directed network folds further than
   its leaves, and sources and sinks of any degree need no row. */

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

/* One side of the carried nodes, whose hubs there are in `ties`: those with one are counted in `single`, the others get
   lines, in the order of their first hub, so that a batch of them looks at few rows. Returns how many lines. */
static int32_t carry(const Plan *plan, Ties ties, Lists *lists, int32_t **node_of, int32_t **single)
{
    int32_t *line_at = numbers(plan->hubs), *item_at = numbers(plan->hubs), lines = 0;
    int64_t items = 0;
    *single = numbers(plan->hubs);
    for (int32_t node = 0; line_at && item_at && *single && node < plan->nodes; node++) {
        int32_t size = many(ties, node);
        if (size == 0 || plan->hub_of[node] >= 0) continue;
        int32_t first = first_hub(plan, ties, node);
        if (size == 1) {
            (*single)[first]++;
        } else {
            line_at[first]++, lines++;
            item_at[first] += size, items += size;
        }
    }
    *node_of = numbers(lines);
    int made = line_at && item_at && *single && *node_of && grow(lists, lines, items);
    if (made) add_up(line_at, plan->hubs), add_up(item_at, plan->hubs);
    for (int32_t node = 0; made && node < plan->nodes; node++) {
        if (many(ties, node) < 2 || plan->hub_of[node] >= 0) continue;
        int32_t first = first_hub(plan, ties, node), line = line_at[first]++;
        lists->start[line] = item_at[first];
        (*node_of)[line] = node;
        fill_line(plan, ties, node, lists->item + item_at[first]);
        item_at[first] += many(ties, node);
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

/* Hubs that something leaves from: those with a weight first, so that few batches have weights. */
static int choose_columns(Plan *plan)
{
    plan->hub_column = numbers(plan->hubs);
    if (!plan->hub_column) return 0;
    for (int weighty = 1; weighty >= 0; weighty--) {
        for (int32_t hub = 0; hub < plan->hubs; hub++) {
            int gives = plan->leaving[hub] || many(plan->out, plan->node_of[hub]);
            if (gives && (plan->leaving[hub] > 0) == weighty) plan->hub_column[plan->hub_columns++] = hub;
        }
    }
    return 1;
}

static int carry_all(Plan *plan)
{
    plan->line_total = carry(plan, plan->in, &plan->lines, &plan->line_node, &plan->arriving);
    if (plan->line_total < 0) return 0;
    if (plan->directed) {
        plan->column_total = carry(plan, plan->out, &plan->columns, &plan->column_node, &plan->leaving);
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
    for (int32_t node = 0; node < plan->nodes; node++)
        plan->mutual += plan->hub_of[node] < 0 && mutual_at(plan, node) > 0;
    return 1;
}

void plan_end(Plan *plan)
{
    Lists lists[] = {plan->one_out, plan->two_out, plan->one_in, plan->two_in, plan->lines, plan->line_of, plan->comers};
    for (size_t at = 0; at < sizeof(lists) / sizeof(*lists); at++) drop(&lists[at]);
    if (plan->directed) {
        drop(&plan->columns);
        free(plan->column_node), free(plan->leaving);
    }
    free(plan->hub_of), free(plan->node_of), free(plan->central), free(plan->arriving), free(plan->line_node);
    free(plan->line_central), free(plan->hub_column), free(plan->comer_column), free(plan);
}

Plan *plan_begin(int64_t nodes, int directed, int fold, Ties both, Ties out, Ties in)
{
    Plan *plan = calloc(1, sizeof(Plan));
    if (!plan) return NULL;
    plan->nodes = nodes, plan->directed = directed;
    plan->both = both, plan->out = out, plan->in = in;
    plan->hub_of = numbers(nodes);
    if (plan->hub_of && choose_hubs(plan, fold) && number_hubs(plan) && join_hubs(plan) && find_centre(plan)
        && carry_all(plan) && choose_columns(plan) && find_comers(plan))
        return plan;
    plan_end(plan);
    return NULL;
}
