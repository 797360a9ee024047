import Foundation
import ScenarioData
import StepladderCLI
import Testing

@Suite struct QuoteTests {
  private static let tenfold = "--size 1 --entry 60000 --margin 6000"

  /// The cells of the row of a venue: the first table of the answer.
  private func row(_ venue: String, in text: String) -> [String] {
    let line = text.split(separator: "\n").first { $0.hasPrefix(venue + " ") }
    return line.map { $0.split(separator: " ").map(String.init) } ?? []
  }

  /// One long of 1 at 60,000 with 6,000 behind it: each venue's formula with its published parameters.
  @Test(arguments: [
    ("binance-usdm", "54,221.11"), ("bybit-usdt", "54,300.00"), ("gmx-v2", "54,300.00"),
    ("deribit", "54,548.21"), ("hyperliquid", "54,683.54"), ("dydx-v4", "55,670.10"),
    ("ftx", "55,670.10"),
  ])
  func `One command shows where each venue liquidates the same position, to the cent`(
    venue: String, price: String
  ) {
    let session = Session()
    #expect(session.run("quote --side long \(Self.tenfold)") == .success)
    #expect(session.errors.isEmpty)
    let row = row(venue, in: session.output)
    #expect(row.contains(price))
    #expect(row.contains("54,000.00"), "everybody is bankrupt at the same price")
  }

