import Intake
import Testing

@Suite("A scenario document with a mistake")
struct ScenarioComplaintTests {
  /// What stands in the smallest scenario, what is written instead, and the message after the file's name.
  private static let mistakes = #"""
    name: "small"
    nmae: "small"
    2: nmae: unknown key (did you mean "name"?)

    name: "small"
    name: "Small Town"
    2: name: expected a name of lower case words joined by hyphens, at most 64 letters, found "Small Town"

    question: "What happens?",
    question: "",
    3: question: expected one line of text, at most 300 letters, found ""

    length: "1min",
    length: "1min", color: 1,
    5: color: unknown key

    length: "1min",
    length: "1min", length: "2min",
    5: length: duplicate key, first on line 5

    length: "1min",
    length: 60,
    5: length: expected a time with unit such as "250ms", "2s" or "15min", from 1s to 1d, found 60

    length: "1min",
    length: "2d",
    5: length: expected a time with unit such as "250ms", "2s" or "15min", from 1s to 1d, found "2d"

    length: "1min",
    (nothing)
    1: length: missing key

    { process: { start: 100, volatility: "1bp" } }
    { ticks: { from: "2021-05-19T12:15Z", to: "2021-05-19T12:15:30Z" } }
    5: length: expected a time with unit such as "250ms", "2s" or "15min", from 1s to 30s, found "1min"

    tick: 0.5
    tick: 0
    4: instrument.tick: expected a tick from 0.00000001 to 1000000, found 0

    lot: 0.001
    lot: 0.0000001
    4: instrument.tick: expected a tick that is worth whole millionths of the quote currency on one lot, found 0.5 on 0.0000001

    takerFee: "5bp"
    takerFee: 0.0005
    4: instrument.takerFee: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 100bp, found 0.0005

    start: 100,
    start: 100.2,
    6: index.process.start: expected a price above 0 in steps of 0.5, found 100.2

    { process: { start: 100, volatility: "1bp" } }
    { proces: { start: 100, volatility: "1bp" } }
    6: index: expected "process", "bars" or "ticks", found "proces" (did you mean "process"?)

    volatility: "1bp"
    volatility: "1"
    6: index.process.volatility: expected a rate with unit such as "0.5bp" or "2%", from 0bp to 100bp, found "1"

    volatility: "1bp"
    volatility: "1bp", moves: [{ at: "1s", over: "1s", return: "-100%" }]
    6: index.process.moves[0].return: expected a rate with unit such as "0.5bp" or "2%", from -9900bp to 10000bp, found "-100%"

    volatility: "1bp"
    volatility: "1bp", jumps: { ratePerSecond: 0, size: { laplace: "1bp" } }
    6: index.process.jumps.ratePerSecond: expected a number from 0.0001 to 1000, found 0

    volatility: "1bp"
    volatility: "1bp", moves: [{ at: "1s", over: "1h", return: "-1%" }, { at: "1min", over: "1s", return: "-1%" }]
    6: index.process.moves[1].at: expected a time before the end of the run, which is 1min long, found 1min

    length: "1min",
    length: "1min", shocks: [{ shock: { pull: { side: "buy" } }, when: { at: "40min" }, halfLife: "1s" }],
    5: shocks[0].when.at: expected a time before the end of the run, which is 1min long, found 40min

    length: "1min",
    length: "1min", mark: { interval: "61s" },
    5: mark.interval: expected no more than the length of the run, which is 1min, found 61s

    fee: "30bp", fund: 1000,
    fee: "30bp", fund: 1000, checkInterval: "2min",
    31: liquidation.checkInterval: expected no more than the length of the run, which is 1min, found 2min

    leverage: [{ leverage: 10, weight: 1 }],
    leverage: [{ leverage: 125, weight: 1 }, { leverage: 126, weight: 1 }],
    28: population.leverage[1].leverage: expected a leverage that a tier of `margin` admits, at most 125, found 126

