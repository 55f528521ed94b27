/* Random networks with the degrees of a given one: a Markov chain of small changes, every proposal a step, made or not.

   Arcs lie in rows, all arcs of one source within one block side by side, so a change only moves targets: the two of a
   swap trade theirs, the three of a directed triangle pass theirs on. A swap alone cannot turn a directed triangle, and
   without turns some networks are out of reach (Rao, Jana and Bandyopadhyay 1996). Both proposals are symmetric:
   whatever is allowed is reached equally often. rewiring.py tells the same in Python. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define SCANNED 512 /* rows up to this length are read through, longer ones are looked up in the table */
#define FILTER 8    /* counters for every arc, or up to twice as many */
#define CHUNK 8    /* entries read at once, the last ones beyond the row: no branch to guess for most rows */
#define AHEAD 16    /* steps drawn ahead of being tried: what is drawn does not depend on what was changed */
#define FLAT __attribute__((flatten))
#define EMPTY UINT64_MAX

static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u;

typedef struct {
    int32_t first, end, source, block;
} Row;

typedef struct {
    const int32_t *row, *edge, *turning;
    const int64_t *turn_at;
    Row *rows;
    int32_t *target;
    uint8_t *filter; /* how many arcs there are of each hash, 255 for that or more; NULL where parallels may be */
    uint64_t *table; /* the arcs of long rows, as row * 2^32 + target, in open addressing */
    uint64_t mask;
    int shift, filter_shift;
} State;

typedef struct {
    uint64_t word;
    int32_t one, other, row;
    int turns;
} Step;

