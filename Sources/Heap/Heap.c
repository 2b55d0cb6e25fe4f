// For sbrk and madvise.
#define _DEFAULT_SOURCE
#include "Heap.h"

// Tells which library of C there is.
#include <stdlib.h>

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// What loading the rules and labelling an article need, and some more.
static const size_t room = 16 << 20;
static const uintptr_t large_page = 2 << 20;

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

void stance_heap_prepare(void) {
  // Tables of some megabytes lie on the heap too: what one gives back the next one takes.
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_TOP_PAD, (int)room);
  // The first request that does not fit makes the heap grow, by that room.
  void *first = malloc(256 << 10);
  mallopt(M_TOP_PAD, 1 << 20);
  uintptr_t start = (uintptr_t)first & ~(uintptr_t)4095;
  uintptr_t end = (uintptr_t)sbrk(0);
  free(first);
  if (!first || end <= start || end - start > 2 * room) return;
  uintptr_t aligned = (start + large_page - 1) & ~(large_page - 1);
  // Advice that the system does not take does no harm.
  if (aligned < end) {
    madvise((void *)start, aligned - start, MADV_POPULATE_WRITE);
    madvise((void *)aligned, end - aligned, MADV_HUGEPAGE);
  }
}
#else
void stance_heap_prepare(void) {}
#endif