  /// Published for 1.25 coins at 8,000 and a balance of 0.5, rounded up to the venue's tick of 0.5: 5,739.5.
  ///
  /// By hand 10,000 / (1.75 - 0.00625 - 0.00075 x 1.75 / 1.00075). At a leverage of 50 the fee is set aside: 7,773.48, which
  /// the venue publishes as 7,773.5.
  @Test(arguments: [
    ("--side long --size 1.25 --entry 8000 --margin 0.5BTC", "", "5,739.08"),
    ("--side short --size 1.25 --entry 8000 --margin 0.5BTC", "", "13,213.31"),
    ("--side long --size 1.25 --entry 8000 --margin 0.5BTC", ":closingFee=ignored", "5,734.77"),
    ("--side long --size 1 --entry 7890.08 --leverage 50", "", "7,773.48"),
    ("--side long --size 1.25 --entry 8000 --leverage 50", ":maintenanceBasis=mark", "7,882.35"),
  ])
  func `Bybit counts the fee for closing at the bankruptcy price`(
    position: String, switches: String, price: String
  ) {
    let session = Session()
    #expect(
      session.run("quote --venue bybit-inverse\(switches) \(position) --fees venue") == .success)
    #expect(row("bybit-inverse\(switches)", in: session.output).contains(price))
    #expect(session.run("quote --venue bybit-inverse\(switches) \(position) --explain") == .success)
    #expect(session.output.contains(price), "without fees the answer says what fees would change")
  }

  @Test func `The backstop of Hyperliquid takes over at two thirds of maintenance`() {
    let session = Session()
    #expect(session.run("quote --venue hyperliquid \(Self.tenfold)") == .success)
    #expect(session.output.contains("From 54,453.78 on: taken over by"))
  }

  /// Binance: 0.5 % of 54,221.11 is more than the 0.5 % less 50 that the bracket requires.
  @Test func `Where the penalty takes all that maintenance leaves, nothing is kept`() {
    let session = Session()
    #expect(session.run("quote --venue binance-usdm \(Self.tenfold)") == .success)
    let text = session.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("closes all of it (no part restores maintenance)"))
    #expect(text.contains("Nothing is left: the penalty takes the whole maintenance, 221.11."))
  }

  @Test func `The answer is as wide as a terminal of 120 columns`() {
    let session = Session()
    for line in [
      "quote \(Self.tenfold) --stop 54500 --horizon 8h --depth 2.5BTC/bp",
      "quote \(Self.tenfold) --explain --stop 54500",
    ] {
      #expect(session.run(line) == .success)
      for line in session.output.split(separator: "\n") {
        #expect(line.count <= 120, "\(line)")
        #expect(line.last != " ")
      }
    }
  }

  @Test func `Lending markets are left out of all, and answered in one line when named`() {
    let session = Session()
    #expect(session.run("quote \(Self.tenfold)") == .success)
    for venue in ["maker-clip", "compound-v3", "aave-v3"] {
      #expect(!session.output.contains(venue))
    }
    // With a venue that answers, the others are a note.
    #expect(session.run("quote --venue deribit,aave-v3 \(Self.tenfold)") == .success)
    #expect(session.output.contains("Left out: aave-v3 has no perpetual position"))
    let venues = ["maker-clip", "compound-v3", "aave-v3", "aave-v3,maker-clip"]
    for (venue, form) in venues.flatMap({ venue in ["", " --json", " --csv"].map { (venue, $0) } })
    {
      #expect(session.run("quote --venue \(venue) \(Self.tenfold)\(form)") == .usage)
      #expect(session.output.isEmpty)
      let name = venue.prefix { $0 != "," }
      #expect(
        session.errors.contains(
          "--venue: no quote: \(name) has no perpetual position: it is a lending market"))
    }
    #expect(
      session.run("quote --venue dydx-v4 --symbol XRP --size 1 --entry 1 --margin 1") == .usage)
    #expect(session.errors.contains("--venue: no quote: dydx-v4 has no margin terms for XRP"))
  }

  /// A long of 1 at 60,000 with more than its value cannot fail; a short is bankrupt at entry and margin: 60,000 and
  /// 120,000, and liquidated on Bybit, by 0.5 % of the entry, at 179,700.
  @Test(arguments: [
    ("--side long --leverage 0.5", "none", "none"),
    ("--side long --leverage 1", "300.00", "none"),
    ("--side short --leverage 1", "119,700.00", "120,000.00"),
    ("--side short --leverage 0.5", "179,700.00", "180,000.00"),
    ("--side short --leverage 0.1", "659,700.00", "660,000.00"),
    ("--side short --margin 120000", "179,700.00", "180,000.00"),
    ("--side long --margin 60001", "299.00", "none"),
    ("--side short --margin 2BTC", "179,700.00", "180,000.00"),
  ])
  func `Collateral may be as much as the position or more`(
    position: String, liquidation: String, bankruptcy: String
  ) {
    let session = Session()
    #expect(
      session.run("quote --venue bybit-usdt --size 1 --entry 60000 \(position)") == .success)
    let row = row("bybit-usdt", in: session.output)
    #expect(row.contains(liquidation))
    #expect(row.contains(bankruptcy))
    #expect(session.run("quote --size 1 --entry 60000 \(position) --csv") == .success)
  }

  /// BitMEX, risk limits: 200 XBT and 150 a step, 2,500 are 16 steps: 0.5 % and 16 x 0.5 % are 8.5 %.
  ///
  /// OKX: from 32,000 contracts on 0.5 % for each 10,000; 100,000 contracts of 0.01 are seven steps: 6 %.
  @Test(arguments: [
    ("bitmex", "2500", "8.5"), ("bitmex", "1850", "6"), ("bitmex", "1850.1", "6.5"),
    ("bitmex", "29900", "99.5"), ("okx", "420", "3"), ("okx", "421", "3.5"), ("okx", "1000", "6"),
    ("okx", "20", "0.4"),
  ])
  func `A ladder goes on by its rule`(venue: String, size: String, rate: String) throws {
    let session = Session()
    #expect(
      session.run("quote --venue \(venue) --size \(size) --entry 10000 --leverage 10 --csv")
        == .success)
    let lines = session.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let column = try #require(lines[0].firstIndex(of: "maintenance_rate_percent"))
    let found = try #require(Double(lines[1][column]))
    #expect(found == Double(rate))
    #expect(lines[1].last == "no")
  }

  /// Tables end at 1,800,000,000 (Binance), 400 BTC (its coin margin), 80,000,000 (Bybit), 150,000 contracts (OKX,
  /// ASTER), and ladders at an initial rate of 100 %: 29,900 XBT (BitMEX), 1,942,000 contracts of 0.01 BTC (OKX).
  @Test(arguments: [
    ("binance-usdm --symbol BTC", "30000.1", "60000", "1800000000"),
    ("binance-coinm --symbol BTC", "400.1", "60000", "400"),
    ("bybit-usdt --symbol BTC", "1333.4", "60000", "80000000"),
    ("okx --symbol ASTER", "150001", "2", "150000"),
    ("okx --symbol BTC", "19421", "60000", "19420"),
    ("bitmex --symbol BTC", "29901", "60000", "29900"),
  ])
  func `A position beyond the end of a table is quoted with a word about it`(
    venue: String, size: String, entry: String, end: String
  ) throws {
    let session = Session()
    let position = "--size \(size) --entry \(entry) --leverage 10"
    #expect(session.run("quote --venue \(venue) \(position)") == .success)
    let text = session.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("is beyond the venue's table of tiers, which ends at"))
    #expect(session.run("quote --venue \(venue) \(position) --json") == .success)
    #expect(session.output.contains("\"isBeyondTierTable\": true"))
    #expect(session.run("quote --venue \(venue) \(position) --explain") == .success)
    #expect(session.output.contains("the table of tiers ends at"))
    #expect(session.run("quote --venue \(venue) \(position) --csv") == .success)
    let cells = session.output.split(separator: "\n")[1].split(separator: ",")
    #expect(cells.last == "yes")
    #expect(Double(cells[cells.count - 2]) == Double(end))
  }

  @Test func `A short that grows beyond the table before it is liquidated is told so`() {
    let session = Session()
    let position = "--side short --size 1320 --entry 60000 --leverage 10"
    // 79,200,000 at entry; Bybit's table by entry value holds it, Binance's by mark does too.
    #expect(session.run("quote --venue bybit-usdt,binance-usdm \(position) --json") == .success)
    #expect(!session.output.contains("\"isBeyondTierTable\": true"))
    let mark = "--venue bybit-usdt:maintenanceBasis=mark"
    #expect(session.run("quote \(mark) \(position) --json") == .success)
    #expect(session.output.contains("\"isBeyondTierTable\": true"))
  }

  @Test func `A stop whose fee nobody states says that it is not counted`() {
    let session = Session()
    let stop = "--venue binance-usdm \(Self.tenfold) --stop 56000"
    #expect(session.run("quote \(stop)") == .success)
    var text = session.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("Room enough for the costs that are known."))
    #expect(text.contains("getting out costs at least 0.00: taker fee not known and not counted"))
    #expect(session.run("quote \(stop) --json") == .success)
    #expect(session.output.contains("\"takerFee\": null"))
    #expect(session.output.contains("\"unknown\": [\"takerFee\"]"))
    #expect(session.run("quote \(stop) --csv") == .success)
    #expect(session.output.contains(",takerFee,"))
    // 5 bp of 56,000.
    #expect(session.run("quote \(stop) --taker 5bp") == .success)
    text = session.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("Room enough. "))
    #expect(text.contains("getting out costs 28.00: taker fee 28.00 (0.05%)"))
    // GMX states no funding either.
    #expect(
      session.run("quote --venue gmx-v2 \(Self.tenfold) --stop 56000 --horizon 8h") == .success)
    text = session.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("funding not known and not counted"))
  }

  /// Bybit, unified account: maintenance at the mark instead of the entry value.
  @Test func `A switch changes the figure and is named with it`() {
    let session = Session()
    let venue = "bybit-usdt:maintenanceBasis=mark"
    #expect(session.run("quote --venue bybit-usdt,\(venue) \(Self.tenfold)") == .success)
    #expect(row("bybit-usdt", in: session.output).contains("54,300.00"))
    // 54,000 / 0.995.
    #expect(row(venue, in: session.output).contains("54,271.36"))
    #expect(session.output.contains("switch maintenanceBasis=mark"))
  }

  @Test func `Every figure of a row stands in its derivation, with rule, source and date`() {
    let session = Session()
    for venue in [
      "binance-usdm", "binance-coinm", "bybit-usdt", "okx", "bitmex", "deribit", "kraken",
      "hyperliquid", "dydx-v4", "drift-v2", "paradex", "lighter", "gmx-v2", "synthetix-v3",
      "mango-v4", "ftx",
    ] {
      #expect(session.run("quote --venue \(venue) \(Self.tenfold)") == .success)
      let figures = row(venue, in: session.output).filter { $0.contains(".") }
        .map { $0.last == "," ? String($0.dropLast()) : $0 }
      #expect(figures.count >= 6)
      #expect(session.run("quote --venue \(venue) \(Self.tenfold) --explain") == .success)
      let text = session.output.split { $0.isWhitespace }.joined(separator: " ")
      for figure in figures {
        // Money in coin stands there with two digits more, so its last one may be rounded.
        let isCoin = figure.hasPrefix("0.0") && figure.utf8.count == 8
        #expect(text.contains(isCoin ? String(figure.dropLast()) : figure), "\(venue): \(figure)")
      }
      #expect(text.contains("Rule: checkPrice"))
      #expect(text.contains("[1] "))
      #expect(text.contains("read 2026-11-20"))
    }
  }

  @Test func `The derivation puts the numbers into the formula`() {
    let session = Session()
    #expect(session.run("quote --venue binance-usdm \(Self.tenfold) --explain") == .success)
    #expect(session.output.contains("maintenance at P: 0.5% x 1 x P - 50.00"))
    #expect(session.output.contains("tier 2 of 12"))
    #expect(
      session.output.contains(
        "P = (60,000.00 - 6,000.00 - 50.00) / (1 x (1 - 0.5%)) = 54,221.11"))
    #expect(session.output.contains("P = (60,000.00 - 6,000.00) / 1 = 54,000.00"))
    #expect(session.output.contains("margin.BTCUSDT"))
  }

  @Test func `A stop without room is warned of, and the answer is still a success`() throws {
    let session = Session()
    let line =
      "quote --venue binance-usdm,deribit \(Self.tenfold) --stop 54250 --slippage 5bp --taker 5bp"
    #expect(session.run(line) == .success)
    #expect(session.output.contains("binance-usdm: WARNING: closer to liquidation"))
    #expect(session.output.contains("deribit: WARNING: liquidated at 54,548.21, before the stop"))
    #expect(session.run(line + " --json") == .success)
    #expect(session.output.contains("\"warning\": \"tooClose\""))
    #expect(session.output.contains("\"warning\": \"beyondLiquidation\""))
  }

  @Test func `Programs get the same keys from every venue`() throws {
    let session = Session()
    #expect(session.run("quote \(Self.tenfold) --json") == .success)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    #expect(root["schema"] as? String == "stepladder-quote-1")
    let accounts = try #require(root["accounts"] as? [[String: Any]])
    let quotes = try #require(accounts.first?["quotes"] as? [[String: Any]])
    #expect(quotes.count >= 15)
    let keys = Set(quotes[0].keys)
    let legKeys = try #require((quotes[0]["legs"] as? [[String: Any]])?.first?.keys.sorted())
    for key in ["liquidationPrice", "bankruptcyPrice", "firstStep", "withFees", "stop"] {
      #expect(legKeys.contains(key))
    }
    for quote in quotes {
      #expect(Set(quote.keys) == keys)
      let legs = try #require(quote["legs"] as? [[String: Any]])
      #expect(legs.allSatisfy { $0.keys.sorted() == legKeys })
    }
    #expect(session.run("quote \(Self.tenfold) --csv") == .success)
    let rows = session.output.split(separator: "\n")
    #expect(rows.count == quotes.count + 1)
    #expect(rows[0].hasPrefix("account,venue,as_of,symbol,side,currency,size,entry_price"))
    #expect(rows[1].hasPrefix("1,binance-usdm,2024-10-24,BTCUSDT,long,quote,1.000,60000.00"))
  }

  @Test func `A file of positions is quoted account by account`() {
    let session = Session()
    session.write(
      "positions.json5",
      """
      {
        accounts: [
          { name: "pair", collateral: 20000, legs: [
            { symbol: "BTC", side: "long", size: 1, entry: 60000, mark: 59000 },
            { symbol: "ETH", side: "short", size: 10, entry: 3000 },
          ] },
          { name: "coin", collateral: "0.1BTC", legs: [
            { symbol: "BTC", side: "long", size: 1, entry: 60000 },
          ] },
        ],
      }
      """)
    #expect(session.run("quote positions.json5 --venue binance-usdm,bitmex") == .success)
    #expect(session.output.contains("pair: margin 20,000 behind"))
    #expect(session.output.contains("  Short 10 ETH at 3,000"))
    // 40,120 / 0.996, where the short requires 0.4 % of 30,000; and 48,755 / 10.04, where the long has lost 1,000
    // and requires 0.5 % of 59,000 less 50.
    #expect(session.output.contains(" 40,281.12 "))
    #expect(session.output.contains(" 4,856.08 "))
    #expect(session.output.contains("coin: Long 1 BTC at 60,000, margin 0.1 BTC (10x leverage)."))
    #expect(session.output.contains("Left out: bitmex"))
  }

  @Test(arguments: [
    (
      "--venue binance-usmd",
      "--venue: no such venue: \"binance-usmd\" (did you mean \"binance-usdm\"?)"
    ),
    ("--size -1", "--size: expected a number above 0"),
    ("--side lang", "--side: expected long or short, found \"lang\" (did you mean \"long\"?)"),
    ("--margin 0.1ETH", "--margin: expected an amount such as 6000 or 0.1BTC"),
    ("--leverage 10", "--leverage: cannot be combined with --margin"),
    ("--horizon 8h", "--horizon: needs --stop PRICE"),
    ("--stop 50000 --horizon 8", "--horizon: expected a time with unit"),
    (
      "--stop 50000 --depth 2BTC", "--depth: expected a size for each basis point such as 2.5BTC/bp"
    ),
    ("--fees some", "--fees: expected none or venue"),
    ("--symbol NOSUCH", "--symbol: no venue has margin terms for NOSUCH"),
    ("--json --csv", "--csv: cannot be combined with --json"),
    ("--venue okx:partialTarget", "--venue: expected switches such as"),
    (
      "--venue okx:partialTarget=tier1:partialTarget=twoTiers",
      "--venue: the switch partialTarget is set twice"
    ),
    (
      "--venue bybit-usdt:maintenanceBasis=last", "maintenanceBasis: expected \"entry\" or \"mark\""
    ),
  ])
  func `A wrong question ends with code 64 and one line that says why`(
    words: String, message: String
  ) {
    let given = words.split(separator: " ").map(String.init)
    var line = ["quote"]
    for (option, value) in [("--size", "1"), ("--entry", "60000"), ("--margin", "6000")]
    where !given.contains(option) {
      line += [option, value]
    }
    let session = Session()
    #expect(session.run(line + given) == .usage)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.errors.split(separator: "\n").count == 2)
    #expect(session.output.isEmpty)
  }

  @Test func `What is missing is asked for with an example`() {
    let session = Session()
    #expect(session.run("quote --size 1 --margin 6000") == .usage)
    #expect(session.errors.contains("expected --entry 60000, found no --entry"))
    #expect(session.run("quote --size 1 --entry 60000") == .usage)
    #expect(session.errors.contains("expected --margin 6000 or --leverage 10, found neither"))
  }

  @Test(arguments: [
    (
      "{ accounts: [{ collateral: 1, legs: [{ symbol: \"BTC\", side: \"long\", size: 1 }] }] }",
      "entry"
    ),
    ("{ accounts: [{ collateral: 1, legs: [] }] }", "legs"),
    (
      "{ accounts: [{ legs: [{ symbol: \"BTC\", side: \"long\", size: -1, entry: 1 }] }] }",
      "accounts[0].legs[0].size"
    ),
    ("{ acounts: [] }", "did you mean \"accounts\"?"),
  ])
  func `A wrong file of positions ends with code 65 and names the key`(text: String, key: String) {
    let session = Session()
    session.write("bad.json5", text)
    #expect(session.run("quote bad.json5") == .badData)
    #expect(session.errors.hasPrefix("stepladder: bad.json5:1: "))
    #expect(session.errors.contains(key))
    #expect(session.errors.split(separator: "\n").count == 1)
  }

  @Test func `A file that is absent ends with code 66, and options may not repeat it`() {
    let session = Session()
    #expect(session.run("quote none.json5") == .missingInput)
    #expect(session.run("quote none.json5 --size 1") == .usage)
    #expect(session.errors.contains("the file of positions says this already"))
  }

  @Test func `The README shows rows of the real answer`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let session = Session()
    #expect(session.run("quote \(Self.tenfold)") == .success)
    let rows = session.output.split(separator: "\n").filter { $0.contains("54,000.00") }
    #expect(rows.filter { readme.contains($0 + "\n") }.count == 5)
  }

  @Test func `A venue that cannot take the numbers is left out of all, with the reason`() {
    let session = Session()
    // Deribit asks for the whole value from 19,800 on; in coin a price of a millionth cannot be booked.
    #expect(session.run("quote --size 30000 --entry 60000 --leverage 2") == .success)
    #expect(session.output.contains("Left out: deribit asks for the whole value"))
    #expect(session.run("quote \(Self.tenfold) --mark 0.000001") == .success)
    #expect(session.output.contains("Left out: bitmex cannot book 1 BTC at 60000, mark 0.000001"))
    #expect(session.run("quote \(Self.tenfold) --mark 0.000001 --venue bitmex") == .usage)
  }

  @Test func `A rulebook of the user's own is quoted beside the shipped ones`() {
    let session = Session()
    let shipped = EmbeddedVenues.all.first { $0.name == "hyperliquid" }
    let text = String(decoding: shipped?.bytes ?? [], as: UTF8.self)
      .replacing("venue: \"hyperliquid\"", with: "venue: \"my-venue\"")
      .replacing(
        "maintenance: \"1.25%\", maxLeverage: 40", with: "maintenance: \"1%\", maxLeverage: 50")
    session.write("mine.json5", text)
    #expect(session.run("quote --venue mine.json5,hyperliquid \(Self.tenfold)") == .success)
    // 54,000 / 0.99 and 54,000 / 0.9875.
    #expect(row("my-venue", in: session.output).contains("54,545.45"))
    #expect(row("hyperliquid", in: session.output).contains("54,683.54"))
    session.write(
      "bad.json5", text.replacing("\"1%\", maxLeverage: 50", with: "\"101%\", maxLeverage: 50"))
    #expect(session.run("quote --venue ./bad.json5 \(Self.tenfold)") == .badData)
    #expect(
      session.errors.contains("margin.BTC.value.continuousTiers[0].maintenance: expected a rate"))
    #expect(session.errors.split(separator: "\n").count == 1)
  }
}
