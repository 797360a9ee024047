import Intake
import Liquidation
import Rulebook
import Testing

@Suite("A rulebook with a mistake")
struct RulebookComplaintTests {
  /// What stands in the smallest rulebook, what is written instead, and the message after the file's name.
  private static let mistakes = #"""
    venue: "small"
    venue: "Small Venue"
    2: venue: expected a name of lower case words joined by hyphens, at most 64 letters, found "Small Venue"

    market: "linear"
    market: "futures"
    5: market: expected "linear", "inverse" or "lending", found "futures"

    asOf: "2024-10-24"
    asOf: "24 October"
    4: asOf: expected a date such as "2024-10-24", "2024-10" or "2024", found "24 October"

    mark: { value: { medianOfThree: { window: 30 } }, asOf: "2024", source: "doc" },
    (nothing)
    1: mark: missing key

    { medianOfThree: { window: 30 } }
    { medianOfThree: {} }
    8: mark.value.medianOfThree.window: missing key

    { medianOfThree: { window: 30 } }
    { medianOfFour: {} }
    8: mark.value: expected "index", "last", "indexPlusAverageBasis", "medianOfThree", "indexWithFunding", "emaOfPremium", "ownBook" or "oracleAndBook", found "medianOfFour"

    markInterval: { value: "1s", asOf: "2024", source: "doc" }
    markInterval: "1s"
    9: markInterval: expected an object, found "1s"

    checkPrice: { value: "mark", asOf: "2024", source: "doc" }
    checkPrice: { value: "mark", source: "doc" }
    10: checkPrice.asOf: missing key

    checkPrice: { value: "mark", asOf: "2024", source: "doc" }
    checkPrice: { value: "mark", asOf: "2024" }
    10: checkPrice.source: missing key

    checkPrice: { value: "mark", asOf: "2024", source: "doc" }
    checkPrice: { value: "mark", asOf: "2024", source: "docs" }
    10: checkPrice.source: expected "doc", found "docs" (did you mean "doc"?)

    checkPrice: { value: "mark", asOf: "2024", source: "doc" }
    checkPrice: { value: "mark", asOf: "2024-13", source: "doc" }
    10: checkPrice.asOf: expected a date such as "2024-10-24", "2024-10" or "2024", found "2024-13"

    confidence: "unverified"
    confidence: "sure"
    11: checkInterval.confidence: expected "confirmed", "thirdParty", "derived" or "unverified", found "sure"

