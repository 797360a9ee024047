import Margin
import Market
import Rulebook
import Units

/// A margin schedule as it was read, with the size of a lot where it counts lots.
struct ReadSchedule {
  var schedule: MarginSchedule
  var sizeUnit: SizeGrid?
}

/// Reads the shape of a margin schedule.
///
/// One of `{ continuousTiers: [{ from, to, maintenance, maxLeverage or initial, deduction }] }`,
/// `{ steppedTiers: { by, unit, tiers: [{ to, maintenance, maxLeverage or initial }], further } }`,
/// `{ linearInSize: { maintenance, initial, perUnit, initialPerUnit } }`,
/// `{ squareRootOfSize: { maintenance: { floor, offset, factor }, initial: ... } }`,
/// `{ flat: { maintenance, maxLeverage or initial, minimum } }` or `{ leverageTiers: [...] }`, the rows of
/// a leverage tier file as they are, see ``LeverageTierFile``.
struct MarginShapeReader {
  /// Decimals of an atom of money.
  let decimals: Int
  /// The most that one amount may be.
  let most: Money

  /// A schedule.
  func schedule(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    try value.form([
      "continuousTiers": continuousTiers, "steppedTiers": steppedTiers,
      "linearInSize": linearInSize, "squareRootOfSize": squareRootOfSize, "flat": flat,
      "leverageTiers": { (value) throws(InputError) in
        ReadSchedule(schedule: try LeverageTierFile.schedule(value))
      },
    ])
  }

  // MARK: Tiers

  private func continuousTiers(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    let list = try value.list(count: 1...100)
    var tiers: [MarginTier] = []
    var end: (money: Money, text: String)?
    for value in list {
      let (tier, to) = try value.object { (object: inout ObjectReader) throws(InputError) in
        let from = try object.required("from")
        let floor = try money(from)
        if let end, floor != end.money {
          throw from.mismatch("\(end.text), where the tier before it ends")
        }
        let (maintenance, initial) = try plainRates(&object)
        let deduction = try object.optional("deduction").map(money)
        let to = object.optional("to")
        let limit = try to.map(money)
        if let limit, limit <= floor, let to { throw to.mismatch("more than `from`") }
        let tier = MarginTier(
          floor: floor, maintenance: maintenance, initial: initial, deduction: deduction,
          limit: limit)
        return (tier, limit.map { ($0, to?.value.shown ?? "") })
      }
      tiers.append(tier)
      end = to
    }
    return ReadSchedule(schedule: try checked(.continuousTiers(tiers), list))
  }

