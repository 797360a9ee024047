import Foundation
import Intake
import Liquidation
import ScenarioData
import StepladderCLI
import Testing

/// What `quote` says of accounts that fail already, at every price, on both sides, or among others.
@Suite struct QuoteStateTests {
  private static let perpetuals = [
    "binance-usdm", "binance-coinm", "bybit-usdt", "bybit-inverse", "okx", "bitmex", "deribit",
    "kraken", "hyperliquid", "dydx-v4", "drift-v2", "paradex", "lighter", "gmx-v2",
    "synthetix-v3", "mango-v4", "ftx",
  ]

  /// The words of an answer with one space between them.
  private func words(_ session: Session) -> String {
    session.output.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The values of the first row of a CSV answer, by column.
  private func row(_ session: Session, _ number: Int = 1) -> [String: String] {
    let lines = session.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard lines.count > number, lines[0].count == lines[number].count else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(lines[0], lines[number]))
  }

  /// GMX requires 5 of any position; this one is worth 3, has 2 behind it, and can win 3 at the most.
  @Test func `An account that fails at every price is told so`() {
    let session = Session()
    let line =
      "quote --side short --size 0.00005 --entry 60000 --leverage 1.5 --venue gmx-v2"
    #expect(session.run(line) == .success)
    #expect(words(session).contains("The account is liquidated at any price of this leg."))
    #expect(words(session).contains(" any price "))
    #expect(!session.output.contains("No price of this leg liquidates"))
    #expect(session.run(line + " --csv") == .success)
    #expect(row(session)["liquidation"] == "anyPrice")
    #expect(row(session)["state"] == "belowMaintenance")
    #expect(row(session)["liquidation_price"] == "")
    #expect(session.run(line + " --json") == .success)
    #expect(session.output.contains("\"liquidation\": \"anyPrice\""))
    #expect(session.run(line + " --explain") == .success)
    #expect(session.output.contains("Liquidation price: any price"))
  }

  @Test func `A small leg beside a ruined one is liquidated at any price, on either side`() {
    let session = Session()
    for side in ["short", "long"] {
      session.write(
        "a.json5",
        """
        {accounts:[{name:"a",collateral:1000,legs:[
          {symbol:"BTC",side:"\(side)",size:10,entry:60000},
          {symbol:"ETH",side:"short",size:0.1,entry:3000}]}]}
        """)
      for venue in [
        "binance-usdm", "okx", "deribit", "hyperliquid", "dydx-v4", "gmx-v2", "synthetix-v3",
        "paradex",
      ] {
        #expect(session.run("quote a.json5 --csv --venue \(venue)") == .success)
        #expect(row(session, 2)["liquidation"] == "anyPrice", "\(venue)")
        #expect(row(session, 1)["liquidation"] == "somePrices", "\(venue)")
      }
    }
  }

  /// Long 1 BTC at 60,000 with 6,000, at 50,000: 4,000 less than nothing.
  @Test(arguments: perpetuals)
  func `A bankrupt account is answered for what it is`(venue: String) {
    let session = Session()
    for (side, mark) in [("long", "50000"), ("short", "70000")] {
      let line =
        "quote --side \(side) --size 1 --entry 60000 --margin 6000 --mark \(mark) --venue \(venue)"
      #expect(session.run(line) == .success)
      #expect(words(session).contains("At the mark"))
      #expect(words(session).contains("Nothing is left: equity is -"))
      #expect(!words(session).contains("keeps what is left."))
      #expect(session.run(line + " --csv") == .success)
      let row = row(session)
      #expect(row["state"] == "bankrupt")
      #expect(row["away_percent"]?.hasPrefix("-") == true)
      #expect(row["equity_at_mark"]?.hasPrefix("-") == true)
      if row["first_step"] != "" {
        #expect(row["remainder"] == "none")
        #expect(row["penalty"].map { !$0.contains { "123456789".contains($0) } } == true)
      }
    }
  }

  @Test
  func `Below two thirds of maintenance Hyperliquid's vault takes over, and keeps what is left`() {
    let session = Session()
    let line = "quote --size 1 --entry 60000 --margin 6000 --venue hyperliquid --mark"
    // Maintenance 677.50; two thirds of it are 451.67.
    #expect(session.run(line + " 54200") == .success)
    #expect(words(session).contains("At the mark it is taken over by the liquidator vault (HLP)."))
    #expect(words(session).contains("The backstop provider keeps what is left."))
    #expect(session.run(line + " 54600") == .success)
    #expect(words(session).contains("The owner keeps what is left."))
    #expect(words(session).contains("From 54,453.78 on"))
    // 54,683.54 is 0.15 % above 54,600.
    #expect(words(session).contains(" -0.15% "))
  }

