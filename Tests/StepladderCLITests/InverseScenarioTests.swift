import StepladderCLI
import Testing

/// A scenario with an inverse contract, from its text to its report.
@Suite struct InverseScenarioTests {
  /// The mini scenario in contracts of ten dollars and in coins, at a price of 60,000.
  private static let text: String = {
    var text = MiniScenario.text
    let changes = [
      (
        #"{ symbol: "X", tick: 0.1, lot: 0.001,"#,
        #"{ kind: "inverse", symbol: "X", tick: 0.1, lot: 10,"#
      ),
      ("touchSize: 1,", "touchSize: 60000,"), ("size: 3 }", "size: 180000 }"),
      ("size: 10 }", "size: 600000 }"),
      ("inventoryLimit: 20,", "inventoryLimit: 1200000,"),
      (#"hedgeHalfLife: "60s", capital: 10000000"#, #"hedgeHalfLife: "60s", capital: 160"#),
      ("sizeMinimum: 0.01", "sizeMinimum: 600"), ("sizeMaximum: 2,", "sizeMaximum: 120000,"),
      (#""20bp", capital: 10000000"#, #""20bp", capital: 160"#),
      ("sizeMedian: 0.05", "sizeMedian: 3000"),
      ("inventoryLimit: 3,", "inventoryLimit: 180000,"), ("capital: 1000000,\n", "capital: 16,\n"),
      ("floor: 50000", "floor: 1"), ("deduction: 50 ", "deduction: 0.001 "),
      ("notionalMedian: 60000", "notionalMedian: 1.00000001"), ("fund: 100000", "fund: 1.6"),
      ("capital: 1000000, notionalMaximum: 5000000", "capital: 16, notionalMaximum: 80"),
    ]
    for (piece, other) in changes {
      guard let range = text.firstRange(of: piece) else { return "no \(piece)" }
      text.replaceSubrange(range, with: other)
    }
    return text
  }()

  private func session() -> Session {
    let session = Session()
    session.write("coin.json5", Self.text)
    return session
  }

  @Test func `It is compared and verified like any other, and its report counts in coins`() {
    let session = session()
    #expect(session.run("check coin.json5") == .success)
    #expect(session.run("compare coin.json5 --out out") == .success)
    #expect(session.run("verify out") == .success)
    let runs = session.text("out/runs.csv").split(separator: "\n")
    #expect(runs[0].contains(",loss_to_others_coin,"))
    #expect(runs[0].contains(",equity_at_first_trigger_coin,"))
    #expect(runs[0].contains(",lowest_last_quote,"), "prices stay in quote currency")
    let header = session.text("out/liquidations.csv").split(separator: "\n")[0]
    #expect(header.contains(",size_quote,executed_quote,"))
    #expect(header.contains(",equity_at_trigger_coin,equity_at_end_coin,"))
    #expect(session.text("out/prices.csv").split(separator: "\n")[1].hasSuffix(",1.60000000"))
    #expect(session.text("out/summary.csv").contains(",fund_draw,coin,"))
    let report = session.text("out/report.md")
    #expect(report.contains("Loss of payers without a choice (coin)"))
    #expect(report.contains("X, inverse; tick 0.1, lot 10;"))
    #expect(report.contains("taker fee 0.05 %; sizes in quote currency, money in the coin"))
    #expect(report.contains("| 1.6 coin at the start"))
    #expect(report.contains("median 1.00000001 and"), "all eight decimals are kept")
    #expect(
      report.contains("sizes are in units of the quote currency, amounts in units of the coin."))
    #expect(session.text("out/figures/depth.svg").contains("depth (quote)"))
  }

  @Test func `Its canonical text in the manifest names the kind and every atom`() {
    let session = session()
    #expect(session.run("run coin.json5 --out out") == .success)
    #expect(session.run("verify out") == .success)
    let manifest = session.text("out/manifest.json")
    #expect(manifest.contains(#"\"kind\": \"inverse\""#))
    #expect(manifest.contains("1.00000001"))
  }

  @Test func `It is compared under the rulebooks of inverse venues`() {
    let session = session()
    #expect(
      session.run("compare coin.json5 --venues binance-coinm,bybit-inverse,bitmex --out out")
        == .success)
    #expect(session.run("verify out") == .success)
    #expect(session.text("out/runs.csv").contains("1,bitmex,"))
    // The command of the report names them, since the scenario does not.
    #expect(
      session.text("out/report.md").contains(
        "stepladder compare coin.json5 --venues binance-coinm,bybit-inverse,bitmex --seeds 1...2\n")
    )
  }

  @Test func `A rulebook of the other kind of contract is refused in one line`() {
    let session = session()
    #expect(session.run("compare coin.json5 --venues bitmex,okx --out out") == .usage)
    #expect(
      session.errors.hasPrefix(
        "stepladder: --venues: expected rulebooks of inverse contracts, as mini trades one, found "
          + "\"okx\", of linear ones\n"))
    #expect(session.run("compare mini.json5 --venues bitmex --out out") == .usage)
    #expect(session.errors.contains("expected rulebooks of linear contracts"))
    session.write(
      "mixed.json5",
      MiniScenario.text(replacing: "seeds:", with: "venues: [\"okx\", \"bitmex\"],\n  seeds:"))
    for command in ["check mixed.json5", "compare mixed.json5 --out out"] {
      #expect(session.run(command) == .badData)
      #expect(
        session.errors.hasPrefix(
          "stepladder: mixed.json5:44: venues[1]: expected rulebooks of linear contracts, as mini trades one, "
            + "found \"bitmex\", of inverse ones\n"))
    }
  }
}
