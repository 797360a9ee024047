import Market
import Simulation
import Units

/// The first thing that differs between two traces of the same seconds.
enum TraceDifference {
  /// An index update; nil where one side has none left.
  case update(IndexUpdate?, IndexUpdate?)
  /// An event; nil where one side has none left.
  case event(JournalEntry?, JournalEntry?)
  /// Nothing in these seconds: the runs started from different seeds or states.
  case start
  /// This program no longer makes a run as its report states it: by its place among the two, from 0.
  case otherCode([Int])

  /// Compares two traces: whichever comes first, an index update or an event.
  init(_ left: RunTrace, _ right: RunTrace) {
    let stale = [left, right].indices.filter { ![left, right][$0].isReproduced }
    if !stale.isEmpty {
      // What is compared would not be what the reports are about.
      self = .otherCode(stale)
      return
    }
    let update = Self.firstDifference(left.updates, right.updates) { $0 == $1 }
    // The chained digest differs from the second on in every entry; what happened is the rest.
    let event = Self.firstDifference(left.entries, right.entries) { Self.isSame($0, $1) }
    switch (update, event) {
    case (nil, nil): self = .start
    case (let update?, nil): self = .update(update.0, update.1)
    case (nil, let event?): self = .event(event.0, event.1)
    case (let update?, let event?):
      // At one instant the index moves before anything else.
      let updateTime = [update.0?.time, update.1?.time].compactMap(\.self).min()
      let eventTime = [event.0?.time, event.1?.time].compactMap(\.self).min()
      if let updateTime, let eventTime, eventTime < updateTime {
        self = .event(event.0, event.1)
      } else {
        self = .update(update.0, update.1)
      }
    }
  }

  private static func isSame(_ left: JournalEntry, _ right: JournalEntry) -> Bool {
    var other = right
    other.digest = left.digest
    return left == other
  }

  private static func firstDifference<Element>(
    _ left: [Element], _ right: [Element], same: (Element, Element) -> Bool
  ) -> (Element?, Element?)? {
    for place in 0..<max(left.count, right.count) {
      let first = place < left.count ? left[place] : nil
      let second = place < right.count ? right[place] : nil
      if let first, let second, same(first, second) { continue }
      return (first, second)
    }
    return nil
  }

  /// Lines for people: what it is in each of the two reports.
  func message(names: [String]) -> String {
    let (left, right): (String, String)
    let head: String
    switch self {
    case .otherCode(let places):
      let stated = places.map { names[$0] }.joined(separator: " and ")
      return "this program makes other events than \(stated) states, from the same scenario and "
        + "seed: \(stated) was made by other code, such as a strategy or a path before it was edited, or another "
        + "version; make it again to see the first event\n"
    case .start:
      return "no event there differs: the runs start from different seeds or states\n"
    case .update(let first, let second):
      head = "the first difference is an index update"
      left = first.map { Self.text($0) } ?? "no further update there"
      right = second.map { Self.text($0) } ?? "no further update there"
    case .event(let first, let second):
      head = "the first difference is an event"
      left = first.map(Self.text) ?? "no further event there"
      right = second.map(Self.text) ?? "no further event there"
    }
    return "\(head)\n  \(names[0]): \(left)\n  \(names[1]): \(right)\n"
  }

  private static func text(_ update: IndexUpdate) -> String {
    "\(TimeText.seconds(update.time)) index update to \(update.price.ticks) ticks"
  }

  private static func text(_ entry: JournalEntry) -> String {
    "\(TimeText.seconds(entry.time)) \(entry.kind) in phase \(entry.phase), event \(entry.key), "
      + "target \(entry.target), values \(entry.a) and \(entry.b), caused by event \(entry.cause)"
  }
}
