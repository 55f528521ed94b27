/* Breadth-first search from 512 sources at once (Then et al., The More the Merrier: Efficient Multi-Source Graph
   Traversal, VLDB 8(4), 2015): one bit a source, one row of 512 bits a hub. The row at level l is the union of the rows
   one arc before at level l - 1 and two arcs before at level l - 2, so three generations of rows go round. A carried
   node has no row: at level l it is the union of its hubs' rows at level l - 1. Bits that are new are counted.

   Where few rows changed only what lies behind them is looked at; else all that is not yet full. A row of the central
   knot is full when it holds every source that reaches the knot, and the union that makes it stops there. */

#include <stdlib.h>
#include <string.h>

#include "search.h"

#define AHEAD 12    /* rows fetched before they are wanted: lists follow one another */
#define CACHED 4096 /* hubs whose rows the second cache holds: fetching them early takes longer than it saves */
#define FEW 8 /* one part in so many of the hubs may have changed for the search to follow them one by one */

WITHIN int some_bit(const Half *low, const Half *high)
{
    Half any = *low | *high;
    return ((any[0] | any[1]) | (any[2] | any[3])) != 0;
}

WITHIN int same(const Row *one, const Row *other)
{
    Half low = one->half[0] ^ other->half[0], high = one->half[1] ^ other->half[1];
    return !some_bit(&low, &high);
}

/* The bits of `row` that `before` has not; whether there are any. */
WITHIN int news(const Row *row, const Row *before, Row *fresh)
{
    fresh->half[0] = row->half[0] & ~before->half[0];
    fresh->half[1] = row->half[1] & ~before->half[1];
    return some_bit(&fresh->half[0], &fresh->half[1]);
}

/* The union of `row` and those of `rows` listed from `at` to `end`, a multiple of BLOCK; stops once it is `full`. */
WITHIN void unite(Row *row, const Row *rows, const int32_t *item, int32_t at, int32_t end, const Row *full, int wide)
{
    Half low = row->half[0], high = row->half[1];
    for (; at < end; at += BLOCK) {
        for (int32_t ahead = at + AHEAD; wide && ahead < at + AHEAD + BLOCK; ahead++)
            __builtin_prefetch(&rows[item[ahead]]);
        const Row *a = &rows[item[at]], *b = &rows[item[at + 1]], *c = &rows[item[at + 2]], *d = &rows[item[at + 3]];
        low |= (a->half[0] | b->half[0]) | (c->half[0] | d->half[0]);
        high |= (a->half[1] | b->half[1]) | (c->half[1] | d->half[1]);
        if (!full) continue;
        Half lack_low = low ^ full->half[0], lack_high = high ^ full->half[1];
        if (!some_bit(&lack_low, &lack_high)) break;
    }
    row->half[0] = low, row->half[1] = high;
}

/* Of each word apart the pairs of new bits, which may be one step late, at a row with `near` and `far` nodes behind. */
WITHIN void weigh_apart(const Row *fresh, int64_t near, int64_t far, const Row *late, Gain *gain)
{
    for (int word = 0; word < WORDS; word++) {
        int64_t slow = __builtin_popcountll(fresh->word[word] & late->word[word]);
        int64_t fast = __builtin_popcountll(fresh->word[word]) - slow;
        gain->pairs[0][word] += fast;
        gain->pairs[1][word] += near * fast + slow;
        gain->pairs[2][word] += far * fast + near * slow;
        gain->pairs[3][word] += far * slow;
    }
}

WITHIN int64_t heavy(const Row *fresh, const Weights *weights, int behind)
{
    int64_t sum = 0;
    for (int power = 0; power < weights->powers[behind]; power++) {
        const Row *slice = &weights->slice[behind][power];
        int64_t bits = 0;
        for (int word = 0; word < WORDS; word++) bits += __builtin_popcountll(fresh->word[word] & slice->word[word]);
        sum += bits << power;
    }
    return sum;
}

/* Adds the pairs of new bits at a row with `near` and `far` nodes one and two steps behind it, from the batch's sources
   and what hangs on them. */
WITHIN void weigh(const Row *fresh, int64_t near, int64_t far, const Batch *batch, int apart, Gain *gain)
{
    if (apart) {
        weigh_apart(fresh, near, far, &batch->late, gain);
        return;
    }
    int64_t total = 0;
    for (int word = 0; word < WORDS; word++) total += __builtin_popcountll(fresh->word[word]);
    gain->pairs[0][0] += total;
    gain->pairs[1][0] += near * total;
    gain->pairs[2][0] += far * total;
    if (!batch->weights) return;
    int64_t one = heavy(fresh, batch->weights, 0), two = heavy(fresh, batch->weights, 1);
    gain->pairs[1][0] += one;
    gain->pairs[2][0] += near * one + two;
    gain->pairs[3][0] += far * one + near * two;
    gain->pairs[4][0] += far * two;
}

