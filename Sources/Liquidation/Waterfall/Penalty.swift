package import Units

/// What a liquidation costs its owner beyond the price of the forced trade.
package struct Penalty: Sendable, Hashable {
  /// The part of ``base`` that is charged.
  package var rate: Rate
  /// What the rate applies to.
  package var base: Base
  /// Who gets it.
  package var receiver: Receiver
  /// Whether the penalty takes no more than what the fill leaves above the bankruptcy price.
  package var cappedByGapToBankruptcy: Bool

  /// Makes a penalty.
  package init(
    rate: Rate, base: Base = .closedNotional, receiver: Receiver = .fund,
    cappedByGapToBankruptcy: Bool = false
  ) {
    self.rate = rate
    self.base = base
    self.receiver = receiver
    self.cappedByGapToBankruptcy = cappedByGapToBankruptcy
  }

  /// No penalty.
  package static var none: Penalty { Penalty(rate: .zero) }

  /// The part of the closed notional that is charged whatever the price of the close.
  ///
  /// Zero where the charge follows something else. Where it is not below the maintenance rate, no partial close
  /// restores an account.
  package var onNotional: Rate {
    switch base {
    case .closedNotional: cappedByGapToBankruptcy ? .zero : rate
    case .maintenance: .zero
    }
  }

  /// What a penalty is a part of.
  package enum Base: String, Sendable, Hashable, CaseIterable {
    /// The notional that the liquidation closes.
    case closedNotional
    /// The maintenance requirement of what it closes.
    case maintenance
  }

  /// Who gets a penalty.
  package enum Receiver: String, Sendable, Hashable, CaseIterable {
    /// The insurance fund.
    case fund
    /// The backstop provider.
    case backstop
    /// Whoever carries the liquidation out: a liquidator, a keeper, a bidder.
    case liquidator
    /// The venue itself.
    case house
  }
}
