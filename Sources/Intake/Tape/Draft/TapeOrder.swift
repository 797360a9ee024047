import Market

/// The order in which the messages of several sources arrive.
///
/// By arrival; at one instant trades and forced orders before everything else, because the book shows the trade
/// already and a queue would count it twice; then in the order of the sources.
package struct TapeOrder: Sendable {
  /// Where a message stands.
  package struct Place: Sendable, Hashable {
    /// The source, from 0.
    package let source: UInt32
    /// The message in it, from 0.
    package let message: UInt32
  }

  /// All messages in order.
  package let places: [Place]

  /// Merges sources, each in order of arrival.
  package init(of drafts: [TapeDraft]) {
    var places: [Place] = []
    places.reserveCapacity(drafts.reduce(0) { $0 + $1.messages.count })
    var waiting = drafts.indices.filter { !drafts[$0].messages.isEmpty }
    waiting.sort {
      (drafts[$0].messages[0].arrivalTime, $0) < (drafts[$1].messages[0].arrivalTime, $1)
    }
    var queue = waiting[...]
    // Only sources that have begun and not ended, so that many days in a row cost no more than one.
    var heads: [Head] = []
    while true {
      if heads.isEmpty, let next = queue.popFirst() { heads.append(Head(next, drafts)) }
      guard var least = heads.indices.first else { break }
      for place in heads.indices.dropFirst() where heads[place].isBefore(heads[least]) {
        least = place
      }
      if let next = queue.first, drafts[next].messages[0].arrivalTime <= heads[least].arrivalTime {
        heads.append(Head(next, drafts))
        queue.removeFirst()
        continue
      }
      places.append(
        Place(source: UInt32(heads[least].source), message: UInt32(heads[least].message)))
      if !heads[least].step(drafts) { heads.remove(at: least) }
    }
    self.places = places
  }

  /// The next message of a source.
  private struct Head {
    let source: Int
    var message = 0
    var arrivalTime: Int64 = 0
    var isTrade = false

    init(_ source: Int, _ drafts: [TapeDraft]) {
      self.source = source
      look(drafts)
    }

    mutating func step(_ drafts: [TapeDraft]) -> Bool {
      message += 1
      if message == drafts[source].messages.count { return false }
      look(drafts)
      return true
    }

    private mutating func look(_ drafts: [TapeDraft]) {
      arrivalTime = drafts[source].messages[message].arrivalTime
      let first = drafts[source].rows(of: message).lowerBound
      isTrade = drafts[source].rows[first].kind.isTrade
    }

    func isBefore(_ other: Head) -> Bool {
      if arrivalTime != other.arrivalTime { return arrivalTime < other.arrivalTime }
      if isTrade != other.isTrade { return isTrade }
      return source < other.source
    }
  }
}

extension TapeRow.Kind {
  /// Whether it tells of a trade or a forced order.
  var isTrade: Bool {
    switch self {
    case .buyTrade, .sellTrade, .trade, .forcedBuy, .forcedSell: true
    case .bid, .ask, .clear, .mark, .index, .fundingRate: false
    }
  }
}
