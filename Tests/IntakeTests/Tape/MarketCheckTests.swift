import Intake
import Market
import Testing

@Suite("The check of a recorded market") struct MarketCheckTests {
  private let folder = try? TapeFolder()

  private func findings(_ rows: [String], trades: [String] = []) throws -> MarketFindings {
    let folder = try #require(folder)
    var drafts = [try folder.draft("b.csv", TardisText.book(rows))]
    if !trades.isEmpty { drafts.append(try folder.draft("t.csv", TardisText.trades(trades))) }
    return try TapeImage(drafts: drafts).facts.findings
  }

  private static let start = ["0 0 true bid 100 1", "0 0 true ask 101 1"]

  @Test("of a good market finds nothing")
  func good() throws {
    let found = try findings(
      Self.start + ["5 9 false bid 100 2"], trades: ["1 2 7 buy 101 1", "3 4 8 sell 100 1"])
    #expect(found.faults.isEmpty)
    #expect(found[.messages] == 4 && found[.rows] == 6)
    #expect(found[.bookMessages] == 2 && found[.trades] == 2 && found[.snapshots] == 1)
    #expect(found[.delayMin] == 0 && found[.delayMax] == 4000)
    #expect(found.text(.arrivalEnd) == "2025-01-01T00:00:00.000009Z")
  }

  @Test("counts messages after which the book is crossed or locked")
  func crossed() throws {
    let found = try findings(
      Self.start + [
        "1 1 false bid 101 1", "2 2 false bid 102 1", "3 3 false ask 101 0", "4 4 false bid 102 0",
      ])
    #expect(found[.locked] == 1 && found[.crossed] == 1)
    #expect(found.faults == [.crossed, .locked])
  }

  @Test("counts silences, steps of clocks and arrivals that come too early")
  func times() throws {
    let minute = 60_000_000
    let found = try findings(
      Self.start + [
        "\(minute) \(minute) false bid 100 1",
        "\(2 * minute + 1) \(2 * minute + 1) false bid 100 1",
        "\(2 * minute - 9) \(2 * minute + 2) false bid 100 1",
        "\(2 * minute + 9) \(2 * minute + 3) false bid 100 1",
        "\(2 * minute + 9) \(2 * minute + 2) false bid 100 1",
      ])
    #expect(found[.silences] == 1 && found[.gaps] == 1)
    #expect(found[.silenceMax] == 60_000_001_000)
    #expect(found[.venueTimesBackwards] == 1 && found[.venueStepBackMax] == 10_000)
    #expect(found[.arrivalsTooEarly] == 2 && found[.delayMin] == -7000)
    #expect(found[.arrivalsBackwards] == 1)
  }

  @Test("counts ids that are left out or come twice, but not those that count other markets too")
  func ids() throws {
    let found = try findings(
      Self.start,
      trades: ["1 1 7 buy 101 1", "2 2 7 buy 101 1", "3 3 9 buy 101 1", "4 4 10 buy 101 1"])
    #expect(found[.missingIDs] == 1 && found[.repeatedIDs] == 1)
    let others = try findings(
      Self.start, trades: ["1 1 7 buy 101 1", "2 2 900 buy 101 1", "3 3 x buy 101 1"])
    #expect(others[.missingIDs] == 0)
  }

  @Test("finds a side that stands still, levels far away, and a snapshot that says nothing new")
  func book() throws {
    let second = 1_000_000
    let moving = (1...120).map { "\($0 * second) \($0 * second) false bid 100 \($0)" }
    let stuck = try findings(Self.start + moving + ["121000000 121000000 false ask 101 3"])
    #expect(stuck[.stuckSides] == 1)
    let far = try findings(
      Self.start + [
        "1 1 false bid 49 1", "2 2 false ask 203 1", "3 3 false bid 51 1", "4 4 false ask 203 0",
      ])
    #expect(far[.farLevels] == 2)
    let again = try findings(
      Self.start + [
        "1 1 false bid 100 1", "2 2 true bid 100 1", "2 2 true ask 101 1", "3 3 false bid 99 1",
        "4 4 true bid 100 1",
      ])
    #expect(again[.snapshots] == 3 && again[.repeatedSnapshots] == 1)
  }
}
