#include <stddef.h>

/// Readies the heap of the thread in hand for work that takes so many bytes at once, as loading rules
/// does.
///
/// That memory comes in few large pages instead of thousands of small ones, where the system has
/// them; elsewhere nothing happens.
void stance_heap_prepare(size_t room);