    { process: { start: 100, volatility: "1bp" } }
    { bars: { from: "2021-05-19T12:15Z", to: "2021-05-19T12:15Z" } }
    6: index.bars.to: expected a time between 1 second and 1 day after `from`, found "2021-05-19T12:15Z"

    { process: { start: 100, volatility: "1bp" } }
    { bars: { from: "2021-05-19T12:15:30Z", to: "2021-05-19T13:15Z" } }
    6: index.bars.from: expected a whole minute, found "2021-05-19T12:15:30Z"

    { process: { start: 100, volatility: "1bp" } }
    { bars: { from: "2021-05-19T12:15Z", to: "2021-05-19T13:15Z", updateInterval: "7s" } }
    6: index.bars.updateInterval: expected that a bar is a whole number of steps long, found 7s

    count: 2,
    count: 2.5,
    8: makers.count: expected a whole number from 0 to 1000, found 2.5

    count: 2,
    count: 1001,
    8: makers.count: expected a whole number from 0 to 1000, found 1001

    touchSize: 1,
    touchSize: 0.0005,
    8: makers.touchSize: expected a quantity above 0 in steps of 0.001, found 0.0005

    touchSize: 1,
    touchsize: 1,
    8: makers.touchsize: unknown key (did you mean "touchSize"?)

    touchSize: 1,
    touchSize: 1, layers: [{ distance: "2bp", size: 1 }, { distance: "1bp", size: 1 }],
    8: makers.layers[1]: expected a layer farther away than the one before it, found an object

    sizeMaximum: 5
    sizeMaximum: 0.005
    13: takers.sizeMaximum: expected at least `sizeMinimum`, found less

    sizeTail: 1.5
    sizeTail: 11
    13: takers.sizeTail: expected a number from 0.1 to 10, found 11

    length: "1min",
    length: "1min", shocks: [{ shock: { thin: { side: "bid", share: "60%" } }, when: { at: 0 }, halfLife: "1s" }],
    5: shocks[0].shock.thin.side: expected "buy", "sell" or "both", found "bid"

    length: "1min",
    length: "1min", shocks: [{ shock: { thin: { share: "160%" } }, when: { at: 0 }, halfLife: "1s" }],
    5: shocks[0].shock.thin.share: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 10000bp, found "160%"

    length: "1min",
    length: "1min", shocks: [{ shock: { thin: { share: "60%" } }, when: { indexFall: {} }, halfLife: "1s" }],
    5: shocks[0].when: expected "at", "random" or "indexFalls", found "indexFall" (did you mean "indexFalls"?)

    length: "1min",
    length: "1min", shocks: [{ shock: { thin: { share: "60%" } }, when: { at: 0 } }],
    5: shocks[0].halfLife: missing key

    length: "1min",
    length: "1min", latency: { response: { uniform: { low: "2ms", high: "1ms" } } },
    5: latency.response.uniform.high: expected a time with unit such as "250ms", "2s" or "15min", from 2ms to 1min, found "1ms"

    length: "1min",
    length: "1min", latency: { response: { logNormal: { median: "2ms", percentile99: "2ms" } } },
    5: latency.response.logNormal.percentile99: expected a time with unit such as "250ms", "2s" or "15min", from 2000001ns to 1h, found "2ms"

    length: "1min",
    length: "1min", latency: { response: { empirical: ["2ms", "1ms"] } },
    5: latency.response.empirical[1]: expected a time with unit such as "250ms", "2s" or "15min", from 2ms to 1min, found "1ms"

    length: "1min",
    length: "1min", latency: { response: "2ms" },
    5: latency.response: expected "constant", "uniform", "exponential", "logNormal", "gamma" or "empirical", found "2ms"

    length: "1min",
    length: "1min", latency: { respons: { constant: "2ms" } },
    5: latency.respons: unknown key (did you mean "response"?)

    length: "1min",
    length: "1min", latency: { response: { gamma: { median: "1ns", percentile99: "50min" } } },
    5: latency.response.gamma.percentile99: expected a 99 % point that a gamma law with this median and a scale up to a minute has, found "50min"

