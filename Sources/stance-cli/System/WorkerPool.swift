#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Does jobs side by side and gives their results in the order of the jobs.
///
/// At most ``room`` jobs are under way, whose inputs have at most ``byteLimit`` bytes together unless
/// there is only one, so that memory does not grow with the number of jobs. Threads start when a
/// second job comes; with one thread, or where jobs come singly, whoever asks for results does the
/// work. A class, so that threads end when nobody asks for results any more.
final class WorkerPool<Job: Sendable, Result: Sendable> {
  private let threadCount: Int
  private let makeWorker: @Sendable () -> (Job) -> Result
  private var ownWorker: ((Job) -> Result)?
  /// A job for which no thread has been started yet.
  private var held: Job?
  private var queue: JobQueue<Job, Result>?
  private var startedCount = 0
  private var isRefused = false
  /// Bytes of the jobs under way, oldest first from ``firstSize`` on.
  private var sizes: [Int] = []
  private var firstSize = 0
  /// Of all inputs of jobs under way.
  private(set) var byteCount = 0

  private static var byteLimit: Int { 8 << 20 }

  /// A pool without jobs.
  ///
  /// - Parameters:
  ///   - threadCount: How many jobs may be worked on at a time, at least 1.
  ///   - makeWorker: Makes what does the jobs, with buffers of its own; called in each thread.
  init(threadCount: Int, makeWorker: @escaping @Sendable () -> (Job) -> Result) {
    self.threadCount = threadCount
    self.makeWorker = makeWorker
  }

  deinit { queue?.stop() }

  private var room: Int { threadCount == 1 ? 1 : 4 * threadCount }
  private var count: Int { sizes.count - firstSize }

  /// Whether a result has to be taken before a job of so many bytes is added.
  func isFull(for size: Int) -> Bool {
    count >= room || count > 0 && byteCount + size > Self.byteLimit
  }

  /// Adds a job; there must be room for it.
  ///
  /// - Parameters:
  ///   - job: What is to be done.
  ///   - size: The bytes of its input.
  func add(_ job: Job, size: Int) {
    precondition(!isFull(for: size), "results are to be taken first")
    sizes.append(size)
    byteCount += size
    if let queue {
      queue.add(job)
      return startThread(queue)
    }
    guard let first = held else {
      held = job
      return
    }
    let queue = JobQueue<Job, Result>(room: room)
    self.queue = queue
    held = nil
    queue.add(first)
    queue.add(job)
    startThread(queue)
    startThread(queue)
  }

  /// Starts a thread, unless there are enough or the system has no more.
  private func startThread(_ queue: JobQueue<Job, Result>) {
    guard startedCount < min(threadCount, count), !isRefused else { return }
    let isStarted = WorkerThread.start { [makeWorker] in
      let worker = makeWorker()
      queue.work(worker)
    }
    if isStarted { startedCount += 1 } else { isRefused = true }
  }

  /// The result of the oldest job if it is done.
  func finished() -> Result? { count > 0 ? queue?.result(isAwaited: false).map(noted) : nil }

  /// The result of the oldest job; nil where there is none.
  func next() -> Result? {
    guard count > 0 else { return nil }
    if let job = held {
      held = nil
      return noted(worker()(job))
    }
    if startedCount == 0 { queue?.workOnce(worker()) }
    return queue?.result(isAwaited: true).map(noted)
  }

  private func worker() -> (Job) -> Result {
    if let ownWorker { return ownWorker }
    let worker = makeWorker()
    ownWorker = worker
    return worker
  }

  private func noted(_ result: Result) -> Result {
    byteCount -= sizes[firstSize]
    firstSize += 1
    if firstSize > 64, firstSize * 2 > sizes.count {
      sizes.removeFirst(firstSize)
      firstSize = 0
    }
    return result
  }
}

