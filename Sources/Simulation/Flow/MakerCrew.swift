import Kernel
import Market
import Units

/// What a maker wants done with one of its quotes.
struct QuoteIntent: Sendable {
  /// The quote, an index into the crew's quotes.
  var quote: Int
  /// What to do.
  var action: Action
  /// The price wanted.
  var price: Int64
  /// The size wanted in lots.
  var size: Int64

  enum Action: UInt8, Sendable {
    case place
    case replace
    case cancel
  }
}

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
  /// The maker's opinion, in ticks around the index.
  var opinion: Int64 = 0
  /// What the maker has hedged elsewhere, in lots.
  var hedged: Int64 = 0
  /// When the hedge was last brought up to date.
  var hedgedAt = Instant.zero
  /// The arrival of the maker's last packet; packets arrive in order.
  var lastArrival = Instant.zero
  var isReloadPending = false
  var isSpreadPending = false
}

/// What a maker sees when it decides.
struct MakerSight {
  var bestBid: Int64?
  var bestAsk: Int64?
  /// The maker's position at the venue, in lots.
  var position: Int64
  var factors: ShockFactors
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
    makers = owners.map { Maker(owner: $0, seenIndex: index.ticks) }
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

  /// The side of a quote.
  func side(of quote: Int) -> Side { (quote % quotesPerMaker) % 2 == 0 ? .buy : .sell }

  /// The maker of a quote.
  func maker(of quote: Int) -> Int { quote / quotesPerMaker }

  // MARK: What a maker is told

