import Kernel
package import Units

/// Fills bars with the moves that a bar does not tell.
///
/// A bar of n steps starts at its open (step 0) and ends at its close (step n - 1). Its low and its
/// high are met at two steps in between. The low comes first with the probability
/// `1/2 + (close - open) / (2 * (high - low))`: a bar that runs from its low to its high has met
/// the low first, one that ends where it began says nothing. The two steps are any pair, equally
/// likely. Between these points the price is a Brownian bridge with the variance that the range
/// implies, `(high - low)^2 / (4 ln 2)` for a whole bar (Parkinson 1980), folded back at low and
/// high and rounded to ticks. A price is put out only where it differs from the one before.
///
/// What is not known stays not known: the order of the extremes and their times are a seeded
/// choice, and no real path inside the bar is claimed.
///
/// Every draw is addressed by the bar's start and the step within it. Cutting a window out of the
/// bars does not change the moves inside it, as long as times are counted from one origin.
package struct BarExpansion: Sendable, Hashable {
  /// The length of a bar.
  package var barLength: Interval
  /// The time between two steps.
  package var updateInterval: Interval

  /// Makes an expansion.
  package init(barLength: Interval, updateInterval: Interval) {
    self.barLength = barLength
    self.updateInterval = updateInterval
  }

  /// What is wrong with the numbers, or `nil` when they can be used.
  package var flaw: String? {
    if updateInterval <= .zero { return "the distance of index updates is positive" }
    if barLength < updateInterval * 4 { return "a bar has at least four steps, one for each price" }
    if barLength.nanoseconds % updateInterval.nanoseconds != 0 {
      return "a bar is a whole number of steps long"
    }
    return nil
  }

  /// Expands bars to a tape.
  ///
  /// Where bars are missing the last close holds until the next bar opens.
  ///
  /// - Parameters:
  ///   - bars: The bars, in order and not overlapping.
  ///   - seed: The seed of the run; the same seed gives the same tape.
  package func tape(bars: [PriceBar], seed: UInt64) throws(TapeError) -> IndexTape {
    invariant(flaw == nil, "a bar expansion in use has sound numbers")
    if bars.isEmpty { throw .empty }
    let stream = RandomStream(seed: seed, name: "index.bars")
    var updates: [IndexUpdate] = []
    for position in bars.indices {
      let bar = bars[position]
      if bar.low <= .zero { throw .priceNotPositive(position: position) }
      if !bar.isConsistent { throw .barInconsistent(position: position) }
      if position > 0, bar.opensAt < bars[position - 1].opensAt + barLength {
        throw .timeRunsBackwards(position: position)
      }
      let prices = prices(of: bar, stream: stream)
      for step in prices.indices where updates.last?.price != prices[step] {
        let time = bar.opensAt + updateInterval * Int64(step)
        updates.append(IndexUpdate(time: time, price: prices[step]))
      }
    }
    return IndexTape(ordered: updates)
  }

  /// The price at each step of one bar.
  private func prices(of bar: PriceBar, stream: RandomStream) -> [Price] {
    let count = Int(barLength.nanoseconds / updateInterval.nanoseconds)
    if bar.high == bar.low { return Array(repeating: bar.open, count: count) }
    let entity = UInt64(bitPattern: bar.opensAt.nanoseconds)
    func uniform(_ draw: Int) -> Double { stream.uniform(draw: UInt64(draw), entity: entity) }
    let range = Double((bar.high - bar.low).ticks)
    let lowFirst = uniform(0) < 0.5 + Double((bar.close - bar.open).ticks) / (2 * range)
    // Any pair of the steps between first and last, equally likely.
    let inner = Double(count - 2)
    let one = 1 + Int(Elementary.floorToInt(uniform(1) * inner))
    var other = 1 + Int(Elementary.floorToInt(uniform(2) * (inner - 1)))
    if other >= one { other += 1 }
    let points = [
      (step: 0, price: bar.open),
      (step: min(one, other), price: lowFirst ? bar.low : bar.high),
      (step: max(one, other), price: lowFirst ? bar.high : bar.low),
      (step: count - 1, price: bar.close),
    ]
    let deviation = range / (4 * Elementary.log(2) * Double(count)).squareRoot()
    var prices = [bar.open]
    for index in 1..<points.count {
      let target = points[index]
      var current = Double(points[index - 1].price.ticks)
      for step in (points[index - 1].step + 1)..<target.step {
        // A bridge: part of the way to the target, and the noise that leaves it reachable.
        let left = Double(target.step - step)
        let noise = deviation * (left / (left + 1)).squareRoot()
        current += (Double(target.price.ticks) - current) / (left + 1)
        current += noise * Elementary.normalQuantile(uniform(2 + step))
        current = Self.folded(current, between: bar.low, and: bar.high)
        prices.append(Price(ticks: Elementary.roundToInt(current)))
      }
      prices.append(target.price)
    }
    return prices
  }

  /// Folds a price back at the ends of the range; what would still be outside stays at the end.
  private static func folded(_ price: Double, between low: Price, and high: Price) -> Double {
    let low = Double(low.ticks)
    let high = Double(high.ticks)
    let folded = price < low ? 2 * low - price : price > high ? 2 * high - price : price
    return min(max(folded, low), high)
  }
}

/// The four prices of one stretch of time.
package struct PriceBar: Sendable, Hashable {
  /// When the bar starts.
  package var opensAt: Instant
  /// The first price.
  package var open: Price
  /// The highest price.
  package var high: Price
  /// The lowest price.
  package var low: Price
  /// The last price.
  package var close: Price

  /// Makes a bar.
  package init(opensAt: Instant, open: Price, high: Price, low: Price, close: Price) {
    self.opensAt = opensAt
    self.open = open
    self.high = high
    self.low = low
    self.close = close
  }

  /// Whether the high is the highest and the low the lowest of the four.
  package var isConsistent: Bool {
    low <= min(open, close) && max(open, close) <= high
  }
}
