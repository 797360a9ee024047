import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

// What happens to a leg, in sentences.
extension QuoteNumbers {
  /// How far the liquidation price is from the mark, in percent; negative where the mark is beyond it.
  var away: FixedDecimal? {
    basisPoints(Ratio(Int128(leg.mark.ticks), over: 1), leg.prices.liquidation).map {
      let sign: Int128 = leg.prices.maintenance.failsAtMark ? -1 : 1
      return FixedDecimal(units: sign * $0.units, decimals: 3).rounded(toDecimals: 2)
    }
  }

  /// The prices at which the account is liquidated, where one number does not say it; nil where it does.
  var edgeSentence: String? {
    let edges = leg.prices.maintenance
    if edges.failsAtEveryPrice { return "The account is liquidated at any price of this leg." }
    guard let below = edges.below, let above = edges.above else {
      guard let only = edges.below ?? edges.above,
        (edges.below != nil) == (edges.failsAtMark == leg.prices.isLong)
      else { return nil }
      // A long that only a rise endangers, or a short that only a fall does.
      let isUp = (edges.above != nil) != edges.failsAtMark
      return "It is liquidated from \(price(only)) \(isUp ? "up" : "down")."
    }
    // A price a hundred times as far as any market is no danger.
    let far: Int128 = 100
    guard let high = Ratio(far * Int128(leg.mark.ticks), over: 1),
      let low = Ratio(Int128(leg.mark.ticks), over: far), above < high, low < below
    else { return nil }
    return edges.failsAtMark
      ? "It is liquidated from \(price(below)) to \(price(above)), and safe on both sides."
      : "It is safe from \(price(below)) to \(price(above)), and liquidated on both sides."
  }

  /// The first forced step.
  var stepSentence: String {
    guard leg.acting != nil else {
      return leg.prices.liquidation == nil
        ? "No price of this leg liquidates the account."
        : "At that price no step can be booked."
    }
    let isNow = leg.prices.maintenance.failsAtMark
    guard let step = leg.step else {
      return "At \(isNow ? "the mark" : "that price") the path does nothing yet."
    }
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
    let now =
      isNow
      ? "At the mark \(price(leg.mark)): \(orders.prefix(1).lowercased())\(orders.dropFirst())"
      : orders
    return "\(now)\(wait)\(text).".sentenceStart
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
    guard let costs = leg.costs else { return nil }
    var parts: [String] = []
    if let fee = costs.closingFee, let rate = closingFeeRate {
      parts.append("Trading fee \(money(fee)) (\(Self.percent(rate))).")
    }
    let penalty = quote.rulebook.penalty
    if costs.penalty == .zero, costs.penaltyAsked > .zero {
      parts.append(
        "Nothing is left for a penalty (\(Self.percent(penalty.rate)) of \(QuoteWords.base(penalty.base)))."
      )
    } else if penalty.rate > .zero {
      let most = penalty.cappedByGapToBankruptcy ? "at most " : ""
      let cap =
        penalty.cappedByGapToBankruptcy
        ? ", from what the fill leaves above bankruptcy"
        : costs.penalty < costs.penaltyAsked
          ? " is \(money(costs.penaltyAsked)), more than is left" : ""
      parts.append(
        "Penalty \(most)\(money(costs.penalty)) (\(Self.percent(penalty.rate)) of \(QuoteWords.base(penalty.base))\(cap)) to "
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
    guard let edges = leg.prices.backstop, let backstop = quote.rulebook.backstop else {
      return nil
    }
    if edges.failsAtMark { return "At the mark it is taken over by the \(backstop.provider)." }
    guard leg.prices.takeover != nil else { return nil }
    return "From \(price(leg.prices.takeover)) on: taken over by the \(backstop.provider)."
  }

  /// Who keeps what is left.
  var remainderSentence: String? {
    guard let step = leg.step, let costs = leg.costs else { return nil }
    if quote.state == .bankrupt {
      return quote.equity < .zero
        ? "Nothing is left: equity is \(money(quote.equity)), which others pay."
        : "Nothing is left."
    }
    // At the liquidation price an account of one leg has what it requires, and a penalty takes no more than that.
    if quote.legs.count == 1, !leg.prices.maintenance.failsAtMark, step.isWhole,
      let at = leg.atLiquidation, quote.rulebook.penalty.onNotional > .zero,
      costs.penaltyAsked >= at.total
    {
      return "Nothing is left: the penalty takes the whole maintenance, \(money(at.total))."
    }
    guard let remainder = costs.remainder else { return "Nothing is left: the penalty takes it." }
    return "\(QuoteWords.remainder(remainder).sentenceStart) keeps what is left."
  }

  /// The prices of failure with the venue's fees, where they differ.
  var feeEffectSentence: String? {
    let plain = (price(leg.prices.maintenance), price(leg.prices.emptiness))
    let charged = (price(leg.withFees.maintenance), price(leg.withFees.emptiness))
    guard plain != charged else { return nil }
    return "With its fees: liquidation \(charged.0), bankruptcy \(charged.1)."
  }

  /// What a stop leaves.
  func words(_ check: StopCheck) -> String {
    var text: String
    switch check.warning {
    case .beyondLiquidation:
      text =
        leg.prices.maintenance.failsAtMark
        ? "WARNING: liquidated at the mark already."
        : "WARNING: liquidated at \(price(leg.lossSide)), before the stop."
    case .tooClose:
      text = "WARNING: closer to liquidation than the cost of getting out."
    case .triggersAtOnce: text = "WARNING: the stop would trigger at once."
    case nil:
      text = check.unknown.isEmpty ? "Room enough." : "Room enough for the costs that are known."
    }
    let room: String
    switch check.warning {
    case .beyondLiquidation:
      let between = distance(Ratio(Int128(check.stop.ticks), over: 1), leg.lossSide)
      room = between.map { "\($0.groupedText) from stop to liquidation price" } ?? "no room"
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
