/* Memory for arrays that are read in no order: in large pages where the system has them, for with small ones finding
   the page takes longer than reading it. */

#if defined(__linux__)
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#endif

#include <stdlib.h>

#include "kernel.h"

#define SMALL ((size_t)1 << 12)
#define LARGE ((size_t)1 << 21)

void *reserve(size_t bytes)
{
#if defined(__linux__)
    if (bytes >= 2 * LARGE) {
        size_t whole = (bytes + LARGE - 1) / LARGE * LARGE;
        void *memory = aligned_alloc(LARGE, whole);
        if (memory) madvise(memory, whole, MADV_HUGEPAGE); /* a wish: without it the same pages, only smaller */
        return memory;
    }
#endif
    return malloc(bytes ? bytes : 1);
}

/* What calloc has fresh from the system is zeros already, and is not touched before it is used. */
void *reserve_zeros(size_t bytes)
{
    char *memory = calloc(bytes ? bytes : 1, 1);
#if defined(__linux__)
    size_t skipped = (SMALL - (uintptr_t)memory % SMALL) % SMALL;
    if (memory && bytes >= 2 * LARGE) madvise(memory + skipped, bytes - skipped, MADV_HUGEPAGE);
#endif
    return memory;
}
