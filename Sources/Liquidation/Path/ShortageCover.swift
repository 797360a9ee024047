import Margin
public import Units

/// How much a liquidator takes over so that an account reaches maintenance plus a buffer (Drift v2).
///
/// Formulas and roundings: drift-labs/protocol-v2 at 0ae3e3b1, read 2026-11. The buffer also worsens a
/// loss. What one lot frees is its requirement less what the liquidator and the fund take of it.
public struct ShortageCover: Sendable, Hashable {
  /// The share of notional and of a loss that is required on top of maintenance.
  public var buffer: Rate
  /// What the liquidator is paid, as a part of the notional.
  public var liquidatorFee: FeeRamp
  /// The most the fund is paid, as a part of the notional.
  public var fundFeeMax: Rate
  /// The share of the shortage that may be covered at once.
  public var initialShare: Rate
  /// The time over which the rest of the shortage becomes free to cover.
  public var duration: Interval
  /// Below this shortage the throttle does not apply (Drift: 50).
  public var smallShortage: Money
  /// Below this notional the whole position goes (Drift: 50).
  public var smallNotional: Money

  /// Makes the terms.
  public init(
    buffer: Rate, liquidatorFee: FeeRamp, fundFeeMax: Rate, initialShare: Rate = .one,
    duration: Interval = .zero, smallShortage: Money = .zero, smallNotional: Money = .zero
  ) {
    self.buffer = buffer
    self.liquidatorFee = liquidatorFee
    self.fundFeeMax = fundFeeMax
    self.initialShare = initialShare
    self.duration = duration
    self.smallShortage = smallShortage
    self.smallNotional = smallNotional
  }

  /// What an account lacks of maintenance plus the buffer; negative is what it has beyond.
  public func shortage(in situation: Situation) -> Money {
    let profit = situation.rules.unrealisedProfit(of: situation.account, at: situation.checkPrice)
    // Up: the account pays the fraction.
    let worsened = profit < .zero ? (-profit).times(buffer, rounding: .up) : .zero
    let extra = situation.standing.notional.times(buffer, rounding: .up) + worsened
    return situation.standing.requirement + situation.orderMargin + extra
      - situation.standing.equity
  }

  /// The size that covers a shortage: `shortage / (P Pq (margin - liquidator fee) - P fund fee)`.
  ///
  /// - Parameters:
  ///   - shortage: What is lacking.
  ///   - unitValue: The value of one unit of the base at the oracle price.
  ///   - lotsPerUnit: Lots in that unit.
  ///   - quotePrice: The oracle price of the quote currency, as a part of one.
  ///   - margin: Maintenance plus buffer, as a part of the notional.
  ///   - liquidatorFee: As a part of the notional.
  ///   - fundFee: As a part of the notional.
  ///   - rounding: The bare amount rounds down; a liquidation rounds it up to the step of the size.
  /// - Returns: Lots, or nil where closing frees nothing, so that no size covers the shortage.
  public static func quantity(
    covering shortage: Money, unitValue: Money, lotsPerUnit: Int64, quotePrice: Rate = .one,
    margin: Rate, liquidatorFee: Rate, fundFee: Rate, rounding: Rounding
  ) -> Quantity? {
    let freedMillionths =
      Int128(quotePrice.partsPerMillion)
      * Int128(margin.partsPerMillion - liquidatorFee.partsPerMillion)
      - Int128(fundFee.partsPerMillion) * 1_000_000
    guard freedMillionths > 0, unitValue > .zero else { return nil }
    let divisor = Int128(unitValue.atoms) * freedMillionths
    // The dividend may leave 128 bits, so it is held in 256.
    let dividend = (Int128(max(shortage, .zero).atoms) * Int128(lotsPerUnit)).multipliedFullWidth(
      by: 1_000_000_000_000)
    guard dividend.high < divisor / 2 else { return nil }
    let (whole, rest) = divisor.dividingFullWidth(dividend)
    let lots = whole + divide(rest, by: divisor, rounding: rounding)
    return Int64(exactly: lots).map { Quantity(lots: $0) }
  }

