/* Random networks with the degrees of a given one: a Markov chain of small changes, every proposal a step, made or not.

   Arcs lie in rows, all arcs of one source within one block side by side, so a change only moves targets: the two of a
   swap trade theirs, the three of a directed triangle pass theirs on. A swap alone cannot turn a directed triangle, and
   without turns some networks are out of reach (Rao, Jana and Bandyopadhyay 1996). Both proposals are symmetric:
   whatever is allowed is reached equally often. rewiring.py tells the same in Python. */

#include <stdlib.h>

#include "kernel.h"

#define SCANNED 48   /* rows up to this length are read through, longer ones are looked up in the table */
#define AHEAD 32     /* steps drawn ahead of being tried: what is drawn does not depend on what was changed */
#define EMPTY UINT64_MAX

static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u;

typedef struct {
    const int32_t *row, *first, *source, *block, *edge, *turn;
    const int64_t *turn_at;
    int32_t *target;
    uint64_t *table; /* the arcs of long rows, as row * 2^32 + target, in open addressing; NULL where parallels may be */
    uint64_t mask;
    int shift;
} State;

typedef struct {
    uint64_t word;
    int32_t first, second;
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

static inline uint64_t slot_of(const State *state, uint64_t key) { return (key * GOLDEN) >> state->shift; }

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

static inline uint64_t key_of(int32_t row, int32_t target) { return (uint64_t)row << 32 | (uint32_t)target; }

static inline int is_long(const State *state, int32_t row) { return state->first[row + 1] - state->first[row] > SCANNED; }

static inline int has(const State *state, int32_t row, int32_t target)
{
    if (!state->table) return 0;
    if (is_long(state, row)) {
        uint64_t key = key_of(row, target), at = slot_of(state, key);
        while (state->table[at] != EMPTY && state->table[at] != key) at = (at + 1) & state->mask;
        return state->table[at] == key;
    }
    int found = 0;
    for (int32_t at = state->first[row]; at < state->first[row + 1]; at++) found |= state->target[at] == target;
    return found;
}

static inline void give(State *state, int32_t arc, int32_t row, int32_t target)
{
    if (state->table && is_long(state, row)) {
        drop(state, key_of(row, state->target[arc]));
        add(state, key_of(row, target));
    }
    state->target[arc] = target;
}

/* a -> b and c -> d become a -> d and c -> b. */
static inline int swap(State *state, int32_t one, int32_t other)
{
    int32_t row = state->row[one], across = state->row[other], b = state->target[one], d = state->target[other];
    if (state->source[row] == d || state->source[across] == b) return 0;
    if (has(state, row, d) || has(state, across, b)) return 0;
    give(state, one, row, d);
    give(state, other, across, b);
    return 1;
}

/* a -> b -> c -> a becomes a -> c -> b -> a, where the arcs drawn among those of b and of c close a triangle. */
static int turn(State *state, int32_t arc, uint64_t word)
{
    int32_t row = state->row[arc], a = state->source[row], b = state->target[arc];
    int64_t at = state->turn_at[state->block[row]];
    if (at < 0) return 0;
    int32_t from_b = state->turn[at + b];
    if (from_b < 0) return 0;
    int32_t second = state->first[from_b];
    second += (int32_t)below((uint32_t)(state->first[from_b + 1] - second), next(&word), &word);
    int32_t c = state->target[second], from_c = state->turn[at + c];
    if (c == a || from_c < 0) return 0;
    int32_t third = state->first[from_c];
    third += (int32_t)below((uint32_t)(state->first[from_c + 1] - third), next(&word), &word);
    if (state->target[third] != a) return 0;
    if (has(state, row, c) || has(state, from_b, a) || has(state, from_c, b)) return 0;
    give(state, arc, row, c);
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
        step.first = (int32_t)below(arcs, low, &step.word);
    } else {
        step.first = (int32_t)chosen;
        const int32_t *edge = state->edge + state->block[state->row[chosen]];
        step.second = edge[0] + (int32_t)below((uint32_t)(edge[1] - edge[0]), low, &step.word);
        __builtin_prefetch(state->target + step.second);
    }
    __builtin_prefetch(state->target + step.first);
    return step;
}

static int prepare(State *state, int64_t arcs, int64_t rows)
{
    uint64_t inside = 0;
    for (int64_t row = 0; row < rows; row++)
        if (is_long(state, (int32_t)row)) inside += (uint64_t)(state->first[row + 1] - state->first[row]);
    state->shift = 60;
    while (((uint64_t)1 << (64 - state->shift)) < 2 * inside) state->shift--;
    state->mask = ((uint64_t)1 << (64 - state->shift)) - 1;
    state->table = malloc((state->mask + 1) * sizeof(uint64_t));
    if (!state->table) return 0;
    for (uint64_t at = 0; at <= state->mask; at++) state->table[at] = EMPTY;
    for (int32_t arc = 0; arc < arcs; arc++)
        if (is_long(state, state->row[arc])) add(state, key_of(state->row[arc], state->target[arc]));
    return 1;
}

CLONES
int64_t valuenet_rewire(int64_t arcs, int64_t rows, int64_t turns, int64_t simple, int64_t seed, int64_t step,
                        int64_t steps, const int32_t *row, const int32_t *first, const int32_t *source,
                        const int32_t *block, const int32_t *edge, const int64_t *turn_at, const int32_t *turning,
                        int32_t *target)
{
    State state = {.row = row, .first = first, .source = source, .block = block, .edge = edge, .turn = turning,
                   .turn_at = turn_at, .target = target};
    if (simple && !prepare(&state, arcs, rows)) return OUT_OF_MEMORY;
    int64_t made = 0;
    for (uint64_t place = (uint64_t)seed + GOLDEN * ((uint64_t)step + 1); steps > 0; steps -= AHEAD) {
        Step ahead[AHEAD];
        int several = steps < AHEAD ? (int)steps : AHEAD;
        for (int at = 0; at < several; at++, place += GOLDEN)
            ahead[at] = drawn(&state, (uint32_t)arcs, (uint32_t)turns, place);
        for (int at = 0; at < several; at++) {
            const Step *now = ahead + at;
            made += now->turns ? turn(&state, now->first, now->word) : swap(&state, now->first, now->second);
        }
    }
    free(state.table);
    return made;
}
