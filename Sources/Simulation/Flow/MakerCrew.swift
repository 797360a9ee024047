import Kernel
import Market
import Units

/// One quote of a maker: a side, a layer, and the order that stands for it.
struct MakerQuote: Sendable {
  var order: OrderID?
  /// Where the order rests, in ticks.
  var price: Int64 = 0
  /// What is left of it, in lots.
  var remaining: Int64 = 0
  /// The size it was last sent with.
  var shown: Int64 = 0
  /// The size the maker wants to show, in lots.
  var wanted: Int64 = 0
  /// The distance of the layer from the maker's view in 2^-20 of the price; 0 for the touch.
  var distance: Int64 = 0
  /// A message of this quote is under way; the maker waits for it.
  var isInFlight = false
}

/// One maker's own state.
struct Maker: Sendable {
  let owner: OwnerID
  /// The index as the maker last saw it, in ticks.
  var seenIndex: Int64
  /// The number of that update; -1 before the first.
  var seenNumber: Int64 = -1
  /// The index of the last update that is on its way or has been seen, in ticks, and its number.
  var toldIndex: Int64
  var toldNumber: Int64 = -1
  /// The maker's opinion, in ticks around the index.
  var opinion: Int64 = 0
  /// What the maker has hedged elsewhere.
  var hedge = Hedge()
  /// The arrival of the maker's last packet; packets arrive in order.
  var lastArrival = Instant.zero
  var isReloadPending = false
  var isSpreadPending = false
}

/// The makers of the background flow: their state, and how they decide.
///
/// A maker's view is the index as it saw it last, plus its opinion, less a shift against its inventory.
/// It improves the touch up to its view, joins a touch within its tolerance, withdraws a quote that has
/// become worse than that, and keeps layers behind. It decides on what it has been told; its quotes are
/// post-only and slide to one tick from the other side when they arrive late.
struct MakerCrew: Sendable {
  let settings: MakerSettings
  private(set) var makers: [Maker]
  private(set) var quotes: [MakerQuote]
  private let opinions: RandomStream
  private let sizes: RandomStream

  /// Quotes of one maker: a touch and its layers, on each side.
  let quotesPerMaker: Int

  init(settings: MakerSettings, owners: [OwnerID], index: Price, seed: UInt64) {
    self.settings = settings
    makers = owners.map { Maker(owner: $0, seenIndex: index.ticks, toldIndex: index.ticks) }
    quotesPerMaker = 2 * (1 + settings.layers.count)
    quotes = []
    for maker in owners.indices {
      for offset in 0..<quotesPerMaker {
        quotes.append(Self.quote(offset, maker: maker, of: owners.count, settings))
      }
    }
    opinions = RandomStream(seed: seed, name: "makers.refresh")
    sizes = RandomStream(seed: seed, name: "makers.size")
  }

  /// A quote as it starts: makers stand a little apart from one another, so that levels are many.
  private static func quote(
    _ offset: Int, maker: Int, of count: Int, _ settings: MakerSettings
  ) -> MakerQuote {
    var quote = MakerQuote()
    if offset < 2 { return quote }
    let apart = 1_000_000 + Int64(maker) * 600_000 / Int64(count)
    let distance =
      Int128(settings.layers[offset / 2 - 1].distance.partsPerMillion) * Int128(apart) * 1_048_576
    // Rounded up: a layer is never at the touch.
    quote.distance = Int64(divide(distance, by: 1_000_000_000_000, rounding: .up))
    return quote
  }

  /// The side of a quote; a maker's quotes take turns, and there is an even number of them.
  func side(of quote: Int) -> Side { quote & 1 == 0 ? .buy : .sell }

  // MARK: What a maker is told

  /// An index update is on its way to a maker.
  mutating func tell(index: Price, number: Int64, maker: Int) {
    makers[maker].toldIndex = index.ticks
    makers[maker].toldNumber = number
  }

  /// A maker sees an index update.
  ///
  /// - Returns: Whether it is news; one that a later one has overtaken is dropped.
  mutating func see(index: Price, number: Int64, maker: Int) -> Bool {
    if number <= makers[maker].seenNumber { return false }
    makers[maker].seenIndex = index.ticks
    makers[maker].seenNumber = number
    if number > makers[maker].toldNumber { tell(index: index, number: number, maker: maker) }
    return true
  }

  mutating func setReloadPending(_ value: Bool, maker: Int) {
    makers[maker].isReloadPending = value
  }

  mutating func setSpreadPending(_ value: Bool, maker: Int) {
    makers[maker].isSpreadPending = value
  }

  /// The arrival of a packet: never before the maker's last one.
  mutating func arrival(_ wished: Instant, maker: Int) -> Instant {
    let arrival = max(wished, makers[maker].lastArrival)
    makers[maker].lastArrival = arrival
    return arrival
  }

  mutating func send(quote: Int, order: OrderID, shown: Int64) {
    quotes[quote].order = order
    quotes[quote].shown = shown
    quotes[quote].isInFlight = true
  }

  mutating func rests(quote: Int, price: Price, remaining: Quantity) {
    quotes[quote].isInFlight = false
    quotes[quote].price = price.ticks
    quotes[quote].remaining = remaining.lots
  }

  mutating func fills(quote: Int, remaining: Quantity) {
    quotes[quote].remaining = remaining.lots
    if remaining == .zero, !quotes[quote].isInFlight { quotes[quote].order = nil }
  }

  mutating func ends(quote: Int) {
    quotes[quote].order = nil
    quotes[quote].remaining = 0
    quotes[quote].isInFlight = false
  }

  // MARK: What a maker decides

  /// A new opinion and size at the maker's own clock; the same in every path.
  ///
  /// - Returns: The time to the next refresh.
  mutating func refresh(
    maker: Int, number: Int64, position: Int64, now: Instant, _ instrument: Instrument
  ) -> Interval {
    let block = opinions.block(draw: 0, entity: UInt64(maker), event: UInt64(number))
    if block.uniform(0) < 0.25 {
      let deviation = Double(settings.opinionDeviation.ticks)
      makers[maker].opinion = Elementary.roundToInt(
        Elementary.normalQuantile(block.uniform(1)) * deviation)
    }
    resize(maker: maker, number: number)
    makers[maker].hedge.follow(
      position, halfLife: settings.hedgeHalfLife, now: now,
      index: Price(ticks: makers[maker].seenIndex), instrument)
    let mean = Double(settings.refreshInterval.nanoseconds)
    let wait = -Elementary.log(block.uniform(3)) * mean
    return Interval(nanoseconds: max(Elementary.roundToInt(wait), 1_000_000))
  }

  /// New sizes for all of a maker's quotes, exponential around the layer's mean in 64 steps.
  private mutating func resize(maker: Int, number: Int64) {
    let block = sizes.block(draw: 0, entity: UInt64(maker), event: UInt64(number))
    var word = 0
    var bits = block.word(0)
    var left = 10
    for offset in 0..<quotesPerMaker {
      if left == 0 {
        word += 1
        bits = block.word(word & 3)
        left = 10
      }
      let mean = offset < 2 ? settings.touchSize.lots : settings.layers[offset / 2 - 1].size.lots
      quotes[maker * quotesPerMaker + offset].wanted =
        mean * Self.exponentialSteps[Int(bits & 63)] / 1000
      bits >>= 6
      left -= 1
    }
  }

  /// The midpoints of 64 equally likely steps of an exponential law with mean one, in thousandths.
  private static let exponentialSteps: [Int64] = (0..<64).map {
    Elementary.roundToInt(-1000 * Elementary.log(1 - (Double($0) + 0.5) / 64))
  }
}