  /// What the fund is paid: `clamp(0.95 (margin - liquidator fee - shortage / notional), 0, most)`.
  ///
  /// Rounds down: the fund goes without the fraction of a millionth.
  public func fundFee(
    shortage: Money, notional: Money, margin: Rate, liquidatorFee: Rate
  ) -> Rate {
    guard notional > .zero else { return .zero }
    let spread = Int128(margin.partsPerMillion - liquidatorFee.partsPerMillion)
    let room = spread * Int128(notional.atoms) - Int128(shortage.atoms) * 1_000_000
    let fee = divide(95 * room, by: 100 * Int128(notional.atoms), rounding: .down)
    return Rate(partsPerMillion: Int64(min(max(fee, 0), Int128(fundFeeMax.partsPerMillion))))
  }

  /// What the fund is paid of what is closed now.
  public func fundFee(in situation: Situation) -> Rate {
    guard situation.notional > .zero else { return .zero }
    return fundFee(
      shortage: shortage(in: situation), notional: situation.notional,
      margin: margin(in: situation),
      liquidatorFee: liquidatorFee.rate(after: situation.now - situation.opened))
  }

  /// The share of a shortage that may be covered now, cut to four decimals.
  ///
  /// - Parameters:
  ///   - shortage: What is lacking now.
  ///   - freed: What this liquidation has freed before.
  ///   - elapsed: The time since the liquidation began.
  public func share(of shortage: Money, freed: Money, after elapsed: Interval) -> Rate {
    if shortage <= .zero || shortage < smallShortage { return .one }
    let passed: Int128 =
      duration > .zero
      ? divide(
        Int128(elapsed.nanoseconds) * 1_000_000, by: Int128(duration.nanoseconds), rounding: .down)
      : 1_000_000
    let open = min(passed + Int128(initialShare.partsPerMillion), 1_000_000) / 100
    // All cuts are down: the account keeps what the throttle does not clearly allow.
    let most = Int128(shortage.atoms + freed.atoms) * open - Int128(freed.atoms) * 10_000
    let share = divide(max(most, 0), by: Int128(shortage.atoms), rounding: .down)
    return Rate(partsPerMillion: Int64(min(share, 10_000)) * 100)
  }

  /// The maintenance rate of a situation plus the buffer; the account pays the fraction of a millionth.
  func margin(in situation: Situation) -> Rate {
    let rate = divide(
      Int128(situation.maintenance.atoms) * 1_000_000, by: Int128(situation.notional.atoms),
      rounding: .up)
    return Rate(partsPerMillion: Int64(rate)) + buffer
  }

  /// What an attempt closes.
  func result(in situation: Situation, freed: Money) -> SizingResult {
    let position = situation.size.magnitude
    guard situation.notional > .zero else { return .close(position) }
    let elapsed = situation.now - situation.opened
    let fee = liquidatorFee.rate(after: elapsed)
    let shortage = shortage(in: situation)
    // Up: the account closes the fraction of a lot.
    let cover = Self.quantity(
      covering: shortage, unitValue: situation.notional, lotsPerUnit: position.lots,
      margin: margin(in: situation), liquidatorFee: fee, fundFee: fundFee(in: situation),
      rounding: .up)
    guard let cover else { return .cannotRestore }
    if situation.notional < smallNotional { return .closeAndRelease(position) }
    let share = share(of: shortage, freed: freed, after: elapsed)
    let part = divide(
      Int128(cover.lots) * Int128(share.partsPerMillion), by: 1_000_000, rounding: .up)
    let amount = Quantity(lots: min(Int64(clamping: part), position.lots))
    if amount == .zero { return .notYet }
    return amount >= cover ? .closeAndRelease(amount) : .close(amount)
  }
}
