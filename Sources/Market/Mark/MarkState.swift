package import Units

/// The mark price in the making: a formula and the samples it remembers.
///
/// All arithmetic is in integers. The average basis is kept as a sum of doubled ticks (bid plus ask
/// less twice the index), so that the only division is the last one.
package struct MarkState: Sendable, Hashable {
  /// The rule that turns samples into a mark.
  package let formula: MarkFormula
  /// The doubled bases in the window, a ring once it is full.
  private var doubledBases: [Int64] = []
  /// Where the next sample goes once the ring is full.
  private var oldest = 0
  private var sumOfDoubledBases: Int64 = 0
  /// The doubled bases, forgotten with time; nil where the formula has no such average.
  private var premiumAverage: MovingAverage?
  /// The book side of the mark, forgotten with time.
  private var bookAverage: MovingAverage?

  /// Starts with an empty window.
  ///
  /// - Parameters:
  ///   - formula: The rule that turns samples into a mark.
  ///   - interval: The time between two samples, which formulas with a time constant need.
  package init(formula: MarkFormula, interval: Interval = .seconds(1)) {
    invariant(formula.flaw == nil, "a mark formula in use has sound numbers")
    invariant(interval > .zero, "the time between two marks is positive")
    self.formula = formula
    doubledBases.reserveCapacity(formula.window)
    switch formula {
    case .index, .last, .indexPlusAverageBasis, .medianOfThree, .indexWithFunding, .ownBook: break
    case .emaOfPremium(let time, _):
      premiumAverage = MovingAverage(step: interval, time: time)
    case .oracleAndBook(let premiumTime, let bookTime):
      premiumAverage = MovingAverage(step: interval, time: premiumTime)
      bookAverage = MovingAverage(step: interval, time: bookTime)
    }
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
  package mutating func sample(
    index: Price, bid: Price?, ask: Price?, last: Price?, funding: FundingOutlook? = nil
  ) -> Price {
    switch formula {
    case .index: return index
    case .last: return last ?? index
    case .indexPlusAverageBasis(_, let clampRate):
      takeIn(index: index, bid: bid, ask: ask)
      return Self.clamped(withAverageBasis(index), to: index, within: clampRate)
    case .medianOfThree:
      takeIn(index: index, bid: bid, ask: ask)
      return Self.median(
        Self.withFunding(index, funding), withAverageBasis(index), last ?? index)
    case .indexWithFunding: return Self.withFunding(index, funding)
    case .emaOfPremium(_, let clampRate):
      let mark = withMovingPremium(index: index, bid: bid, ask: ask)
      return Self.clamped(mark, to: index, within: clampRate)
    case .ownBook: return Self.bookPrice(bid: bid, ask: ask, last: last) ?? index
    case .oracleAndBook:
      let oracleSide = withMovingPremium(index: index, bid: bid, ask: ask)
      guard let bookSide = Self.bookPrice(bid: bid, ask: ask, last: last) else {
        bookAverage?.skip()
        return oracleSide
      }
      bookAverage?.takeIn(bookSide.ticks)
      let average = bookAverage?.value().map { Price(ticks: $0) } ?? bookSide
      return Self.median(oracleSide, bookSide, average)
    }
  }

  /// The index plus the moving average of the basis, this sample included, to the nearest tick.
  private mutating func withMovingPremium(index: Price, bid: Price?, ask: Price?) -> Price {
    if let bid, let ask {
      premiumAverage?.takeIn(bid.ticks + ask.ticks - 2 * index.ticks)
    } else {
      premiumAverage?.skip()
    }
    return index + Price(ticks: premiumAverage?.value(over: 2) ?? 0)
  }

  /// The median of best bid, best ask and last trade; before the first trade the middle of the book.
  ///
  /// Nil where a side of the book is empty and nothing has traded. With one side empty it is the last
  /// trade. The middle is rounded down to a tick.
  private static func bookPrice(bid: Price?, ask: Price?, last: Price?) -> Price? {
    guard let bid, let ask else { return last }
    guard let last else {
      // Down: half a tick belongs to neither side of the book.
      let middle = divide(Int128(bid.ticks + ask.ticks), by: 2, rounding: .down)
      return Price(ticks: Int64(middle))
    }
    return median(bid, ask, last)
  }

  /// A mark, no farther from the index than a share of it.
  private static func clamped(_ mark: Price, to index: Price, within rate: Rate) -> Price {
    // Rounded down, so that the clamp is never wider than stated; nobody is paid here.
    let bound = divide(
      Int128(index.ticks) * Int128(rate.partsPerMillion), by: 1_000_000, rounding: .down)
    let limit = Price(ticks: Int64(bound))
    return min(max(mark, index - limit), index + limit)
  }

  /// How many samples of the basis are in the window.
  package var sampleCount: Int { doubledBases.count }

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

/// The funding that is to be settled next, as the mark price sees it.
package struct FundingOutlook: Sendable, Hashable {
  /// The rate of the last settlement.
  package var rate: Rate
  /// The time left to the next settlement.
  package var remaining: Interval
  /// The time between two settlements; positive.
  package var interval: Interval

  /// Makes an outlook.
  package init(rate: Rate, remaining: Interval, interval: Interval) {
    invariant(interval > .zero, "the time between settlements is positive")
    self.rate = rate
    self.remaining = remaining
    self.interval = interval
  }
}
