import Units

/// A schedule of slices under way.
struct SliceRun: Sendable, Hashable {
  let schedule: SliceSchedule
  let began: Instant
  /// The position when it began, without sign.
  let held: Quantity
  private var index = 0
  /// What the slices so far were to close.
  private var due = Quantity.zero

  init(schedule: SliceSchedule, began: Instant, held: Quantity) {
    self.schedule = schedule
    self.began = began
    self.held = held
  }

  /// What comes next.
  enum Next: Sendable, Hashable {
    /// Nothing before this time has passed.
    case wait(Interval)
    /// A slice with what earlier ones left.
    case send(Quantity)
    /// Every slice has been sent.
    case over
  }

  /// Takes the next slice if its time has come.
  ///
  /// - Parameters:
  ///   - left: The position now, without sign.
  ///   - now: The time.
  mutating func next(holding left: Quantity, at now: Instant) -> Next {
    while index < schedule.offsets.count {
      let time = began + schedule.offsets[index]
      if now < time { return .wait(time - now) }
      due += schedule.quantities[index]
      index += 1
      // What should be left by now; what is held beyond it is behind the schedule.
      let slice = min(left, left - (held - due))
      if slice > .zero { return .send(slice) }
    }
    return .over
  }
}
