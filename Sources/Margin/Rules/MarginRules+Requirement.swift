import Market
package import Units

// The requirement of a position, in 10^-12 atoms, exactly.
extension MarginRules {
  /// The tier of an account's position, from 0; 0 for a schedule without tiers.
  package func tier(of account: Account, at price: Price) -> Int {
    let position = account.position
    if case .steppedTiers(let steps, .size) = schedule.shape {
      return MarginSchedule.step(of: position.size.magnitude.lots, in: steps)
    }
    return schedule.tier(of: measured(position, notional(of: account, at: price)))
  }

  /// The end of the table of tiers, where an account's position is beyond it at a price; `nil` where it is within,
  /// and where the schedule has no end.
  package func passedEnd(of account: Account, at price: Price) -> SteppedTier.Limit? {
    let position = account.position
    switch schedule.end {
    case .notional(let most):
      return measured(position, notional(of: account, at: price)) > most ? schedule.end : nil
    case .size(let most): return position.size.magnitude > most ? schedule.end : nil
    case nil: return nil
    }
  }

  /// What the margin check asks of an account whose notional is known.
  func requirementParts(_ account: Account, _ notional: Money) -> Int128 {
    if account.position.isFlat { return 0 }
    let requirement = requirementParts(account.position, notional)
    return terms.closingFee == .countedAtBankruptcy
      ? requirement + feeAtBankruptcy(account.position, cash: account.cash) : requirement
  }

  /// What the check asks of a position that is held, without a fee at the bankruptcy price.
  private func requirementParts(_ position: Position, _ notional: Money) -> Int128 {
    if terms.keeperFee == nil, terms.valuation == .mark, !schedule.tierLines.isEmpty {
      // Rates never fall, so the highest tier that is reached asks the most.
      var index = schedule.tiers.count - 1
      while schedule.tiers[index].floor > notional { index -= 1 }
      let line = schedule.tierLines[index]
      return line.requirement(notional.atoms) + Int128(notional.atoms) * countedFee
        + Int128(terms.fixedCharge.atoms) * MarginLine.whole
    }
    var greatest: Int128 = 0
    for line in lines(of: position) where line.holds(notional.atoms) {
      greatest = max(greatest, line.requirement(notional.atoms))
    }
    return greatest
  }

  /// The maintenance rate of a size where the shape has one rate for the whole position; the highest tier's
  /// rate where it has tiers.
  package func maintenanceRate(lots: Int64) -> FineRate {
    let lines = schedule.maintenanceLines(
      lots: lots, unit: unit, rateMax: MarginLine.whole - 1 - countedFee)
    return FineRate(partsPerTrillion: Int64(lines.map(\.rate).max() ?? 0))
  }

  /// The maintenance rate of an account's position: of its tier or its size, without fees and charges.
  package func maintenanceRate(of account: Account, at price: Price) -> FineRate {
    switch schedule.shape {
    case .continuousTiers: FineRate(schedule.tiers[tier(of: account, at: price)].maintenance)
    case .steppedTiers(let steps, _): steps[tier(of: account, at: price)].maintenance
    case .linearInSize, .squareRootOfSize, .flat:
      maintenanceRate(lots: account.position.size.magnitude.lots)
    }
  }

  /// The initial rate of an account's position: of its tier or its size.
  package func initialRate(of account: Account, at price: Price) -> FineRate {
    let lots = account.position.size.magnitude.lots
    let rate = schedule.initialRate(notional(of: account, at: price).atoms, lots: lots, unit: unit)
    return FineRate(partsPerTrillion: Int64(rate))
  }

  /// What opening the position asks, in 10^-12 atoms.
  func initialParts(_ position: Position, at price: Price) -> Int128 {
    if position.isFlat { return 0 }
    let lots = position.size.magnitude
    return schedule.initialParts(
      instrument.notional(price, lots).atoms, lots: lots.lots, unit: unit)
  }

  /// The lines of the requirement of a position with some cash behind it, fees and charges included.
  func lines(of position: Position, cash: Money) -> [MarginLine] {
    let lines = lines(of: position)
    guard terms.closingFee == .countedAtBankruptcy else { return lines }
    let fee = feeAtBankruptcy(position, cash: cash)
    return lines.map { line in
      var line = line
      line.constant += fee
      return line
    }
  }

  /// The lines of a position's requirement, without a fee at the bankruptcy price.
  private func lines(of position: Position) -> [MarginLine] {
    if let commonLines { return commonLines }
    let lots = position.size.magnitude.lots
    let keeper = Int128(terms.keeperFee?.rate.partsPerTrillion ?? 0)
    // Below one with all fees: more than its notional is asked of no position.
    let rateMax = MarginLine.whole - 1 - countedFee - keeper
    switch terms.valuation {
    case .mark:
      return Self.charged(
        schedule.maintenanceLines(lots: lots, unit: unit, rateMax: rateMax), terms, fee: countedFee)
    case .entry:
      let fixed = schedule.maintenanceParts(
        position.entryCost.magnitude.atoms, lots: lots, unit: unit, rateMax: rateMax)
      return Self.charged([MarginLine(rate: 0, constant: fixed)], terms, fee: countedFee)
    }
  }

  /// The notional that the terms take the requirement at.
  func measured(_ position: Position, _ notional: Money) -> Money {
    switch terms.valuation {
    case .mark: notional
    case .entry: position.entryCost.magnitude
    }
  }

  /// The closing-fee rate that counts in the margin check, in parts per 10^12.
  var countedFee: Int128 { Self.countedFee(terms, closingFeeRate) }

  static func countedFee(_ terms: MarginTerms, _ rate: Rate) -> Int128 {
    switch terms.closingFee {
    // At the bankruptcy price the fee does not follow the check price: it is no part of the rate.
    case .ignored, .countedAtBankruptcy: 0
    case .counted: Int128(FineRate(rate).partsPerTrillion)
    }
  }

  /// Adds the counted closing fee, the fixed charge and the keeper fee to lines.
  static func charged(_ lines: [MarginLine], _ terms: MarginTerms, fee: Int128) -> [MarginLine] {
    let plain = lines.map { line in
      var line = line
      line.rate += fee
      line.constant += Int128(terms.fixedCharge.atoms) * MarginLine.whole
      return line
    }
    guard let keeper = terms.keeperFee else { return plain }
    let rate = Int128(keeper.rate.partsPerTrillion)
    let least = Int128(keeper.minimum.atoms) * MarginLine.whole
    let most = Int128(keeper.maximum.atoms) * MarginLine.whole
    // Down: from the next atom on the fee is at its greatest.
    let growing = rate == 0 ? nil : Int64(exactly: divide(most, by: rate, rounding: .down))
    return plain.flatMap { line in
      var (lower, middle, upper) = (line, line, line)
      lower.constant += least
      middle.rate += rate
      guard let growing else { return rate == 0 ? [lower] : [lower, middle] }
      middle.through = min(line.through ?? growing, growing)
      upper.above = max(line.above, growing)
      upper.constant += most
      return [lower, middle, upper]
    }
  }
}
