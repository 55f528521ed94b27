/* Nodes in the order of what surrounds them: sums over neighbours, and a stable sort by digits. */

#include <stdlib.h>

#include "kernel.h"

#define DIGIT 11

int64_t valuenet_sums(int64_t nodes, const int32_t *start, const int32_t *neighbour, const int64_t *value, int64_t *sum)
{
    for (int64_t node = 0; node < nodes; node++) {
        int64_t total = 0;
        for (int32_t at = start[node]; at < start[node + 1]; at++) total += value[neighbour[at]];
        sum[node] = total;
    }
    return 0;
}

typedef struct {
    int64_t value;
    int32_t place;
} Item;

int64_t valuenet_order(int64_t size, const int64_t *value, int32_t *order)
{
    Item *items = malloc(((size_t)size + 1) * sizeof(Item)), *spare = malloc(((size_t)size + 1) * sizeof(Item));
    int64_t most = 0, result = OUT_OF_MEMORY;
    if (items && spare) {
        for (int64_t at = 0; at < size; at++) {
            items[at] = (Item){value[at], (int32_t)at};
            if (value[at] > most) most = value[at];
        }
        for (int shift = 0; shift < 63 && most >> shift; shift += DIGIT) {
            int64_t counts[1 << DIGIT] = {0}, before = 0, mask = (1 << DIGIT) - 1;
            for (int64_t at = 0; at < size; at++) counts[items[at].value >> shift & mask]++;
            for (int64_t digit = 0; digit <= mask; digit++) {
                int64_t many = counts[digit];
                counts[digit] = before;
                before += many;
            }
            for (int64_t at = 0; at < size; at++) spare[counts[items[at].value >> shift & mask]++] = items[at];
            Item *sorted = spare;
            spare = items;
            items = sorted;
        }
        for (int64_t at = 0; at < size; at++) order[at] = items[at].place;
        result = 0;
    }
    free(items), free(spare);
    return result;
}
