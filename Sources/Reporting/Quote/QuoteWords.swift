import Liquidation
import Margin
import Market
import Quote
import Rulebook
import Units

/// The rules of a rulebook in words.
enum QuoteWords {
  /// How the price of the margin check is made.
  static func reference(_ rulebook: Rulebook) -> String {
    switch rulebook.checkPrice {
    case .index: return "the index"
    case .last: return "the last trade"
    case .mark: return "the mark: " + mark(rulebook.mark)
    }
  }

  /// A mark formula.
  static func mark(_ formula: MarkFormula) -> String {
    switch formula {
    case .index: "the index or oracle itself"
    case .last: "the last trade"
    case .indexPlusAverageBasis(let window, let clamp):
      "the index plus the average basis of \(window) samples, at most \(QuoteNumbers.percent(clamp)) of the index"
    case .medianOfThree(let window):
      "the median of the index with funding, the index plus the average basis of \(window) samples, and the "
        + "last trade"
    case .indexWithFunding: "the index with the funding rate that is left, without the book"
    case .emaOfPremium(let time, let clamp):
      "the index plus a moving average of the premium over \(Words.duration(time)), at most "
        + "\(QuoteNumbers.percent(clamp)) of the index"
    case .ownBook: "the median of best bid, best ask and last trade, without an index"
    case .oracleAndBook(let premium, let book):
      "the median of the oracle plus a moving average of the basis over \(Words.duration(premium)), of the book, and "
        + "of other venues (here the book's average over \(Words.duration(book)))"
    }
  }

  // MARK: The first forced step

  /// How a step is carried out, in a few letters.
  static func short(_ step: ForcedStep) -> String {
    let share =
      switch step.stage.sizing {
      case .untilHealthy(.zero), .untilHealthyAgainst: step.isWhole ? "all" : "least"
      case .all, .fractionOfOriginal, .fractionOfRemaining, .tiersDown, .toTier, .untilHealthy,
        .notionalAtMost, .portion, .untilRatioBelow, .distressShare, .shortageCover:
        step.isWhole ? "all" : QuoteNumbers.percent(step.quantity, of: step.position)
      }
    return "\(share), \(short(step.stage.execution, isBounded: step.limit != nil))"
  }

  private static func short(_ execution: Execution, isBounded: Bool) -> String {
    switch execution {
    case .immediateOrCancel: isBounded ? "limit order" : "market order"
    case .fillOrKill: "fill-or-kill"
    case .resting: "resting order"
    case .backstop: "to backstop"
    case .transferToFund: "to fund"
    case .auction: "auction"
    case .slices: "slices"
    case .deleverageBy: "deleveraged"
    }
  }

  /// How a step is carried out.
  static func execution(_ execution: Execution, provider: String?) -> String {
    switch execution {
    case .immediateOrCancel: "an order that fills or is cancelled"
    case .fillOrKill: "a fill-or-kill order"
    case .resting(let time): "a limit order that rests for \(Words.duration(time))"
    case .backstop: "a transfer to the \(provider ?? "backstop provider")"
    case .transferToFund: "a transfer to the insurance fund"
    case .auction(let format): auction(format)
    case .slices: "orders on a clock"
    case .deleverageBy(.queue): "deleveraging of ranked counterparties"
    case .deleverageBy(.proRata): "deleveraging of everyone on the other side, pro rata"
    case .deleverageBy(.cappedProRata):
      "deleveraging of everyone on the other side, pro rata up to a cap"
    }
  }

  private static func auction(_ format: AuctionFormat) -> String {
    switch format {
    case .dutch: "a Dutch auction among liquidators"
    case .sealedBid: "a sealed-bid auction among liquidators"
    }
  }

  /// How much an attempt closes, as the rule says it.
  static func sizing(_ sizing: Sizing, money: (Money) -> String) -> String {
    switch sizing {
    case .all: "the whole position"
    case .fractionOfOriginal(let share): "\(QuoteNumbers.percent(share)) of the size at first"
    case .fractionOfRemaining(let share): "\(QuoteNumbers.percent(share)) of what is left each time"
    case .tiersDown(let count):
      "down \(count) margin \(count == 1 ? "tier" : "tiers"), all in the lowest"
    case .toTier(let tier): "down to margin tier \(tier + 1)"
    case .untilHealthy(let buffer):
      buffer == .zero
        ? "the least that restores maintenance"
        : "the least that restores maintenance plus \(QuoteNumbers.percent(buffer))"
    case .untilHealthyAgainst: "the least that restores maintenance in a book that gives way"
    case .notionalAtMost(let amount): "at most \(money(amount)) of value"
    case .portion(let share, let minimum):
      "\(QuoteNumbers.percent(share)) of the position, at least \(money(minimum)) of value"
    case .untilRatioBelow(let ratio, let step, _):
      "the smallest multiple of \(QuoteNumbers.percent(step)) of every leg that brings maintenance below "
        + "\(QuoteNumbers.percent(ratio)) of account value"
    case .distressShare: "a share that grows as equity falls"
    case .shortageCover(let cover):
      "what covers the shortage to maintenance plus \(QuoteNumbers.percent(cover.buffer))"
    }
  }

  /// The worst price of an attempt, as the rule says it.
  static func limit(_ limit: PriceLimit) -> String {
    switch limit {
    case .fundBudget: "none"
    case .bankruptcy: "the bankruptcy price"
    case .zeroPrice: "the zero price"
    case .zeroTowardMark(let share):
      "the zero price moved by \(QuoteNumbers.percent(share)) of the way to the mark"
    case .markOffset(let rate): "the mark worsened by \(QuoteNumbers.percent(rate))"
    case .indexOffset(let rate): "the index worsened by \(QuoteNumbers.percent(rate))"
    case .indexRamp(let ramp):
      "the index worsened by \(QuoteNumbers.percent(ramp.base)), more with time"
    case .mark: "the mark"
    case .index: "the index"
    case .fillable(_, let spread), .fillableAsPrinted(_, let spread):
      "the fillable price: the oracle's at first, worse with distress, at most by "
        + "\(QuoteNumbers.percent(spread)) of the maintenance rate"
    }
  }

  /// How a step is carried out, as programs read it.
  static func key(_ execution: Execution) -> String {
    switch execution {
    case .immediateOrCancel: "immediateOrCancel"
    case .fillOrKill: "fillOrKill"
    case .resting: "resting"
    case .backstop: "backstop"
    case .transferToFund: "transferToFund"
    case .auction: "auction"
    case .slices: "slices"
    case .deleverageBy: "deleverage"
    }
  }

  // MARK: Money

  /// Who keeps what is left.
  static func remainder(_ remainder: Remainder) -> String {
    switch remainder {
    case .owner: "the owner"
    case .fund: "the insurance fund"
    case .backstop: "the backstop provider"
    }
  }

  /// Who gets a penalty.
  static func receiver(_ receiver: Penalty.Receiver) -> String {
    switch receiver {
    case .fund: "the insurance fund"
    case .backstop: "the backstop provider"
    case .liquidator: "the liquidator"
    case .house: "the venue"
    }
  }

  /// What a penalty is charged on.
  static func base(_ base: Penalty.Base) -> String {
    switch base {
    case .closedNotional: "the value closed"
    case .maintenance: "the maintenance of what is closed"
    }
  }

  /// How well a rule is known.
  static func confidence(_ confidence: RuleStatement.Confidence) -> String {
    switch confidence {
    case .confirmed: "confirmed"
    case .thirdParty: "from a third party"
    case .derived: "derived"
    case .unverified: "NOT VERIFIED"
    }
  }
}
