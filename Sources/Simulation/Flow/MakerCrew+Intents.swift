import Market
import Units

/// Where a maker stands on one side when it decides: what all of its quotes there have in common.
struct MakerStand {
  let side: Side
  /// -1 for bids, 1 for asks.
  let sign: Int64
  /// The price the maker believes in.
  let view: Int64
  /// The price it improves to.
  let fair: Int64
  /// Of the usual size, in parts per million.
  let sizeFactor: Int64
  /// The first and the end of the maker's quotes; those of this side are every other one.
  let first: Int
  let end: Int
  /// Whether size is shown again later anyway.
  let isReloadPending: Bool

  /// Whether a price is on the passive side of a bound, or at it.
  @inline(__always)
  func isOutside(_ price: Int64, of bound: Int64) -> Bool {
    sign < 0 ? price <= bound : price >= bound
  }

  /// A size by the factor, rounded down.
  @inline(__always)
  func scaled(_ lots: Int64) -> Int64 {
    sizeFactor == 1_000_000 ? lots : lots * sizeFactor / 1_000_000
  }
}

/// How a maker decides which of its quotes to change.
extension MakerCrew {
  /// The price a maker believes in, and the inventory it wants to be rid of.
  func opinion(maker index: Int, position: Int64) -> (view: Int64, risk: Int64) {
    let maker = makers[index]
    let limit = settings.inventoryLimit.lots
    let risk = min(max(position - maker.hedge.lots, -limit), limit)
    let skewed = Int128(maker.seenIndex) * Int128(settings.inventorySkew.partsPerMillion)
    let skew = Int64(
      divide(skewed * Int128(risk), by: 1_000_000 * Int128(limit), rounding: .toNearestOrEven))
    return (maker.seenIndex + maker.opinion - skew, risk)
  }

  /// Where a maker stands on a side.
  func stand(
    maker index: Int, side: Side, opinion: (view: Int64, risk: Int64), factors: ShockFactors
  ) -> MakerStand {
    let sign = -side.sign
    let limit = settings.inventoryLimit.lots
    let widening =
      settings.tolerance.ticks * (factors.spread.partsPerMillion - 1_000_000) / 1_000_000
    let gap = opinion.view * factors.gap(side).partsPerMillion / 1_000_000
    // Room left on the side that would add to the inventory; the other side is free.
    let room = limit + sign * opinion.risk
    let openness = room >= limit ? 1_000_000 : 1_000_000 * max(room, 0) / limit
    return MakerStand(
      side: side, sign: sign, view: opinion.view, fair: opinion.view + sign * (widening + gap),
      sizeFactor: factors.size(side).partsPerMillion * openness / 1_000_000,
      first: index * quotesPerMaker, end: (index + 1) * quotesPerMaker,
      isReloadPending: makers[index].isReloadPending)
  }

  /// What a maker wants done with its quote at the touch; nil where it stands as it should.
  ///
  /// - Parameters:
  ///   - stand: Where the maker stands.
  ///   - own: The best price of the quote's side.
  ///   - other: The best price of the other side.
  @inline(__always)
  func touch(_ stand: MakerStand, own: Int64?, other: Int64?) -> QuoteIntent? {
    let state = quotes[stand.first + (stand.side == .buy ? 0 : 1)]
    if state.isInFlight { return nil }
    // `worst` is the most aggressive price the maker still stands by; `fair` the one it improves to.
    let fair = stand.fair
    let worst = fair - stand.sign * settings.tolerance.ticks
    var target = fair
    if let own, !stand.isOutside(own, of: fair) {
      target = stand.isOutside(own, of: worst) ? own : fair
    } else if let other {
      // The touch is less aggressive than fair: improve, but stay off the other side.
      target = stand.sign < 0 ? min(fair, other - 1) : max(fair, other + 1)
    }
    return intent(state, stand, target: max(target, 1), tolerance: 0, worst: worst)
  }

  /// What a maker wants done with a quote behind the touch; nil where it stands as it should.
  @inline(__always)
  func layer(_ quote: Int, _ stand: MakerStand) -> QuoteIntent? {
    let state = quotes[quote]
    if state.isInFlight { return nil }
    let distance = max(1, (stand.view * state.distance) >> 20)
    return intent(
      state, stand, target: max(stand.fair + stand.sign * distance, 1),
      tolerance: max(distance / 4, 3), worst: stand.fair)
  }

  /// Turns a wish into an intent where the order that stands differs enough.
  @inline(__always)
  private func intent(
    _ state: MakerQuote, _ stand: MakerStand, target: Int64, tolerance: Int64, worst: Int64
  ) -> QuoteIntent? {
    let size = stand.scaled(state.wanted)
    guard state.order != nil, state.remaining > 0 else {
      let isWanted = size > 0 && !stand.isReloadPending
      return isWanted ? QuoteIntent(action: .place, price: target, size: size) : nil
    }
    if size <= 0 { return QuoteIntent(action: .cancel, price: target, size: 0) }
    let isStale = !stand.isOutside(state.price, of: worst)
    let isOff = abs(state.price - target) > tolerance
    // What fills took is shown again after a pause; what the maker changes its mind about, at once.
    let isThin = state.remaining * 2 < min(size, state.shown)
    let isReload = isThin && !stand.isReloadPending
    let isResize = abs(state.shown - size) * 5 > state.shown
    guard isStale || isOff || isReload || isResize else { return nil }
    // A quote that stands where it should keeps its price, and its place where it only shrinks.
    return QuoteIntent(
      action: .replace, price: isStale || isOff ? target : state.price, size: size)
  }
}
