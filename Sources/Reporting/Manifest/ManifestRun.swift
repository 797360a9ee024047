package import Simulation
import Units

/// What a run did, as digests: one for the whole, and one for each of equally long stretches of simulated time.
package struct ManifestRun: Sendable, Hashable {
  /// The variant of the scenario, where it has variants.
  package let variant: String?
  /// The path's name.
  package let path: String
  /// The seed.
  package let seed: UInt64
  /// The chained digest after the last event.
  package let digest: UInt64
  /// How many simulated seconds a stretch has; 0 where only the digest of the whole is kept.
  package let step: Int
  /// The chained digest at the end of each whole stretch, its lower 32 bits.
  ///
  /// Each covers everything before it, so the first that differs names the stretch in which two runs part. Empty where
  /// the report has very many runs.
  package let digests: [UInt32]

  /// Makes an entry.
  package init(
    variant: String? = nil, path: String, seed: UInt64, digest: UInt64, step: Int,
    digests: [UInt32]
  ) {
    self.variant = variant
    self.path = path
    self.seed = seed
    self.digest = digest
    self.step = step
    self.digests = digests
  }

  /// What is kept of a run; `verify` makes it again from a fresh one.
  package init(_ run: RunResult, variant: String? = nil, step: Int) {
    let ends = step == 0 ? [] : Array(stride(from: step - 1, to: run.digests.count, by: step))
    self.init(
      variant: variant, path: run.path, seed: run.seed, digest: run.digests.last ?? 0, step: step,
      digests: ends.map { UInt32(truncatingIfNeeded: run.digests[$0]) })
  }

  /// The path, and the variant where there are some, in words.
  package var name: String { path + (variant.map { " in variant \($0)" } ?? "") }

  /// Whether another is of the same variant, path and seed.
  package func isSameRun(as other: ManifestRun) -> Bool {
    variant == other.variant && path == other.path && seed == other.seed
  }

  /// Whether two entries can be of the same run; those of other steps are told by the digest of the whole.
  package func isSame(as other: ManifestRun) -> Bool {
    step == other.step ? self == other : isSameRun(as: other) && digest == other.digest
  }

  /// The simulated seconds, from 0, in which two runs first differ.
  ///
  /// - Returns: `nil` if every stretch that both have is the same and neither has more; then only the
  ///   digests of the whole can differ, by what followed the last whole stretch.
  package func firstDifference(from other: ManifestRun) -> Range<Int>? {
    // Digests of other stretches say nothing of each other.
    guard step == other.step, step > 0 else { return nil }
    for place in 0..<max(digests.count, other.digests.count) {
      guard place < digests.count, place < other.digests.count,
        digests[place] == other.digests[place]
      else { return place * step..<(place + 1) * step }
    }
    return nil
  }

  /// Where two runs part, in words that follow "differs".
  package func difference(from other: ManifestRun) -> String {
    guard step == other.step, step > 0 else { return "somewhere" }
    guard let seconds = firstDifference(from: other) else {
      return step == 1
        ? "after its last whole second" : "within its last \(step) simulated seconds"
    }
    return seconds.count == 1
      ? "from simulated second \(seconds.lowerBound) on"
      : "from one of the simulated seconds \(seconds.lowerBound) to \(seconds.upperBound - 1) on"
  }

  var json: JSONValue {
    .object(
      (variant.map { [JSONMember("variant", .string($0))] } ?? []) + [
        JSONMember("path", .string(path)), JSONMember("seed", .integer(seed)),
        JSONMember("digest", .string(Self.hex(digest, digits: 16))),
      ] + (step == 0 ? [] : stretches))
  }

  private var stretches: [JSONMember] {
    [
      JSONMember("step", .integer(step)),
      JSONMember("digests", .string(digests.map { Self.hex(UInt64($0), digits: 8) }.joined())),
    ]
  }

  /// Lowercase hexadecimal digits with leading zeros.
  package static func hex(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    invariant(text.utf8.count <= digits, "the value fits its digits")
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
