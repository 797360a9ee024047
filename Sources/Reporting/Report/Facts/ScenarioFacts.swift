import Kernel
import Liquidation
import Margin
import Market
package import Simulation
import Units

/// The facts of a scenario as lines of a plain table: every key that a run depends on is told.
package struct ScenarioFacts {
  let scenario: Scenario
  let text: ContractText
  private let underRulebooks: Bool
  private let alsoSet: [VariantLabel.Setting]
  /// How often each depth shock struck in a run, the least and the most.
  let strikes: [ClosedRange<Int>]

  /// Prepares the facts.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - underRulebooks: Whether rulebooks take the place of mark, check, funding and fee.
  ///   - runs: The runs of the report, for how often shocks struck.
  ///   - alsoSet: The keys that the scenario sets and of which there is no sentence here.
  package init(
    _ scenario: Scenario, underRulebooks: Bool, runs: [RunResult],
    alsoSet: [VariantLabel.Setting] = []
  ) {
    self.scenario = scenario
    self.underRulebooks = underRulebooks
    // Rulebooks have a funding of their own.
    self.alsoSet = alsoSet.filter { !underRulebooks || !$0.key.hasPrefix("funding.") }
    strikes = Self.strikes(of: scenario.shocks.count, in: runs)
    text = ContractText(scenario.instrument)
  }

  /// Every line: what, and how it is set.
  package var lines: [(what: String, how: String)] {
    [
      ("Contract", contract), ("Length of a run", Words.duration(scenario.length)),
      ("Index", index),
    ] + flow + shocks
      + [("Latency", latency)] + rules
      + [("Accounts", population)] + fee
      + [("Insurance fund", fund), ("Backstop", backstop), ("Liquidators", liquidators)]
      + strategies + rest
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

  /// How the index moves, to stand within a sentence.
  var shape: String {
    switch scenario.index {
    case .process(let process, _):
      if process.moves.isEmpty { return "a random walk" }
      return Words.list(
        process.moves.map { move in
          "\(Words.number(move.returnBasisPoints / 100, decimals: 2)) % over "
            + "\(Words.duration(move.over)) from \(NumberText.clock(move.at))"
        })
    case .bars, .ticks, .tape: return "that of the input file"
    }
  }

  private var index: String {
    switch scenario.index {
    case .process(let process, let start):
      let moves = process.moves.map { move in
        "\(Words.number(move.returnBasisPoints / 100, decimals: 2)) % over "
          + "\(Words.duration(move.over)) from \(NumberText.clock(move.at)), "
          + (move.shape == .smooth ? "smooth" : "even")
          + (move.volatilityFactor == 1
            ? "" : ", volatility \(Words.number(move.volatilityFactor)) times")
      }
      return "seeded random walk from \(text.text(start)), a step each "
        + "\(Words.duration(process.updateInterval)), "
        + "\(Words.number(process.volatilityBasisPoints)) bp per square root of a second"
        + (process.driftBasisPoints == 0
          ? "" : ", drift \(Words.number(process.driftBasisPoints)) bp a second")
        + (process.jumps.map { "; " + Self.jumps($0) } ?? "")
        + (moves.isEmpty ? "" : "; moves of " + Words.list(moves))
    case .bars(let window, let interval):
      return
        "bars of the input file, \(Self.utc(window)), expanded by a seeded rule to a step "
        + "each \(Words.duration(interval))"
    case .ticks(let window): return "trades of the input file, \(Self.utc(window))"
    case .tape: return "as the market tape tells it"
    }
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
        + (tier.deduction.map { $0 == .zero ? "" : ", less \(text.text($0))" } ?? "")
    }.joined(separator: "; ") + end
  }

  private var funding: String {
    guard let funding = scenario.funding else { return "none" }
    return "every \(Words.duration(funding.formula.interval)), first at "
      + "\(NumberText.clock(funding.firstSettlement)); interest \(Words.percent(funding.formula.interest)), "
      + "clamp \(Words.percent(funding.formula.clamp)), cap \(Words.percent(funding.formula.cap)); the "
      + "premium is sampled every \(Words.duration(funding.sampleInterval)), "
      + (funding.formula.average == .rising ? "later samples weigh more" : "all weigh the same")
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
      + "entry prices \(Words.percent(people.entryDeviation)) around the opening price; "
      + "leverage \(leverage.joined(separator: ", "))"
  }

  private var liquidationFee: String {
    Words.percent(scenario.liquidation.fee) + " of liquidated notional, to the insurance fund"
  }

  private var fund: String {
    let share =
      underRulebooks
      ? ""
      : "; one forced order may cost it at most \(Words.percent(scenario.liquidation.fundShare)) of what it has "
        + "not promised"
    return text.text(scenario.liquidation.fund) + " \(text.moneyUnit) at the start" + share
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
      (
        "Strategy",
        "`\(slot.name)` with capital \(text.text(slot.capital)), parameters "
          + "`\(Self.onOneLine(slot.parameters))`"
          + (slot.benchmark == .index ? "" : ", held against \(slot.benchmark.words)")
      )
    }
  }

  /// What has no line of its own.
  private var rest: [(what: String, how: String)] {
    let settings = alsoSet.map { "`\($0.key)` \($0.value)" }
    return settings.isEmpty ? [] : [("Also set", Words.list(settings))]
  }

  /// JSON text without its line breaks and indents.
  static func onOneLine(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
