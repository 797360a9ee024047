extension OrderTicket {
  /// Market or limit, at once or when triggered.
  package enum Kind: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
    /// Trades at its price or better, and may rest.
    case limit
    /// Trades at any price, and never rests.
    case market
    /// Becomes a market order when the last price reaches the trigger.
    case stop
    /// Becomes a limit order when the last price reaches the trigger.
    case stopLimit

    /// Whether the order waits for a trigger.
    package var isStop: Bool {
      @inline(__always) get { self == .stop || self == .stopLimit }
    }

    /// Whether the order has a limit price.
    package var hasLimit: Bool {
      @inline(__always) get { self == .limit || self == .stopLimit }
    }
  }

  /// How long what is not filled stays.
  package enum TimeInForce: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
    /// Rests until it is filled or cancelled.
    case goodTilCancelled
    /// Fills what it can at once; the rest is cancelled.
    case immediateOrCancel
    /// Fills whole at once, or not at all.
    case fillOrKill
  }

  /// What happens when an order meets a resting one of the same owner; the two never trade.
  package enum SelfTrade: UInt8, Sendable, Hashable, BitwiseCopyable, CaseIterable {
    /// The resting order is cancelled and the incoming one goes on.
    case cancelResting
    /// What is left of the incoming order is cancelled.
    case cancelIncoming
    /// Both are cancelled.
    case cancelBoth
  }

  /// Restrictions on how an order may trade.
  package struct Flags: OptionSet, Sendable, Hashable, BitwiseCopyable {
    /// One bit for each restriction.
    package var rawValue: UInt8

    /// Restores restrictions from their bits.
    @inlinable
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// No restriction; spelled out because an empty literal is made element by element in other modules.
    @inlinable package static var none: Flags { Flags(rawValue: 0) }
    /// Is rejected if it would take from the book.
    @inlinable package static var postOnly: Flags { Flags(rawValue: 1) }
    /// Moves to one tick from the opposite best if it would take from the book.
    @inlinable package static var postOnlySlide: Flags { Flags(rawValue: 2) }
    /// Only ever brings the owner's position nearer to zero: cut to the position on arrival, and again
    /// when it is matched.
    @inlinable package static var reduceOnly: Flags { Flags(rawValue: 4) }
  }
}
