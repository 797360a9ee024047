public import Units

/// The mark price in the making: a formula and the samples it remembers.
///
/// All arithmetic is in integers. The average basis is kept as a sum of doubled ticks (bid plus ask
/// less twice the index), so that the only division is the last one.
public struct MarkState: Sendable, Hashable {
  /// The rule that turns samples into a mark.
  public let formula: MarkFormula
  /// The doubled bases in the window, a ring once it is full.
  private var doubledBases: [Int64] = []
  /// Where the next sample goes once the ring is full.
  private var oldest = 0
  private var sumOfDoubledBases: Int64 = 0

  /// Starts with an empty window.
  public init(formula: MarkFormula) {
    invariant(formula.flaw == nil, "a mark formula in use has sound numbers")
    self.formula = formula
    doubledBases.reserveCapacity(formula.window)
  }

  /// Takes one sample and gives the mark that follows from it.
  ///
  /// Until the window is full the average is over the samples there are. Where a side of the book is
  /// empty there is no middle, so no basis is taken in and the average stays as it was.
  ///
  /// - Parameters:
  ///   - index: The index now.
  ///   - bid: The best bid, if there is one.
  ///   - ask: The best ask, if there is one.
  ///   - last: The last trade, if there was one; the index stands in for it until then.
  ///   - funding: What the median formula knows of funding; without it the rate counts as zero.
  public mutating func sample(
    index: Price, bid: Price?, ask: Price?, last: Price?, funding: FundingOutlook? = nil
  ) -> Price {
    switch formula {
    case .index: return index
    case .last: return last ?? index
    case .indexPlusAverageBasis(_, let clampRate):
      takeIn(index: index, bid: bid, ask: ask)
      // Rounded down, so that the clamp is never wider than stated; nobody is paid here.
      let bound = divide(
        Int128(index.ticks) * Int128(clampRate.partsPerMillion), by: 1_000_000, rounding: .down)
      let limit = Price(ticks: Int64(bound))
      return min(max(withAverageBasis(index), index - limit), index + limit)
    case .medianOfThree:
      takeIn(index: index, bid: bid, ask: ask)
      return Self.median(
        Self.withFunding(index, funding), withAverageBasis(index), last ?? index)
    }
  }

  /// How many samples of the basis are in the window.
  public var sampleCount: Int { doubledBases.count }

  private mutating func takeIn(index: Price, bid: Price?, ask: Price?) {
    guard let bid, let ask else { return }
    let doubled = bid.ticks + ask.ticks - 2 * index.ticks
    sumOfDoubledBases += doubled
    if doubledBases.count < formula.window {
      doubledBases.append(doubled)
    } else {
      sumOfDoubledBases -= doubledBases[oldest]
      doubledBases[oldest] = doubled
      oldest = (oldest + 1) % formula.window
    }
  }

  /// The index plus the average basis, to the nearest tick: neither side is favoured.
  private func withAverageBasis(_ index: Price) -> Price {
    if doubledBases.isEmpty { return index }
    let average = divide(
      Int128(sumOfDoubledBases), by: Int128(2 * doubledBases.count), rounding: .toNearestOrEven)
    return index + Price(ticks: Int64(average))
  }

  /// The index times 1 plus the funding still to come, to the nearest tick: neither side is favoured.
  private static func withFunding(_ index: Price, _ funding: FundingOutlook?) -> Price {
    guard let funding else { return index }
    let part =
      Int128(index.ticks) * Int128(funding.rate.partsPerMillion)
      * Int128(funding.remaining.nanoseconds)
    let whole = Int128(1_000_000) * Int128(funding.interval.nanoseconds)
    return index + Price(ticks: Int64(divide(part, by: whole, rounding: .toNearestOrEven)))
  }

  private static func median(_ a: Price, _ b: Price, _ c: Price) -> Price {
    max(min(a, b), min(max(a, b), c))
  }
}