    { from: 50000, maintenance
    { from: 60000, maintenance
    17: margin.BTC.value.continuousTiers[1].from: expected 50000, where the tier before it ends, found 60000

    { from: 0, to: 50000
    { from: 0, to: 0
    16: margin.BTC.value.continuousTiers[0].to: expected more than `from`, found 0

    { from: 0, to: 50000
    { from: -1, to: 50000
    16: margin.BTC.value.continuousTiers[0].from: expected a number in the quote currency from 0 to 100000000000 with at most 6 decimals, found -1

    "0.5%", maxLeverage: 100
    "150%", maxLeverage: 100
    17: margin.BTC.value.continuousTiers[1].maintenance: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 1ppm to 10000bp, found "150%"

    "0.5%", maxLeverage: 100
    "0.3%", maxLeverage: 100
    17: margin.BTC.value.continuousTiers[1].maintenance: expected rates that are not below those of the tier before it, found "0.3%"

    "0.5%", maxLeverage: 100
    "0.5%", maxLeverage: 250
    17: margin.BTC.value.continuousTiers[1].maxLeverage: expected an initial rate from the maintenance rate to 100%, found 250

    "0.5%", maxLeverage: 100
    "0.5%", maxLeverage: 100, deduction: 51
    17: margin.BTC.value.continuousTiers[1].deduction: expected 50, with which the requirement does not jump, found 51

    { from: 50000, maintenance: "0.5%", maxLeverage: 100 },
    { from: 50000, maintenance: "0.5%", maxLevrage: 100 },
    17: margin.BTC.value.continuousTiers[1].maxLevrage: unknown key (did you mean "maxLeverage"?)

    continuousTiers: [
    tiers: [
    14: margin.BTC.value: expected "continuousTiers", "steppedTiers", "linearInSize", "squareRootOfSize", "flat" or "leverageTiers", found "tiers"

    valuation: { value: "mark"
    valuation: { value: "last"
    23: valuation.value: expected "mark" or "entry", found "last"

    closingFee: { value: "ignored", asOf: "2024", source: "doc" },
    closingFee: { value: "counted", asOf: "2024", source: "doc" }, closingFeeRate: { value: "-1bp", asOf: "2024", source: "doc" },
    25: closingFeeRate.value: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 1000bp, found "-1bp"

    execution: "immediateOrCancel"
    execution: "imediateOrCancel"
    31: path.value.stages[0].execution: expected "immediateOrCancel", "fillOrKill", "resting", "backstop", "transferToFund", "dutchAuction", "sealedBid" or "deleverage", found "imediateOrCancel" (did you mean "immediateOrCancel"?)

    execution: "immediateOrCancel"
    execution: { auction: {} }
    31: path.value.stages[0].execution: expected "immediateOrCancel", "fillOrKill", "resting", "backstop", "transferToFund", "dutchAuction", "sealedBid" or "deleverage", found "auction"

    limit: { markOffset: "1%" }
    limit: { markOffset: 0.01 }
    31: path.value.stages[0].limit.markOffset: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 10000bp, found 0.01

    limit: { markOffset: "1%" }
    size: { notionalAtMost: -5 }
    31: path.value.stages[0].size.notionalAtMost: expected a number in the quote currency from 0 to 100000000000 with at most 6 decimals, found -5

    limit: { markOffset: "1%" }
    size: { fractionOfRemaining: "0%" }
    31: path.value.stages[0].size.fractionOfRemaining: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 1ppm to 10000bp, found "0%"

    limit: { markOffset: "1%" }
    exits: { filled: "again", partlyFilled: "again", unfilled: { stage: "fond" } }
    31: path.value.stages[0]: expected exits to stages of this path, found "fond" (did you mean "fund"?)

    limit: { markOffset: "1%" }
    exits: { filled: { stage: "order" }, partlyFilled: { stage: "order" }, unfilled: { stage: "order" }, spent: { stage: "order" } }
    31: path.value.stages[0]: expected a stage from which some exit leads to an end, found "order", which is never left

    name: "fund", execution
    name: "order", execution
    32: path.value.stages[1]: expected a name that no stage before it has, found "order"

    { name: "fund", execution: "transferToFund", limit: "bankruptcy" },
    { execution: "transferToFund", limit: "bankruptcy" },
    32: path.value.stages[1].name: missing key

    fund: { value: { sharePerOrder: "100%" }
    fund: { value: { sharePerOrder: "110%" }
    38: fund.value.sharePerOrder: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 10000bp, found "110%"

    deleveraging: { value: "none"
    deleveraging: { value: { ranked: { trigger: "fundEmpty", ranking: "profit", price: "mark" } }
    39: deleveraging.value.ranked.ranking: expected "profitTimesLeverage", "profitTimesMarginRatio", "priceGainTimesLeverage", "random" or "largest", found "profit"

    penalty: { value: "none"
    penalty: { value: { charged: { rate: "1%", of: "closedNotional", to: "trader" } }
    37: penalty.value.charged.to: expected "fund", "backstop", "liquidator" or "house", found "trader"

    standard: "mark"
    standard: "index"
    42: switches.basis.standard: expected "mark" or "entry", found "index"

    mark: { summary: "At the mark." }
    mark: { summary: "At the mark.", fields: { valuation: { value: "mark", asOf: "2024", source: "doc" } } }
    41: switches.basis: expected no fields in the standard option, with which the document is written, found an object

    fields: { valuation: { value: "entry"
    fields: { valuation: { value: "exit"
    47: valuation.value: expected "mark" or "entry", found "exit"

    fields: { valuation: { value: "entry"
    fields: { valuatoin: { value: "entry"
    47: valuatoin: unknown key (did you mean "valuation"?)
    """#

  private func complaint(_ text: String) -> String {
    do {
      return try RulebookReader.check(bytes: Array(text.utf8), file: "r.json5").title
    } catch {
      return error.description
    }
  }

  @Test(
    "is refused with one line that says where and what was expected",
    arguments: Mistake.table(mistakes))
  func message(mistake: Mistake) {
    #expect(
      complaint(mistake.made(in: RulebookDocument.smallest)) == "r.json5:" + mistake.message)
  }

  @Test("is not the smallest one")
  func smallest() {
    #expect(complaint(RulebookDocument.smallest) == "A small venue")
  }
}
