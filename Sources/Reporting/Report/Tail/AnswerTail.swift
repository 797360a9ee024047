import Simulation
import Units

/// What the answer says of the tail: how badly the worst of what forced orders traded fared.
struct AnswerTail {
  private let sheet: MetricSheet
  private let tail: TailTable

  init(_ sheet: MetricSheet, _ tail: TailTable) {
    self.sheet = sheet
    self.tail = tail
  }

  /// The sentences; none where nothing is compared, seeds are too few, or nothing traded under the baseline.
  var sentences: [String] {
    guard sheet.comparison.seeds.count >= sheet.seedsMin else { return [] }
    let kind = TailEstimate.Kind(
      .executionShortfall, .expectedShortfall, partPerMille: 25, .basisPoints)
    let found = sheet.liquidationPaths.compactMap { path in
      tail.estimate(kind, path).flatMap { item in
        item.count < Self.countMin ? nil : item.estimate.map { (path: path, value: $0) }
      }
    }
    let missing = sheet.liquidationPaths.filter { path in !found.contains { $0.path == path } }
    guard let base = found.first(where: { $0.path == sheet.baseline }) else { return [] }
    let others = found.filter { $0.path != sheet.baseline }.sorted { $0.value < $1.value }
    guard let least = others.first, let most = others.last else { return [] }
    let rest =
      others.count == 1
      ? "\(text(least.value)) under `\(least.path)`"
      : "from \(text(least.value)) (`\(least.path)`) to \(text(most.value)) (`\(most.path)`) under the others"
    return [
      "The worst 2.5 % of what forced orders traded in the book were on average \(text(base.value)) worse than "
        + "the trigger price under `\(base.path)`, \(rest)"
        + (missing.isEmpty
          ? "."
          : "; fewer than \(Self.countMin) liquidations traded there under "
            + Words.list(missing.map { "`\($0)`" }) + ".")
    ]
  }

  /// Of fewer liquidations the worst 2.5 % are not even one.
  private static let countMin = 40

  private func text(_ value: Double) -> String { NumberText.grouped(value, decimals: 0) + " bp" }
}
