import Liquidation
import Testing
import Units

/// A case as a table: what the path is told, and behind the bar what it asks for.
///
///     0 opened 100 low      | cancel
///     0 cancelled 100 low   | ioc 100 @ 90
///
/// The columns are the second, the outcome of the last step, the lots left and the health of the
/// account; `drawn 30` behind them is the percentage of the fund that is gone.
struct PathStory {
  private var path: StagedPath
  private let original: Int64

  init(_ path: StagedPath, original: Int64 = 100) {
    self.path = path
    self.original = original
  }

  /// Plays a story and reports each line that came out otherwise.
  mutating func play(_ story: String, _ location: SourceLocation = #_sourceLocation) throws {
    for line in story.split(separator: "\n") {
      let halves = line.split(separator: "|")
      let words = halves[0].split(separator: " ").map(String.init)
      let second = try #require(Int64(words[0]), "\(line)", sourceLocation: location)
      let outcome = try #require(Self.outcome(words[1]), "\(line)", sourceLocation: location)
      let lots = try #require(Int64(words[2]), "\(line)", sourceLocation: location)
      let health = try #require(
        CaseFixture.Health(rawValue: words[3]), "\(line)", sourceLocation: location)
      let drawn = words.count > 5 ? Int64(words[5]) ?? 0 : 0
      let situation = try CaseFixture.situation(
        outcome, lots: lots, of: original, health, at: .zero + .seconds(second),
        drawdown: Rate(partsPerMillion: drawn * 10_000))
      let expected = halves[1].split(separator: " ").joined(separator: " ")
      let step = path.next(in: situation).step.story
      #expect(step == expected, "\(line)", sourceLocation: location)
    }
  }

  private static func outcome(_ word: String) -> Situation.Outcome? {
    switch word {
    case "opened": .opened
    case "cancelled": .cancelled
    case "filled": .filled
    case "partly": .partlyFilled
    case "unfilled": .unfilled
    case "waited": .waited
    default: nil
    }
  }
}
