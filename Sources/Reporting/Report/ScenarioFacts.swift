import Kernel
import Liquidation
import Margin
import Market
import Simulation
import Units

/// The facts of a scenario as lines of a plain table.
struct ScenarioFacts {
  private let scenario: Scenario
  private let text: ContractText
  private let underRulebooks: Bool

  /// - Parameter underRulebooks: Whether rulebooks take the place of mark, check, funding and fee.
  init(_ scenario: Scenario, underRulebooks: Bool) {
    self.scenario = scenario
    self.underRulebooks = underRulebooks
    text = ContractText(scenario.instrument)
  }

  /// Every line: what, and how it is set.
  var lines: [(what: String, how: String)] {
    [
      ("Contract", contract), ("Length of a run", Words.duration(scenario.length)),
      ("Index", index),
    ] + flow + shocks
      + [("Latency", latency)] + rules
      + [("Accounts", population)] + fee
      + [("Insurance fund", fund), ("Backstop", backstop), ("Liquidators", liquidators)]
      + strategies
  }

  /// What the scenario rules itself, unless rulebooks do; by its tiers the accounts are funded all the same.
  private var rules: [(what: String, how: String)] {
    underRulebooks
      ? [("Margin tiers that fund the accounts", tiers)]
      : [
        ("Mark price", mark), ("Margin check", check), ("Margin tiers", tiers),
        ("Funding", funding),
      ]
  }

  private var fee: [(what: String, how: String)] {
    underRulebooks ? [] : [("Liquidation fee", liquidationFee)]
  }

  private var contract: String {
    let instrument = scenario.instrument
    return
      "\(instrument.symbol), \(instrument.kind.rawValue); tick \(text.text(Price(ticks: 1))), lot "
      + "\(text.text(Quantity(lots: 1))); maker fee \(Words.percent(instrument.makerFee)), taker fee "
      + Words.percent(instrument.takerFee) + units
  }

  /// What sizes and money are counted in, where it is not the usual.
  private var units: String {
    switch scenario.instrument.kind {
    case .linear: ""
    case .inverse: "; sizes in quote currency, money in the coin"
    }
  }

  /// The shape of the index in words.
  var index: String {
    switch scenario.index {
    case .process(let process, let start):
      let jumps = process.jumps == nil ? "" : " with jumps"
      let moves = process.moves.map { move in
        "\(Words.number(move.returnBasisPoints / 100, decimals: 2)) % over "
          + "\(Words.duration(move.over)) from \(NumberText.clock(move.at))"
      }
      return "seeded random walk\(jumps) from \(text.text(start)), "
        + "\(Words.number(process.volatilityBasisPoints)) bp per square root of a second"
        + (moves.isEmpty ? "" : "; moves of " + Words.list(moves))
    case .bars(let window, let interval):
      return
        "bars of the input file, \(Self.utc(window)), expanded by a seeded rule to a step "
        + "each \(Words.duration(interval))"
    case .ticks(let window): return "trades of the input file, \(Self.utc(window))"
    }
  }

  private var flow: [(what: String, how: String)] {
    let makers = scenario.makers
    let takers = scenario.takers
    let arbitrageurs = scenario.arbitrageurs
    return [
      (
        "Makers",
        "\(makers.count), each \(text.text(makers.touchSize)) at the touch and "
          + "\(Words.count(makers.layers.count, "layer")) behind it; refresh every "
          + "\(Words.duration(makers.refreshInterval)) on average; capital "
          + "\(text.text(makers.capital)) each"
      ),
      (
        "Noise takers",
        "\(Words.number(takers.ratePerSecond)) orders per second in bursts (branching "
          + "\(Words.number(takers.branching))), Pareto sizes from \(text.text(takers.sizeMinimum)) "
          + "to \(text.text(takers.sizeMaximum)) with tail \(Words.number(takers.sizeTail)), "
          + "persistent signs"
      ),
      (
        "Arbitrageurs",
        "\(arbitrageurs.count), take what is \(Words.percent(arbitrageurs.threshold)) off the index, "
          + "at most \(text.text(arbitrageurs.inventoryLimit)) each"
      ),
    ]
  }

  private var shocks: [(what: String, how: String)] {
    scenario.shocks.isEmpty
      ? [("Depth shocks", "none")]
      : scenario.shocks.map { plan in
        (
          "Depth shock",
          "\(Self.shock(plan.shock)), \(Self.timing(plan.timing)); "
            + (plan.hold > .zero ? "full strength for \(Words.duration(plan.hold)), then " : "")
            + "half-life \(Words.duration(plan.halfLife))"
        )
      }
  }

  private var latency: String {
    let links: [(String, LatencyModel)] = [
      ("index to venue", scenario.latency.indexToVenue),
      ("feed to makers", scenario.latency.feedToMaker),
      ("maker orders", scenario.latency.makerOrderEntry),
      ("taker orders", scenario.latency.takerOrderEntry),
      ("liquidation orders", scenario.latency.liquidationOrderEntry),
    ]
    return links.map { "\($0.0) \(Self.delay($0.1))" }.joined(separator: "; ")
      + "; gateway \(Words.duration(scenario.latency.gatewayService)) for each message, in a queue"
  }