WITHIN void count_line(Search *search, const Batch *batch, int32_t line, int apart, Row *row, Gain *gain)
{
    const Lists *lines = &search->plan->lines;
    int32_t at = lines->start[line], end = lines->start[line + 1];
    Row before = search->past[lines->item[at]], fresh;
    *row = search->now[lines->item[at]];
    do { /* a line has two hubs at least */
        const Row *now = &search->now[lines->item[++at]], *past = &search->past[lines->item[at]];
        row->half[0] |= now->half[0], row->half[1] |= now->half[1];
        before.half[0] |= past->half[0], before.half[1] |= past->half[1];
    } while (at + 1 < end);
    if (news(row, &before, &fresh)) weigh(&fresh, search->plan->line_leaves[line], 0, batch, apart, gain);
}

WITHIN void fetch_line(const Search *search, int32_t line)
{
    const Lists *lines = &search->plan->lines;
    for (int32_t at = lines->start[line]; at < lines->start[line] + 2; at++) {
        __builtin_prefetch(&search->now[lines->item[at]]);
        __builtin_prefetch(&search->past[lines->item[at]]);
    }
}

/* Counts lines at this level: all that are open, leaving out those that fill; or those that a hub behind changed. */
WITHIN void count_lines(Search *search, const Batch *batch, int64_t level, int few, int apart, int wide,
                        Gain *gains)
{
    const Plan *plan = search->plan;
    Row row;
    if (!few) {
        int32_t kept = 0;
        for (int32_t at = 0; at < search->open_lines; at++) {
            int32_t line = search->open_line[at];
            if (wide && at + AHEAD < search->open_lines) fetch_line(search, search->open_line[at + AHEAD]);
            count_line(search, batch, line, apart, &row, &gains[line >= batch->twice_from]);
            search->open_line[kept] = line;
            kept += !(plan->line_central[line] && same(&row, &batch->full));
        }
        search->open_lines = kept;
        return;
    }
    for (int32_t at = 0; at < search->changes[0]; at++) {
        int32_t hub = search->changed[0][at];
        for (int32_t place = plan->line_of.start[hub]; place < plan->line_of.start[hub + 1]; place++) {
            int32_t line = plan->line_of.item[place];
            if (line < batch->first_line || search->line_seen[line] == level) continue;
            search->line_seen[line] = (int32_t)level;
            count_line(search, batch, line, apart, &row, &gains[line >= batch->twice_from]);
        }
    }
}

WITHIN void note_hub(Search *search, int32_t hub, int64_t level)
{
    if (search->hub_seen[hub] == level) return;
    search->hub_seen[hub] = (int32_t)level;
    search->candidate[search->candidates++] = hub;
}

/* Lists the hubs whose row may change, or lags behind: those near what changed, or all that are open. */
WITHIN void list_hubs(Search *search, const Batch *batch, int64_t level, int few)
{
    const Plan *plan = search->plan;
    search->candidates = 0;
    if (!few) {
        int32_t kept = 0;
        for (int32_t at = 0; at < search->open_hubs; at++) {
            int32_t hub = search->open_hub[at];
            search->open_hub[kept] = hub;
            kept += !search->done[hub] || search->change[hub] + 2 >= level;
        }
        search->open_hubs = kept;
        return;
    }
    const Lists *lists[2] = {&plan->one_out, &plan->two_out};
    for (int back = 0; back < 2; back++) {
        for (int32_t at = 0; at < search->changes[back]; at++) {
            int32_t hub = search->changed[back][at];
            note_hub(search, hub, level);
            for (int32_t arc = lists[back]->start[hub]; arc < lists[back]->start[hub + 1]; arc++)
                note_hub(search, lists[back]->item[arc], level);
        }
    }
    if (level > 1) return;
    for (int32_t at = 0; at < batch->entered; at++) note_hub(search, batch->entry[at], level);
}

WITHIN void fill_hub(Search *search, const Batch *batch, int32_t hub, int64_t level, int apart, int wide, Gain *gain)
{
    const Plan *plan = search->plan;
    Row *next = &search->next[hub];
    const Row *now = &search->now[hub];
    if (search->done[hub]) {
        *next = *now;
        return;
    }
    const Row *full = plan->central[hub] == 2 ? &batch->full : NULL;
    Row row = *next, fresh; /* what stands there is older, or, at first, the carried sources' entry */
    row.half[0] |= now->half[0], row.half[1] |= now->half[1];
    unite(&row, search->now, plan->one_in.item, plan->one_in.start[hub], plan->one_in.start[hub + 1], full,
          wide);
    if (!full || !same(&row, full))
        unite(&row, search->past, plan->two_in.item, plan->two_in.start[hub], plan->two_in.start[hub + 1], full,
              wide);
    *next = row;
    if (!news(&row, now, &fresh)) return;
    search->change[hub] = (int32_t)level;
    search->changed[2][search->changes[2]++] = hub;
    search->done[hub] = full && same(&row, full);
    search->undone -= search->done[hub];
    weigh(&fresh, plan->arriving[hub].near, plan->arriving[hub].far, batch, apart, gain);
    if (search->tally) {
        int64_t total = 0;
        for (int word = 0; word < WORDS; word++) total += __builtin_popcountll(fresh.word[word]);
        tally(search->tally, plan->node_of[hub], level, total);
    }
}

