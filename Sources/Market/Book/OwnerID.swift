/// Who owns an order: the index of an account in the ledger, from 0.
@frozen
public struct OwnerID: Sendable, Hashable, Comparable {
  /// The index of the account.
  public var index: Int32

  /// Names the account at an index.
  @inlinable
  public init(_ index: Int32) { self.index = index }

  /// Orders by index.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
