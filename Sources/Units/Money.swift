/// An amount of the collateral in atoms, the smallest unit that is booked.
///
/// An atom is 1e-6 of a unit of quote currency unless the instrument states other decimals.
/// Products are taken in 128 bits, so only the rounded result must fit 64.
@frozen
public struct Money: Sendable, Hashable, Comparable {
  /// The count of atoms.
  public var atoms: Int64

  /// Makes a value from its count of units.
  @inlinable
  public init(atoms: Int64) { self.atoms = atoms }

  /// Nothing.
  @inlinable public static var zero: Self { Self(atoms: 0) }

  /// Orders by amount.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.atoms < right.atoms }

  /// Adds; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(atoms: left.atoms + right.atoms)
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) { left.atoms += right.atoms }

  /// Subtracts; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(atoms: left.atoms - right.atoms)
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) { left.atoms -= right.atoms }

  /// The opposite amount.
  @inlinable
  public static prefix func - (value: Self) -> Self { Self(atoms: -value.atoms) }

  /// The amount without its sign.
  @inlinable public var magnitude: Self { Self(atoms: abs(atoms)) }

  /// Atoms in one unit of the quote currency, at the six decimals that are usual.
  @inlinable public static var atomsPerUnit: Int64 { 1_000_000 }

  /// The part of this amount that a rate asks for.
  ///
  /// - Parameters:
  ///   - rate: A rate in parts per million; may be negative.
  ///   - rounding: Where the fraction of an atom goes.
  @inlinable
  public func times(_ rate: Rate, rounding: Rounding) -> Money {
    let product = Int128(atoms) * Int128(rate.partsPerMillion)
    return Money(atoms: Int64(divide(product, by: 1_000_000, rounding: rounding)))
  }
}