/* SplitMix64 (Steele, Lea and Flood 2014): the word at a place of the sequence is a function of the place. */
static inline uint64_t mixed(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline uint32_t next(uint64_t *word)
{
    *word += GOLDEN;
    return (uint32_t)(mixed(*word) >> 32);
}

/* One of 0 .. range - 1, each as likely (Lemire 2019): `drawn` serves but in a few cases, which draw again. */
static inline int64_t below(uint32_t range, uint32_t drawn, uint64_t *word)
{
    uint64_t product = (uint64_t)drawn * range;
    if ((uint32_t)product < range) {
        uint32_t least = (uint32_t)(-range) % range;
        while ((uint32_t)product < least) product = (uint64_t)next(word) * range;
    }
    return (int64_t)(product >> 32);
}

static inline uint64_t key_of(int32_t row, int32_t target) { return (uint64_t)row << 32 | (uint32_t)target; }

static inline uint64_t slot_of(const State *state, uint64_t key) { return (key * GOLDEN) >> state->shift; }

static inline uint8_t *count_of(const State *state, uint64_t key)
{
    return state->filter + ((key * GOLDEN) >> state->filter_shift);
}

static void add(State *state, uint64_t key)
{
    uint64_t at = slot_of(state, key);
    while (state->table[at] != EMPTY) at = (at + 1) & state->mask;
    state->table[at] = key;
}

/* Take a key out and move up those that stood behind it because its slot was taken. */
static void drop(State *state, uint64_t key)
{
    uint64_t hole = slot_of(state, key);
    while (state->table[hole] != key) hole = (hole + 1) & state->mask;
    for (uint64_t at = (hole + 1) & state->mask; state->table[at] != EMPTY; at = (at + 1) & state->mask) {
        uint64_t wished = slot_of(state, state->table[at]);
        if (((at - wished) & state->mask) >= ((at - hole) & state->mask)) {
            state->table[hole] = state->table[at];
            hole = at;
        }
    }
    state->table[hole] = EMPTY;
}

static inline int is_long(const Row *row) { return row->end - row->first > SCANNED; }

static inline int has(const State *state, int32_t number, int32_t target)
{
    uint64_t key = key_of(number, target);
    if (!state->filter || !*count_of(state, key)) return 0;
    const Row *row = state->rows + number;
    if (is_long(row)) {
        uint64_t at = slot_of(state, key);
        while (state->table[at] != EMPTY && state->table[at] != key) at = (at + 1) & state->mask;
        return state->table[at] == key;
    }
    const int32_t *here = state->target + row->first;
    for (int32_t left = row->end - row->first; left > 0; left -= CHUNK, here += CHUNK) {
        uint32_t found = 0;
        for (int at = 0; at < CHUNK; at++) found |= here[at] == target ? 1u << at : 0u;
        if (left < CHUNK) found &= (1u << left) - 1;
        if (found) return 1;
    }
    return 0;
}

static inline void give(State *state, int32_t arc, int32_t row, int32_t target)
{
    if (state->filter) {
        uint64_t lost = key_of(row, state->target[arc]), won = key_of(row, target);
        uint8_t *less = count_of(state, lost), *more = count_of(state, won);
        *less -= *less != UINT8_MAX;
        *more += *more != UINT8_MAX;
        if (is_long(state->rows + row)) drop(state, lost), add(state, won);
    }
    state->target[arc] = target;
}

/* a -> b and c -> d become a -> d and c -> b. */
static inline int swap(State *state, const Step *step)
{
    int32_t row = step->row, across = state->row[step->other], b = state->target[step->one], d = state->target[step->other];
    if (state->rows[row].source == d || state->rows[across].source == b) return 0;
    if (has(state, row, d) || has(state, across, b)) return 0;
    give(state, step->one, row, d);
    give(state, step->other, across, b);
    return 1;
}

static inline int32_t one_of(const Row *row, uint64_t *word)
{
    return row->first + (int32_t)below((uint32_t)(row->end - row->first), next(word), word);
}

/* a -> b -> c -> a becomes a -> c -> b -> a, where the arcs drawn among those of b and of c close a triangle. */
static int turn(State *state, const Step *step)
{
    uint64_t word = step->word;
    int32_t row = step->row, a = state->rows[row].source, b = state->target[step->one];
    int64_t at = state->turn_at[state->rows[row].block];
    int32_t from_b = at < 0 ? -1 : state->turning[at + b];
    if (from_b < 0) return 0;
    int32_t second = one_of(state->rows + from_b, &word), c = state->target[second], from_c = state->turning[at + c];
    if (c == a || from_c < 0) return 0;
    int32_t third = one_of(state->rows + from_c, &word);
    if (state->target[third] != a) return 0;
    if (has(state, row, c) || has(state, from_b, a) || has(state, from_c, b)) return 0;
    give(state, step->one, row, c);
    give(state, second, from_b, a);
    give(state, third, from_c, b);
    return 1;
}

/* A number drawn below arcs + turns: of the arcs, the first of a swap; beyond them, the sign of a turn. */
static inline Step drawn(const State *state, uint32_t arcs, uint32_t turns, uint64_t place)
{
    Step step = {.word = mixed(place)};
    uint32_t high = (uint32_t)(step.word >> 32), low = (uint32_t)step.word;
    int64_t chosen = below(arcs + turns, high, &step.word);
    step.turns = chosen >= arcs;
    if (step.turns) {
        step.one = step.other = (int32_t)below(arcs, low, &step.word);
        step.row = state->row[step.one];
    } else {
        step.one = (int32_t)chosen;
        step.row = state->row[step.one];
        const int32_t *edge = state->edge + state->rows[step.row].block;
        step.other = edge[0] + (int32_t)below((uint32_t)(edge[1] - edge[0]), low, &step.word);
    }
    __builtin_prefetch(state->row + step.other);
    __builtin_prefetch(state->target + step.one);
    __builtin_prefetch(state->target + step.other);
    return step;
}

static int bits_for(uint64_t number)
{
    int bits = 4;
    while (((uint64_t)1 << bits) < number) bits++;
    return bits;
}

static int tabulate(State *state, int64_t arcs, int64_t rows)
{
    uint64_t inside = 0;
    for (int64_t row = 0; row < rows; row++)
        if (is_long(state->rows + row)) inside += (uint64_t)(state->rows[row].end - state->rows[row].first);
    int bits = bits_for(2 * inside), filter_bits = bits_for(FILTER * (uint64_t)arcs);
    state->shift = 64 - bits, state->filter_shift = 64 - filter_bits;
    state->mask = ((uint64_t)1 << bits) - 1;
    state->table = malloc((state->mask + 1) * sizeof(uint64_t));
    state->filter = calloc((uint64_t)1 << filter_bits, 1);
    if (!state->table || !state->filter) return 0;
    for (uint64_t at = 0; at <= state->mask; at++) state->table[at] = EMPTY;
    for (int64_t arc = 0; arc < arcs; arc++) {
        uint64_t key = key_of(state->row[arc], state->target[arc]);
        uint8_t *count = count_of(state, key);
        *count += *count != UINT8_MAX;
        if (is_long(state->rows + state->row[arc])) add(state, key);
    }
    return 1;
}

static inline int64_t walk(State *state, uint32_t arcs, uint32_t turns, uint64_t place, int64_t steps)
{
    int64_t made = 0;
    for (; steps > 0; steps -= AHEAD) {
        Step ahead[AHEAD];
        int several = steps < AHEAD ? (int)steps : AHEAD;
        for (int at = 0; at < several; at++, place += GOLDEN) ahead[at] = drawn(state, arcs, turns, place);
        for (int at = 0; at < several; at++) made += ahead[at].turns ? turn(state, ahead + at) : swap(state, ahead + at);
    }
    return made;
}

CLONES FLAT
int64_t valuenet_rewire(int64_t arcs, int64_t rows, int64_t turns, int64_t simple, int64_t seed, int64_t step,
                        int64_t steps, const int32_t *row, const int32_t *first, const int32_t *source,
                        const int32_t *block, const int32_t *edge, const int64_t *turn_at, const int32_t *turning,
                        int32_t *target)
{
    State state = {.row = row, .edge = edge, .turning = turning, .turn_at = turn_at};
    int64_t made = OUT_OF_MEMORY;
    state.rows = malloc((size_t)rows * sizeof(Row));
    state.target = calloc((size_t)arcs + CHUNK, sizeof(int32_t));
    if (state.rows && state.target) {
        for (int64_t at = 0; at < rows; at++) state.rows[at] = (Row){first[at], first[at + 1], source[at], block[at]};
        memcpy(state.target, target, (size_t)arcs * sizeof(int32_t));
        if (!simple || tabulate(&state, arcs, rows)) {
            uint64_t place = (uint64_t)seed + GOLDEN * ((uint64_t)step + 1);
            made = walk(&state, (uint32_t)arcs, (uint32_t)turns, place, steps);
            memcpy(target, state.target, (size_t)arcs * sizeof(int32_t));
        }
    }
    free(state.rows), free(state.target), free(state.table), free(state.filter);
    return made;
}