  private var mark: String {
    let formula =
      switch scenario.mark.formula {
      case .index: "the index"
      case .last: "the last trade"
      case .indexPlusAverageBasis(let window, let clamp):
        "index plus the mean basis of \(window) samples, within \(Words.percent(clamp)) of the index"
      case .medianOfThree(let window):
        "median of funding-adjusted index, index plus the mean basis of \(window) samples, and last"
      case .indexWithFunding: "the index, adjusted by the funding that is left"
      case .emaOfPremium(let time, let clamp):
        "index plus a moving average of the basis over \(Words.duration(time)), within "
          + "\(Words.percent(clamp)) of the index"
      case .ownBook: "median of best bid, best ask and last"
      case .oracleAndBook(let premiumTime, let bookTime):
        "median of index plus a moving average of the basis over \(Words.duration(premiumTime)), the "
          + "median of bid, ask and last, and its moving average over \(Words.duration(bookTime))"
      }
    return "\(formula); published every \(Words.duration(scenario.mark.interval))"
  }

  private var check: String {
    let price =
      switch scenario.liquidation.checkPrice {
      case .mark: "mark price"
      case .index: "index"
      case .last: "last trade"
      }
    return
      "every \(Words.duration(scenario.liquidation.checkInterval)) at the \(price); liquidation "
      + "where equity is below maintenance margin"
  }

  private var tiers: String {
    let end = scenario.margin.tiers.last?.limit.map { "; up to \(text.text($0))" } ?? ""
    return scenario.margin.tiers.map { tier in
      "from \(text.text(tier.floor)): maintenance \(Words.percent(tier.maintenance)), initial "
        + Words.percent(tier.initial)
    }.joined(separator: "; ") + end
  }

  private var funding: String {
    guard let funding = scenario.funding else { return "none" }
    return "every \(Words.duration(funding.formula.interval)), first at "
      + "\(NumberText.clock(funding.firstSettlement)); cap \(Words.percent(funding.formula.cap))"
  }

  private var population: String {
    let people = scenario.population
    let weights = people.leverage.reduce(0) { $0 + $1.weight }
    let leverage = people.leverage.map { item in
      let share = FixedDecimal(
        ratio: Int128(item.weight) * 100, to: Int128(weights), decimals: 1)
      return "\(item.leverage)x \(Words.trimmed(share?.text ?? "")) %"
    }
    return "\(NumberText.grouped(people.count)), isolated margin, "
      + "\(Words.percent(people.longShare)) long before netting; notional log-normal with median "
      + "\(text.text(people.notionalMedian)) and sigma \(Words.number(people.notionalSigma)); "
      + "leverage \(leverage.joined(separator: ", "))"
  }

  private var liquidationFee: String {
    Words.percent(scenario.liquidation.fee) + " of liquidated notional, to the insurance fund"
  }

  private var fund: String {
    text.text(scenario.liquidation.fund) + " \(text.moneyUnit) at the start"
  }

  private var backstop: String {
    let backstop = scenario.liquidation.backstop
    return "capital \(text.text(backstop.capital)), holds up to "
      + "\(text.text(backstop.notionalMaximum)) of notional; sells "
      + "\(Words.percent(backstop.unwindShare)) of it every \(Words.duration(backstop.unwindInterval))"
  }

  private var liquidators: String {
    let liquidators = scenario.liquidators
    if liquidators.count == 0 { return "none" }
    return
      "\(liquidators.count), bid where a path holds an auction, an edge of "
      + "\(Words.percent(liquidators.edgeMinimum)) to \(Words.percent(liquidators.edgeMaximum)) off the "
      + "index; capital \(text.text(liquidators.capital)) each, hold up to "
      + "\(text.text(liquidators.notionalMaximum)) of notional; sell "
      + "\(Words.percent(liquidators.unwindShare)) of it every "
      + Words.duration(liquidators.unwindInterval)
  }

  private var strategies: [(what: String, how: String)] {
    scenario.strategies.map { slot in
      ("Strategy", "`\(slot.name)` with capital \(text.text(slot.capital))")
    }
  }
}

/// The words of single settings.
extension ScenarioFacts {
  private static func shock(_ shock: DepthShock) -> String {
    switch shock {
    case .thin(let side, let rate): "\(Words.percent(rate)) of the size gone on \(Words.book(side))"
    case .pull(let side): "makers leave \(Words.book(side))"
    case .widen(let rate): "spread wider by \(Words.percent(rate))"
    case .gap(let side, let rate):
      "makers stay \(Words.percent(rate)) away on \(Words.book(side))"
    case .cancelBurst(let rate): "\(Words.percent(rate)) of the makers' orders cancelled at once"
    }
  }

  private static func timing(_ timing: ShockTiming) -> String {
    switch timing {
    case .at(let time): "at \(NumberText.clock(time))"
    case .random(let mean): "at random, every \(Words.duration(mean)) on average"
    case .whenIndexFalls(let rate, let within):
      "when the index falls \(Words.percent(rate)) within \(Words.duration(within))"
    }
  }

  private static func delay(_ model: LatencyModel) -> String {
    switch model {
    case .constant(let delay): Words.duration(delay)
    case .uniform(let low, let high): "\(Words.duration(low)) to \(Words.duration(high))"
    case .exponential(let offset, let mean):
      Self.plus(offset) + "exponential with mean \(Words.duration(mean))"
    case .logNormal(let offset, let median, let sigma):
      Self.plus(offset) + "log-normal with median \(Words.duration(median)) and sigma "
        + Words.number(sigma)
    case .gamma(let offset, let shape, let scale):
      Self.plus(offset) + "gamma with shape \(Words.number(shape)) and scale "
        + Words.duration(scale)
    case .empirical(let delays):
      "one of \(delays.count) measured delays"
    }
  }

  private static func plus(_ offset: Interval) -> String {
    offset > .zero ? Words.duration(offset) + " plus " : ""
  }

  private static func utc(_ window: UTCWindow) -> String {
    "\(UTCText.minute(window.fromMilliseconds)) to \(UTCText.minute(window.toMilliseconds)) UTC"
  }
}
