/* Searches from all nodes or some, batch by batch, and what Python calls for them. */

#include <stdlib.h>
#include <string.h>

#include "search.h"

static void search_end(Search *search)
{
    free(search->block), free(search->change), free(search->hub_seen), free(search->line_seen);
    free(search->candidate), free(search->open_hub), free(search->open_line), free(search->done);
    for (int which = 0; which < 3; which++) free(search->changed[which]);
}

static int search_begin(Search *search, const Plan *plan, const Tally *tallied)
{
    size_t hubs = (size_t)plan->hubs + 1, lines = (size_t)plan->line_total + 1;
    *search = (Search){.plan = plan, .tally = tallied};
    search->block = reserve(3 * hubs * sizeof(Row) + sizeof(Row));
    for (int which = 0; which < 3; which++) search->changed[which] = malloc(hubs * sizeof(int32_t));
    search->change = reserve(hubs * sizeof(int32_t));
    search->hub_seen = malloc(hubs * sizeof(int32_t));
    search->candidate = malloc(hubs * sizeof(int32_t));
    search->open_hub = malloc(hubs * sizeof(int32_t));
    search->done = malloc(hubs);
    search->line_seen = malloc(lines * sizeof(int32_t));
    search->open_line = malloc(lines * sizeof(int32_t));
    uintptr_t begin = ((uintptr_t)search->block + sizeof(Row) - 1) / sizeof(Row) * sizeof(Row);
    search->past = (Row *)begin;
    search->now = search->past + hubs;
    search->next = search->now + hubs;
    return search->block && search->changed[0] && search->changed[1] && search->changed[2] && search->change
           && search->hub_seen && search->candidate && search->open_hub && search->done && search->line_seen
           && search->open_line;
}

/* Empties all rows and opens all hubs, and the lines from `first_line` on. */
static void start_over(Search *search, int32_t first_line)
{
    const Plan *plan = search->plan;
    size_t hubs = (size_t)plan->hubs;
    memset(search->past, 0, hubs * sizeof(Row));
    memset(search->now, 0, hubs * sizeof(Row));
    memset(search->next, 0, hubs * sizeof(Row));
    memset(search->done, 0, hubs);
    memset(search->hub_seen, 0, hubs * sizeof(int32_t));
    memset(search->line_seen, 0, (size_t)plan->line_total * sizeof(int32_t));
    for (int32_t hub = 0; hub < plan->hubs; hub++) search->change[hub] = -3, search->open_hub[hub] = hub;
    search->open_hubs = plan->hubs;
    search->undone = plan->hubs;
    search->open_lines = 0;
    for (int32_t line = first_line; line < plan->line_total; line++) search->open_line[search->open_lines++] = line;
    for (int which = 0; which < 3; which++) search->changes[which] = 0;
}

/* A hub as the source of a column. */
static void leave_hub(Search *search, Batch *batch, int32_t hub, int column)
{
    uint64_t bit = (uint64_t)1 << (column % 64);
    search->now[hub].word[column / 64] |= bit;
    if (search->change[hub]) search->changed[0][search->changes[0]++] = hub; /* once, whatever leaves it */
    search->change[hub] = 0;
    if (search->plan->central[hub]) batch->full.word[column / 64] |= bit;
}

/* A carried node as the source of a column: at the first level it is at the hub. */
static void enter_hub(Search *search, Batch *batch, int32_t hub, int column)
{
    uint64_t bit = (uint64_t)1 << (column % 64), any = 0;
    for (int word = 0; word < WORDS; word++) any |= search->next[hub].word[word];
    if (!any) batch->entry[batch->entered++] = hub;
    search->next[hub].word[column / 64] |= bit;
    if (search->plan->central[hub]) batch->full.word[column / 64] |= bit;
}

/* Nodes one (`behind` 0) or two steps behind the source of a column. */
static void note_weight(Batch *batch, Weights *weights, int behind, int32_t weight, int column)
{
    int *powers = &weights->powers[behind];
    for (int power = 0; weight >> power; power++) {
        if (*powers <= power) weights->slice[behind][(*powers)++] = (Row){0};
        if (weight >> power & 1) weights->slice[behind][power].word[column / 64] |= (uint64_t)1 << (column % 64);
    }
    if (weight) batch->weights = weights;
}

