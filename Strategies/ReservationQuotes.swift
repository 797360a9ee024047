public import Stepladder

/// The quotes of Avellaneda and Stoikov around a reservation price.
///
/// With mid s, inventory q, risk aversion g, variance v of the price per unit of time, time left t and decay of
/// arrivals k, the reservation price is `s - q g v t`, and bid and ask stand half of `g v t + (2 / g) ln(1 + g / k)`
/// below and above it (Avellaneda and Stoikov, High-frequency trading in a limit order book, Quantitative Finance 8(3),
/// 2008, eqs 3.17 and 3.18). A unit of inventory is the size of one quote.
///
/// Everything is whole numbers: fractions of a tick are carried to 2^-24, and the bid is rounded down and the ask up
/// to a tick, so that the quote gets the fraction.
public struct ReservationQuotes: Sendable, Hashable {
  /// The parts of a tick in which prices are carried.
  private static var partsPerTick: Int128 { 1 << 24 }

  /// Parts of 2^-40 of a squared tick per second in which variance is carried.
  private static var partsPerVariance: Int128 { 1 << 40 }

  private let riskAversionMillionths: Int64
  private let lots: Int64
  /// Ticks in a unit of price, as a fraction.
  private let ticks: Int128
  private let units: Int128
  /// Half the spread of an agent who holds for no time, in parts of a tick.
  private let baseHalf: Int128

  /// Bid, ask and what they stand around.
  public struct Quotes: Sendable, Hashable {
    /// The reservation price, to the nearest tick.
    public var reservation: Price
    /// The bid, rounded down to a tick.
    public var bid: Price
    /// The ask, rounded up to a tick.
    public var ask: Price
  }

  /// How much a price varies: squared ticks per second.
  public struct Variance: Sendable, Hashable {
    /// In parts of 2^-40.
    fileprivate let parts: Int128

    /// The variance of changes that were seen.
    ///
    /// - Parameters:
    ///   - squaredHalfTicks: The squares of the changes in half ticks, added up.
    ///   - time: How long the changes took; positive.
    public init(squaredHalfTicks: Int128, over time: Interval) {
      parts = Fixed.product(
        squaredHalfTicks, ReservationQuotes.partsPerVariance * 1_000_000_000,
        over: 4 * Int128(time.nanoseconds))
    }

    /// The variance of a volatility.
    ///
    /// - Parameters:
    ///   - millionths: The standard deviation of a second's change, in millionths of a unit of price.
    ///   - instrument: The contract.
    public init(volatilityMillionths millionths: Int64, of instrument: Instrument) {
      let grid = Grid(instrument)
      // In 2^-32 of a tick: the square is in 2^-64, of which 2^-40 are kept.
      let deviation = Fixed.product(
        Int128(millionths) << 32, grid.ticks, over: grid.units * 1_000_000)
      parts = Fixed.product(deviation, deviation, over: 1 << 24)
    }
  }

  /// Ticks in so many units of price, in lowest terms.
  fileprivate struct Grid {
    let ticks: Int128
    let units: Int128

    init(_ instrument: Instrument) {
      let scale = (0..<instrument.priceDecimals).reduce(Int128(1)) { power, _ in power * 10 }
      var (high, low) = (scale, Int128(instrument.tickUnits))
      while low != 0 { (high, low) = (low, high % low) }
      ticks = scale / high
      units = Int128(instrument.tickUnits) / high
    }
  }

  /// Prepares the quotes of an agent.
  ///
  /// - Parameters:
  ///   - riskAversionMillionths: Risk aversion for one quote, in millionths of one over a unit of price; positive.
  ///   - arrivalDecayMillionths: How fast arrivals of takers thin out with the distance from the mid: they fall by
  ///     the factor e over one over this. In millionths of one over a unit of price; positive.
  ///   - lots: The size of a quote; positive.
  ///   - instrument: The contract, whose decimals say what a unit of price is.
  public init(
    riskAversionMillionths: Int64, arrivalDecayMillionths: Int64, lots: Int64,
    instrument: Instrument
  ) {
    self.riskAversionMillionths = riskAversionMillionths
    self.lots = lots
    let grid = Grid(instrument)
    ticks = grid.ticks
    units = grid.units
    let logarithm = Fixed.logarithm(
      of: arrivalDecayMillionths + riskAversionMillionths, over: arrivalDecayMillionths)
    // (1 / g) ln(1 + g / k) in 2^-62 of a unit of price, then in parts of a tick.
    let half = Fixed.product(logarithm, 1_000_000, over: Int128(riskAversionMillionths))
    baseHalf = Fixed.product(half, ticks, over: units << 38)
  }

  /// The quotes at a moment.
  ///
  /// - Parameters:
  ///   - doubledMid: The sum of best bid and ask, in ticks.
  ///   - position: What is held, signed.
  ///   - variance: How much the mid varies.
  ///   - left: The time to the horizon, not negative.
  public func quotes(
    doubledMid: Int64, position: Quantity, variance: Variance, left: Interval
  ) -> Quotes {
    // g v t for one quote of inventory, in parts of a tick.
    let perUnit = Fixed.product(variance.parts, units, over: ticks)
    let perSecond = Fixed.product(perUnit, Int128(riskAversionMillionths), over: 1_000_000)
    let risk = Fixed.product(
      perSecond, Int128(left.nanoseconds), over: 1_000_000_000 * (1 << 16))
    let shift = Fixed.product(risk, Int128(position.lots), over: Int128(lots))
    let reservation = Int128(doubledMid) * (Self.partsPerTick / 2) - shift
    // The fraction of a part goes to the spread.
    let half = baseHalf + divide(risk, by: 2, rounding: .up)
    return Quotes(
      reservation: Self.price(reservation, .toNearestOrEven),
      bid: Self.price(reservation - half, .down), ask: Self.price(reservation + half, .up))
  }

  /// A whole number of ticks; beyond 2^62 the bound.
  private static func price(_ parts: Int128, _ rounding: Rounding) -> Price {
    let bound: Int128 = 1 << 62
    let ticks = divide(parts, by: partsPerTick, rounding: rounding)
    return Price(ticks: Int64(min(max(ticks, -bound), bound)))
  }
}
