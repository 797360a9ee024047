import Foundation
import StepladderCLI
import TestSupport
import Testing

/// The shipped crash days, a few minutes of each.
@Suite struct RealDataTests {
  /// Writes a shipped scenario with a shorter window.
  private func shorten(
    _ name: String, from old: String, to new: String, in session: Session
  ) throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let file = root.appending(path: "Data/scenarios/\(name).json5")
    session.write("day.json5", try String(contentsOf: file, encoding: .utf8))
    try #require(session.replace(old, with: new, in: "day.json5"))
    try #require(session.replace("count: 1000,\n", with: "count: 200,\n", in: "day.json5"))
  }

  @Test(
    .enabled(
      if: RealData.has(RealData.bitcoinBars), "\(RealData.absence(RealData.bitcoinBars))"))
  func `The worst minutes of 2021-05-19 run on real bars and verify`() throws {
    let session = Session()
    try shorten(
      "btc-2021-05-19", from: "from: \"2021-05-19T12:15Z\", to: \"2021-05-19T13:45Z\"",
      to: "from: \"2021-05-19T13:01Z\", to: \"2021-05-19T13:02Z\"", in: session)
    let file = "--index " + RealData.path(RealData.bitcoinBars)
    #expect(
      session.run("compare day.json5 --seeds 1 --paths market-order --out out \(file)") == .success)
    #expect(session.run("verify out \(file)") == .success)
  }

  @Test(
    .enabled(
      if: RealData.has(RealData.bitcoinBars), "\(RealData.absence(RealData.bitcoinBars))"))
  func `Rulebooks meet the worst minutes of 2021-05-19 and verify`() throws {
    let session = Session()
    try shorten(
      "venues-2021-05-19", from: "from: \"2021-05-19T12:41Z\", to: \"2021-05-19T13:11Z\"",
      to: "from: \"2021-05-19T13:07Z\", to: \"2021-05-19T13:08Z\"", in: session)
    let file = "--index " + RealData.path(RealData.bitcoinBars)
    let venues = "--venues binance-usdm,hyperliquid"
    #expect(
      session.run("compare day.json5 --seeds 1 \(venues) --out out \(file)") == .success)
    #expect(session.run("verify out \(file)") == .success)
  }

  /// Both windows whole, with every path: minutes in release, an hour in debug.
  private static let isRelease = !_isDebugAssertConfiguration()

  @Test(
    .enabled(
      if: isRelease && RealData.has(RealData.bitcoinBars),
      "needs the bars and a release build: swift test -c release --filter RealDataTests"))
  func `The crash of 2021-05-19 runs whole along every path`() throws {
    let session = Session()
    let file = "--index " + RealData.path(RealData.bitcoinBars)
    #expect(session.run("compare btc-2021-05-19 --seeds 1...8 --out out \(file)") == .success)
    let report = session.text("out/report.md")
    for path in ["market-order", "step-ladder", "takeover-limit", "twap-slices"] {
      #expect(report.contains("| `\(path)`"))
    }
  }

  @Test(
    .enabled(
      if: isRelease && RealData.has(RealData.bitcoinBars),
      "needs the bars and a release build: swift test -c release --filter RealDataTests"))
  func `The crash of 2021-05-19 runs under every rulebook of the made one`() throws {
    let session = Session()
    let file = "--index " + RealData.path(RealData.bitcoinBars)
    #expect(session.run("compare venues-2021-05-19 --seeds 1...8 --out out \(file)") == .success)
    let rows = session.text("out/differences.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let others = [
      "bybit-usdt", "okx", "deribit", "hyperliquid", "dydx-v4", "paradex", "lighter", "gmx-v2",
      "ftx",
    ]
    for metric in [
      "liquidated_accounts", "recovered_equity", "fund_draw", "deleveraged_accounts",
      "forced_notional", "overshoot",
    ] {
      for venue in others {
        #expect(rows.contains { $0.contains { $0 == venue } && $0.contains { $0 == metric } })
      }
    }
  }

  @Test(
    .enabled(
      if: isRelease && RealData.has(RealData.avalancheSpotTrades)
        && RealData.has(RealData.avalanchePerpetualTrades),
      "needs the trades and a release build: swift test -c release --filter RealDataTests"))
  func `The crash of 2025-10-10 crosses the mark with the last price`() throws {
    let session = Session()
    let files =
      "--index \(RealData.path(RealData.avalancheSpotTrades)) --last "
      + RealData.path(RealData.avalanchePerpetualTrades)
    #expect(session.run("compare avax-2025-10-10 --seeds 1...8 --out out \(files)") == .success)
    #expect(session.text("out/report.md").contains("## Check price against last price"))
  }
}
