import Kernel
import Market
import Simulation
import Units

/// The statistics of an observed market, each a plain function of what was observed.
///
/// Recipes are those of the measured column: trades of one millisecond and side are one taker order, the
/// mid is sampled on a grid, and the response is the signed move of the mid after a taker order.
struct MarketStatistics {
  private let observations: MarketObservations
  private let contract: ContractText
  /// Quote currency that makes a unit of the base; one where sizes are in the base.
  private let quotePerBase: Double
  /// Mids on the grid of tenths of a second, from the first that exists.
  private let mids: [Double]
  private let firstMid: Int
  let takers: [TakerOrder]

  /// Points of the grid in a second.
  private static let pointsPerSecond = 10

  init(_ observations: MarketObservations, instrument: Instrument) {
    self.observations = observations
    contract = ContractText(instrument)
    firstMid = observations.doubledMids.firstIndex { $0 > 0 } ?? observations.doubledMids.count
    mids = observations.doubledMids[firstMid...].map { Double($0) }
    switch instrument.kind {
    case .linear: quotePerBase = 1
    // At the first mid, so that a size is the same all along.
    case .inverse: quotePerBase = contract.number(Price(ticks: 1)) * (mids.first ?? 2) / 2
    }
    takers = Self.merged(observations.takerOrders)
  }

  /// Taker orders of one millisecond and side added up.
  private static func merged(_ orders: [TakerOrder]) -> [TakerOrder] {
    var merged: [TakerOrder] = []
    for order in orders {
      if let last = merged.indices.last, merged[last].side == order.side,
        merged[last].time.nanoseconds / 1_000_000 == order.time.nanoseconds / 1_000_000
      {
        merged[last].quantity += order.quantity
      } else {
        merged.append(order)
      }
    }
    return merged
  }

  /// Seconds observed.
  var seconds: Double { Double(observations.doubledMids.count) / Double(Self.pointsPerSecond) }

  private func perSecond(_ count: Double) -> Double? { seconds > 0 ? count / seconds : nil }

  var messageRate: Double? { perSecond(Double(observations.messages)) }
  var takerRate: Double? { perSecond(Double(takers.count)) }

  /// A mean of sizes in units of the base, from lots.
  private func base(_ lots: Double) -> Double { contract.size(lots) / quotePerBase }

  // MARK: The book

  var tightShare: Double? {
    let total = Double(observations.timeObserved.nanoseconds)
    return total > 0 ? Double(observations.timeAtOneTick.nanoseconds) / total : nil
  }

  /// Mean sizes of the touch and the next four occupied levels.
  var levelMeans: [Double?] {
    observations.levelSizes.map { sum in
      observations.levelSamples > 0
        ? base(Double(sum) / Double(observations.levelSamples)) : nil
    }
  }

  /// The size at the touch at a share of the samples.
  func touchQuantile(_ share: Double) -> Double? {
    Statistics.quantile(observations.touchSizes.map { Double($0) }, share)
      .map(base)
  }

  /// The sizes at the touch at several shares of the samples.
  func touchQuantiles(_ shares: [Double]) -> [Double?] {
    let sorted = observations.touchSizes.map { Double($0) }.sorted()
    return shares.map { Statistics.quantile(sorted: sorted, $0).map(base) }
  }

  /// Mean depth of a side within 1, 5 and 10 basis points of the mid.
  var depthMeans: [Double?] {
    observations.depths.map { sum in
      observations.levelSamples > 0
        ? base(Double(sum) / Double(observations.levelSamples)) : nil
    }
  }

  /// The touch over the largest of the next four levels.
  var touchOverNext: Double? {
    let means = levelMeans.compactMap { $0 }
    guard let touch = means.first, let next = means.dropFirst().max() else { return nil }
    return next > 0 ? touch / next : .infinity
  }

  /// The median time until half of a sweep was back; infinite where most never were.
  var medianRefill: Double? {
    let times = observations.refills.map { Double($0.nanoseconds) / 1e9 }
    let all = times + Array(repeating: Double.infinity, count: observations.unrefilled)
    return Self.middle(all)
  }

  /// The median of values of which some may be infinite; interpolation would make NaN of them.
  static func middle(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  // MARK: Taker orders

  private var sizes: [Double] { takers.map { base(Double($0.quantity.lots)) } }

  var sizeMean: Double? { Statistics.mean(sizes) }

  func sizeQuantile(_ share: Double) -> Double? { Statistics.quantile(sizes, share) }

  /// The taker sizes at several shares.
  func sizeQuantiles(_ shares: [Double]) -> [Double?] {
    let sorted = sizes.sorted()
    return shares.map { Statistics.quantile(sorted: sorted, $0) }
  }

  var sizeTail: Double? { Statistics.hillTailExponent(sizes, topShare: 0.05) }

  func signAutocorrelation(lag: Int) -> Double? {
    Statistics.autocorrelation(takers.map { Double($0.side.sign) }, lag: lag)
  }

  var interarrivalVariation: Double? {
    let gaps = zip(takers.dropFirst(), takers).map {
      Double(($0.time - $1.time).nanoseconds) / 1e9
    }
    return Statistics.coefficientOfVariation(gaps)
  }

  /// Variance over mean of the counts of whole seconds.
  var fanoFactor: Double? {
    var counts = Array(
      repeating: 0.0, count: observations.doubledMids.count / Self.pointsPerSecond)
    for order in takers {
      let second = Int(order.time.wholeSeconds)
      if counts.indices.contains(second) { counts[second] += 1 }
    }
    return Statistics.fanoFactor(counts)
  }

  // MARK: Returns

  /// Returns over a number of grid points in basis points, side by side.
  private func returns(points: Int) -> [Double] {
    stride(from: points, to: mids.count, by: points).map { place in
      (mids[place] / mids[place - points] - 1) * 10_000
    }
  }

  func returnDeviation(points: Int) -> Double? { Statistics.deviation(returns(points: points)) }

  func returnKurtosis(points: Int) -> Double? {
    Statistics.excessKurtosis(returns(points: points))
  }

  var returnAutocorrelation: Double? {
    Statistics.autocorrelation(returns(points: Self.pointsPerSecond), lag: 1)
  }

  // MARK: Response

  /// The shares of taker orders, by size, at which a class ends.
  static let sizeClasses = [0.5, 0.75, 0.9, 0.97, 1.0]

  /// The mean signed move of the mid one second after a taker order in basis points, by class of size.
  var responses: [Double?] {
    let sorted = sizes.sorted()
    let bounds = Self.sizeClasses.map { Statistics.quantile(sorted: sorted, $0) ?? 0 }
    var sums = bounds.map { _ in 0.0 }
    var counts = bounds.map { _ in 0.0 }
    for order in takers {
      // The first grid point at least a second after the order.
      let after = order.time.nanoseconds + 1_000_000_000
      let point = Int((after + 99_999_999) / 100_000_000) - firstMid
      guard order.doubledMid > 0, mids.indices.contains(point) else { continue }
      let size = base(Double(order.quantity.lots))
      let place = bounds.firstIndex { size <= $0 } ?? bounds.count - 1
      let before = Double(order.doubledMid)
      sums[place] += Double(order.side.sign) * (mids[point] / before - 1) * 10_000
      counts[place] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : nil }
  }

  /// The response of the largest class over that of the smallest; infinite where the smallest has none.
  var responseRatio: Double? {
    let all = responses
    guard let smallest = all.first.flatMap({ $0 }), let largest = all.last.flatMap({ $0 }) else {
      return nil
    }
    return smallest > 0 ? largest / smallest : .infinity
  }
}
