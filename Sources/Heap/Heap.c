// For madvise.
#define _DEFAULT_SOURCE
#include "Heap.h"

// Tells which library of C there is.
#include <stdlib.h>

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

static const uintptr_t page = 4 << 10;
static const uintptr_t large_page = 2 << 20;

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

void stance_heap_prepare(size_t room) {
  // Tables of some megabytes lie on the heap too: what one gives back the next one takes.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  // Where addresses are few, threads would look in vain for heaps of their own, again and again.
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    mallopt(M_ARENA_MAX, 1);
  }
  char *first = malloc(room);
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  if (!first) return;
  // Advice that the system does not take does no harm.
  uintptr_t start = (uintptr_t)first & ~(page - 1);
  uintptr_t end = ((uintptr_t)first + room) & ~(page - 1);
  uintptr_t aligned = (start + large_page - 1) & ~(large_page - 1);
  if (aligned < end) {
    madvise((void *)start, aligned - start, MADV_POPULATE_WRITE);
    madvise((void *)aligned, end - aligned, MADV_HUGEPAGE);
  }
  // It stays with the heap.
  free(first);
}
#else
void stance_heap_prepare(size_t room) { (void)room; }
#endif
