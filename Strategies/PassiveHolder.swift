public import Stepladder

/// Takes one leveraged position at the start and holds it, whatever happens.
///
/// What becomes of the account depends on the market and on the liquidation path alone.
public struct PassiveHolder: Strategy {
  /// The name in scenarios.
  public static var name: String { "passive-holder" }
  /// One sentence for lists.
  public static var summary: String { "Takes one leveraged position at the start and holds it." }

  private let parameters: Parameters
  private var hasOrdered = false

  /// Makes the strategy.
  public init(parameters: Parameters) { self.parameters = parameters }

  /// Sends one market order at the first picture with a price on both sides.
  public mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard !hasOrdered, let mid = book.mid else { return }
    hasOrdered = true
    let worth = Int128(desk.capital.atoms) * Int128(parameters.leverage)
    let quantity = desk.instrument.quantity(worth: worth, at: mid)
    guard quantity > .zero else { return }
    desk.submit(OrderRequest(side: parameters.direction.side, quantity: quantity, kind: .market))
  }

  /// The parameters of a holder.
  public struct Parameters: Codable, Sendable, Hashable {
    /// Which way the position goes; long unless stated.
    public var direction = Direction.long
    /// The position's notional over the capital, 1 to 125; 5 unless stated.
    ///
    /// The venue refuses an order that its initial margin does not allow.
    public var leverage: Int64 = 5

    /// Long at five times the capital.
    public init() {}

    /// Reads the parameters; what is absent keeps its default.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      direction = try values.decodeIfPresent(Direction.self, forKey: .direction) ?? direction
      leverage = try values.integer(.leverage, in: 1...125, default: leverage)
    }
  }

  /// Which way a position goes.
  public enum Direction: String, Codable, Sendable, Hashable, CaseIterable {
    /// Gains when the price rises.
    case long
    /// Gains when the price falls.
    case short

    /// The side of the order that opens the position.
    var side: Side {
      switch self {
      case .long: .buy
      case .short: .sell
      }
    }
  }
}
