import Liquidation
import Margin
import Market
import Simulation
import Units

extension ScenarioReader {
  /// `mark`: `formula` (index plus average basis) and `interval` (1 s); a formula's window is 30 samples
  /// and its clamp 0.5 % where they are left out.
  func mark(_ value: ValueReader?) throws(InputError) -> MarkSettings {
    let standard = ValueReader.MarkDefaults(window: 30, clamp: .basisPoints(50))
    let value = try Self.given(value, else: "{}")
    return try value.object { (object: inout ObjectReader) throws(InputError) in
      let formula = object.optional("formula")
      return MarkSettings(
        formula: try formula?.markFormula(defaults: standard)
          ?? .indexPlusAverageBasis(window: standard.window, clampRate: standard.clamp),
        interval: try object.optional("interval")?.interval(in: ScenarioLimits.pace) ?? .seconds(1))
    }
  }

  /// `funding`: `interest` (0.01 %), `clamp` (0.05 %), `cap` (0.3 %), `interval` (8 h), `average`
  /// (`"rising"`, or `"equal"`), `settlementsPerRate` (1), `shape` (`"dampened"`, or `"sum"`),
  /// `sampleInterval` (60 s) and `firstSettlement` (one interval in).
  func funding(_ object: inout ObjectReader) throws(InputError) -> FundingSettings {
    let formula = try object.fundingFormula(standard: FundingFormula())
    let spans = Interval.zero...Interval.seconds(604_800)
    let first = try object.optional("firstSettlement")?.interval(in: spans)
    return FundingSettings(
      formula: formula,
      sampleInterval: try object.optional("sampleInterval")?.interval(in: ScenarioLimits.pace)
        ?? .seconds(60),
      firstSettlement: .zero + (first ?? formula.interval))
  }

  // MARK: Margin

  /// `margin`: `tiers`, lowest first, each with `floor` (whole units of the quote currency, hundredths of
  /// a coin),
  /// `maintenance`, either `maxLeverage` or `initial`, `deduction` where it is to be checked, and `to`, the floor of
  /// the next tier or the end of the last.
  func margin(_ object: inout ObjectReader) throws(InputError) -> MarginSchedule {
    let list = try object.required("tiers").list(count: 1...100)
    var tiers: [MarginTier] = []
    for value in list { tiers.append(try value.object(tier)) }
    let schedule: MarginSchedule
    do {
      schedule = try MarginSchedule(tiers: tiers)
    } catch {
      throw complaint(about: error, list)
    }
    do {
      _ = try MarginRules(instrument: instrument, schedule: schedule)
    } catch {
      throw object.contradiction("tiers", expected: "that \(error)", found: "more")
    }
    return schedule
  }

  private func tier(_ object: inout ObjectReader) throws(InputError) -> MarginTier {
    let rates = Rate(partsPerMillion: 1)...Rate.one
    let floor = try wholeMoney(object.required("floor"))
    let maintenance = try object.required("maintenance").rate(in: rates)
    let initial: Rate
    if let stated = object.optional("initial") {
      initial = try stated.rate(in: rates)
      if object.optional("maxLeverage") != nil {
        throw object.contradiction(
          "initial", expected: "either `maxLeverage` or `initial`", found: "both")
      }
    } else {
      let leverage = try object.required("maxLeverage").integer(in: 1...1000)
      // Up: the account deposits the fraction.
      let millionths = divide(1_000_000, by: Int128(leverage), rounding: .up)
      initial = Rate(partsPerMillion: Int64(millionths))
    }
    let deduction = try object.optional("deduction").map(money)
    return MarginTier(
      floor: floor, maintenance: maintenance, initial: initial, deduction: deduction,
      limit: try object.optional("to").map(wholeMoney))
  }

  /// A whole number of millions of atoms, so that every deduction is exact: whole units of the quote
  /// currency, hundredths of a coin.
  private func wholeMoney(_ value: ValueReader) throws(InputError) -> Money {
    let most = ScenarioLimits.money(of: instrument).upperBound.atoms / 1_000_000
    let unit = instrument.kind == .linear ? "in the quote currency" : "in the coin"
    let millions = try value.decimal(
      decimals: instrument.moneyDecimals - 6, in: 0...most, unit: unit)
    return Money(atoms: millions * 1_000_000)
  }