/* Sources that are carried nodes and have come back to themselves are no pair, nor is what hangs on them. */
void uncount(const Plan *plan, const Batch *batch, int32_t node, int32_t column, int64_t level, int64_t *pairs)
{
    int64_t giving = plan->giving[node], taking = plan->taking[node];
    if (batch->apart) {
        int word = column / 64, late = (int)(batch->late.word[word] >> (column % 64) & 1);
        pairs[(level + late) * WORDS + word] -= 1;
        pairs[(level + late + 1) * WORDS + word] -= taking;
    } else {
        pairs[level * WORDS] -= 1;
        pairs[(level + 1) * WORDS] -= giving + taking;
        pairs[(level + 2) * WORDS] -= giving * taking;
    }
}

static void count_comers(Search *search, Batch *batch, int64_t level, int64_t *pairs)
{
    const Plan *plan = search->plan;
    int32_t kept = 0;
    for (int32_t at = 0; at < batch->comers; at++) {
        int32_t node = batch->comer[at], column = batch->comer_column[at];
        uint64_t there = 0;
        for (int32_t tie = plan->in.start[node]; tie < plan->in.start[node + 1]; tie++)
            there |= search->now[plan->hub_of[plan->in.node[tie]]].word[column / 64];
        if (there >> (column % 64) & 1) {
            int folded = batch->fold && many(plan->out, node) == 1;
            uncount(plan, batch, node, column, level + folded, pairs);
        } else {
            batch->comer[kept] = node;
            batch->comer_column[kept++] = column;
        }
    }
    batch->comers = kept;
}

static void go_round(Search *search)
{
    Row *rows = search->past;
    search->past = search->now;
    search->now = search->next;
    search->next = rows;
    int32_t *changed = search->changed[1];
    search->changed[1] = search->changed[0];
    search->changed[0] = search->changed[2];
    search->changed[2] = changed;
    search->changes[1] = search->changes[0];
    search->changes[0] = search->changes[2];
    search->changes[2] = 0;
}

WITHIN void one_level(Search *search, const Batch *batch, int64_t level, int apart, int wide, Gain *gains)
{
    int few = ((int64_t)search->changes[0] + search->changes[1]) * FEW < search->plan->hubs;
    count_lines(search, batch, level, few, apart, wide, gains);
    if (!search->undone) return;
    list_hubs(search, batch, level, few);
    const int32_t *hub = few ? search->candidate : search->open_hub;
    int32_t hubs = few ? search->candidates : search->open_hubs;
    for (int32_t at = 0; at < hubs; at++)
        fill_hub(search, batch, hub[at], level, apart, wide, &gains[batch->hubs_twice]);
}

CLONES static void level_in_cache(Search *search, const Batch *batch, int64_t level, Gain *gains)
{
    one_level(search, batch, level, 0, 0, gains);
}

CLONES static void level_of_many(Search *search, const Batch *batch, int64_t level, Gain *gains)
{
    one_level(search, batch, level, 0, 1, gains);
}

CLONES static void level_of_parts(Search *search, const Batch *batch, int64_t level, Gain *gains)
{
    one_level(search, batch, level, 1, 1, gains);
}

int64_t search_batch(Search *search, Batch *batch, int64_t levels, int64_t *pairs)
{
    for (int64_t level = 1;; level++) {
        if (level + STEPS > levels) return MORE_LEVELS;
        if (*search->stop) return STOPPED;
        int last = !search->undone; /* the lines are one level behind the hubs */
        Gain gains[2] = {0};
        if (batch->apart) level_of_parts(search, batch, level, gains);
        else if (search->plan->hubs < CACHED) level_in_cache(search, batch, level, gains);
        else level_of_many(search, batch, level, gains);
        for (int step = 0; step < STEPS; step++) {
            for (int word = 0; word < WORDS; word++)
                pairs[(level + step) * WORDS + word] += gains[0].pairs[step][word] + 2 * gains[1].pairs[step][word];
        }
        count_comers(search, batch, level, pairs);
        go_round(search);
        if (last || (!search->changes[0] && !search->changes[1])) return level;
    }
}
