/* Dependencies of sources on every node (Brandes, A Faster Algorithm for Betweenness Centrality, 2001), where a node
   may stand for several sources and several targets. The search writes each tie of the shortest paths into `down`, so
   that the way back reads those and no others, in order, without asking for a level. Path counts are doubles; where
   they grow beyond MANY, they are counted once more, each with an exponent of its own. */

#include <stdlib.h>

#include "kernel.h"

#define MANY 0x1p900
#define STEP 0x1p512

typedef struct {
    double fraction; /* 1 up to STEP */
    int64_t steps;   /* how often STEP was taken out */
} Wide;

typedef struct {
    const int32_t *start, *neighbour;
    const double *arriving; /* (n): the targets that a node stands for */
    int32_t *level;         /* (n): one below that of the source is left from an earlier search */
    double *paths;          /* (n) */
    double *share;          /* (n): the targets at and below a node, for each path to it */
    double *below;          /* (n): the targets below a node that the source reaches through it */
    int32_t *queue;         /* (n): nodes in the order of the search */
    int32_t *first;         /* (n + 1): where in `down` the ties of each node of the queue begin */
    int32_t *down;          /* (k + 1) */
    Wide *wide;             /* (n) */
} Search;

/* Levels and ties first, without a branch on whether a tie leads down, which is as good as random; then the paths. */
static int32_t search_from(const Search *search, int32_t source, int32_t base)
{
    const int32_t *restrict start = search->start, *restrict neighbour = search->neighbour;
    int32_t *restrict level = search->level, *restrict queue = search->queue, *restrict first = search->first;
    int32_t *restrict down = search->down;
    double *restrict paths = search->paths;
    int32_t found = 1, ties = 0;
    queue[0] = source, level[source] = base, paths[source] = 1;
    for (int32_t at = 0; at < found; at++) {
        int32_t node = queue[at], next = level[node] + 1, end = start[node + 1];
        first[at] = ties;
        for (int32_t tie = start[node]; tie < end; tie++) {
            int32_t other = neighbour[tie], here = level[other];
            if (here < base) {
                level[other] = here = next;
                paths[other] = 0;
                queue[found++] = other;
            }
            down[ties] = other;
            ties += here == next;
        }
    }
    first[found] = ties;
    for (int32_t at = 0; at < found; at++) {
        double more = paths[queue[at]];
        for (int32_t tie = first[at]; tie < first[at + 1]; tie++) paths[down[tie]] += more;
    }
    return found;
}

static int too_many(const Search *search, int32_t found)
{
    double most = 0;
    for (int32_t at = 0; at < found; at++) {
        double paths = search->paths[search->queue[at]];
        most = paths > most ? paths : most;
    }
    return most > MANY;
}

static void back(const Search *search, int32_t found)
{
    for (int32_t at = found - 1; at >= 0; at--) {
        int32_t node = search->queue[at];
        double shares = 0, paths = search->paths[node];
        for (int32_t tie = search->first[at]; tie < search->first[at + 1]; tie++)
            shares += search->share[search->down[tie]];
        search->below[node] = shares * paths;
        search->share[node] = search->arriving[node] / paths + shares;
    }
}

static double lowered(double value, int64_t steps)
{
    for (; steps > 0 && value > 0; steps--) value /= STEP;
    return value;
}

static void add(Wide *sum, Wide part)
{
    if (sum->steps < part.steps) {
        sum->fraction = lowered(sum->fraction, part.steps - sum->steps);
        sum->steps = part.steps;
    }
    sum->fraction += lowered(part.fraction, sum->steps - part.steps);
    if (sum->fraction > STEP) sum->fraction /= STEP, sum->steps++;
}

static void back_wide(const Search *search, int32_t found)
{
    Wide *wide = search->wide;
    for (int32_t at = 0; at < found; at++) wide[search->queue[at]] = (Wide){at == 0, 0};
    for (int32_t at = 0; at < found; at++)
        for (int32_t tie = search->first[at]; tie < search->first[at + 1]; tie++)
            add(&wide[search->down[tie]], wide[search->queue[at]]);
    for (int32_t at = found - 1; at >= 0; at--) {
        int32_t node = search->queue[at];
        double below = 0;
        for (int32_t tie = search->first[at]; tie < search->first[at + 1]; tie++) {
            int32_t other = search->down[tie];
            double ratio = wide[node].fraction / wide[other].fraction;
            below += lowered(ratio, wide[other].steps - wide[node].steps)
                     * (search->arriving[other] + search->below[other]);
        }
        search->below[node] = below;
    }
}

static void gather(const Search *search, int32_t found, double weight, double itself, double *sums, double *squares,
                   double *reached, double *reach)
{
    int32_t source = search->queue[0];
    double all = 0, own = search->below[source];
    sums[source] += itself * own;
    squares[source] += itself * own * (itself * own) / weight;
    for (int32_t at = 1; at < found; at++) {
        int32_t node = search->queue[at];
        double arriving = search->arriving[node], through = search->below[node] + (arriving - 1);
        sums[node] += weight * through;
        squares[node] += weight * through * through;
        reached[node] += weight;
        all += arriving;
    }
    *reach = all;
}

int64_t valuenet_dependencies(int64_t nodes, const int32_t *start, const int32_t *neighbour, const double *arriving,
                              int64_t sources, const int32_t *source, const double *weight, const double *itself,
                              double *sums, double *squares, double *reached, double *reach)
{
    size_t room = (size_t)nodes + 1, ties = (size_t)start[nodes] + 1;
    Search search = {start,
                     neighbour,
                     arriving,
                     malloc(room * sizeof(int32_t)),
                     malloc(room * sizeof(double)),
                     malloc(room * sizeof(double)),
                     malloc(room * sizeof(double)),
                     malloc(room * sizeof(int32_t)),
                     malloc(room * sizeof(int32_t)),
                     malloc(ties * sizeof(int32_t)),
                     malloc(room * sizeof(Wide))};
    int64_t result = OUT_OF_MEMORY;
    if (search.level && search.paths && search.share && search.below && search.queue && search.first && search.down
        && search.wide) {
        int32_t base = INT32_MAX;
        for (int64_t at = 0; at < sources; at++) {
            if (base >= INT32_MAX - nodes) {
                for (int64_t node = 0; node < nodes; node++) search.level[node] = -1;
                base = 0;
            }
            int32_t found = search_from(&search, source[at], base);
            base = search.level[search.queue[found - 1]] + 1;
            if (too_many(&search, found))
                back_wide(&search, found);
            else
                back(&search, found);
            gather(&search, found, weight[at], itself[at], sums, squares, reached, reach + at);
        }
        result = 0;
    }
    free(search.level), free(search.paths), free(search.share), free(search.below), free(search.queue);
    free(search.first), free(search.down), free(search.wide);
    return result;
}