  /// Names the tier and the key that a flaw of the schedule is about.
  private func complaint(
    about error: MarginScheduleError, _ tiers: [ValueReader]
  ) -> InputError {
    switch error {
    case .noTiers, .closingFeeOutOfRange, .termOutOfRange:
      InputError(.badData, file: tiers[0].file, expected: "that \(error)")
    case .firstFloorNotZero: mismatch(tiers[0], "floor", "0 in the first tier")
    case .limitNotAscending(let tier):
      mismatch(tiers[tier], "to", "the floor of the next tier, and in the last more than its own")
    case .limitOfOtherMeasure(let tier):
      InputError(.badData, file: tiers[tier].file, expected: "that \(error)")
    case .floorNotAscending(let tier):
      mismatch(tiers[tier], "floor", "more than the floor of the tier before it")
    case .maintenanceOutOfRange(let tier):
      mismatch(tiers[tier], "maintenance", "a rate above 0 and below 100%")
    case .initialOutOfRange(let tier):
      mismatch(tiers[tier], "initial", "an initial rate from the maintenance rate to 100%")
    case .rateFalls(let tier):
      mismatch(tiers[tier], "maintenance", "rates that are not below those of the tier before it")
    case .deductionNotContinuous(let tier, let derived):
      mismatch(
        tiers[tier], "deduction",
        text(derived) + ", with which the requirement does not jump")
    }
  }

  private func mismatch(
    _ tier: ValueReader, _ key: String, _ expected: String
  ) -> InputError {
    guard case .object(let members) = tier.value.content,
      let member = members.first(where: { $0.key == key })
        ?? members.first(where: { key == "initial" && $0.key == "maxLeverage" })
    else { return tier.mismatch(expected) }
    let path = InputPath.child(member.key, of: tier.path)
    return ValueReader(file: tier.file, path: path, value: member.value, node: nil)
      .mismatch(expected)
  }

  // MARK: Liquidation

  /// `liquidation`: `checkPrice` (`"mark"`, or `"index"`, `"last"`), `checkInterval` (1 s), `fee`, `fund`,
  /// `fundShare` (25 %) and `backstop`.
  func liquidation(_ object: inout ObjectReader) throws(InputError) -> LiquidationSettings {
    let check = object.optional("checkPrice")
    return LiquidationSettings(
      checkPrice: try check?.word(["mark": .mark, "index": .index, "last": .last]) ?? .mark,
      checkInterval: try object.optional("checkInterval")?.interval(in: ScenarioLimits.pace)
        ?? .seconds(1),
      fee: try object.required("fee").rate(in: .zero...Rate.basisPoints(1000)),
      fund: try money(object.required("fund")),
      fundShare: try object.optional("fundShare")?.rate(in: ScenarioLimits.share)
        ?? .basisPoints(2500),
      backstop: try object.required("backstop").object(backstop))
  }

  /// `backstop`: `capital`, `notionalMaximum`, `unwindInterval` (5 s) and `unwindShare` (5 %).
  private func backstop(_ object: inout ObjectReader) throws(InputError) -> BackstopSettings {
    BackstopSettings(
      capital: try money(object.required("capital")),
      notionalMaximum: try money(object.required("notionalMaximum")),
      unwindInterval: try object.optional("unwindInterval")?.interval(in: ScenarioLimits.pace)
        ?? .seconds(5),
      unwindShare: try object.optional("unwindShare")?.rate(
        in: Rate(partsPerMillion: 1)...Rate.one) ?? .basisPoints(500))
  }

  /// `liquidators`: `count`, `capital`, `edgeMinimum`, `edgeMaximum`, `notionalMaximum`,
  /// `unwindInterval` and `unwindShare`, each with a default.
  func liquidators(_ object: inout ObjectReader) throws(InputError) -> LiquidatorSettings {
    let standard = LiquidatorSettings.standard(for: instrument)
    let edges = Rate.zero...Rate.basisPoints(5000)
    let least = try object.optional("edgeMinimum")?.rate(in: edges) ?? standard.edgeMinimum
    return LiquidatorSettings(
      count: try object.optional("count")?.count(in: 0...1000) ?? standard.count,
      capital: try object.optional("capital").map(money)
        ?? standard.capital,
      edgeMinimum: least,
      edgeMaximum: try object.optional("edgeMaximum")?.rate(in: least...edges.upperBound)
        ?? max(least, standard.edgeMaximum),
      notionalMaximum: try object.optional("notionalMaximum").map(money)
        ?? standard.notionalMaximum,
      unwindInterval: try object.optional("unwindInterval")?.interval(in: ScenarioLimits.pace)
        ?? standard.unwindInterval,
      unwindShare: try object.optional("unwindShare")?.rate(
        in: Rate(partsPerMillion: 1)...Rate.one) ?? standard.unwindShare)
  }
}