  mutating func see(index: Price, maker: Int) { makers[maker].seenIndex = index.ticks }

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
  mutating func refresh(maker: Int, number: Int64, position: Int64, now: Instant) -> Interval {
    let block = opinions.block(draw: 0, entity: UInt64(maker), event: UInt64(number))
    if block.uniform(0) < 0.25 {
      let deviation = Double(settings.opinionDeviation.ticks)
      makers[maker].opinion = Elementary.roundToInt(
        Elementary.normalQuantile(block.uniform(1)) * deviation)
    }
    resize(maker: maker, number: number)
    hedge(maker: maker, position: position, now: now)
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

  /// Moves the hedge toward the position by the share its half-life asks for.
  private mutating func hedge(maker: Int, position: Int64, now: Instant) {
    let elapsed = now - makers[maker].hedgedAt
    let open = position - makers[maker].hedged
    let left = HalfLife.remaining(after: elapsed, halfLife: settings.hedgeHalfLife)
    // Rounded toward the position's side of zero; the hedge is elsewhere, nobody here pays.
    let kept = divide(
      Int128(open) * Int128(left.partsPerMillion), by: 1_000_000, rounding: .toNearestOrEven)
    makers[maker].hedged = position - Int64(kept)
    makers[maker].hedgedAt = now
  }

  /// The quotes a maker wants changed.
  func intents(maker index: Int, sight: MakerSight, into intents: inout [QuoteIntent]) {
    let maker = makers[index]
    let limit = settings.inventoryLimit.lots
    let risk = min(max(sight.position - maker.hedged, -limit), limit)
    let skewed = Int128(maker.seenIndex) * Int128(settings.inventorySkew.partsPerMillion)
    let skew = Int64(
      divide(skewed * Int128(risk), by: 1_000_000 * Int128(limit), rounding: .toNearestOrEven))
    let view = maker.seenIndex + maker.opinion - skew
    let widening =
      settings.tolerance.ticks * (sight.factors.spread.partsPerMillion - 1_000_000) / 1_000_000
    for isSell in [false, true] {
      let sign: Int64 = isSell ? 1 : -1
      let side: Side = isSell ? .sell : .buy
      let gap = view * sight.factors.gap(side).partsPerMillion / 1_000_000
      // Room left on the side that would add to the inventory; the other side is free.
      let room = isSell ? limit + risk : limit - risk
      let openness = min(1_000_000, 1_000_000 * max(room, 0) / limit)
      let size = sight.factors.size(side).partsPerMillion * openness / 1_000_000
      let fair = view + sign * (widening + gap)
      touch(index, side: side, fair: fair, sizeFactor: size, sight: sight, into: &intents)
      layers(index, side: side, fair: fair, view: view, sizeFactor: size, into: &intents)
    }
  }

  private func touch(
    _ index: Int, side: Side, fair: Int64, sizeFactor: Int64, sight: MakerSight,
    into intents: inout [QuoteIntent]
  ) {
    let quote = index * quotesPerMaker + (side == .buy ? 0 : 1)
    let state = quotes[quote]
    if state.isInFlight { return }
    let sign: Int64 = side == .buy ? -1 : 1
    let size = scaled(state.wanted, by: sizeFactor)
    let own = side == .buy ? sight.bestBid : sight.bestAsk
    let other = side == .buy ? sight.bestAsk : sight.bestBid
    // `worst` is the most aggressive price the maker still stands by; `fair` the one it improves to.
    let worst = fair - sign * settings.tolerance.ticks
    var target = fair
    if let own, isOutside(own, of: fair, sign: sign) == false {
      target = isOutside(own, of: worst, sign: sign) ? own : fair
    } else if let other {
      // The touch is less aggressive than fair: improve, but stay off the other side.
      target = sign < 0 ? min(fair, other - 1) : max(fair, other + 1)
    }
    settle(
      quote, state, target: max(target, 1), size: size, tolerance: 0, worst: worst, sign: sign,
      into: &intents)
  }

  /// Whether a price is on the passive side of a bound, or at it.
  private func isOutside(_ price: Int64, of bound: Int64, sign: Int64) -> Bool {
    sign < 0 ? price <= bound : price >= bound
  }

  private func layers(
    _ index: Int, side: Side, fair: Int64, view: Int64, sizeFactor: Int64,
    into intents: inout [QuoteIntent]
  ) {
    let sign: Int64 = side == .buy ? -1 : 1
    let first = index * quotesPerMaker
    for quote in stride(from: first + (side == .buy ? 2 : 3), to: first + quotesPerMaker, by: 2) {
      let state = quotes[quote]
      if state.isInFlight { continue }
      let distance = max(1, (view * state.distance) >> 20)
      settle(
        quote, state, target: max(fair + sign * distance, 1),
        size: scaled(state.wanted, by: sizeFactor), tolerance: max(distance / 4, 3), worst: fair,
        sign: sign, into: &intents)
    }
  }

  /// A size by a factor in parts per million, rounded down.
  private func scaled(_ lots: Int64, by factor: Int64) -> Int64 {
    factor == 1_000_000 ? lots : lots * factor / 1_000_000
  }

  /// Turns a wish into an intent where the order that stands differs enough.
  private func settle(
    _ quote: Int, _ state: MakerQuote, target: Int64, size: Int64, tolerance: Int64, worst: Int64,
    sign: Int64, into intents: inout [QuoteIntent]
  ) {
    guard state.order != nil, state.remaining > 0 else {
      if size > 0, !makers[maker(of: quote)].isReloadPending {
        intents.append(QuoteIntent(quote: quote, action: .place, price: target, size: size))
      }
      return
    }
    if size <= 0 {
      intents.append(QuoteIntent(quote: quote, action: .cancel, price: target, size: 0))
      return
    }
    let isStale = !isOutside(state.price, of: worst, sign: sign)
    let isOff = abs(state.price - target) > tolerance
    // What fills took is shown again after a pause; what the maker changes its mind about, at once.
    let isThin = state.remaining * 2 < min(size, state.shown)
    let isReload = isThin && !makers[maker(of: quote)].isReloadPending
    let isResize = abs(state.shown - size) * 5 > state.shown
    if isStale || isOff || isReload || isResize {
      // A quote that stands where it should keeps its price, and its place where it only shrinks.
      let price = isStale || isOff ? target : state.price
      intents.append(QuoteIntent(quote: quote, action: .replace, price: price, size: size))
    }
  }
}