    length: "1min",
    length: "1min", mark: { formula: "median" },
    5: mark.formula: expected "index", "last", "indexPlusAverageBasis", "medianOfThree", "indexWithFunding", "emaOfPremium", "ownBook" or "oracleAndBook", found "median"

    length: "1min",
    length: "1min", mark: { formula: { medianOfThree: { window: 0 } } },
    5: mark.formula.medianOfThree.window: expected a whole number from 1 to 100000, found 0

    length: "1min",
    length: "1min", funding: { clamp: "-1bp" },
    5: funding.clamp: expected a rate with unit such as "5bp", "0.05%" or "250ppm", from 0ppm to 1000bp, found "-1bp"

    length: "1min",
    length: "1min", mark: { formula: { emaOfPremium: {} } },
    5: mark.formula.emaOfPremium.timeConstant: missing key

    length: "1min",
    length: "1min", funding: { settlementsPerRate: 0 },
    5: funding.settlementsPerRate: expected a whole number from 1 to 86400, found 0

    { floor: 0,
    { floor: 10,
    22: margin.tiers[0].floor: expected 0 in the first tier, found 10

    { floor: 50000,
    { floor: 0,
    23: margin.tiers[1].floor: expected more than the floor of the tier before it, found 0

    "0.5%", maxLeverage: 75
    "0.5%", maxLeverage: 75, deduction: 49
    23: margin.tiers[1].deduction: expected 50, with which the requirement does not jump, found 49

    "0.5%", maxLeverage: 75
    "0.3%", maxLeverage: 75
    23: margin.tiers[1].maintenance: expected rates that are not below those of the tier before it, found "0.3%"

    "0.5%", maxLeverage: 75
    "0.5%", maxLeverage: 250
    23: margin.tiers[1].maxLeverage: expected an initial rate from the maintenance rate to 100%, found 250

    "0.5%", maxLeverage: 75
    "0.5%", maxLeverage: 75, initial: "2%"
    23: margin.tiers[1].initial: expected either `maxLeverage` or `initial`, found both

    "0.5%", maxLeverage: 75
    "0.5%"
    23: margin.tiers[1].maxLeverage: missing key

    "0.5%", maxLeverage: 75
    "99.96%", maxLeverage: 1
    21: margin.tiers: expected that the closing fee is not negative and stays below 1 with the highest maintenance rate, found more

    notionalSigma: 1.4
    notionalSigma: 2.9
    27: population.notionalSigma: expected notionals of at most 100000000000, for one account at 8.3 deviations and for all on average, found 2.9

    leverage: 10, weight: 1
    leverage: 0, weight: 1
    28: population.leverage[0].leverage: expected a whole number from 1 to 1000, found 0

    fund: 1000
    fund: 100000000001
    31: liquidation.fund: expected a number in the quote currency from 0 to 100000000000 with at most 6 decimals, found 100000000001

    fee: "30bp"
    fee: "30bp", checkPrice: "mrak"
    31: liquidation.checkPrice: expected "mark", "index" or "last", found "mrak" (did you mean "mark"?)

    length: "1min",
    length: "1min", paths: ["market-order", "step-lader"],
    5: paths[1]: expected "market-order", "step-ladder", "takeover-limit", "twap-slices", "backstop-transfer", "almgren-chriss", "obizhaeva-wang", "dutch-auction", "sealed-bid", "ftx-backstop", "deleverage-queue", "deleverage-pro-rata" or "deleverage-capped", found "step-lader" (did you mean "step-ladder"?)

    length: "1min",
    length: "1min", paths: ["step-ladder", "step-ladder"],
    5: paths[1]: expected a path that is not in the list before, found "step-ladder"

    length: "1min",
    length: "1min", paths: [],
    5: paths: expected a list of 1 to 64 elements, found 0 elements

    length: "1min",
    length: "1min", seeds: "16...1",
    5: seeds: expected seeds such as "1...16", at most 1000000 of them, found "16...1"

    length: "1min",
    length: "1min", strategies: [{ name: "x", capital: 1, parameters: [] }],
    5: strategies[0].parameters: expected an object, found a list

    length: "1min",
    length: "1min", strategies: [{ name: "grid", capital: 1, benchmark: "trendd" }, { name: "trend", capital: 1 }],
    5: strategies[0].benchmark: expected "index", "cash" or "trend", found "trendd" (did you mean "trend"?)

    length: "1min",
    length: "1min", strategies: [{ name: "grid", capital: 1 }, { name: "trend", capital: 1, benchmark: "trend" }],
    5: strategies[1].benchmark: expected "index", "cash" or "grid", found "trend"

    length: "1min",
    length: "1min", strategies: [{ name: "grid", capital: 1, benchmark: "grid" }, { name: "grid", capital: 1 }],
    5: strategies[0].benchmark: expected "index", "cash" or "grid[1]", found "grid"

    length: "1min",
    length: "1min", strategies: [{ name: "grid", capital: 1, benchmark: "cassh" }],
    5: strategies[0].benchmark: expected "index" or "cash", found "cassh" (did you mean "cash"?)

    length: "1min",
    length: "1min", strategies: [{ name: "grid", capital: 1, benchmark: 0 }],
    5: strategies[0].benchmark: expected "index", "cash" or the name of another strategy, found 0

    "0.5%", maxLeverage: 75
    "0.5%", maxLevrage: 75
    23: margin.tiers[1].maxLevrage: unknown key (did you mean "maxLeverage"?)
    """#

  private func complaint(_ text: String) -> String {
    do {
      return try ScenarioReader.read(bytes: Array(text.utf8), file: "s.json5").canonicalText
    } catch {
      return error.description
    }
  }

  @Test(
    "is refused with one line that says where and what was expected",
    arguments: Mistake.table(mistakes))
  func message(mistake: Mistake) {
    #expect(
      complaint(mistake.made(in: ScenarioDocument.smallest)) == "s.json5:" + mistake.message)
  }

  @Test("of capital beyond what can be counted is refused")
  func capital() {
    let text = ScenarioDocument.smallest
      .replacing("count: 2, touchSize", with: "count: 1000, touchSize")
      .replacing("capital: 1000,", with: "capital: 1e9,")
    #expect(
      complaint(text)
        == "s.json5:1: expected capital of at most 1000000000000 over all participants, "
        + "found 1003025001000")
  }

  @Test("in any one value is refused or means the same when written again")
  func anyValue() throws {
    let values = [
      "null", "true", "0", "-1", "0.5", "1e-30", "1e18", "1e60", "\"0\"", "\"1ns\"", "\"1h\"",
      "\"-1bp\"", "\"0.0001bp\"", "\"100%\"", "\"1e5%\"", "\"x\"", "[]", "[1]", "{}",
    ]
    let canonical = try ScenarioReader.read(
      bytes: Array(ScenarioDocument.smallest.utf8), file: "s.json5"
    ).canonicalText
    let lines = canonical.split(separator: "\n").map(String.init)
    var readCount = 0
    for index in lines.indices {
      guard let colon = lines[index].firstRange(of: "\": "),
        !lines[index].hasSuffix("{"), !lines[index].hasSuffix("[")
      else { continue }
      var changed = lines
      let comma = lines[index].hasSuffix(",") ? "," : ""
      // A stride, so that each line meets a few values and each value many lines.
      for place in stride(from: index % 5, to: values.count, by: 5) {
        changed[index] = lines[index][..<colon.upperBound] + values[place] + comma
        let text = changed.joined(separator: "\n")
        guard let loaded = try? ScenarioReader.read(bytes: Array(text.utf8), file: "s.json5")
        else { continue }
        readCount += 1
        let again = try ScenarioReader.read(
          bytes: Array(loaded.canonicalText.utf8), file: "s.json5")
        #expect(again == loaded)
      }
    }
    #expect(readCount > 20)
  }
}
