import Margin
import Units

extension MarginTerms {
  /// The same terms with amounts of money counted in atoms that are ten to a power smaller, exactly.
  ///
  /// - Throws: Where an amount is no whole number of the atoms, or too many of them.
  func withAtoms(finerBy power: Int) throws(QuoteError) -> MarginTerms {
    func money(_ amount: Money) throws(QuoteError) -> Money {
      Money(atoms: try Self.finer(amount.atoms, by: power))
    }
    /// The bound of a tier; what no position can reach is held to 64 bits, in the order of the tiers.
    func bound(_ amount: Money, _ index: Int, of count: Int) throws(QuoteError) -> Money {
      let most = Int64.max - Int64(count - index)
      let (atoms, overflow) = Int128(amount.atoms).multipliedReportingOverflow(
        by: QuoteNumber.powerOfTen(max(power, 0)))
      if power > 0, overflow || atoms > Int128(most) { return Money(atoms: most) }
      return try money(amount)
    }
    /// Where a tier ends: at the floor of the next; the end of the table only where a position can reach it.
    func end(_ amount: Money?, _ index: Int, of count: Int) throws(QuoteError) -> Money? {
      guard let amount else { return nil }
      if index + 1 < count { return try bound(amount, index + 1, of: count) }
      return try? money(amount)
    }
    var terms = self
    terms.fixedCharge = try money(fixedCharge)
    if let fee = keeperFee {
      terms.keeperFee = KeeperFee(
        rate: fee.rate, minimum: try money(fee.minimum), maximum: try money(fee.maximum))
    }
    let shape: MarginShape
    switch schedule.shape {
    case .continuousTiers(let tiers):
      var finer: [MarginTier] = []
      for (index, tier) in tiers.enumerated() {
        // The deduction is derived anew, without the fraction that the coarser atom dropped.
        finer.append(
          MarginTier(
            floor: try bound(tier.floor, index, of: tiers.count), maintenance: tier.maintenance,
            initial: tier.initial, limit: try end(tier.limit, index, of: tiers.count)))
      }
      shape = .continuousTiers(finer)
    case .steppedTiers(let steps, let measure):
      var finer: [SteppedTier] = []
      for (index, step) in steps.enumerated() {
        var limit = step.limit
        switch step.limit {
        case .notional(let amount):
          limit = try end(amount, index, of: steps.count).map { .notional($0) }
        case .size, nil: break
        }
        finer.append(
          SteppedTier(limit: limit, maintenance: step.maintenance, initial: step.initial))
      }
      shape = .steppedTiers(finer, by: measure)
    case .flat(let maintenance, let initial, let minimum):
      shape = .flat(maintenance: maintenance, initial: initial, minimum: try money(minimum))
    case .linearInSize, .squareRootOfSize: return terms
    }
    do { terms.schedule = try MarginSchedule(shape: shape) } catch {
      throw .badTerms("\(error)")
    }
    return terms
  }

  /// A count in units that are ten to a power smaller.
  private static func finer(_ count: Int64, by power: Int) throws(QuoteError) -> Int64 {
    guard power >= 0 else {
      // Coarser: exact or refused.
      let divisor = QuoteNumber.powerOfTen(-power)
      guard Int128(count) % divisor == 0 else { throw .unbookableTerms }
      return Int64(Int128(count) / divisor)
    }
    let (product, overflow) = QuoteNumber.powerOfTen(power).multipliedReportingOverflow(
      by: Int128(count))
    guard !overflow, let fits = Int64(exactly: product) else { throw .unbookableTerms }
    return fits
  }
}