/* Hubs as sources, each with what hangs on it. */
static void from_hubs(Search *search, Batch *batch, Weights *weights, int64_t number)
{
    const Plan *plan = search->plan;
    int64_t first = number * BATCH, last = first + BATCH < plan->hub_columns ? first + BATCH : plan->hub_columns;
    batch->first_line = plan->directed ? 0 : plan->line_total;
    batch->twice_from = plan->line_total;
    start_over(search, batch->first_line);
    for (int64_t at = first; at < last; at++) {
        int32_t hub = plan->hub_column[at];
        leave_hub(search, batch, hub, (int)(at - first));
        note_weight(batch, weights, 0, plan->leaving[hub].near, (int)(at - first));
        note_weight(batch, weights, 1, plan->leaving[hub].far, (int)(at - first));
    }
}

/* Carried nodes as sources, with their leaves. Undirected, pairs of a hub and a carried node are met here alone, and
   lines before the batch have met it already. */
static void from_carried(Search *search, Batch *batch, Weights *weights, int64_t number)
{
    const Plan *plan = search->plan;
    int64_t first = number * BATCH, last = first + BATCH < plan->column_total ? first + BATCH : plan->column_total;
    batch->first_line = plan->directed ? 0 : (int32_t)first;
    batch->twice_from = plan->directed ? plan->line_total : (int32_t)last;
    batch->hubs_twice = !plan->directed;
    start_over(search, batch->first_line);
    for (int64_t column = first; column < last; column++) {
        for (int32_t at = plan->columns.start[column]; at < plan->columns.start[column + 1]; at++)
            enter_hub(search, batch, plan->columns.item[at], (int)(column - first));
        note_weight(batch, weights, 0, plan->giving[plan->column_node[column]], (int)(column - first));
    }
}

static int64_t most_comers(const Plan *plan)
{
    int64_t most = BATCH;
    for (int64_t batch = 0; batch < batches_of(plan); batch++) {
        if (listed(plan->comers, (int32_t)batch) > most) most = listed(plan->comers, (int32_t)batch);
    }
    return most;
}

static int batch_begin(Batch *batch, const Plan *plan)
{
    size_t comers = (size_t)most_comers(plan);
    *batch = (Batch){.entry = malloc(((size_t)plan->hubs + 1) * sizeof(int32_t)),
                     .comer = malloc(comers * sizeof(int32_t)),
                     .comer_column = malloc(comers * sizeof(int32_t))};
    return batch->entry && batch->comer && batch->comer_column;
}

static void batch_end(Batch *batch)
{
    free(batch->entry), free(batch->comer), free(batch->comer_column);
}

static int64_t one_batch(Search *search, Batch *batch, Weights *weights, int64_t number, int64_t levels, int64_t *pairs)
{
    const Plan *plan = search->plan;
    int64_t hub_batches = hub_batches_of(plan);
    *batch = (Batch){.fold = number < hub_batches, .entry = batch->entry, .comer = batch->comer,
                     .comer_column = batch->comer_column};
    memset(weights->powers, 0, sizeof weights->powers);
    if (number < hub_batches) from_hubs(search, batch, weights, number);
    else from_carried(search, batch, weights, number - hub_batches);
    for (int32_t at = plan->comers.start[number]; at < plan->comers.start[number + 1]; at++) {
        batch->comer[batch->comers] = plan->comers.item[at];
        batch->comer_column[batch->comers++] = plan->comer_column[at];
    }
    return search_batch(search, batch, levels, pairs);
}

static int64_t batches(const Plan *plan, const Tally *tallied, int64_t first, int64_t last, const volatile int64_t *stop,
                       int64_t levels, int64_t *pairs)
{
    Search search;
    Batch batch;
    Weights weights;
    int made = search_begin(&search, plan, tallied) & batch_begin(&batch, plan);
    int64_t reached = made ? 0 : OUT_OF_MEMORY;
    search.stop = stop;
    for (int64_t number = first; reached >= 0 && number < last; number++) {
        int64_t found = one_batch(&search, &batch, &weights, number, levels, pairs);
        reached = found < 0 || found > reached ? found : reached;
    }
    search_end(&search), batch_end(&batch);
    return reached;
}

