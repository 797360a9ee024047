import Units

/// A key for each account, with the greatest of every sixteen, of every sixteen of those, and so on to one.
///
/// A look that reaches nobody is one comparison. One that reaches some goes only where they are, and finds them by
/// ascending account. A new key changes as many levels as it is the greatest in, which mostly is none.
struct TriggerIndex: Sendable {
  /// How many keys one of the next level is the greatest of.
  private static var width: Int { 16 }

  /// All levels, one after the other; the accounts come first.
  private var keys: [Int64]
  /// Where each level starts, and the end of the last.
  private let starts: [Int]

  /// Starts with the least key for everybody, which is reached by nothing.
  init(accountCount: Int) {
    invariant(accountCount > 0, "somebody is watched")
    var starts = [0, accountCount]
    var count = accountCount
    while count > 1 {
      count = (count + Self.width - 1) / Self.width
      starts.append(starts[starts.count - 1] + count)
    }
    self.starts = starts
    keys = Array(repeating: .min, count: starts[starts.count - 1])
  }

  /// Sets the key of an account.
  mutating func set(_ account: Int, _ key: Int64) {
    var (level, place, new) = (0, account, key)
    while true {
      let old = keys[starts[level] + place]
      if old == new { return }
      keys[starts[level] + place] = new
      level += 1
      if level == starts.count - 1 { return }
      place /= Self.width
      let bound = keys[starts[level] + place]
      if new < bound {
        // Only where it was the greatest is there another.
        if old < bound { return }
        new = greatest(of: place, level: level)
      }
    }
  }

  /// Sets the key of an account and leaves the levels above it to ``settle()``.
  mutating func place(_ account: Int, _ key: Int64) { keys[account] = key }

  /// Finds all levels anew; cheaper than one by one where many keys have changed.
  mutating func settle() {
    for level in 1..<starts.count - 1 {
      for place in 0..<starts[level + 1] - starts[level] {
        keys[starts[level] + place] = greatest(of: place, level: level)
      }
    }
  }

  /// Adds the accounts whose key is at least a bound, ascending.
  func reach(_ bound: Int64, into found: inout [Int]) {
    reach(bound, level: starts.count - 2, places: 0..<1, into: &found)
  }

  private func reach(_ bound: Int64, level: Int, places: Range<Int>, into found: inout [Int]) {
    for place in places where keys[starts[level] + place] >= bound {
      if level == 0 {
        found.append(place)
      } else {
        reach(bound, level: level - 1, places: below(place, level: level), into: &found)
      }
    }
  }

  private func greatest(of place: Int, level: Int) -> Int64 {
    let first = starts[level - 1]
    var greatest = Int64.min
    for below in below(place, level: level) { greatest = max(greatest, keys[first + below]) }
    return greatest
  }

  /// The places of the level below that a place is the greatest of.
  private func below(_ place: Int, level: Int) -> Range<Int> {
    let first = place * Self.width
    return first..<min(first + Self.width, starts[level] - starts[level - 1])
  }
}
