import Margin
import Market
public import Units

// The account as told. Nothing here is read from the venue's ledger; once every notice under way has arrived it is
// equal to it, to the atom.
extension Desk {
  /// The position as told by fills and notices, signed.
  public var position: Quantity { account.position.size }

  /// The collateral as told: what was put in, with realised profit, fees, settled funding and penalties counted.
  public var cash: Money { account.cash }

  /// The average price at which the position was entered, rounded down to a tick; nil without a position.
  ///
  /// For display: profit is reckoned from the exact cost of the entry.
  public var averageEntryPrice: Price? {
    if position == .zero { return nil }
    return instrument.averagePrice(
      of: position.magnitude, notional: account.position.entryCost.magnitude)
  }

  /// The profit that closing the whole position at the last mark would bring, before fees; exact.
  ///
  /// Before the first mark the position is valued at the price of the last own fill.
  public var unrealisedProfit: Money {
    valuation.map { rules.unrealisedProfit(of: account, at: $0) } ?? .zero
  }

  /// Cash and unrealised profit; valued as ``unrealisedProfit`` is.
  public var equity: Money { cash + unrealisedProfit }

  /// The initial margin of the position at the last mark, without that of open orders; zero without a position.
  public var initialMargin: Money { valuation.map { rules.initial(of: account, at: $0) } ?? .zero }

  /// The maintenance margin at the last mark, as the venue's margin check reckons it; zero without a position.
  public var maintenanceMargin: Money {
    valuation.map { rules.maintenance(of: account, at: $0) } ?? .zero
  }

  /// What equity has beyond the initial margin of the position; less than zero where it has less.
  public var freeMargin: Money { equity - initialMargin }

  /// The first price, coming from safety, at which the venue liquidates the account as it is told: a long is
  /// liquidated at this price and below, a short at it and above.
  ///
  /// The venue compares it with the price of its margin check, which the scenario names (`liquidation.checkPrice`)
  /// and which need not be the mark. Nil without a position, and where no price liquidates it.
  public var liquidationPrice: Price? { rules.liquidationPrice(of: account) }

  /// What the next settlement of funding would take, as far as told; nil where the contract has no funding, and
  /// before the first mark.
  public var fundingDue: FundingDue? {
    guard let fundingForecast, let mark else { return nil }
    return FundingDue(
      time: fundingForecast.settlement, rate: fundingForecast.rate,
      payment: instrument.funding(position, rate: fundingForecast.rate, at: mark))
  }

  /// The price at which the position is valued; nil only where there is none and never was one.
  private var valuation: Price? { mark ?? lastFillPrice }
}

/// An estimate of the next settlement of funding.
public struct FundingDue: Sendable, Equatable {
  /// When funding is settled next.
  public var time: Instant
  /// The rate if it were settled as it stood when the last mark was published; a positive one is paid by longs.
  public var rate: Rate
  /// What the position would pay at that rate and mark; less than zero where it would receive.
  public var payment: Money
}

/// What is told with a mark about funding.
struct FundingForecast: Sendable, Equatable {
  /// The rate if it were settled now.
  var rate: Rate
  /// When it is settled.
  var settlement: Instant
}