int64_t valuenet_plan(int64_t nodes, const int32_t *both_start, const int32_t *both, const int32_t *out_start,
                      const int32_t *out, const int32_t *in_start, const int32_t *in, int64_t directed, int64_t fold,
                      int64_t *about)
{
    Plan *plan = plan_begin(nodes, (int)directed, (int)fold, (Ties){both_start, both}, (Ties){out_start, out},
                            (Ties){in_start, in});
    if (!plan) return OUT_OF_MEMORY;
    int64_t arcs = (int64_t)plan->one_in.start[plan->hubs] + plan->two_in.start[plan->hubs];
    int64_t facts[] = {plan->hubs,   plan->line_total, plan->column_total, batches_of(plan),
                       plan->levels, arcs,             plan->lines.start[plan->line_total]};
    memcpy(about, plan->own, sizeof plan->own);
    memcpy(about + OWN, facts, sizeof facts);
    return (int64_t)(intptr_t)plan;
}

int64_t valuenet_plan_end(int64_t plan)
{
    plan_end((Plan *)(intptr_t)plan);
    return 0;
}

int64_t valuenet_search(int64_t plan, int64_t first, int64_t last, const int64_t *stop, int64_t levels, int64_t *pairs)
{
    return batches((const Plan *)(intptr_t)plan, NULL, first, last, stop, levels, pairs);
}

int64_t valuenet_search_nodes(int64_t plan, int64_t first, int64_t last, const int64_t *stop, int64_t levels,
                              int64_t *pairs, int64_t *total, int64_t *reached, int32_t *furthest)
{
    Tally tallied = {total, reached, furthest};
    return batches((const Plan *)(intptr_t)plan, &tallied, first, last, stop, levels, pairs);
}

/* A carried source of its own column, or a leaf that gives to it, and the way it may come back. */
static void from_carried_node(Search *search, Batch *batch, int32_t node, int column, int late, int64_t *pairs)
{
    const Plan *plan = search->plan;
    pairs[(1 + late) * WORDS + column / 64] += plan->taking[node];
    for (int32_t at = plan->out.start[node]; at < plan->out.start[node + 1]; at++)
        enter_hub(search, batch, plan->hub_of[plan->out.node[at]], column);
    if (mutual_at(plan, node)) {
        uncount(plan, batch, node, column, 2, pairs);
    } else if (many(plan->in, node) && many(plan->out, node)) {
        batch->comer[batch->comers] = node;
        batch->comer_column[batch->comers++] = column;
    }
}

static void from_node(Search *search, Batch *batch, int32_t node, int column, int64_t *pairs)
{
    const Plan *plan = search->plan;
    int late = !is_core(plan, node);
    if (!many(plan->all_out, node)) return;
    int32_t place = core_number(plan, late ? plan->all_both.node[plan->all_both.start[node]] : node);
    int32_t hub = plan->hub_of[place];
    int64_t *own = pairs + column / 64;
    if (late) {
        batch->late.word[column / 64] |= (uint64_t)1 << (column % 64);
        own[WORDS]++;
        own[2 * WORDS] -= many(plan->all_in, node) > 0; /* it is no target of its own */
    }
    if (hub < 0) {
        from_carried_node(search, batch, place, column, late, pairs);
    } else {
        leave_hub(search, batch, hub, column);
        own[(1 + late) * WORDS] += plan->arriving[hub].near;
        own[(2 + late) * WORDS] += plan->arriving[hub].far;
    }
}

int64_t valuenet_search_some(int64_t address, const int32_t *source, int64_t sources, const int64_t *stop,
                             int64_t levels, int64_t *pairs)
{
    const Plan *plan = (const Plan *)(intptr_t)address;
    Search search;
    Batch batch;
    int made = search_begin(&search, plan, NULL) & batch_begin(&batch, plan);
    int64_t reached = OUT_OF_MEMORY;
    if (made) {
        search.stop = stop;
        batch.apart = 1;
        batch.twice_from = plan->line_total;
        start_over(&search, 0);
        for (int column = 0; column < sources; column++) {
            if (source[column] >= 0) from_node(&search, &batch, source[column], column, pairs); /* else left free */
        }
        reached = search_batch(&search, &batch, levels, pairs);
    }
    search_end(&search), batch_end(&batch);
    return reached;
}

int64_t valuenet_degree_sums(int64_t size, const int32_t *node, const int32_t *start, const int32_t *neighbour,
                             int64_t *sum)
{
    for (int64_t place = 0; place < size; place++) {
        int64_t total = 0;
        for (int32_t at = start[node[place]]; at < start[node[place] + 1]; at++)
            total += start[neighbour[at] + 1] - start[neighbour[at]];
        sum[place] = total;
    }
    return 0;
}
