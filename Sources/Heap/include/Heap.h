/// Readies the heap for work that takes megabytes at once, as loading rules does.
///
/// The first memory comes in few large pages instead of thousands of small ones, where the system
/// has them; elsewhere nothing happens. To be called before there are threads.
void stance_heap_prepare(void);
