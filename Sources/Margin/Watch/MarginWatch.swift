package import Units

/// Which accounts may fail at a price: those of which a leg has reached its trigger.
///
/// The watch knows prices and no rules, no time and no luck. Who changes an account tells it, and before each check
/// it asks for the triggers of those that have changed. An account beyond its trigger is awake: a candidate at every
/// check while the price stays there, because it may be safe still. Once nothing is left to be done about it, it is
/// put to rest until it changes.
package struct MarginWatch: Sendable {
  /// By leg; the key of a long is its trigger in ticks, that of a short minus its trigger.
  private var longs: [TriggerIndex]
  private var shorts: [TriggerIndex]
  /// The accounts that have changed, and by account, whether it is among them.
  private var touched: [Int32]
  private var isTouched: [Bool]

  /// Starts without a trigger; every account counts as changed.
  package init(accountCount: Int, legCount: Int = 1) {
    let index = TriggerIndex(accountCount: accountCount)
    longs = Array(repeating: index, count: legCount)
    shorts = longs
    touched = Array(0..<Int32(accountCount))
    isTouched = Array(repeating: true, count: accountCount)
  }

  /// Takes note that the position or the money of an account has changed.
  package mutating func touch(_ account: Int) {
    if isTouched[account] { return }
    isTouched[account] = true
    touched.append(Int32(account))
  }

  /// Brings the triggers of all accounts that have changed up to date.
  ///
  /// - Parameter trigger: The trigger of an account through a leg; nil where no price is one.
  package mutating func refresh(_ trigger: (_ account: Int, _ leg: Int) -> Trigger?) {
    if touched.isEmpty { return }
    // Above one in eight it is cheaper to find all levels of the index at once.
    let isMany = touched.count > isTouched.count / 8
    for account in touched {
      isTouched[Int(account)] = false
      for leg in longs.indices {
        set(Int(account), leg: leg, trigger(Int(account), leg), isMany: isMany)
      }
    }
    touched.removeAll(keepingCapacity: true)
    guard isMany else { return }
    for leg in longs.indices {
      longs[leg].settle()
      shorts[leg].settle()
    }
  }

  /// The accounts that may fail with a leg at a price, ascending; costs next to nothing while there are none.
  ///
  /// Triggers are those of the last refresh.
  package func candidates(leg: Int, at price: Price) -> [Int] {
    var found: [Int] = []
    longs[leg].reach(price.ticks, into: &found)
    let longCount = found.count
    shorts[leg].reach(-price.ticks, into: &found)
    if longCount > 0, longCount < found.count { found.sort() }
    return found
  }

  /// Puts an account to rest: it is no candidate, at no price of any leg, until it changes.
  package mutating func rest(_ account: Int) {
    for leg in longs.indices { set(account, leg: leg, nil, isMany: false) }
  }

  private mutating func set(_ account: Int, leg: Int, _ trigger: Trigger?, isMany: Bool) {
    let (long, short): (Int64, Int64) =
      switch trigger {
      case .atOrBelow(let price): (price.ticks, .min)
      case .atOrAbove(let price): (.min, -price.ticks)
      case nil: (.min, .min)
      }
    if isMany {
      longs[leg].place(account, long)
      shorts[leg].place(account, short)
    } else {
      longs[leg].set(account, long)
      shorts[leg].set(account, short)
    }
  }
}