  @Test func `One account that cannot be quoted refuses no other, is named, and ends with code 65`()
  {
    let session = Session()
    session.write(
      "many.json5",
      """
      {accounts:[
        {name:"twice",collateral:6000,legs:[
          {symbol:"BTC",side:"long",size:1,entry:60000},
          {symbol:"BTC",side:"long",size:1,entry:61000}]},
        {name:"fine",collateral:6000,legs:[{symbol:"BTC",side:"long",size:1,entry:60000}]},
        {name:"digits",collateral:6000,legs:[
          {symbol:"BTC",side:"long",size:1.12345678901,entry:60000.123456789}]},
      ]}
      """)
    for form in ["", " --csv", " --json", " --explain"] {
      #expect(session.run("quote many.json5 --venue binance-usdm" + form) == .badData)
      #expect(session.output.replacing(",", with: "").contains("54221.11"))
      let errors = session.errors.split(separator: "\n")
      #expect(errors.count == 2)
      #expect(errors[0].contains("many.json5:2: accounts[0] (twice): binance-usdm"))
      #expect(errors[0].contains("one position on each side"))
      #expect(errors[1].contains("accounts[2] (digits)"))
      #expect(errors[1].contains("1.12345678901 BTC at 60000.123456789"))
      #expect(errors[1].contains("at most 17 digits, 12 of them decimals"))
    }
  }

  /// Binance's formula for hedge mode: (6,000 - 2 x 60,000 + 60,000 + 50) / (0.5 % x 2 + 0.5 % - 2 + 1) and the like.
  @Test func `A long and a short of one contract share their price`() {
    let session = Session()
    session.write(
      "hedge.json5",
      """
      {accounts:[{name:"hedge",collateral:6000,legs:[
        {symbol:"BTC",side:"long",size:2,entry:60000},
        {symbol:"BTC",side:"short",size:1,entry:60000}]}]}
      """)
    #expect(session.run("quote hedge.json5 --venue binance-usdm --csv") == .success)
    // 53,900 / 0.985: both sides are in the tier of 0.5 % less 50.
    #expect(row(session, 1)["liquidation_price"] == "54720.81")
    #expect(row(session, 2)["liquidation_price"] == "54720.81")
    #expect(row(session, 1)["bankruptcy_price"] == "54000.00")
    // Every perpetual rulebook answers, as does the derivation.
    #expect(session.run("quote hedge.json5") == .success)
    #expect(session.run("quote hedge.json5 --explain") == .success)
    #expect(session.output.contains("2 x (P - 60,000.00) + 1 x (60,000.00 - P)"))
  }

