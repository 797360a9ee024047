import Market
package import Units

/// What of an account counts as its failure.
package enum FailureMeasure: Sendable, Hashable {
  /// Equity below the maintenance requirement, or at it where the terms say so.
  case maintenance
  /// Equity below this share of the maintenance requirement.
  case shareOfMaintenance(Rate)
  /// Nothing left once the contract is closed and its closing fee is paid.
  case bankruptcy

  /// The part of the requirement that counts, as a quotient.
  fileprivate var share: (part: Int128, whole: Int128) {
    switch self {
    case .maintenance, .bankruptcy: (1, 1)
    case .shareOfMaintenance(let rate): (Int128(rate.partsPerMillion), 1_000_000)
    }
  }

  /// What a leg requires, with some collateral behind the account.
  fileprivate func lines(of leg: CrossLeg, _ collateral: Money) -> [MarginLine] {
    switch self {
    case .maintenance, .shareOfMaintenance:
      leg.rules.lines(of: leg.position, cash: collateral)
    case .bankruptcy:
      [
        MarginLine(
          rate: Int128(FineRate(leg.rules.closingFeeRate).partsPerTrillion), constant: 0)
      ]
    }
  }
}

// The prices of one contract at which an account fails.
extension CrossAccount {
  /// The prices next to the mark of a contract where the account begins, or ceases, to fail.
  ///
  /// All legs in the contract move together, whichever side they are on: the root of `equity(P) =
  /// maintenance(P)` over both (Binance, liquidation price of USD-M futures in hedge mode; read 2026-11). With
  /// one line of the requirement for each of them the margin is a straight line of the notional, and fails on
  /// one side of its root; an account fails where any choice of lines does. With one leg in the contract these
  /// are the roots of the venues' own formulas, such as Binance's `(wallet + cum - side * size * entry) / (size *
  /// (rate - side))`; where a requirement without deduction jumps past equity, the price of the jump.
  ///
  /// The value of an inverse position is taken exactly, not to the atom that a trade would book, so an edge
  /// can differ from the whole tick of `liquidationPrice(leg:)` by what an atom is worth.
  ///
  /// - Parameters:
  ///   - index: A leg in the contract, with a position; the others in it are of the same instrument and mark.
  ///   - measure: What counts as failure.
  /// - Returns: No edges for a flat leg.
  package func failureEdges(leg index: Int, measure: FailureMeasure) -> FailureEdges {
    let leg = legs[index]
    let moving = legs.indices.filter {
      legs[$0].symbol == leg.symbol && !legs[$0].position.isFlat
    }
    let fails = fails(measure, moving)
    guard let curve = PositionCurve(leg.position.size, of: leg.rules.instrument),
      let mark = curve.exactNotional(at: leg.mark)
    else { return FailureEdges(failsAtMark: fails, below: nil, above: nil) }
    let fixed = fixedParts(moving, measure)
    let choices = Self.choices(moving.map { measure.lines(of: legs[$0], collateral) })
    let ranges = choices.compactMap { lines in
      failure(of: lines, moving, reference: index, fixed: fixed, share: measure.share)
    }
    return FailureEdges(
      FailureRange.joined(ranges), mark: mark, fails: fails,
      falls: leg.rules.instrument.kind == .inverse
    ) { curve.price(ofNotional: $0) }
  }

  /// Whether the account fails at its marks.
  private func fails(_ measure: FailureMeasure, _ moving: [Int]) -> Bool {
    let equity = Int128(equity.atoms) * MarginLine.whole
    switch measure {
    case .maintenance: return isLiquidatable
    case .shareOfMaintenance:
      let (part, whole) = measure.share
      return equity * whole < maintenanceParts * part
    case .bankruptcy:
      let fees = moving.reduce(Int128(0)) { sum, index in
        let rate = FineRate(legs[index].rules.closingFeeRate).partsPerTrillion
        return sum + Int128(legs[index].notional.atoms) * Int128(rate)
      }
      return equity <= fees
    }
  }

  /// What no price of the moving legs changes: cash, their entry cost, and the other legs at their marks.
  private func fixedParts(_ moving: [Int], _ measure: FailureMeasure) -> Int128 {
    let (part, whole) = measure.share
    var money = collateral
    var required: Int128 = 0
    for (index, leg) in legs.enumerated() {
      if moving.contains(index) {
        money += leg.position.entryCost
      } else {
        money += leg.unrealisedProfit
        if measure != .bankruptcy { required += leg.maintenanceParts(with: collateral) }
      }
    }
    return Int128(money.atoms) * MarginLine.whole * whole - required * part
  }

  /// Where the account fails one choice of lines, in notionals of a leg of reference.
  private func failure(
    of lines: [MarginLine], _ moving: [Int], reference: Int, fixed: Int128,
    share: (part: Int128, whole: Int128)
  ) -> FailureRange? {
    let lots = Int128(legs[reference].position.size.magnitude.lots)
    var atZero = fixed
    var slope: Int128 = 0
    var lower = Ratio.zero
    var upper: Ratio?
    for (index, line) in zip(moving, lines) {
      let size = legs[index].position.size
      let held = Int128(size.magnitude.lots)
      let rises = (size > .zero) == (legs[index].rules.instrument.kind == .linear)
      atZero -= line.constant * share.part
      slope += held * ((rises ? 1 : -1) * MarginLine.whole * share.whole - line.rate * share.part)
      if line.above > 0, let bound = Ratio(Int128(line.above), times: lots, over: held, times: 1) {
        lower = max(lower, bound)
      }
      if let through = line.through,
        let bound = Ratio(Int128(through), times: lots, over: held, times: 1)
      {
        upper = upper.map { min($0, bound) } ?? bound
      }
    }
    if slope == 0 {
      return atZero < 0 ? FailureRange(from: lower, to: upper) : nil
    }
    guard let root = Ratio(slope > 0 ? -atZero : atZero, times: lots, over: abs(slope), times: 1)
    else { return nil }
    if slope > 0 { upper = upper.map { min($0, root) } ?? root } else { lower = max(lower, root) }
    return upper.map { lower < $0 } ?? true ? FailureRange(from: lower, to: upper) : nil
  }

  /// Every way to take one line from each list.
  private static func choices(_ lists: [[MarginLine]]) -> [[MarginLine]] {
    lists.reduce([[]]) { begun, lines in
      begun.flatMap { start in lines.map { start + [$0] } }
    }
  }
}