/// Jobs that wait, and results that wait for those before them.
///
/// All that changes is read and written under the lock of the monitor.
private final class JobQueue<Job: Sendable, Result: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var jobs: [Job?]
  private var results: [Result?]
  // Numbers that grow with each job: of the next result, of the next job to begin, of the next to be
  // added. A job and its result stand at its number modulo the room.
  private var nextResult = 0
  private var nextJob = 0
  private var end = 0
  private var isStopping = false

  init(room: Int) {
    jobs = Array(repeating: nil, count: room)
    results = Array(repeating: nil, count: room)
  }

  func add(_ job: Job) {
    monitor.lock()
    jobs[end % jobs.count] = job
    end += 1
    monitor.unlock()
    monitor.signal(.jobs)
  }

  /// Jobs that have not begun are dropped, and threads end.
  func stop() {
    monitor.lock()
    isStopping = true
    monitor.unlock()
    monitor.signalAll(.jobs)
  }

  func result(isAwaited: Bool) -> Result? {
    monitor.lock()
    defer { monitor.unlock() }
    let place = nextResult % results.count
    while isAwaited, results[place] == nil { monitor.wait(.results) }
    guard let result = results[place] else { return nil }
    results[place] = nil
    nextResult += 1
    return result
  }

  /// Does jobs until the queue stops.
  func work(_ worker: (Job) -> Result) {
    while let (job, number) = take() { put(worker(job), number) }
  }

  /// Does one job, where there are no threads.
  func workOnce(_ worker: (Job) -> Result) {
    if let (job, number) = take() { put(worker(job), number) }
  }

  private func put(_ result: Result, _ number: Int) {
    monitor.lock()
    results[number % results.count] = result
    let isAwaited = number == nextResult
    monitor.unlock()
    if isAwaited { monitor.signal(.results) }
  }

  private func take() -> (job: Job, number: Int)? {
    monitor.lock()
    defer { monitor.unlock() }
    while !isStopping, nextJob == end { monitor.wait(.jobs) }
    guard !isStopping, let job = jobs[nextJob % jobs.count] else { return nil }
    jobs[nextJob % jobs.count] = nil
    nextJob += 1
    return (job, nextJob - 1)
  }
}

/// A lock with two things to wait for.
@safe private final class Monitor: Sendable {
  enum Event: Int { case jobs, results }

  nonisolated(unsafe) private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  nonisolated(unsafe) private let events = UnsafeMutablePointer<pthread_cond_t>.allocate(
    capacity: 2)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(events, nil)
    unsafe pthread_cond_init(events + 1, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(events)
    unsafe pthread_cond_destroy(events + 1)
    unsafe pthread_mutex_destroy(mutex)
    unsafe events.deallocate()
    unsafe mutex.deallocate()
  }

  func lock() { _ = unsafe pthread_mutex_lock(mutex) }
  func unlock() { _ = unsafe pthread_mutex_unlock(mutex) }
  /// Lets the lock go until the event is signalled, or for no reason.
  func wait(_ event: Event) { _ = unsafe pthread_cond_wait(events + event.rawValue, mutex) }
  func signal(_ event: Event) { _ = unsafe pthread_cond_signal(events + event.rawValue) }
  func signalAll(_ event: Event) { _ = unsafe pthread_cond_broadcast(events + event.rawValue) }
}

/// Threads of the system.
enum WorkerThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// As large as the stack of the first thread is as a rule; musl gives others far less.
  private static let stackSize = 8 << 20

  /// How many threads can run at the same time: on Linux those processors count that this process
  /// may use, not all of the machine.
  static var processorCount: Int {
    let field = Array("\nCpus_allowed:".utf8)
    if let status = try? FileSystem.read(FilePath("/proc/self/status")),
      let start = status.indices.first(where: { status[$0...].starts(with: field) })
    {
      // A hexadecimal digit stands for four processors, commas for nothing.
      let mask = status[(start + field.count)...].prefix { $0 != 0x0A }
      let count = mask.reduce(0) { count, digit in
        count + (Character(UnicodeScalar(digit)).hexDigitValue?.nonzeroBitCount ?? 0)
      }
      if count > 0 { return count }
    }
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Runs something in a thread of its own, in which requests to end the process do not arrive.
  ///
  /// - Returns: Whether the system had a thread left.
  static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, stackSize)
    unsafe pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
    defer { unsafe pthread_attr_destroy(&attributes) }
    let body = unsafe Unmanaged.passRetained(Body(run)).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let result = unsafe pthread_create(&thread, &attributes, { unsafe WorkerThread.main($0) }, body)
    if result != 0 { unsafe Unmanaged<Body>.fromOpaque(body).release() }
    return result == 0
  }

  private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    var requests = sigset_t()
    unsafe sigemptyset(&requests)
    unsafe sigaddset(&requests, SIGINT)
    unsafe sigaddset(&requests, SIGTERM)
    // They are to interrupt the thread that reads.
    _ = unsafe pthread_sigmask(SIG_BLOCK, &requests, nil)
    guard let argument = unsafe argument else { return nil }
    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
}
