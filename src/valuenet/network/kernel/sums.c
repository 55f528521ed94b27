/* Sums over rows: what the neighbours of every node have together, in the order of the row. */

#include "kernel.h"

int64_t valuenet_products(int64_t nodes, const int32_t *start, const int32_t *neighbour, const double *weight,
                          const double *value, double *sum)
{
    for (int64_t node = 0; node < nodes; node++) {
        double total = 0;
        if (weight) {
            for (int32_t at = start[node]; at < start[node + 1]; at++) total += weight[at] * value[neighbour[at]];
        } else {
            for (int32_t at = start[node]; at < start[node + 1]; at++) total += value[neighbour[at]];
        }
        sum[node] = total;
    }
    return 0;
}
