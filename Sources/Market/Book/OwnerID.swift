/// Who owns an order: the index of an account in the ledger, from 0.
///
/// Other modules make one for each account that they look at. Of what is `package` they inline only what belongs to a
/// type that inlined code may use.
@frozen @usableFromInline
package struct OwnerID: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// The index of the account.
  @usableFromInline
  package var index: Int32

  /// Names the account at an index.
  @inlinable
  package init(_ index: Int32) { self.index = index }

  /// Orders by index.
  @inlinable
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
