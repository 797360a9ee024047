package import Units

/// The prices at which an account fails, in closed form.
///
/// With notional N, cash plus entry cost B, and a line of the requirement with rate r and deduction d,
/// equity is below the line where `B + N < r N - d` for a linear long and an inverse short, whose equity
/// rises with the notional, and where `B - N < r N - d` for a linear short and an inverse long. So each
/// line gives an edge of N, and a price is where the notional crosses it: `N = K p` for a linear position
/// with K atoms to a tick, `N = K / p` for an inverse one. The requirement is the greatest of the lines,
/// so a position is liquidatable as soon as it is below any of them: the liquidation price is the
/// outermost of the lines' own prices, and no tier has to be guessed first.
extension MarginRules {
  /// The first whole tick, coming from safety, at which the account is liquidatable.
  ///
  /// A long is liquidatable at this price and at every price below, a short at this price and at every
  /// price above, and at no other; steps without deduction may make it safe again further on. A venue
  /// that prints the root rounded to safety shows a long one tick higher: there equity still covers
  /// maintenance.
  ///
  /// - Returns: A price of at least one tick, or `nil` if no positive price makes the account
  ///   liquidatable: it holds nothing, it is a long whose cash covers the position, or it is a short
  ///   whose price would leave 64 bits. An inverse long that fails at every price gives the highest.
  package func liquidationPrice(of account: Account) -> Price? {
    firstFailure(
      of: account.position, fixed: Int128(account.fixedPart.atoms) * MarginLine.whole,
      lines: lines(of: account.position, cash: account.cash), equality: terms.equality)
  }

  /// The first tick, coming from safety, at which a fixed part and the value fail the requirement.
  ///
  /// - Parameters:
  ///   - position: The position whose price moves.
  ///   - fixed: What no price moves, in 10^-12 atoms.
  ///   - lines: The requirement.
  ///   - equality: What an account is whose equity is exactly that.
  func firstFailure(
    of position: Position, fixed: Int128, lines: [MarginLine], equality: AtEquality
  ) -> Price? {
    guard let curve = PositionCurve(position.size, of: instrument) else { return nil }
    var found: Int128?
    // The notional one tick nearer to safety: of many lines most do not fail there, which one product tells.
    var nearer: Int64?
    for line in lines {
      if let nearer, !fails(line, at: nearer, fixed: fixed, curve, equality) { continue }
      guard let ticks = firstFailure(of: curve, fixed: fixed, line, equality) else { continue }
      let first = found.map { curve.isLong ? max($0, ticks) : min($0, ticks) } ?? ticks
      let next = curve.isLong ? first + 1 : first - 1
      nearer = next < 1 ? nil : Int64(exactly: curve.notional(ticks: next))
      found = first
    }
    guard let found else { return nil }
    if curve.isLong {
      let ticks = min(found, Int128(Int64.max))
      return ticks >= 1 ? Price(ticks: Int64(ticks)) : nil
    }
    return Int64(exactly: max(found, 1)).map { Price(ticks: $0) }
  }

  /// Whether equity at a notional fails one line, whatever its range; if not, it does at no notional nearer to safety.
  private func fails(
    _ line: MarginLine, at notional: Int64, fixed: Int128, _ curve: PositionCurve,
    _ equality: AtEquality
  ) -> Bool {
    let (root, per) = edge(of: line, fixed: fixed, rises: curve.risesWithNotional)
    // No rate is more than the whole, so this is a product of 64 bits.
    let product = Int128(notional) * Int128(Int64(per))
    let spare = curve.risesWithNotional ? product - root : root - product
    return equality == .liquidatable ? spare <= 0 : spare < 0
  }

  /// The first tick, coming from safety, at which equity fails one line within its range.
  private func firstFailure(
    of curve: PositionCurve, fixed: Int128, _ line: MarginLine, _ equality: AtEquality
  ) -> Int128? {
    let (root, per) = edge(of: line, fixed: fixed, rises: curve.risesWithNotional)
    let failsAtEdge = equality == .liquidatable
    if curve.risesWithNotional {
      // Below the root, so down from the integer before it: the account gets the atom.
      let failing = divide(failsAtEdge ? root : root - 1, by: per, rounding: .down)
      let most = line.through.map { min(failing, Int128($0)) } ?? failing
      guard let ticks = curve.ticksAtMost(most) else { return nil }
      if line.above < 0 { return ticks }
      return curve.notional(ticks: ticks) > Int128(line.above) ? ticks : nil
    }
    // Above the root: the account gets the atom.
    let failing =
      failsAtEdge
      ? divide(root, by: per, rounding: .up) : divide(root, by: per, rounding: .down) + 1
    let least = max(failing, Int128(line.above) + 1)
    if let through = line.through, least > Int128(through) { return nil }
    // An inverse position without a greatest price of failure fails at every one.
    guard let ticks = curve.ticksAtLeast(least) else { return Int128(Int64.max) }
    if let through = line.through {
      return curve.notional(ticks: max(ticks, 1)) <= Int128(through) ? ticks : nil
    }
    return ticks
  }

  /// The notional at which equity equals a line, as a dividend and a positive divisor.
  func edge(
    of line: MarginLine, fixed: Int128, rises: Bool
  ) -> (dividend: Int128, divisor: Int128) {
    rises
      ? (line.constant - fixed, MarginLine.whole - line.rate)
      : (fixed - line.constant, MarginLine.whole + line.rate)
  }

  /// The price at which closing the whole position, closing fee included, leaves nothing.
  ///
  /// Rounded to where something is left: a long up, a short down; the fraction of a tick is paid by who
  /// takes the position over. A close in several fills can still end up to an atom per fill short,
  /// because each fee rounds up by itself.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - support: Money from elsewhere that may be used up too, such as what the insurance fund can pay.
  /// - Returns: `nil` without a position. Zero or less for a linear long that no price can bankrupt, and
  ///   for a linear short that no price can save; the highest price for an inverse short that no price
  ///   can bankrupt, and for an inverse long that no price can save.
  package func bankruptcyPrice(of account: Account, support: Money = .zero) -> Price? {
    breakEven(of: account, support: support, feePartsPerMillion: closingFeeRate.partsPerMillion)
  }

  /// The price at which equity, without any fee, is zero; rounded as the bankruptcy price is.
  package func zeroPrice(of account: Account, support: Money = .zero) -> Price? {
    breakEven(of: account, support: support, feePartsPerMillion: 0)
  }

  private func breakEven(
    of account: Account, support: Money, feePartsPerMillion fee: Int64
  ) -> Price? {
    guard let curve = PositionCurve(account.position.size, of: instrument) else { return nil }
    let fixed = 1_000_000 * (Int128(account.fixedPart.atoms) + Int128(support.atoms))
    // Up for a long and down for a short: who takes the position over pays the fraction.
    let ticks =
      curve.risesWithNotional
      ? curve.ticksAtLeast(divide(-fixed, by: 1_000_000 - Int128(fee), rounding: .up))
      : curve.ticksAtMost(divide(fixed, by: 1_000_000 + Int128(fee), rounding: .down))
    return Price(ticks: ticks.map { Int64(clamping: $0) } ?? .max)
  }
}
