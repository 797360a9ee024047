public import Units

/// How the price of a Dutch auction falls with the time since its start.
///
/// The three curves of MakerDAO's `abaci.sol` (dss, commit fa4f6630). Time is counted as the curve's
/// own step asks: the linear one in nanoseconds, the exponential one in whole seconds as a chain does,
/// the stairstep in whole steps.
public enum AuctionCurve: Sendable, Hashable {
  /// Evenly from the top to zero over a length of time: `top * (length - t) / length`.
  case linear(length: Interval)
  /// By the same factor each second: `top * cut^t`, t in whole seconds.
  case exponential(cut: AuctionRatio)
  /// By the same factor each step: `top * cut^floor(t / step)`.
  case stairstep(cut: AuctionRatio, step: Interval)

  /// What is wrong with the numbers, or `nil` when they can be used.
  public var flaw: String? {
    switch self {
    case .linear(let length):
      length > .zero ? nil : "a linear auction takes some time"
    case .exponential(let cut): Self.flaw(of: cut)
    case .stairstep(let cut, let step):
      step > .zero ? Self.flaw(of: cut) : "a step of an auction takes some time"
    }
  }

  /// The share of the top price that is asked for after a time, from one down to zero.
  ///
  /// To the nearest 10^-18, half to even: neither seller nor bidder is favoured. A power is taken by
  /// squaring and rounds at each product, so it errs by less than one unit for each step of the curve.
  ///
  /// - Parameter elapsed: The time since the start; not negative.
  public func ratio(after elapsed: Interval) -> AuctionRatio {
    invariant(elapsed >= .zero, "an auction has started")
    switch self {
    case .linear(let length):
      let left = max(length - elapsed, .zero)
      // Nearest: neither side is favoured.
      return AuctionRatio(
        attos: divide(
          Int128(left.nanoseconds) * AuctionRatio.one.attos, by: Int128(length.nanoseconds),
          rounding: .toNearestOrEven))
    case .exponential(let cut):
      return cut.power(Self.steps(in: elapsed, of: .seconds(1)))
    case .stairstep(let cut, let step):
      return cut.power(Self.steps(in: elapsed, of: step))
    }
  }

  /// The price after a time, rounded up to a tick: the bidder pays the fraction.
  public func price(from top: Price, after elapsed: Interval) -> Price {
    ratio(after: elapsed).times(top, rounding: .up)
  }

  /// The first time at which the price is at or below a target, or `nil` if it never is.
  ///
  /// To the nanosecond, rounded up for the linear curve: at the time given the target is reached.
  ///
  /// - Parameters:
  ///   - top: The price at the start; positive.
  ///   - target: The price waited for.
  public func time(from top: Price, to target: Price) -> Interval? {
    if target >= top { return .zero }
    if target < .zero { return nil }
    switch self {
    case .linear(let length):
      let fallen = Int128((top - target).ticks)
      // Up: before that the price is still above the target.
      let nanoseconds = divide(
        Int128(length.nanoseconds) * fallen, by: Int128(top.ticks), rounding: .up)
      return Interval(nanoseconds: Int64(nanoseconds))
    case .exponential(let cut):
      return Self.steps(from: top, to: target, cut: cut).map { .seconds($0) }
    case .stairstep(let cut, let step):
      return Self.steps(from: top, to: target, cut: cut).map { step * $0 }
    }
  }

  /// The most steps that are looked at for a target: a year of seconds.
  private static let stepsMax: Int64 = 31_536_000

  /// The least number of cuts after which the price, rounded up, is at or below the target.
  private static func steps(from top: Price, to target: Price, cut: AuctionRatio) -> Int64? {
    func isReached(_ count: Int64) -> Bool {
      cut.power(count).times(top, rounding: .up) <= target
    }
    guard isReached(stepsMax) else { return nil }
    // The price never rises with the count, so the first that reaches it is found by halving.
    var low: Int64 = 0
    var high = stepsMax
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isReached(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Whole steps that have passed; the fraction is dropped, so the price falls late and never early.
  private static func steps(in elapsed: Interval, of step: Interval) -> Int64 {
    elapsed.nanoseconds / step.nanoseconds
  }

  private static func flaw(of cut: AuctionRatio) -> String? {
    cut.attos > 0 && cut < .one ? nil : "the cut of an auction is above 0 and below 1"
  }
}
