import Liquidation
import Margin
import Market
import Units

// What happens to a leg, in sentences.
extension QuoteNumbers {
  /// How far the liquidation price is from the mark, in percent.
  var away: FixedDecimal? {
    basisPoints(Ratio(Int128(leg.mark.ticks), over: 1), leg.prices.liquidation).map {
      FixedDecimal(units: $0.units, decimals: 3).rounded(toDecimals: 2)
    }
  }

  /// The first forced step.
  var stepSentence: String {
    guard leg.prices.liquidation != nil else {
      return "No price of this leg liquidates the account."
    }
    guard let step = leg.step else { return "At that price the path does nothing yet." }
    let orders = step.cancelsOrders ? "Cancels orders, then closes " : "Closes "
    let wait = step.wait > .zero ? "after \(Words.duration(step.wait)) " : ""
    let text: String
    switch step.stage.execution {
    case .immediateOrCancel, .fillOrKill, .resting, .slices, .auction:
      text = "\(amount(step)) by \(how(step)), \(limitWords(step))"
    case .backstop, .transferToFund, .deleverageBy:
      let rule = QuoteWords.limit(step.stage.limit)
      let none = step.stage.limit == PriceLimit.none ? "any price" : "\(rule), which is none"
      let at = step.limit.map { "\(price($0)) (\(rule))" } ?? none
      text = "\(amount(step)) by \(how(step)) at \(at)"
    }
    return "\(orders)\(wait)\(text).".sentenceStart
  }

  /// How a step is carried out.
  private func how(_ step: ForcedStep) -> String {
    QuoteWords.execution(step.stage.execution, provider: quote.rulebook.backstop?.provider)
  }

  /// How much a step is for, and by which rule.
  private func amount(_ step: ForcedStep) -> String {
    let rule = QuoteWords.sizing(step.stage.sizing, money: money)
    if step.stage.sizing == .all { return rule }
    if step.isWhole {
      switch step.stage.sizing {
      case .untilHealthy, .untilHealthyAgainst: return "all of it (no part restores maintenance)"
      case .all, .fractionOfOriginal, .fractionOfRemaining, .tiersDown, .toTier, .notionalAtMost,
        .portion, .untilRatioBelow, .distressShare, .shortageCover:
        return "all of it (\(rule))"
      }
    }
    switch step.stage.sizing {
    case .untilHealthy(.zero), .untilHealthyAgainst: return rule
    case .all, .fractionOfOriginal, .fractionOfRemaining, .tiersDown, .toTier, .untilHealthy,
      .notionalAtMost, .portion, .untilRatioBelow, .distressShare, .shortageCover:
      let share = Self.percent(step.quantity, of: step.position)
      return "\(size(step.quantity)), \(share) of the position (\(rule))"
    }
  }

  /// The limit of a step.
  func limitWords(_ step: ForcedStep) -> String {
    let rule = QuoteWords.limit(step.stage.limit)
    let none =
      step.stage.limit == PriceLimit.none ? "without a limit" : "limit \(rule), which is none"
    return step.limit.map { "limit \(price($0)) (\(rule))" } ?? none
  }

  /// What the step costs its owner.
  var costSentence: String? {
    guard leg.step != nil else { return nil }
    var parts: [String] = []
    if let fee = leg.closingFee, let rate = closingFeeRate {
      parts.append("Trading fee \(money(fee)) (\(Self.percent(rate))).")
    }
    let penalty = quote.rulebook.penalty
    if let charged = leg.penalty, penalty.rate > .zero {
      let most = penalty.cappedByGapToBankruptcy ? "at most " : ""
      let cap =
        penalty.cappedByGapToBankruptcy ? ", from what the fill leaves above bankruptcy" : ""
      parts.append(
        "Penalty \(most)\(money(charged)) (\(Self.percent(penalty.rate)) of \(QuoteWords.base(penalty.base))\(cap)) to "
          + "\(QuoteWords.receiver(penalty.receiver)).")
    } else {
      parts.append("No penalty.")
    }
    return parts.joined(separator: " ")
  }

  /// The venue's fee for closing; nil where the rulebook states none.
  var closingFeeRate: Rate? { quote.rulebook.closingFeeRate(of: leg.instrument.symbol) }

  /// The takeover by a backstop, where one has a price of its own.
  var takeoverSentence: String? {
    guard leg.prices.takeover != nil, let backstop = quote.rulebook.backstop else { return nil }
    return "From \(price(leg.prices.takeover)) on: taken over by the \(backstop.provider)."
  }

  /// Who keeps what is left.
  var remainderSentence: String? {
    guard let step = leg.step else { return nil }
    // At the liquidation price an account of one leg has what it requires, and a penalty takes no more than that.
    if quote.legs.count == 1, step.isWhole, let penalty = leg.penalty, let at = leg.atLiquidation,
      quote.rulebook.penalty.onNotional > .zero, penalty >= at.total
    {
      return "Nothing is left: the penalty takes the whole maintenance, \(money(at.total))."
    }
    return "\(QuoteWords.remainder(step.remainder).sentenceStart) keeps what is left."
  }

  /// The prices of failure with the venue's fees, where they differ.
  var feeEffectSentence: String? {
    let plain = (price(leg.prices.liquidation), price(leg.prices.bankruptcy))
    let charged = (price(leg.withFees.liquidation), price(leg.withFees.bankruptcy))
    guard plain != charged else { return nil }
    return "With its fees: liquidation \(charged.0), bankruptcy \(charged.1)."
  }

  /// What a stop leaves.
  func words(_ check: StopCheck) -> String {
    var text: String
    switch check.warning {
    case .beyondLiquidation:
      text = "WARNING: liquidated at \(price(leg.prices.liquidation)), before the stop."
    case .tooClose:
      text = "WARNING: closer to liquidation than the cost of getting out."
    case .triggersAtOnce: text = "WARNING: the stop would trigger at once."
    case nil:
      text = check.unknown.isEmpty ? "Room enough." : "Room enough for the costs that are known."
    }
    let room: String
    switch check.warning {
    case .beyondLiquidation:
      room =
        "\(distance(Ratio(Int128(check.stop.ticks), over: 1), leg.prices.liquidation)?.groupedText ?? "0") from stop to liquidation price"
    case .tooClose, .triggersAtOnce, nil:
      room =
        check.room.map { "\(money($0)) between stop and liquidation" } ?? "no liquidation price"
    }
    let settlements = check.settlements == 1 ? "1 settlement" : "\(check.settlements) settlements"
    let funding =
      check.unknown.contains(.funding)
      ? "funding not known and not counted (the rulebook states none)"
      : check.funding < .zero
        ? "funding received, not counted"
        : "funding \(money(check.funding)) (\(settlements) at \(Self.percent(check.fundingRate)))"
    let least = check.unknown.isEmpty ? "" : "at least "
    text += " \(room.sentenceStart); getting out costs \(least)\(money(check.cost)): "
    return text + "\(takerFee(check)), \(funding), slippage \(money(check.slippage)) "
      + "(\(Self.percent(check.slippageRate)) on average)."
  }

  /// The taker fee of a stop, or that it is not known.
  private func takerFee(_ check: StopCheck) -> String {
    guard let fee = check.fee, let rate = check.feeRate else {
      return
        "taker fee not known and not counted (the rulebook states none; --taker RATE counts one)"
    }
    return "taker fee \(money(fee)) (\(Self.percent(rate)))"
  }
}

extension String {
  /// The text with a capital at its start.
  var sentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
