import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

extension QuoteReport {
  /// The report for programs: the same keys in every answer, null where a figure does not exist.
  package var json: JSONValue {
    .object([
      JSONMember("schema", .string("stepladder-quote-1")),
      JSONMember("fees", .string(fees.rawValue)),
      JSONMember("assumptions", .string(assumptions)),
      JSONMember("accounts", .array(groups.map(json))),
    ])
  }

  private func json(_ group: Group) -> JSONValue {
    .object([
      JSONMember("name", group.account.name.map(JSONValue.string) ?? .null),
      JSONMember("positions", .array(group.account.legs.map { .string(Self.words($0)) })),
      JSONMember("quotes", .array(group.quotes.map(json))),
      JSONMember(
        "leftOut",
        .array(
          group.leftOut.map { left in
            .object([
              JSONMember("venue", .string(left.venue)), JSONMember("reason", .string(left.reason)),
            ])
          })),
    ])
  }

  private func json(_ quote: VenueQuote) -> JSONValue {
    let rulebook = quote.rulebook
    let money = { (amount: Money) -> JSONValue in
      .decimal(QuoteNumbers.exact(amount, decimals: quote.moneyDecimals))
    }
    let isInverse = rulebook.contract == .inverse
    let coin = QuoteNumbers.coin(quote.account.legs.first?.symbol ?? "")
    return .object([
      JSONMember("venue", .string(rulebook.id)),
      JSONMember("selection", .string(rulebook.selection)),
      JSONMember("title", .string(rulebook.title)), JSONMember("asOf", .string(rulebook.asOf)),
      JSONMember("contract", .string(isInverse ? "inverse" : "linear")),
      JSONMember("currency", .string(isInverse ? coin : "quote")),
      JSONMember("scope", .string(rulebook.scope.rawValue)),
      JSONMember("checkPrice", .string(rulebook.checkPrice.rawValue)),
      JSONMember("priceReference", .string(QuoteWords.reference(rulebook))),
      JSONMember("collateral", money(quote.collateral)),
      JSONMember("entryValue", money(quote.entryValue)),
      JSONMember("initialAtEntry", money(quote.initialAtEntry)),
      JSONMember("equityAtMark", money(quote.equity)),
      JSONMember("maintenanceAtMark", money(quote.maintenance)),
      JSONMember("state", .string(quote.state.rawValue)),
      JSONMember("isLiquidatable", .boolean(quote.isLiquidatable)),
      JSONMember("isBeyondCap", .boolean(quote.isBeyondCap)),
      JSONMember("legs", .array(quote.legs.map { json($0, quote) })),
      JSONMember("notes", .array(QuoteNotes(quote: quote).lines.map(JSONValue.string))),
    ])
  }