  /// Bybit asks 0.5 % of both entry values, and 0.075 % of what the long is worth where it is bankrupt.
  ///
  /// That is 1.75 / 1.00075; the short loses 0.25 at the most and never is. 8,000 / (1.5 - 0.0075 - 0.00131152).
  @Test func `Both sides of a contract count the closing fee at the bankruptcy price`() {
    let session = Session()
    session.write(
      "hedge.json5",
      """
      {accounts:[{collateral:"0.5BTC",legs:[
        {symbol:"BTC",side:"long",size:1.25,entry:8000},
        {symbol:"BTC",side:"short",size:0.25,entry:8000}]}]}
      """)
    #expect(session.run("quote hedge.json5 --venue bybit-inverse --fees venue --csv") == .success)
    #expect(row(session, 1)["liquidation_price"] == "5364.85")
    #expect(row(session, 2)["liquidation_price"] == "5364.85")
    #expect(
      session.run("quote hedge.json5 --venue bybit-inverse --fees venue --explain") == .success)
  }

  @Test func `The end of a table of tiers is told to small accounts too`() {
    let session = Session()
    for size in ["0.00001", "1"] {
      let line = "quote --venue binance-usdm --size \(size) --entry 60000 --leverage 10 --csv"
      #expect(session.run(line) == .success)
      #expect(row(session)["tier_table_end"].flatMap(Double.init) == 1_800_000_000)
      #expect(row(session)["beyond_tier_table"] == "no")
    }
  }

  @Test func `Every account of a file without a quote is named, whatever the reason is`() {
    let session = Session()
    session.write(
      "none.json5",
      """
      {accounts:[
        {name:"coin",collateral:1,legs:[{symbol:"XRP",side:"long",size:1,entry:1}]},
        {name:"twice",collateral:6000,legs:[
          {symbol:"BTC",side:"long",size:1,entry:60000},
          {symbol:"BTC",side:"long",size:1,entry:61000}]}]}
      """)
    for form in ["", " --csv", " --json", " --explain"] {
      #expect(session.run("quote none.json5 --venue dydx-v4" + form) == .badData)
      #expect(session.output.isEmpty)
      let errors = session.errors.split(separator: "\n")
      #expect(errors.count == 2)
      #expect(
        errors[0].contains("none.json5:2: accounts[0] (coin): no quote: dydx-v4 has no margin"))
      #expect(errors[1].contains("accounts[1] (twice): dydx-v4 takes one position on each side"))
    }
    session.write(
      "one.json5",
      """
      {accounts:[
        {collateral:1,legs:[{symbol:"XRP",side:"long",size:1,entry:1}]},
        {collateral:6000,legs:[{symbol:"BTC",side:"long",size:1,entry:60000}]}]}
      """)
    #expect(session.run("quote one.json5 --venue dydx-v4") == .badData)
    #expect(session.output.contains("55,670.10"))
    #expect(session.errors.contains("one.json5:2: accounts[0]: no quote: dydx-v4 has no margin"))
  }

  @Test func `A collateral below zero is a profit that was withdrawn`() {
    let session = Session()
    session.write(
      "negative.json5",
      """
      {accounts:[{collateral:-500,legs:[{symbol:"BTC",side:"long",size:1,entry:60000,mark:66000}]},
        {collateral:"-0.01BTC",legs:[{symbol:"BTC",side:"long",size:1,entry:60000,mark:66000}]}]}
      """)
    #expect(session.run("quote negative.json5 --csv --venue dydx-v4") == .success)
    // 60,500 / 0.97 and 60,600 / 0.97.
    #expect(row(session, 1)["liquidation_price"] == "62371.13")
    #expect(row(session, 2)["liquidation_price"] == "62474.23")
    #expect(
      session.run("quote --size 1 --entry 60000 --mark 66000 --margin -500 --venue dydx-v4")
        == .success)
    #expect(session.output.contains("62,371.13"))
  }

  @Test func `ETH is quoted where a dated table is known, and the others say what they have`() {
    let session = Session()
    let line = "quote --symbol ETH --size 10 --entry 3000 --leverage 10 --venue "
    // 27,000 / 10 / 0.97.
    #expect(session.run(line + "dydx-v4") == .success)
    #expect(session.output.contains("2,783.51"))
    // 2,700 / 0.996: 100 contracts of 0.1 ETH are in the first tier.
    #expect(session.run(line + "okx") == .success)
    #expect(session.output.contains("2,710.84"))
    #expect(session.run(line + "bybit-usdt") == .usage)
    #expect(session.errors.contains("bybit-usdt has no margin terms for ETH, only for BTCUSDT"))
  }

  @Test func `A stop is too late where the account is liquidated at its mark already`() {
    let session = Session()
    for position in [
      "--side short --size 0.00005 --leverage 1.5 --venue gmx-v2 --stop 65000",
      "--size 1 --margin 6000 --mark 50000 --venue hyperliquid --stop 49000",
    ] {
      #expect(session.run("quote --entry 60000 \(position)") == .success)
      #expect(words(session).contains("WARNING: liquidated at the mark already. No room;"))
    }
  }

  /// Net they are long: the long leg's stop is above 54,720.81, and no rise endangers the short.
  @Test func `The stop of a hedged leg is judged on the side on which the leg loses`() {
    let session = Session()
    session.write(
      "hedge.json5",
      """
      {accounts:[{collateral:6000,legs:[
        {symbol:"BTC",side:"long",size:2,entry:60000},
        {symbol:"BTC",side:"short",size:1,entry:60000}]}]}
      """)
    #expect(session.run("quote hedge.json5 --venue binance-usdm --stop 54000 --csv") == .success)
    #expect(row(session, 1)["stop_warning"] == "beyondLiquidation")
    #expect(session.run("quote hedge.json5 --venue binance-usdm --stop 65000 --csv") == .success)
    #expect(row(session, 2)["stop_warning"] == "")
  }

  @Test func `One limit of digits is told wherever a number is refused`() {
    let session = Session()
    let limit = "at most 17 digits, 12 of them decimals"
    for line in [
      "quote --size 1.1234567890123 --entry 60000 --margin 6000",
      "quote --size 1 --entry 123456789012345678 --margin 6000",
      "quote --size 1 --entry 60000 --margin 0.1234567890123",
      "quote --size 1.12345678901 --entry 60000.123456789 --margin 6000",
      "quote --size 1 --entry 60000 --margin 6000 --mark 0.1234567890123",
    ] {
      #expect(session.run(line) == .usage)
      #expect(session.errors.contains(limit), "\(session.errors)")
      #expect(session.output.isEmpty)
    }
    session.write(
      "digits.json5",
      "{accounts:[{collateral:1,legs:[{symbol:\"BTC\",side:\"long\",size:1.1234567890123,entry:1}]}]}"
    )
    #expect(session.run("quote digits.json5") == .badData)
    #expect(session.errors.contains(limit))
  }

  @Test func `Prices have digits enough to tell liquidation from bankruptcy`() {
    let session = Session()
    #expect(
      session.run(
        "quote --size 1000000000 --entry 0.00000065 --leverage 20 --venue hyperliquid --csv")
        == .success)
    // 0.6175 / 0.9875 = 0.6253165 and 0.6175, in millionths.
    #expect(row(session)["liquidation_price"] == "0.000000625316")
    #expect(row(session)["bankruptcy_price"] == "0.000000617500")
  }
}