  private func steppedTiers(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      let measure = try object.required("by").word(
        ["notional": TierMeasure.notional, "size": .size])
      var unit: SizeGrid?
      if measure == .size {
        let reader = try object.required("unit")
        let expected = "the size of a contract, from 0.00000001 to 1000000"
        let number = try reader.exactDecimal { expected }
        guard let scale = DecimalScale(step: number), scale.decimals <= 8 else {
          throw reader.mismatch(expected)
        }
        unit = SizeGrid(units: scale.unitsPerStep, decimals: scale.decimals)
      }
      let list = try object.required("tiers").list(count: 1...100)
      var steps: [SteppedTier] = []
      for value in list {
        steps.append(
          try value.object { (object: inout ObjectReader) throws(InputError) in
            let (maintenance, initial) = try fineRates(&object)
            let limit: SteppedTier.Limit?
            if let to = object.optional("to") {
              switch measure {
              case .notional: limit = .notional(try money(to))
              case .size: limit = .size(Quantity(lots: try to.integer(in: 1...Int64(1e15))))
              }
            } else {
              limit = nil
            }
            return SteppedTier(limit: limit, maintenance: maintenance, initial: initial)
          })
      }
      if let further = object.optional("further") {
        steps += try self.further(further, after: steps, measure)
      }
      return ReadSchedule(
        schedule: try checked(.steppedTiers(steps, by: measure), list), sizeUnit: unit)
    }
  }

  /// The most steps that a rule may make.
  private static let furtherMax = 1000

  /// `further`: `{ step, maintenance, initial }`, the rule by which a ladder goes on: each further step is so much
  /// longer and adds so much to both rates, as long as the initial rate is at most 100 %.
  private func further(
    _ value: ValueReader, after steps: [SteppedTier], _ measure: TierMeasure
  ) throws(InputError) -> [SteppedTier] {
    guard let last = steps.last, let end = last.limit else {
      throw value.mismatch("`to` in every tier where the ladder goes on by a rule")
    }
    let (step, maintenance, initial) = try value.object {
      (object: inout ObjectReader) throws(InputError) in
      let step = try object.required("step")
      let length: Int64
      switch measure {
      case .notional: length = try money(step).atoms
      case .size: length = try step.integer(in: 1...Int64(1e15))
      }
      if length == 0 { throw step.mismatch("a step above 0") }
      return (
        length, try object.required("maintenance").fineRate(),
        try object.required("initial").fineRate()
      )
    }
    var found: [SteppedTier] = []
    var next = last
    var reached: Int64
    switch end {
    case .notional(let money): reached = money.atoms
    case .size(let quantity): reached = quantity.lots
    }
    while true {
      next.maintenance.partsPerTrillion += maintenance.partsPerTrillion
      next.initial.partsPerTrillion += initial.partsPerTrillion
      let (limit, isBeyond) = reached.addingReportingOverflow(step)
      if next.initial > .one || next.maintenance >= .one || isBeyond { return found }
      reached = limit
      next.limit =
        switch measure {
        case .notional: .notional(Money(atoms: reached))
        case .size: .size(Quantity(lots: reached))
        }
      found.append(next)
      guard found.count <= Self.furtherMax else {
        throw value.mismatch(
          "rates that reach 100% within \(Self.furtherMax) further steps", found: "less")
      }
    }
  }

  // MARK: Formulas

  private func linearInSize(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    let shape = try value.object { (object: inout ObjectReader) throws(InputError) in
      MarginShape.linearInSize(
        maintenance: try object.required("maintenance").fineRate(),
        initial: try object.required("initial").fineRate(),
        perUnit: try object.required("perUnit").fineRate(),
        initialPerUnit: try object.optional("initialPerUnit")?.fineRate())
    }
    return ReadSchedule(schedule: try checked(shape, [value]))
  }

  private func squareRootOfSize(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    func rate(_ value: ValueReader) throws(InputError) -> SquareRootRate {
      try value.object { (object: inout ObjectReader) throws(InputError) in
        SquareRootRate(
          floor: try object.required("floor").fineRate(),
          offset: try object.optional("offset")?.fineRate() ?? .zero,
          factor: try object.required("factor").fineRate())
      }
    }
    let shape = try value.object { (object: inout ObjectReader) throws(InputError) in
      MarginShape.squareRootOfSize(
        maintenance: try rate(object.required("maintenance", as: "rateBySize")),
        initial: try rate(object.required("initial", as: "rateBySize")))
    }
    return ReadSchedule(schedule: try checked(shape, [value]))
  }

  private func flat(_ value: ValueReader) throws(InputError) -> ReadSchedule {
    let shape = try value.object { (object: inout ObjectReader) throws(InputError) in
      let (maintenance, initial) = try fineRates(&object)
      return MarginShape.flat(
        maintenance: maintenance, initial: initial,
        minimum: try object.optional("minimum").map(money) ?? .zero)
    }
    return ReadSchedule(schedule: try checked(shape, [value]))
  }

  // MARK: Parts

  private func money(_ value: ValueReader) throws(InputError) -> Money {
    try value.money(in: .zero...most, decimals: decimals)
  }

  /// `maintenance`, and `maxLeverage` or `initial`, in millionths.
  private func plainRates(_ object: inout ObjectReader) throws(InputError) -> (Rate, Rate) {
    let rates = Rate(partsPerMillion: 1)...Rate.one
    let maintenance = try object.required("maintenance").rate(in: rates)
    if let initial = try initial(&object) { return (maintenance, try initial.rate(in: rates)) }
    // Up: the account deposits the fraction.
    let millionths = divide(1_000_000, by: Int128(try leverage(&object)), rounding: .up)
    return (maintenance, Rate(partsPerMillion: Int64(millionths)))
  }

  /// `maintenance`, and `maxLeverage` or `initial`, to 10^-12.
  private func fineRates(
    _ object: inout ObjectReader
  ) throws(InputError) -> (FineRate, FineRate) {
    let maintenance = try object.required("maintenance").fineRate()
    if let initial = try initial(&object) { return (maintenance, try initial.fineRate()) }
    // Up: the account deposits the fraction.
    let parts = divide(
      1_000_000_000_000, by: Int128(try leverage(&object)), rounding: .up)
    return (maintenance, FineRate(partsPerTrillion: Int64(parts)))
  }

  private func initial(_ object: inout ObjectReader) throws(InputError) -> ValueReader? {
    guard let initial = object.optional("initial") else { return nil }
    if object.optional("maxLeverage") != nil {
      throw object.contradiction(
        "initial", expected: "either `maxLeverage` or `initial`", found: "both")
    }
    return initial
  }

  private func leverage(_ object: inout ObjectReader) throws(InputError) -> Int64 {
    try object.required("maxLeverage").integer(in: 1...1000)
  }

  /// A schedule of a shape, or what is wrong with it, at the tier that it is about.
  private func checked(
    _ shape: MarginShape, _ tiers: [ValueReader]
  ) throws(InputError) -> MarginSchedule {
    do {
      return try MarginSchedule(shape: shape)
    } catch {
      throw Self.complaint(error, tiers, decimals: decimals)
    }
  }

  /// What is wrong with a schedule, at the tier that it is about.
  ///
  /// - Parameters:
  ///   - error: What is wrong.
  ///   - tiers: The tiers of the document.
  ///   - decimals: Decimals of an atom of money.
  ///   - names: The way to a key within a tier, where a document calls it otherwise.
  static func complaint(
    _ error: MarginScheduleError, _ tiers: [ValueReader], decimals: Int,
    names: [String: [String]] = [:]
  ) -> InputError {
    func at(_ tier: Int, _ key: String, _ expected: String) -> InputError {
      var place = tiers[min(tier, tiers.count - 1)]
      for key in names[key] ?? [key] {
        guard case .object(let members) = place.value.content,
          let member = members.first(where: { $0.key == key })
            ?? members.first(where: { key == "initial" && $0.key == "maxLeverage" })
        else { break }
        place = place.child(member.key, member.value)
      }
      return place.mismatch(expected)
    }
    switch error {
    case .noTiers, .closingFeeOutOfRange, .termOutOfRange, .limitOfOtherMeasure:
      return at(0, "", "that \(error)")
    case .firstFloorNotZero: return at(0, "from", "0 in the first tier")
    case .floorNotAscending(let tier):
      return at(tier, "from", "more than where the tier before it starts")
    case .limitNotAscending(let tier):
      return at(
        tier, "to",
        "more than `to` of the tier before it, the start of the next, and an end for all but the last"
      )
    case .maintenanceOutOfRange(let tier):
      return at(tier, "maintenance", "a rate above 0% and below 100%")
    case .initialOutOfRange(let tier):
      return at(tier, "initial", "an initial rate from the maintenance rate to 100%")
    case .rateFalls(let tier):
      return at(tier, "maintenance", "rates that are not below those of the tier before it")
    case .deductionNotContinuous(let tier, let derived):
      let text = ExactDecimal(coefficient: Int128(derived.atoms), exponent: -decimals).text
      return at(tier, "deduction", "\(text), with which the requirement does not jump")
    }
  }
}
