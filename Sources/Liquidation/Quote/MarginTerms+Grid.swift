import Margin
import Units

extension MarginTerms {
  /// The same terms with amounts of money counted in atoms that are ten to a power smaller, exactly.
  func withAtoms(finerBy power: Int) throws(QuoteError) -> MarginTerms {
    func money(_ amount: Money) throws(QuoteError) -> Money {
      Money(atoms: try Self.finer(amount.atoms, by: power))
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
      for tier in tiers {
        // The deduction is derived anew, without the fraction that the coarser atom dropped.
        finer.append(
          MarginTier(
            floor: try money(tier.floor), maintenance: tier.maintenance, initial: tier.initial,
            // An end beyond 64 bits is beyond every position that can be booked.
            limit: tier.limit.flatMap { try? money($0) }))
      }
      shape = .continuousTiers(finer)
    case .steppedTiers(let steps, let measure):
      var finer: [SteppedTier] = []
      for step in steps {
        var limit = step.limit
        switch step.limit {
        case .notional(let amount): limit = .notional(try money(amount))
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
      guard Int128(count) % divisor == 0 else { throw .notRepresentable }
      return Int64(Int128(count) / divisor)
    }
    let (product, overflow) = QuoteNumber.powerOfTen(power).multipliedReportingOverflow(
      by: Int128(count))
    guard !overflow, let fits = Int64(exactly: product) else { throw .notRepresentable }
    return fits
  }
}
