import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

/// The figures of one leg in the order in which a person derives them.
struct QuoteDerivation {
  /// One figure: what it is, how it comes about, and the fields of the rulebook it rests on.
  struct Step {
    let title: String
    let lines: [String]
    let keys: [String]
  }

  let numbers: QuoteNumbers
  let stop: StopCheck?

  private var leg: LegQuote { numbers.leg }
  private var quote: VenueQuote { numbers.quote }
  private var rulebook: Rulebook { quote.rulebook }
  private var formula: QuoteFormula { QuoteFormula(numbers: numbers) }
  private var isInverse: Bool { leg.instrument.kind == .inverse }

  /// The steps in order.
  var steps: [Step] {
    [position, reference, maintenance, equity, liquidation]
      + [takeover, bankruptcy, zero, gap, firstStep, costs, remainder, effect, stopStep].compactMap
    { $0 }
  }

  private var position: Step {
    let size = numbers.plainSize(leg.size.magnitude)
    let entry = numbers.price(leg.entry)
    let value = numbers.money(leg.entryValue)
    var lines = [
      isInverse
        ? "value at entry: \(size) USD of contracts / \(entry) = \(value)"
        : "value at entry: \(size) x \(entry) = \(value)"
    ]
    let collateral = numbers.money(quote.collateral)
    if let leverage = quote.leverage {
      let value = numbers.money(quote.entryValue)
      let all = quote.legs.count > 1 ? " of all legs" : ""
      lines.append(
        "margin \(collateral): leverage \(value)\(all) / \(collateral) = \(QuoteNumbers.times(leverage))"
      )
    }
    if let opposite = leg.opposite {
      lines.append(
        "on the other side of the contract: \(numbers.plainSize(opposite.size.magnitude)) at "
          + numbers.price(opposite.entry))
    }
    if quote.legs.count > (leg.opposite == nil ? 1 : 2) {
      lines.append(
        "the other legs at their marks: profit \(numbers.money(leg.otherProfit)), maintenance "
          + numbers.money(leg.otherMaintenance))
    }
    return Step(title: "The position", lines: lines, keys: ["scope"])
  }

  private var reference: Step {
    Step(
      title: "The price that the venue checks", lines: [QuoteWords.reference(rulebook)],
      keys: ["checkPrice"] + (rulebook.checkPrice == .mark ? ["mark"] : []))
  }

  private var maintenance: Step {
    let at = formula.requirement
    var lines = ["maintenance at P: \(formula.maintenance)"]
    switch leg.rules.terms.valuation {
    case .mark: break
    case .entry: lines.append("taken at the entry value, whatever the price is")
    }
    if let tier = at.tier { lines.append("tier \(tier) of \(at.tierCount) holds there") }
    if let end = leg.passedEnd {
      lines.append(
        "the table of tiers ends at \(numbers.end(end)): beyond it the last tier is used")
    }
    switch leg.rules.schedule.shape {
    case .linearInSize(let base, _, let perUnit, _):
      lines.append(
        "rate: \(QuoteNumbers.percent(base)) + \(QuoteNumbers.percent(perUnit)) for each whole unit of size = "
          + QuoteNumbers.percent(at.rate))
    case .squareRootOfSize(let rate, _):
      lines.append(
        "rate: the greater of \(QuoteNumbers.percent(rate.floor)) and \(QuoteNumbers.percent(rate.offset)) + "
          + "\(QuoteNumbers.percent(rate.factor)) x the square root of the size = "
          + QuoteNumbers.percent(at.rate))
    case .continuousTiers, .steppedTiers, .flat: break
    }
    var keys = ["margin.\(leg.instrument.symbol)", "valuation", "closingFee"]
    if leg.rules.terms.fixedCharge > .zero { keys.append("fixedCharge") }
    if leg.rules.terms.keeperFee != nil { keys.append("keeperFee") }
    return Step(title: "What the venue requires", lines: lines, keys: keys)
  }

  private var equity: Step {
    Step(title: "What the account is worth", lines: ["equity at P: \(formula.equity)"], keys: [])
  }

  private var liquidation: Step {
    guard let at = leg.atLiquidation, leg.prices.liquidation != nil else {
      return leg.prices.maintenance.failsAtEveryPrice
        ? Step(
          title: "Liquidation price: any price",
          lines: ["no price above zero brings equity up to maintenance"], keys: ["equality"])
        : Step(
          title: "Liquidation price: none",
          lines: ["no price above zero brings equity down to maintenance"], keys: ["equality"])
    }
    let price = numbers.price(leg.prices.liquidation)
    var lines: [String] = []
    if leg.opposite != nil {
      lines.append("equity = maintenance of both sides at P = \(price)")
    } else if formula.isRoot {
      lines.append("equity = maintenance at \(formula.liquidation) = \(price)")
    } else {
      lines.append(
        "the requirement jumps there to tier \(at.tier ?? 1), past the equity: P = \(price)")
    }
    let share =
      numbers.away.map { ", \($0.text)% away from the mark \(numbers.price(leg.mark))" } ?? ""
    lines.append("there the leg requires \(numbers.money(at.total))\(share)")
    if let edges = numbers.edgeSentence { lines.append(edges) }
    if let now = leg.whenActing, leg.prices.maintenance.failsAtMark {
      lines.append(
        "at the mark \(numbers.price(leg.mark)) the leg requires \(numbers.money(now.total)), and equity is "
          + numbers.money(quote.equity))
    }
    switch leg.rules.terms.equality {
    case .safe: lines.append("equity equal to maintenance is still safe")
    case .liquidatable: lines.append("equity equal to maintenance is liquidated")
    }
    return Step(title: "Liquidation price \(price)", lines: lines, keys: ["equality"])
  }

