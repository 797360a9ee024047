import Market
import Units

/// The decimals in which one contract of an account is counted.
///
/// They follow the first digits of prices and sizes, not where the point stands: an account whose size is a
/// thousandfold and whose prices are a thousandth is counted in the same integers, so it gets the same answer.
struct QuoteGrid {
  /// Decimals of a tick.
  var priceDecimals: Int
  /// Decimals of a lot, negative where it is ten or more.
  ///
  /// Lots are base coin where the contract is linear, quote currency where it is inverse.
  var quantityDecimals: Int
  /// The decimals that the owner's prices need.
  let pricesNeed: Int
  /// The decimals that the owner's sizes need; negative where they end in zeros.
  let sizesNeed: Int

  /// Seven digits of a price tell a liquidation price from the next tick by less than a tenth of a basis point.
  private static let priceDigits = 7
  /// Four digits of a size let a partial close show.
  private static let sizeDigits = 4

  /// The grid of a contract.
  init(_ legs: [QuoteLeg], _ kind: ContractKind) {
    let prices = legs.flatMap { [$0.entry, $0.mark].compactMap { $0 } }
    let price = prices.map(\.magnitude).max() ?? 0
    pricesNeed = max(0, prices.map(\.leastDecimals).max() ?? 0)
    priceDecimals = max(pricesNeed, Self.priceDigits - 1 - price)
    switch kind {
    case .linear:
      sizesNeed = legs.map(\.size.leastDecimals).max() ?? 0
      let size = legs.map(\.size.magnitude).max() ?? 0
      quantityDecimals = max(sizesNeed, Self.sizeDigits - 1 - size)
    case .inverse:
      // Contracts are sums of quote currency: whole ones, unless size times entry has a fraction.
      sizesNeed = legs.map { $0.size.leastDecimals + $0.entry.leastDecimals }.max() ?? 0
      quantityDecimals = max(sizesNeed, 0)
    }
  }

  /// Decimals of money that a tick on a lot of a linear contract needs.
  var moneyDecimals: Int { priceDecimals + quantityDecimals }
  /// The least of them with which the owner's numbers are still exact.
  var moneyNeeds: Int { pricesNeed + sizesNeed }

  /// Makes a linear grid coarser until a tick on a lot is worth an atom, and no coarser than its numbers allow.
  mutating func fit(moneyDecimals: Int) {
    let tooFine = { (grid: Self) in grid.moneyDecimals - moneyDecimals }
    priceDecimals -= min(max(0, tooFine(self)), priceDecimals - pricesNeed)
    quantityDecimals -= min(max(0, tooFine(self)), quantityDecimals - sizesNeed)
  }

  /// Makes lots of an inverse grid so fine that the value of one at a tick fits 64 bits.
  mutating func fitInverse(moneyDecimals: Int) {
    quantityDecimals = max(quantityDecimals, moneyDecimals + priceDecimals - 18)
  }

  /// The lots of a leg, without sign; nil where they leave 64 bits.
  func lots(_ leg: QuoteLeg, _ kind: ContractKind) -> Int64? {
    switch kind {
    case .linear: return Int64(exactly: leg.size.units(decimals: quantityDecimals))
    case .inverse:
      let sum = Int128(leg.size.units) * Int128(leg.entry.units)
      let shift = quantityDecimals - leg.size.decimals - leg.entry.decimals
      // Exact: the grid has the decimals that the sum needs.
      let lots =
        shift < 0
        ? sum / QuoteNumber.powerOfTen(-shift)
        : sum.multipliedReportingOverflow(by: QuoteNumber.powerOfTen(min(shift, 36))).partialValue
      return QuoteNumber.digitCount(sum) + shift <= 18 ? Int64(exactly: lots) : nil
    }
  }

  /// The contract on this grid; nil where it cannot be described exactly.
  func instrument(
    _ symbol: String, _ kind: ContractKind, moneyDecimals: Int, fee: Rate
  ) -> Instrument? {
    guard -18...18 ~= quantityDecimals else { return nil }
    return try? Instrument(
      symbol: symbol, priceDecimals: priceDecimals, tickUnits: 1,
      quantityDecimals: max(0, quantityDecimals),
      lotUnits: Int64(QuoteNumber.powerOfTen(max(0, -quantityDecimals))), makerFee: .zero,
      takerFee: fee, kind: kind, moneyDecimals: moneyDecimals)
  }
}
