/* Two functions that fits of tails are made of; a library that has them takes longer to load than the fits to make. */

#include <math.h>

#include "kernel.h"

#define NEAR 8         /* terms up to so much beyond the exponent are added one by one, */
#define CORRECTIONS 12 /* so that these are enough */
#define FAR (-14.0)    /* below, the asymptotic series of the normal distribution has all digits */
#define SERIES 9
#define ENOUGH 1e-17

/* The formula of Euler and Maclaurin for the sum of (first + k)^-s over k = 0, 1, ...: some terms, the integral of the
   others, half the first of them, and corrections B_2j / (2j)! s (s + 1) ... (s + 2j - 2) x^(-s - 2j + 1). */
static double zeta(double s, double first)
{
    static const double coefficient[CORRECTIONS] = {/* B_2j / (2j)! */
                                                    1.0 / 12,
                                                    -1.0 / 720,
                                                    1.0 / 30240,
                                                    -1.0 / 1209600,
                                                    1.0 / 47900160,
                                                    -691.0 / 1307674368000,
                                                    1.0 / 74724249600,
                                                    -3617.0 / 10670622842880000,
                                                    43867.0 / 5109094217170944000,
                                                    -174611.0 / 802857662698291200000.0,
                                                    77683.0 / 14101100039391805440000.0,
                                                    -236364091.0 / 1693824136731743669452800000.0};
    double sum = 0, x = first;
    for (; x < NEAR + s; x++) {
        double term = pow(x, -s);
        sum += term;
        if (term < ENOUGH * sum) return sum;
    }
    double term = pow(x, -s), inverse = 1 / x, factor = s * term * inverse;
    sum += term * x / (s - 1) + term / 2;
    for (int j = 0; j < CORRECTIONS; j++) { /* factor is s (s + 1) ... (s + 2j) x^(-s - 2j - 1) */
        double correction = factor * coefficient[j];
        sum += correction;
        if (fabs(correction) < ENOUGH * sum) break;
        factor *= (s + 2 * j + 1) * (s + 2 * j + 2) * (inverse * inverse);
    }
    return sum;
}

int64_t valuenet_zeta(int64_t size, int64_t exponents, const double *exponent, int64_t firsts, const double *first,
                      double *found)
{
    for (int64_t at = 0; at < size; at++) found[at] = zeta(exponent[exponents > 1 ? at : 0], first[firsts > 1 ? at : 0]);
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
