import Kernel

/// Where an own order stands in the queue of a recorded level, whose orders are not known one by one.
///
/// What is ahead starts as the size shown at the price. Trades at the price take from it; what else leaves the level
/// was ahead or behind, and the models differ in how much of it they hold to have been ahead. What joins the level
/// joins behind. Sources: hftbacktest 2.4, "Order fill", queue position models; R. Rigtorp, "Estimating order queue
/// position" (2013).
package enum QueueModel: Sendable, Hashable {
  /// Only trades bring the order forward; what is ahead is never more than the level shows.
  case riskAverse
  /// What leaves was behind with probability `b^n / (b^n + a^n)`, where `a` is ahead and `b` behind.
  case power(exponent: Double)
  /// What leaves was behind with probability `ln(1 + b) / (ln(1 + b) + ln(1 + a))`, in units of the base currency.
  case logarithmic
}

/// What an own order's queue is estimated from.
struct QueuePlace: BitwiseCopyable {
  /// The lots held to be ahead; less than zero where trades have reached the order.
  var ahead: Double
  /// The lots that traded at the price since the level was last told; its next change contains them.
  var traded: Double = 0

  /// Joins the end of a queue.
  init(ahead: Int64) { self.ahead = Double(ahead) }

  /// A trade at the price.
  @inline(__always)
  mutating func trade(_ lots: Int64) {
    ahead -= Double(lots)
    traded += Double(lots)
  }

  /// The lots of the order that trades at its price have reached, rounded down.
  ///
  /// A rest of less than half a lot ahead is none: sizes are whole lots.
  @inline(__always)
  var reached: Int64 {
    ahead.rounded(.toNearestOrAwayFromZero) < 0 ? Elementary.floorToInt(-ahead) : 0
  }

  /// The level at the price changes from one size to another.
  mutating func change(from previous: Int64, to lots: Int64, _ model: QueueModel, lotSize: Double) {
    let shown = Double(lots)
    if case .riskAverse = model {
      ahead = min(ahead, shown)
      return
    }
    let left = Double(previous - lots) - traded
    traded = 0
    let behind = Double(previous) - ahead
    guard left >= 0, let share = model.shareBehind(ahead, behind, lotSize: lotSize) else {
      ahead = min(ahead, shown)
      return
    }
    // What is held to have left from behind and was not there has left from ahead.
    let missing = min(behind - share * left, 0)
    ahead = min(ahead - (1 - share) * left + missing, shown)
  }
}

extension QueueModel {
  /// The share of what leaves a level that was behind an order; nil where nobody was ahead or behind.
  fileprivate func shareBehind(_ ahead: Double, _ behind: Double, lotSize: Double) -> Double? {
    let front: Double
    let back: Double
    switch self {
    case .riskAverse: return nil
    case .power(let exponent):
      front = exponent == 2 ? ahead * ahead : Elementary.pow(max(ahead, 0), exponent)
      back = exponent == 2 ? behind * behind : Elementary.pow(max(behind, 0), exponent)
    case .logarithmic:
      front = Elementary.log1p(max(ahead, 0) * lotSize)
      back = Elementary.log1p(max(behind, 0) * lotSize)
    }
    return front + back > 0 ? back / (front + back) : nil
  }
}
