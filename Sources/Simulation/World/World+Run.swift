import Kernel
package import Liquidation
import Market
import Units

extension World {
  /// Why a run stopped.
  package enum Stop: Sendable {
    /// The scenario's length is over.
    case finished
    /// The shared prefix has met the first breach.
    case breached
  }

  /// Runs the shared prefix: to the first breach, or to the end where there is none.
  package mutating func runPrefix() -> Stop { run() }

  /// Turns this world into a branch that liquidates along a path, and runs it to the end.
  package mutating func runBranch(path: any LiquidationPath) {
    stance = .path(path)
    isPrefix = false
    setup.options.watch?.branchBegins(path.name)
    beginBranch()
    _ = run()
    finish()
  }

  /// Turns this world into the control branch, and runs it to the end.
  package mutating func runControl() {
    stance = .control
    isPrefix = false
    setup.options.watch?.branchBegins(RunResult.controlName)
    beginBranch()
    _ = run()
    finish()
  }

  /// Schedules an event caused by the one being handled.
  mutating func push(
    _ kind: EventKind, _ phase: Phase, at time: Instant, target: Int = 0, a: Int64 = 0,
    b: Int64 = 0
  ) {
    timeline.push(kind, phase, at: time, place: place, target: target, a: a, b: b)
  }

  /// Handles events in order until the run stops.
  mutating func run() -> Stop {
    let end = Instant.zero + setup.scenario.length
    while true {
      // What a strategy's mistake left undone is no result: nothing more happens.
      if hasStrategies, desks.fault != nil {
        passTime(to: end)
        return .finished
      }
      let next = timeline.nextTime ?? end
      if tapes.next <= next, tapes.next < end {
        readTape()
        continue
      }
      guard next < end, let event = timeline.pop() else {
        passTime(to: end)
        return .finished
      }
      begin(event)
      if isPrefix, event.kind == EventKind.marginCheck.rawValue, findsBreach() {
        // Each branch runs the margin check that found the first breach again.
        timeline.requeue(event)
        return .breached
      }
      note(event)
      dispatch(event)
    }
  }

  /// Lets the next update of a tape happen.
  private mutating func readTape() {
    let event = tapes.take()
    begin(event)
    note(event)
    dispatch(event)
  }

  /// Moves to an event.
  @inline(__always)
  private mutating func begin(_ event: Event) {
    passTime(to: event.time)
    timeline.begin(event)
    recorder?.begin(event)
  }

  /// Writes down that an event happens.
  @inline(__always)
  private mutating func note(_ event: Event) {
    if isLogged { logEvent(event) }
    timeline.note(event)
    record.totals.events += 1
  }

  /// Whether an event at an instant would be the next to happen, whatever its phase.
  @inline(__always)
  func isNext(_ time: Instant) -> Bool {
    if let next = timeline.nextTime, next <= time { return false }
    // The next update of a tape is at the end of the run at the latest, where nothing happens any more.
    return time < tapes.next
  }

  /// Lets a message that would be the next event act on the book without a turn through the queue.
  @inline(__always)
  mutating func deliverNow(_ event: Event, message: Int32) {
    begin(event)
    note(event)
    deliver(message: message)
  }

  /// Moves time, closing the seconds that end on the way.
  @inline(__always)
  private mutating func passTime(to time: Instant) {
    while record.nextSecondEnd <= time {
      closeSecond()
    }
    if isObserved { record.observer?.advance(to: time, book: here.book) }
    timeline.pass(to: time)
  }
}
