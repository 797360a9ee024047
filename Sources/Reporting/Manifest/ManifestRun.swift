import Units

/// What a run did, as digests: one for the whole and one for each simulated second.
package struct ManifestRun: Sendable, Hashable {
  /// The path's name.
  package let path: String
  /// The seed.
  package let seed: UInt64
  /// The chained digest after the last event.
  package let digest: UInt64
  /// The chained digest at the end of each simulated second, its lower 32 bits.
  ///
  /// Each covers everything before it, so the first that differs names the second in which two runs part.
  package let seconds: [UInt32]

  /// Makes an entry.
  package init(path: String, seed: UInt64, digest: UInt64, seconds: [UInt32]) {
    self.path = path
    self.seed = seed
    self.digest = digest
    self.seconds = seconds
  }

  /// The first simulated second, from 0, in which two runs differ.
  ///
  /// - Returns: `nil` if every second that both have is the same and neither is longer; then only the
  ///   digests of the whole can differ, by what followed the last whole second.
  package func firstDifferingSecond(from other: ManifestRun) -> Int? {
    for second in 0..<max(seconds.count, other.seconds.count) {
      guard second < seconds.count, second < other.seconds.count,
        seconds[second] == other.seconds[second]
      else { return second }
    }
    return nil
  }

  var json: JSONValue {
    .object([
      JSONMember("path", .string(path)), JSONMember("seed", .integer(seed)),
      JSONMember("digest", .string(Self.hex(digest, digits: 16))),
      JSONMember("seconds", .string(seconds.map { Self.hex(UInt64($0), digits: 8) }.joined())),
    ])
  }

  /// Lowercase hexadecimal digits with leading zeros.
  package static func hex(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    invariant(text.utf8.count <= digits, "the value fits its digits")
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
