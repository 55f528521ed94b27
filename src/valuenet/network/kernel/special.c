/* Two functions that fits of tails are made of; a library that has them takes longer to load than the fits to make. */

#include <math.h>

#include "kernel.h"

#define ADDED 10     /* terms added one by one at least */
#define CORRECTIONS 12
#define FAR (-14.0)  /* below, the asymptotic series of the normal distribution has all digits */
#define SERIES 9
#define ENOUGH 1e-17

/* The formula of Euler and Maclaurin for the sum of (first + k)^-s over k = 0, 1, ...: some terms, the integral of the
   others, half the first of them, and corrections B_2j / (2j)! s (s + 1) ... (s + 2j - 2) x^(-s - 2j + 1). */
static double zeta(double s, double first)
{
    static const double bernoulli[CORRECTIONS] = {
        1.0 / 6,       -1.0 / 30, 1.0 / 42,         -1.0 / 30,      5.0 / 66,           -691.0 / 2730,
        7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330, 854513.0 / 138, -236364091.0 / 2730};
    double sum = 0, x = first;
    for (int added = 0; added < ADDED || x < s; added++, x++) {
        double term = pow(x, -s);
        sum += term;
        if (term < ENOUGH * sum) return sum;
    }
    double term = pow(x, -s), factor = s * term / x / 2;
    sum += term * x / (s - 1) + term / 2;
    for (int j = 1; j <= CORRECTIONS; j++) { /* factor is s (s + 1) ... (s + 2j - 2) x^(-s - 2j + 1) / (2j)! */
        double correction = factor * bernoulli[j - 1];
        sum += correction;
        if (fabs(correction) < ENOUGH * sum) break;
        factor *= (s + 2 * j - 1) * (s + 2 * j) / ((2 * j + 1) * (2 * j + 2) * x * x);
    }
    return sum;
}

int64_t valuenet_zeta(int64_t size, const double *exponent, const double *first, double *found)
{
    for (int64_t at = 0; at < size; at++) found[at] = zeta(exponent[at], first[at]);
    return 0;
}

/* log of the share of a normal distribution below x; far below, -x^2 / 2 - log(-x sqrt(2 pi)) + log(1 - 1 / x^2 + 3 /
   x^4 - 15 / x^6 ...). */
static double log_below(double x)
{
    if (x >= FAR) return x > 0 ? log1p(-erfc(x * 0.70710678118654752440) / 2) : log(erfc(-x * 0.70710678118654752440) / 2);
    double rest = 0, term = 1;
    for (int k = 1; k <= SERIES; k++) {
        term *= -(2 * k - 1) / (x * x);
        rest += term;
    }
    return -x * x / 2 - log(-x) - 0.91893853320467274178 + log1p(rest);
}

int64_t valuenet_log_below(int64_t size, const double *value, double *found)
{
    for (int64_t at = 0; at < size; at++) found[at] = log_below(value[at]);
    return 0;
}
