import Liquidation
import Margin
import Market
import Simulation
import Units

extension ScenarioWriter {
  func latency(_ latency: LatencySettings) -> JSON5Value {
    Self.object([
      ("indexToVenue", link(latency.indexToVenue)), ("feedToMaker", link(latency.feedToMaker)),
      ("feedToStrategy", link(latency.feedToStrategy)),
      ("makerOrderEntry", link(latency.makerOrderEntry)),
      ("takerOrderEntry", link(latency.takerOrderEntry)),
      ("strategyOrderEntry", link(latency.strategyOrderEntry)),
      ("response", link(latency.response)),
      ("liquidationOrderEntry", link(latency.liquidationOrderEntry)),
      ("gatewayService", Self.interval(latency.gatewayService)),
    ])
  }

  private func link(_ model: LatencyModel) -> JSON5Value {
    switch model {
    case .constant(let delay): Self.object([("constant", Self.interval(delay))])
    case .uniform(let low, let high):
      Self.form("uniform", [("low", Self.interval(low)), ("high", Self.interval(high))])
    case .exponential(let offset, let mean):
      Self.form("exponential", [("offset", Self.interval(offset)), ("mean", Self.interval(mean))])
    case .logNormal(let offset, let median, let sigma):
      Self.form(
        "logNormal",
        [
          ("offset", Self.interval(offset)), ("median", Self.interval(median)),
          ("sigma", Self.real(sigma)),
        ])
    case .gamma(let offset, let shape, let scale):
      Self.form(
        "gamma",
        [
          ("offset", Self.interval(offset)), ("shape", Self.real(shape)),
          ("scale", Self.interval(scale)),
        ])
    case .empirical(let delays):
      Self.object([("empirical", Self.list(delays.map(Self.interval)))])
    }
  }

  func mark(_ mark: MarkSettings) -> JSON5Value {
    Self.object([
      ("formula", markFormula(mark.formula)), ("interval", Self.interval(mark.interval)),
    ])
  }

  private func markFormula(_ formula: MarkFormula) -> JSON5Value {
    switch formula {
    case .index: Self.text("index")
    case .last: Self.text("last")
    case .indexPlusAverageBasis(let window, let clamp):
      Self.form(
        "indexPlusAverageBasis", [("window", Self.count(window)), ("clamp", Self.rate(clamp))])
    case .medianOfThree(let window):
      Self.form("medianOfThree", [("window", Self.count(window))])
    case .indexWithFunding: Self.text("indexWithFunding")
    case .emaOfPremium(let time, let clamp):
      Self.form(
        "emaOfPremium", [("timeConstant", Self.interval(time)), ("clamp", Self.rate(clamp))])
    case .ownBook: Self.text("ownBook")
    case .oracleAndBook(let premiumTime, let bookTime):
      Self.form(
        "oracleAndBook",
        [("premiumTime", Self.interval(premiumTime)), ("bookTime", Self.interval(bookTime))])
    }
  }

  func funding(_ funding: FundingSettings) -> JSON5Value {
    let average =
      switch funding.formula.average {
      case .equal: "equal"
      case .rising: "rising"
      }
    // Written only where they are not the plain case, so that older texts stay what they were.
    var special: [(String, JSON5Value)] = []
    if funding.formula.settlementsPerRate != 1 {
      special.append(("settlementsPerRate", Self.count(funding.formula.settlementsPerRate)))
    }
    if funding.formula.shape == .sum { special.append(("shape", Self.text("sum"))) }
    return Self.object(
      [
        ("interest", Self.rate(funding.formula.interest)),
        ("clamp", Self.rate(funding.formula.clamp)), ("cap", Self.rate(funding.formula.cap)),
        ("interval", Self.interval(funding.formula.interval)), ("average", Self.text(average)),
        ("sampleInterval", Self.interval(funding.sampleInterval)),
        ("firstSettlement", Self.instant(funding.firstSettlement)),
      ] + special)
  }

  func margin(_ schedule: MarginSchedule) -> JSON5Value {
    let tiers = schedule.tiers.map { tier in
      Self.object(
        [
          ("floor", money(tier.floor)), ("maintenance", Self.rate(tier.maintenance)),
          ("initial", Self.rate(tier.initial)),
          ("deduction", money(tier.deduction ?? .zero)),
        ] + (tier.limit.map { [("to", money($0))] } ?? []))
    }
    return Self.object([("tiers", Self.list(tiers))])
  }

  func population(_ population: PopulationSettings) -> JSON5Value {
    let leverage = population.leverage.map {
      Self.object([("leverage", Self.integer($0.leverage)), ("weight", Self.integer($0.weight))])
    }
    return Self.object([
      ("count", Self.count(population.count)), ("longShare", Self.rate(population.longShare)),
      ("notionalMedian", money(population.notionalMedian)),
      ("notionalSigma", Self.real(population.notionalSigma)), ("leverage", Self.list(leverage)),
      ("entryDeviation", Self.rate(population.entryDeviation)),
    ])
  }

  func liquidation(_ settings: LiquidationSettings) -> JSON5Value {
    Self.object([
      ("checkPrice", Self.text(settings.checkPrice.rawValue)),
      ("checkInterval", Self.interval(settings.checkInterval)), ("fee", Self.rate(settings.fee)),
      ("fund", money(settings.fund)), ("fundShare", Self.rate(settings.fundShare)),
      (
        "backstop",
        Self.object([
          ("capital", money(settings.backstop.capital)),
          ("notionalMaximum", money(settings.backstop.notionalMaximum)),
          ("unwindInterval", Self.interval(settings.backstop.unwindInterval)),
          ("unwindShare", Self.rate(settings.backstop.unwindShare)),
        ])
      ),
    ])
  }

  func liquidators(_ settings: LiquidatorSettings) -> JSON5Value {
    Self.object([
      ("count", Self.count(settings.count)), ("capital", money(settings.capital)),
      ("edgeMinimum", Self.rate(settings.edgeMinimum)),
      ("edgeMaximum", Self.rate(settings.edgeMaximum)),
      ("notionalMaximum", money(settings.notionalMaximum)),
      ("unwindInterval", Self.interval(settings.unwindInterval)),
      ("unwindShare", Self.rate(settings.unwindShare)),
    ])
  }
}