  private func json(_ leg: LegQuote, _ quote: VenueQuote) -> JSONValue {
    let numbers = QuoteNumbers(quote: quote, leg: leg)
    let prices = leg.prices
    let at = leg.atLiquidation
    return .object([
      JSONMember("symbol", .string(leg.instrument.symbol)),
      JSONMember("side", .string(leg.isLong ? "long" : "short")),
      JSONMember("size", .decimal(numbers.exact(leg.size.magnitude))),
      JSONMember("entry", .decimal(numbers.exact(leg.entry))),
      JSONMember("mark", .decimal(numbers.exact(leg.mark))),
      JSONMember(
        "maintenanceRatePercent", Self.value(at.map { QuoteNumbers.exactPercent($0.rate) })),
      JSONMember("maintenanceDeduction", Self.value(at.map { numbers.exact($0.deduction) })),
      JSONMember("maintenanceTier", at?.tier.map { JSONValue.integer($0) } ?? .null),
      JSONMember("tierTableEnd", Self.value(numbers.tierTableEnd)),
      JSONMember("isBeyondTierTable", .boolean(leg.passedEnd != nil)),
      JSONMember("maintenanceAtMark", .decimal(numbers.exact(leg.atMark.total))),
      JSONMember("maintenanceAtLiquidation", Self.value(at.map { numbers.exact($0.total) })),
      JSONMember("liquidationPrice", Self.value(numbers.exact(prices.liquidation))),
      JSONMember("liquidation", .string(prices.maintenance.word)),
      JSONMember(
        "liquidatedBelowPrice", Self.value(numbers.exact(prices.maintenance.liquidatedBelow))),
      JSONMember(
        "liquidatedAbovePrice", Self.value(numbers.exact(prices.maintenance.liquidatedAbove))),
      JSONMember("liquidationAwayPercent", Self.value(numbers.away)),
      JSONMember("takeoverPrice", Self.value(numbers.exact(prices.takeover))),
      JSONMember("bankruptcyPrice", Self.value(numbers.exact(prices.bankruptcy))),
      JSONMember("zeroPrice", Self.value(numbers.exact(leg.zero))),
      JSONMember(
        "gap", Self.value(numbers.distance(prices.liquidation, prices.bankruptcy))),
      JSONMember(
        "gapBasisPoints", Self.value(numbers.basisPoints(prices.liquidation, prices.bankruptcy))),
      JSONMember(
        "withFees",
        .object([
          JSONMember("liquidationPrice", Self.value(numbers.exact(leg.withFees.liquidation))),
          JSONMember("bankruptcyPrice", Self.value(numbers.exact(leg.withFees.bankruptcy))),
        ])),
      JSONMember("firstStep", leg.step.map { json($0, numbers) } ?? .null),
      JSONMember("stop", stopCheck(leg, quote).map { json($0, numbers) } ?? .null),
    ])
  }

  private func json(_ step: ForcedStep, _ numbers: QuoteNumbers) -> JSONValue {
    let rulebook = numbers.quote.rulebook
    let penalty = rulebook.penalty
    let isCharged = penalty.rate > .zero
    return .object([
      JSONMember("price", Self.value(numbers.leg.acting.map(numbers.exact))),
      JSONMember("stage", .string(step.stage.name)),
      JSONMember("cancelsOrders", .boolean(step.cancelsOrders)),
      JSONMember("size", .decimal(numbers.exact(step.quantity))),
      JSONMember("isWhole", .boolean(step.isWhole)),
      JSONMember("kind", .string(QuoteWords.key(step.stage.execution))),
      JSONMember("sizing", .string(QuoteWords.sizing(step.stage.sizing, money: numbers.money))),
      JSONMember(
        "execution",
        .string(
          QuoteWords.execution(step.stage.execution, provider: rulebook.backstop?.provider))),
      JSONMember("limitPrice", Self.value(step.limit.map(numbers.exact))),
      JSONMember("limit", .string(QuoteWords.limit(step.stage.limit))),
      JSONMember("closingFee", Self.value(numbers.leg.costs?.closingFee.map(numbers.exact))),
      JSONMember("penalty", Self.value((numbers.leg.costs?.penalty).map(numbers.exact))),
      JSONMember("penaltyReceiver", isCharged ? .string(penalty.receiver.rawValue) : .null),
      JSONMember("remainder", .string(Self.word(numbers.leg.costs?.remainder))),
    ])
  }

  private func json(_ check: StopCheck, _ numbers: QuoteNumbers) -> JSONValue {
    .object([
      JSONMember("price", .decimal(numbers.exact(check.stop))),
      JSONMember("room", Self.value(check.room.map(numbers.exact))),
      JSONMember("takerFee", Self.value(check.fee.map(numbers.exact))),
      JSONMember("funding", .decimal(numbers.exact(check.funding))),
      JSONMember("settlements", .integer(check.settlements)),
      JSONMember("slippage", .decimal(numbers.exact(check.slippage))),
      JSONMember("cost", .decimal(numbers.exact(check.cost))),
      JSONMember("unknown", .array(check.unknown.map { .string($0.rawValue) })),
      JSONMember("warning", check.warning.map { .string($0.rawValue) } ?? .null),
    ])
  }

  private static func value(_ number: FixedDecimal?) -> JSONValue {
    number.map(JSONValue.decimal) ?? .null
  }
}
