package import Market
package import Units

/// The liquidators: participants who buy positions in auctions and sell them again in the book.
///
/// Each sees the index as late as makers do and enters bids as late as takers do. It bids where it
/// expects to earn its edge against that view; the edge is drawn for each liquidator and account. A
/// liquidator can lose: the market may fall while it sells what it bought.
package struct LiquidatorSettings: Sendable, Hashable {
  /// How many there are; without any, auctions find no bidder.
  package var count: Int
  /// The capital of each.
  package var capital: Money
  /// The least profit that one asks for, as a part of the index.
  package var edgeMinimum: Rate
  /// The most; edges are uniform in between.
  package var edgeMaximum: Rate
  /// The most notional that each holds.
  package var notionalMaximum: Money
  /// How often each sells a slice of what it holds.
  package var unwindInterval: Interval
  /// The slice, as a share of what it holds.
  package var unwindShare: Rate

  /// Makes settings; what is left out is that of ``standard``.
  package init(
    count: Int = 5, capital: Money = Money(atoms: 5_000_000_000_000),
    edgeMinimum: Rate = .basisPoints(20), edgeMaximum: Rate = .basisPoints(150),
    notionalMaximum: Money = Money(atoms: 20_000_000_000_000),
    unwindInterval: Interval = .seconds(2), unwindShare: Rate = .basisPoints(1000)
  ) {
    self.count = count
    self.capital = capital
    self.edgeMinimum = edgeMinimum
    self.edgeMaximum = edgeMaximum
    self.notionalMaximum = notionalMaximum
    self.unwindInterval = unwindInterval
    self.unwindShare = unwindShare
  }

  /// Five liquidators of 5 million each, who ask for 0.2 % to 1.5 %.
  ///
  /// An assumption: who bids in auctions, and for how much, is not published.
  package static var standard: LiquidatorSettings { LiquidatorSettings() }

  /// The standard in the collateral of a contract: of an inverse one 100 coins each, and positions of up
  /// to 400, which is much the same at a price of 50,000.
  package static func standard(for instrument: Instrument) -> LiquidatorSettings {
    switch instrument.kind {
    case .linear: return .standard
    case .inverse:
      return LiquidatorSettings(
        capital: Money(atoms: 100 * instrument.atomsPerUnit),
        notionalMaximum: Money(atoms: 400 * instrument.atomsPerUnit))
    }
  }
}
