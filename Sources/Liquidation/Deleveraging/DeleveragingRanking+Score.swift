package import Margin
import Market
package import Units

extension DeleveragingRanking {
  /// What an account is ranked by at a mark price; nil for an account without equity.
  package func score(of account: Account, rules: MarginRules, mark: Price, draw: UInt64) -> Ratio? {
    switch self {
    case .profitTimesLeverage:
      guard let profit = rules.profitRate(of: account, at: mark),
        let leverage = rules.effectiveLeverage(of: account, at: mark)
      else { return nil }
      if profit.numerator > 0 { return profit * leverage }
      return Ratio(leverage.denominator, over: leverage.numerator).map { profit * $0 }
    case .profitTimesMarginRatio:
      let profit = max(rules.unrealisedProfit(of: account, at: mark), .zero)
      // Binance divides by at least one unit of the wallet.
      let wallet = max(account.cash, Money(atoms: rules.instrument.atomsPerUnit))
      let equity = rules.equity(of: account, at: mark)
      let maintenance = rules.maintenance(of: account, at: mark)
      let rate = Ratio(Int128(profit.atoms), over: Int128(wallet.atoms))
      // Without equity the margin ratio counts as zero.
      let ratio = Ratio(Int128(maintenance.atoms), over: Int128(equity.atoms)) ?? Ratio(0, over: 1)
      guard let rate, let ratio else { return nil }
      return rate * ratio
    case .priceGainTimesLeverage:
      let value = Int128(rules.notional(of: account, at: mark).atoms)
      let entry = Int128(account.position.entryCost.magnitude.atoms)
      // The value of an inverse contract falls as the price rises.
      let gainsWithValue = (account.position.size > .zero) == (rules.instrument.kind == .linear)
      let gain = gainsWithValue ? Ratio(value, over: entry) : Ratio(entry, over: value)
      guard let gain, let leverage = rules.effectiveLeverage(of: account, at: mark) else {
        return nil
      }
      return gain * leverage
    case .random: return Ratio(Int128(draw), over: 1)
    case .largest: return Ratio(Int128(account.position.size.magnitude.lots), over: 1)
    }
  }
}
