import Foundation
import Simulation
import Units

/// What a trap on a thread is laid to: the strategy that the thread is calling, with seed and path.
///
/// Swift stops a process at an index out of range or an overflow and gives nobody a chance to catch it. The
/// handler of the signal may call next to nothing, so the line that it writes is made beforehand, when a branch
/// begins, and lies in memory that is the thread's own. A call of a strategy only moves a pointer to it.
///
/// A note is used by one thread, the one it is attached to, which is why it may be shared with the closures of a
/// watch without a lock.
final class TrapNote: @unchecked Sendable {
  /// What the handler reads.
  private struct State {
    /// The line up to the time.
    var head: UnsafeMutableBufferPointer<UInt8>
    /// The exit code.
    var code: Int32
    /// The simulated time in nanoseconds; nil where nothing is being called.
    var time: Int64?
    /// Room for the digits of the time.
    var digits: UnsafeMutableBufferPointer<UInt8>
  }

  private let program: String
  private let names: [String]
  private let seed: UInt64
  private let state: UnsafeMutablePointer<State>
  /// A line for each strategy, and last the one that counts while none is called.
  private let lines: [UnsafeMutableBufferPointer<UInt8>]
  private var lengths: [Int]
  /// Where a handler can stand when the stack of the thread is used up.
  private let handlerStack: UnsafeMutableRawPointer

  private static let lineBytesMax = 400
  private static let handlerStackBytes = 1 << 16

  /// Makes a note for a seed.
  ///
  /// - Parameters:
  ///   - program: The name of the program, with which each line begins.
  ///   - strategies: The names of the scenario's strategies, in their order.
  ///   - seed: The seed.
  init(program: String, strategies: [String], seed: UInt64) {
    self.program = program
    names = strategies
    self.seed = seed
    lines = (0...strategies.count).map { _ in .allocate(capacity: Self.lineBytesMax) }
    lengths = lines.map { _ in 0 }
    handlerStack = .allocate(byteCount: Self.handlerStackBytes, alignment: 16)
    let digits = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 24)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        head: lines[strategies.count], code: ExitCode.internalError.rawValue, time: nil,
        digits: digits))
    begin(path: nil)
  }

  deinit {
    state.pointee.digits.deallocate()
    state.deallocate()
    for line in lines { line.deallocate() }
    handlerStack.deallocate()
  }

  // MARK: What the thread is doing

  /// Lays the traps of this thread to this note while something is done.
  func attached<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_setspecific(Self.key, state)
    var stack = stack_t()
    stack.ss_sp = handlerStack
    stack.ss_size = numericCast(Self.handlerStackBytes)
    sigaltstack(&stack, nil)
    defer {
      pthread_setspecific(Self.key, nil)
      stack.ss_flags = numericCast(SS_DISABLE)
      sigaltstack(&stack, nil)
    }
    return try body()
  }

  /// The watch of a run.
  ///
  /// - Parameter name: What the path is called instead of its own name: the rulebook, where these are compared.
  func watch(named name: String? = nil) -> StrategyWatch {
    StrategyWatch(
      branchBegins: { [self] path in
        begin(path: path == nil || path == RunResult.controlName ? path : name ?? path)
      },
      strategyCalled: { [self] index, time in call(index, at: time.nanoseconds) },
      strategyReturned: { [self] in rest() })
  }

  /// A strategy is being made from its parameters.
  func making<Result, Failure: Error>(
    _ index: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    write(
      "\(program): strategy \(names[index]) trapped while it was made from its parameters",
      to: index)
    call(index, at: nil)
    defer { rest() }
    return try body()
  }

  private func begin(path: String?) {
    let place =
      path.map { "on path \($0) with seed \(seed)" }
      ?? "with seed \(seed) on the start that all paths share"
    for (index, name) in names.enumerated() {
      write("\(program): strategy \(name) trapped \(place)", to: index)
    }
    write("\(program): the program has an error of its own and stopped \(place)", to: names.count)
    rest()
  }

  private func write(_ text: String, to line: Int) {
    // Names have bounds of their own, so that nothing is cut in practice.
    let bytes = text.utf8.prefix(Self.lineBytesMax)
    lengths[line] = lines[line].update(from: bytes).index
  }

  private func call(_ index: Int, at time: Int64?) {
    state.pointee.head = .init(rebasing: lines[index][..<lengths[index]])
    state.pointee.code = ExitCode.strategyFault.rawValue
    state.pointee.time = time
  }

  private func rest() {
    let last = names.count
    state.pointee.head = .init(rebasing: lines[last][..<lengths[last]])
    state.pointee.code = ExitCode.internalError.rawValue
    state.pointee.time = nil
  }

  // MARK: The handler

  /// The key under which each thread has its note.
  ///
  /// A signal handler gets nothing but a number, so what it reads has to be found from there.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Writes the line of the trapping thread and ends the process with its code.
  ///
  /// Signals of one's own errors are caught, an abort too, and the end of the stack by a recursion without end.
  static func install() {
    // Made before any handler asks for it.
    _ = key
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      var action = sigaction()
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = { _ in TrapNote.endProcess() }
      #else
        action.__sigaction_handler.sa_handler = { _ in TrapNote.endProcess() }
      #endif
      action.sa_flags = numericCast(SA_ONSTACK)
      sigaction(number, &action, nil)
    }
  }

  /// What a handler may do: read memory, write bytes, end the process.
  private static func endProcess() {
    guard let raw = pthread_getspecific(key) else {
      tell("stepladder: the program has an error of its own and stopped\n")
      _exit(ExitCode.internalError.rawValue)
    }
    let state = raw.assumingMemoryBound(to: State.self)
    _ = Foundation.write(STDERR_FILENO, state.pointee.head.baseAddress, state.pointee.head.count)
    if let time = state.pointee.time {
      tell(" at ")
      tell(nanoseconds: time, state.pointee.digits)
      tell(" s of simulated time: an index out of range, an overflow or the like in its code")
    }
    tell("; nothing was written\n")
    _exit(state.pointee.code)
  }

  private static func tell(_ words: StaticString) {
    _ = Foundation.write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
  }

  /// Writes a time in seconds with nine decimals.
  private static func tell(nanoseconds: Int64, _ room: UnsafeMutableBufferPointer<UInt8>) {
    var rest = nanoseconds.magnitude
    var place = room.count
    var digitCount = 0
    while rest > 0 || digitCount < 10 {
      if digitCount == 9 {
        place -= 1
        room[place] = UInt8(ascii: ".")
      }
      place -= 1
      room[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      digitCount += 1
    }
    guard let start = room.baseAddress else { return }
    _ = Foundation.write(STDERR_FILENO, start + place, room.count - place)
  }
}
