import Units

/// The last price of each minute of a file, to hold against that of another file.
package struct MinutePrices: Sendable, Hashable {
  /// A minute since 1970 with its price.
  private struct Entry: Sendable, Hashable {
    let minute: Int64
    var price: Price
  }

  private var entries: [Entry] = []

  /// Notes a price; a later one of the same minute takes its place.
  mutating func note(_ price: Price, at time: UTCTime) {
    // Files hold times of this century: nothing is below zero.
    let minute = time.microseconds / 60_000_000
    if let last = entries.last, last.minute == minute {
      entries[entries.count - 1].price = price
    } else {
      entries.append(Entry(minute: minute, price: price))
    }
  }

  /// The same prices in order of time; where rows were out of order, the last noted of a minute stands.
  var sorted: MinutePrices {
    let isOrdered = zip(entries, entries.dropFirst()).allSatisfy { $0.minute < $1.minute }
    if isOrdered { return self }
    var sorted = MinutePrices()
    let order = entries.indices.sorted {
      (entries[$0].minute, $0) < (entries[$1].minute, $1)
    }
    for place in order {
      let entry = entries[place]
      sorted.note(entry.price, at: UTCTime(microseconds: entry.minute * 60_000_000))
    }
    return sorted
  }

  /// How these prices stand to others in the same minutes.
  package struct Comparison: Sendable, Hashable {
    /// The middle ratio over all minutes that both have, in millionths.
    package let medianPartsPerMillion: Int64
    /// The ratio in the last common minute by a moment, in millionths; that of the first one after it if there is
    /// none.
    package let openingPartsPerMillion: Int64
  }

  /// The ratios of these prices to others, rounded down; nothing where there is no common minute.
  ///
  /// - Parameters:
  ///   - other: The prices that these are divided by.
  ///   - opening: The moment of the opening ratio.
  package func compared(to other: MinutePrices, opening: UTCTime) -> Comparison? {
    var ratios: [Int64] = []
    var openingRatio: Int64?
    var place = 0
    for entry in entries {
      while place < other.entries.count, other.entries[place].minute < entry.minute { place += 1 }
      guard place < other.entries.count else { break }
      guard other.entries[place].minute == entry.minute else { continue }
      let base = Int128(other.entries[place].price.ticks)
      let ratio = Int64(
        clamping: divide(Int128(entry.price.ticks) * 1_000_000, by: base, rounding: .down))
      ratios.append(ratio)
      if openingRatio == nil || entry.minute * 60_000_000 <= opening.microseconds {
        openingRatio = ratio
      }
    }
    ratios.sort()
    guard let openingRatio else { return nil }
    return Comparison(
      medianPartsPerMillion: ratios[ratios.count / 2], openingPartsPerMillion: openingRatio)
  }
}
