import Foundation
import Intake
import Market
import ScenarioData
import Simulation
import TestSupport
import Testing
import Units

@Suite("The prices of a scenario")
struct ScenarioTapesTests {
  /// Files that are gone after the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ text: String) throws -> InputFile {
      let file = url.appending(path: UUID().uuidString)
      try Data(text.utf8).write(to: file)
      return try InputFile.read(file.path)
    }
  }

  /// A tick of 0.5, three minutes from 2021-05-19 12:15 UTC.
  private func scenario(_ index: String, length: String = "") throws -> LoadedScenario {
    let text = ScenarioDocument.smallest
      .replacing("index: { process: { start: 100, volatility: \"1bp\" } },", with: index)
      .replacing("length: \"1min\",", with: length)
    return try ScenarioReader.read(bytes: Array(text.utf8), file: "s.json5")
  }

  private static let bars =
    "index: { bars: { from: \"2021-05-19T12:15Z\", to: \"2021-05-19T12:18Z\" } },"
  private static let ticks =
    "index: { ticks: { from: \"2021-05-19T12:15Z\", to: \"2021-05-19T12:18Z\" } },"

  private static let barRows = """
    ts_ms,open,high,low,close,volume
    1621426440000,90,90,90,90,1
    1621426500000,100,110,95,105,1
    1621426560000,105,105,80,82,1
    1621426620000,82,99,82,98.2,1
    1621426680000,98,98,98,98,1
    """

  private static let tradeRows = """
    exchange,symbol,timestamp,local_timestamp,id,side,price,amount
    v,X,1621426499000000,1621426499000000,1,buy,100,1
    v,X,1621426501500000,1621426501500000,2,buy,101,1
    v,X,1621426501500000,1621426501500000,3,buy,102.5,1
    v,X,1621426560000000,1621426560000000,4,sell,99,1
    v,X,1621426680000000,1621426680000000,5,sell,50,1
    """

  private func complaint(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("come from the seed where the scenario has a process")
  func process() throws {
    let loaded = try ScenarioReader.read(
      bytes: Array(ScenarioDocument.smallest.utf8), file: "s.json5")
    let tapes = try LoadedTapes(for: loaded, indexFile: nil, lastFile: nil)
    let one = try tapes.index(seed: 1)
    #expect(one.updates.first == IndexUpdate(time: .zero, price: Price(ticks: 200)))
    #expect(one == (try tapes.index(seed: 1)))
    #expect(tapes.last == nil)
    let wild = try ScenarioReader.read(
      bytes: Array(
        ScenarioDocument.smallest.replacing("\"1bp\" }", with: "\"100bp\" }").utf8), file: "s")
    let wildTapes = try LoadedTapes(for: wild, indexFile: nil, lastFile: nil)
    #expect(try wildTapes.index(seed: 1) != wildTapes.index(seed: 2))
  }

  @Test("come from minute bars, each seed in its own way through the same four prices")
  func bars() throws {
    let folder = try Folder()
    let file = try folder.file(Self.barRows)
    let tapes = try LoadedTapes(
      for: scenario(Self.bars), indexFile: file, lastFile: nil)
    let one = try tapes.index(seed: 1)
    let two = try tapes.index(seed: 2)
    #expect(one != two)
    for tape in [one, two] {
      #expect(tape.updates.first == IndexUpdate(time: .zero, price: Price(ticks: 200)))
      #expect(tape.price(at: .zero + .milliseconds(59_750)) == Price(ticks: 210))
      #expect(tape.price(at: .zero + .milliseconds(119_750)) == Price(ticks: 164))
      let range = try #require(tape.range(from: .zero, to: .zero + .milliseconds(59_999)))
      #expect(range.low == Price(ticks: 190) && range.high == Price(ticks: 220))
      // 98.2 is nearest to 98 on a grid of halves.
      #expect(tape.updates.last?.price == Price(ticks: 196))
      #expect(tape.end < .zero + .seconds(180))
    }
    #expect(
      tapes.findings.first?.findings.map(\.text) == [
        "5 rows, 3 bars in the window",
        "a bar is 1 minute long, by the distance of rows; its open, high, low and close are expanded to steps of "
          + "250ms",
        "1 of 12 prices of bars lie between two ticks of 0.5 and were rounded to the nearest",
      ])
    let short = try LoadedTapes(
      for: scenario(Self.bars, length: "length: \"1min\","), indexFile: file, lastFile: nil)
    #expect(try short.index(seed: 1).end < .zero + .seconds(60))
    // The same minute has the same moves in a longer run.
    let minute = try one.window(from: .zero, length: .seconds(60))
    #expect(try short.index(seed: 1) == minute)
  }

  @Test("come from trades, and the last price from the venue's own")
  func ticks() throws {
    let folder = try Folder()
    let file = try folder.file(Self.tradeRows)
    let last = try folder.file(Self.tradeRows.replacing(",99,", with: ",60,"))
    let tapes = try LoadedTapes(for: scenario(Self.ticks), indexFile: file, lastFile: last)
    let expected = [
      IndexUpdate(time: .zero, price: Price(ticks: 200)),
      IndexUpdate(time: .zero + .milliseconds(1500), price: Price(ticks: 205)),
      IndexUpdate(time: .zero + .seconds(60), price: Price(ticks: 198)),
    ]
    #expect(try tapes.index(seed: 1).updates == expected)
    #expect(try tapes.index(seed: 2).updates == expected)
    #expect(tapes.last?.updates.map(\.price.ticks) == [200, 205, 120])
    #expect(tapes.findings.map(\.path) == [file.path, last.path])
    #expect(
      tapes.findings.first?.findings.map(\.text) == [
        "v X: 5 rows, 3 trades in the window",
        "no data for 2 minutes from 2021-05-19T12:16:00Z to 2021-05-19T12:18:00Z, the end of the window",
      ])
  }

  @Test("that do not fit the scenario are refused")
  func misfits() throws {
    let folder = try Folder()
    let bars = try folder.file(Self.barRows)
    let trades = try folder.file(Self.tradeRows)
    let gap = try folder.file(
      Self.barRows.replacing("1621426500000,100,110,95,105,1\n", with: ""))
    let late = try folder.file(
      Self.tradeRows.replacing("v,X,1621426499000000,1621426499000000,1,buy,100,1\n", with: ""))
    let process = try scenario(
      "index: { process: { start: 100, volatility: \"1bp\" } },", length: "length: \"1min\",")
    #expect(
      complaint { _ = try LoadedTapes(for: scenario(Self.bars), indexFile: nil, lastFile: nil) }
        == "s.json5: index.bars: expected --index FILE with bars, found none")
    #expect(
      complaint { _ = try LoadedTapes(for: scenario(Self.ticks), indexFile: nil, lastFile: trades) }
        == "s.json5: index.ticks: expected --index FILE with trades, found none")
    #expect(
      complaint { _ = try LoadedTapes(for: process, indexFile: bars, lastFile: nil) }
        == "s.json5: index.process: expected no --index, because the scenario makes its own index, "
        + "found \(InputError.quoted(bars.path))")
    #expect(
      complaint { _ = try LoadedTapes(for: process, indexFile: nil, lastFile: trades) }
        .hasPrefix("s.json5: index.process: expected no --last, because "))
    #expect(
      complaint {
        _ = try LoadedTapes(for: scenario(Self.bars), indexFile: trades, lastFile: nil)
      }.hasPrefix("\(trades.path):1: expected the header ts_ms,open,high,low,close,volume"))
    #expect(
      complaint { _ = try LoadedTapes(for: scenario(Self.bars), indexFile: gap, lastFile: nil) }
        == "\(gap.path): expected a price that is known when the window starts, "
        + "found the first one at 2021-05-19T12:16:00Z")
    #expect(
      complaint { _ = try LoadedTapes(for: scenario(Self.ticks), indexFile: late, lastFile: nil) }
        == "\(late.path): expected a price that is known when the window starts, "
        + "found the first one at 2021-05-19T12:15:01.5Z")
    do {
      _ = try LoadedTapes(for: process, indexFile: bars, lastFile: nil)
    } catch {
      #expect(error.kind.exitCode == 64)
    }
  }

  @Test(
    "of 19 May 2021 open at 38,735 and fall to 30,000 at 13:10",
    .enabled(if: RealData.has(RealData.bitcoinBars), "\(RealData.absence(RealData.bitcoinBars))"))
  func bitcoin() throws {
    let bytes = try #require(EmbeddedScenarios.all.first { $0.name == "btc-2021-05-19" }).bytes
    let loaded = try ScenarioReader.read(bytes: bytes, file: "btc-2021-05-19.json5")
    let tapes = try LoadedTapes(
      for: loaded, indexFile: InputFile.read(RealData.path(RealData.bitcoinBars)), lastFile: nil)
    let tape = try tapes.index(seed: 1)
    #expect(tape.updates[0].price == Price(ticks: 387_350))
    let minute = Instant.zero + .seconds(55 * 60)
    let low = try #require(tape.range(from: .zero, to: .zero + .seconds(5400))).low
    #expect(low == Price(ticks: 300_000))
    #expect(tape.range(from: minute, to: minute + .seconds(60))?.low == low)
  }

  @Test(
    "of 10 October 2025 are 17.0 at the lowest in spot and 6.02 at the venue",
    .enabled(
      if: RealData.has(RealData.avalancheSpotTrades)
        && RealData.has(RealData.avalanchePerpetualTrades),
      "\(RealData.absence(RealData.avalancheSpotTrades))"))
  func avalanche() throws {
    let bytes = try #require(EmbeddedScenarios.all.first { $0.name == "avax-2025-10-10" }).bytes
    let loaded = try ScenarioReader.read(bytes: bytes, file: "avax-2025-10-10.json5")
    let tapes = try LoadedTapes(
      for: loaded, indexFile: InputFile.read(RealData.path(RealData.avalancheSpotTrades)),
      lastFile: InputFile.read(RealData.path(RealData.avalanchePerpetualTrades)))
    let end = Instant.zero + .seconds(5400)
    #expect(try tapes.index(seed: 1).range(from: .zero, to: end)?.low == Price(ticks: 17_000))
    #expect(tapes.last?.range(from: .zero, to: end)?.low == Price(ticks: 6020))
  }
}