  private var takeover: Step? {
    guard let backstop = rulebook.backstop, let share = backstop.belowMaintenance,
      leg.prices.takeover != nil
    else { return nil }
    let price = numbers.price(leg.prices.takeover)
    return Step(
      title: "Takeover by the backstop at \(price)",
      lines: [
        "the \(backstop.provider) takes over where equity is below \(QuoteNumbers.percent(share)) of maintenance; "
          + (backstop.keepsMargin ? "it keeps the margin that is left" : "what is left goes back")
      ], keys: ["backstop"])
  }

  private var bankruptcy: Step {
    let price = numbers.price(leg.prices.bankruptcy)
    guard leg.prices.bankruptcy != nil else {
      return leg.prices.emptiness.failsAtEveryPrice
        ? Step(
          title: "Bankruptcy price: any price",
          lines: ["\(feeWord)nothing is left at any price"], keys: [])
        : Step(
          title: "Bankruptcy price: none", lines: ["equity is above zero at every price"], keys: [])
    }
    return Step(
      title: "Bankruptcy price \(price)",
      lines: [
        leg.opposite == nil
          ? "equity = \(feeWord)0 at \(formula.bankruptcy) = \(price)"
          : "equity = \(feeWord)0 with both sides at P = \(price)"
      ], keys: [])
  }

  /// Names the closing fee where it counts.
  private var feeWord: String {
    leg.rules.closingFeeRate > .zero ? "closing fee, so what is left is " : ""
  }

  private var zero: Step? {
    guard leg.zero != nil else { return nil }
    let price = numbers.price(leg.zero)
    return Step(
      title: "Zero price \(price)",
      lines: [
        "a close there takes from equity the same share as from maintenance, so their ratio stays; the leg "
          + "stands at \(leg.prices.maintenance.failsAtMark ? "its mark" : "its liquidation price")"
      ], keys: [])
  }

  private var gap: Step? {
    guard let gap = numbers.distance(leg.prices.liquidation, leg.prices.bankruptcy),
      let points = numbers.basisPoints(leg.prices.liquidation, leg.prices.bankruptcy)
    else { return nil }
    let (one, other) = (
      numbers.price(leg.prices.liquidation), numbers.price(leg.prices.bankruptcy)
    )
    let isAbove = leg.isLong
    return Step(
      title: "Gap between them \(gap.groupedText), \(points.text) bp",
      lines: [
        "\(isAbove ? one : other) - \(isAbove ? other : one): what a forced order may lose before others pay"
      ], keys: [])
  }

  private var firstStep: Step? {
    guard let step = leg.step else {
      return leg.acting == nil
        ? nil
        : Step(title: "First forced step: none yet", lines: [rulebook.path.summary], keys: ["path"])
    }
    return Step(
      title: "First forced step",
      lines: [
        numbers.stepSentence,
        "It is stage \"\(step.stage.name)\" of the path: \(rulebook.path.summary)",
      ],
      keys: ["path"])
  }

  private var costs: Step? {
    guard let step = leg.step, let sentence = numbers.costSentence else { return nil }
    let closed = leg.acting.map { price in
      numbers.money(leg.instrument.notional(price, step.quantity))
    }
    let place = leg.prices.maintenance.failsAtMark ? "mark" : "liquidation price"
    return Step(
      title: "Costs of that step",
      lines: [closed.map { "on \($0) closed at the \(place)" }, sentence].compactMap {
        $0
      },
      keys: ["closingFeeRate", "takerFee", "penalty"])
  }

  private var remainder: Step? {
    numbers.remainderSentence.map {
      Step(title: "What is left of the margin", lines: [$0], keys: ["path"])
    }
  }

  private var effect: Step? {
    quote.fees == .venue
      ? nil
      : numbers.feeEffectSentence.map {
        Step(title: "What fees would change", lines: [$0], keys: ["closingFee"])
      }
  }

  private var stopStep: Step? {
    stop.map {
      Step(
        title: "The stop at \(numbers.price($0.stop))", lines: [numbers.words($0)],
        keys: ["takerFee", "funding"])
    }
  }
}
