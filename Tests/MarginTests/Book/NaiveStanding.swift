import Margin
import Market
import Units

/// An account with several legs told the plain way, in millionths of an atom.
struct NaiveStanding {
  /// One leg.
  struct Leg {
    let lots: Int64
    let entryCost: Int64
    let kind: ContractKind
    /// Atoms for a tick of a linear lot, atoms times ticks of an inverse one.
    let weight: Int64
    /// The lowest notional of each bracket and its rate in millionths.
    let brackets: [(floor: Int64, rate: Int64)]
    /// Whether the rate of a bracket is that of the whole notional.
    let isStepped: Bool

    func notional(_ ticks: Int64) -> Int64 {
      let product = abs(lots) * weight
      guard kind == .inverse else { return product * ticks }
      let (whole, rest) = product.quotientAndRemainder(dividingBy: ticks)
      let isUp = 2 * rest > ticks || 2 * rest == ticks && whole % 2 == 1
      return isUp ? whole + 1 : whole
    }

    /// Equity less requirement, cash aside.
    func margin(_ ticks: Int64) -> Int128 {
      let notional = notional(ticks)
      let rises = (lots > 0) == (kind == .linear)
      return Int128(entryCost + (rises ? notional : -notional)) * 1_000_000
        - requirement(notional)
    }

    private func requirement(_ notional: Int64) -> Int128 {
      if isStepped {
        let bracket = brackets.last { notional > $0.floor } ?? brackets[0]
        return Int128(notional) * Int128(bracket.rate)
      }
      return NaiveMargin(brackets: brackets, atomsPerTickLot: weight).requirement(notional)
    }
  }

  let cash: Int64
  let legs: [Leg]
  let equality: AtEquality

  /// Equity less requirement with each leg at a price.
  func margin(_ ticks: [Int64]) -> Int128 {
    zip(legs, ticks).reduce(Int128(cash) * 1_000_000) { $0 + $1.0.margin($1.1) }
  }

  func fails(_ ticks: [Int64]) -> Bool {
    if legs.allSatisfy({ $0.lots == 0 }) { return false }
    return equality == .safe ? margin(ticks) < 0 : margin(ticks) <= 0
  }
}
