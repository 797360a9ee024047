import Liquidation
import Margin
import Market
import Rulebook
package import Units

// What a quote needs of a rulebook.
extension Rulebook {
  /// The decimals of the rulebook's money; its sizes have their own unit.
  package var moneyDecimals: Int {
    switch market {
    case .linear, .lending: 6
    case .inverse: 8
    }
  }

  /// The margin terms of a coin or a contract: the contract of this name, else the first of this coin.
  ///
  /// `BTC` finds `BTCUSDT`, `BTC-PERP`, `XBTUSD` and `BTCUSD_PERP`.
  func margin(named name: String) -> SymbolMargin? {
    let whole = name.uppercased()
    if let exact = margins.first(where: { $0.symbol.uppercased() == whole }) { return exact }
    let wanted = Self.coin(whole)
    let names = wanted == "BTC" ? ["BTC", "XBT"] : [wanted]
    return margins.first { margin in
      // A mark of the contract's kind may stand before the coin, as in `PI_XBTUSD`.
      let parts = margin.symbol.uppercased().split { !$0.isLetter && !$0.isNumber }
      return parts.contains { part in names.contains { Self.isCoin($0, of: part) } }
    }
  }

  /// The coin of a contract's name: what stands before the quote currency or the first mark of parting.
  package static func coin(_ symbol: String) -> String {
    for mark in ["USD", "-", "_", "/", "PERP"] {
      if let range = symbol.firstRange(of: mark), range.lowerBound > symbol.startIndex {
        return String(symbol[..<range.lowerBound])
      }
    }
    return symbol
  }

  /// Whether a part of a contract's name is a coin, or a coin and a quote currency.
  private static func isCoin(_ coin: String, of part: Substring) -> Bool {
    guard part.hasPrefix(coin) else { return false }
    let rest = part.dropFirst(coin.count)
    return rest.isEmpty || rest.hasPrefix("USD")
  }

  /// What closing a position of a contract costs, as a part of its value; nil where the rulebook states none.
  package func closingFeeRate(of symbol: String) -> Rate? {
    margins.first { $0.symbol == symbol }?.terms.closingFeeRate ?? takerFee
  }

  /// The path with its amounts of money counted in the atoms of an instrument.
  func path(onGridOf instrument: Instrument) -> StagedPath {
    let power = instrument.moneyDecimals - moneyDecimals
    if power == 0 { return path }
    let factor = QuoteNumber.powerOfTen(abs(power))
    func money(_ amount: Money) -> Money {
      // Down, where atoms are coarser: a limit is not exceeded. Held to 64 bits, beyond any position.
      let scaled = power > 0 ? Int128(amount.atoms) * factor : Int128(amount.atoms) / factor
      return Money(atoms: Int64(clamping: scaled))
    }
    return StagedPath(
      name: path.name, summary: path.summary, remainder: path.commonRemainder,
      stages: path.stages.map { $0.mappingMoney(money) })
  }
}

extension Stage {
  /// The stage with every amount of money replaced.
  fileprivate func mappingMoney(_ money: (Money) -> Money) -> Stage {
    var stage = self
    if case .notionalAbove(let amount) = trigger { stage.trigger = .notionalAbove(money(amount)) }
    if case .notional(let amount) = pace.capacity?.amount {
      stage.pace.capacity?.amount = .notional(money(amount))
    }
    switch sizing {
    case .notionalAtMost(let amount): stage.sizing = .notionalAtMost(money(amount))
    case .portion(let share, let amount):
      stage.sizing = .portion(share, minimumNotional: money(amount))
    case .distressShare(var share):
      share.minimumNotional = money(share.minimumNotional)
      stage.sizing = .distressShare(share)
    case .shortageCover(var cover):
      cover.smallShortage = money(cover.smallShortage)
      cover.smallNotional = money(cover.smallNotional)
      stage.sizing = .shortageCover(cover)
    case .all, .fractionOfOriginal, .fractionOfRemaining, .tiersDown, .toTier, .untilHealthy,
      .untilHealthyAgainst, .untilRatioBelow:
      break
    }
    return stage
  }
}
