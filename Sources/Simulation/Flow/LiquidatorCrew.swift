import Kernel
import Market
import Units

/// What liquidators are willing to pay: their decisions, and nothing of what becomes of them.
struct LiquidatorCrew: Sendable {
  private let settings: LiquidatorSettings
  private let edges: RandomStream

  init(settings: LiquidatorSettings, seed: UInt64) {
    self.settings = settings
    edges = RandomStream(seed: seed, name: "liquidators.edge")
  }

  /// The worst price at which a liquidator takes a position of an account.
  ///
  /// Its edge is drawn for the liquidator and the account, so every path that auctions the account
  /// meets the same demand.
  ///
  /// - Parameters:
  ///   - isLong: Whether the position is long; then the liquidator buys.
  ///   - index: The index as it sees it.
  func limit(liquidator: Int, account: Int, isLong: Bool, index: Price) -> Price {
    let uniform = edges.uniform(draw: 0, entity: UInt64(liquidator), event: UInt64(account))
    let span = settings.edgeMaximum.partsPerMillion - settings.edgeMinimum.partsPerMillion
    let edge =
      settings.edgeMinimum.partsPerMillion + Elementary.roundToInt(uniform * Double(span))
    // Up: the liquidator asks for the fraction of a tick.
    let asked = divide(
      Int128(index.ticks) * Int128(edge), by: 1_000_000, rounding: .up)
    return Price(ticks: max(index.ticks + (isLong ? -Int64(asked) : Int64(asked)), 1))
  }

  /// The notional that a liquidator can still take over.
  ///
  /// - Parameters:
  ///   - equity: Its equity at the mark; without any it takes nothing.
  ///   - held: The value of what it holds, without sign.
  func room(equity: Money, held: Money) -> Money {
    equity > .zero ? max(settings.notionalMaximum - held, .zero) : .zero
  }
}
