import Kernel
import Market
import Units

/// Writes down what a control's market does.
struct MarketRecorder: Sendable {
  /// What has been written down.
  private(set) var market = RecordedMarket()
  private var touch: World.Touch
  private var last: Price?
  private var time: Instant
  /// The latest phase of the instant so far.
  ///
  /// An order without delay reaches the book in an earlier phase than the check that came before it; what it changes
  /// must not be seen by that check.
  private var phase: UInt8 = 0

  /// Starts with the touch and the last price that the fork has.
  init(touch: World.Touch, last: Price?, at time: Instant) {
    self.touch = touch
    self.last = last
    self.time = time
  }

  /// Takes note that an event begins.
  mutating func begin(_ event: Event) {
    phase = event.time == time ? max(phase, event.phase) : event.phase
    time = event.time
  }

  /// Takes the touch after something acted on the book.
  mutating func see(_ touch: World.Touch) {
    if touch == self.touch { return }
    self.touch = touch
    note(.touch(touch))
  }

  /// Takes the price of a trade.
  mutating func see(last price: Price) {
    if price == last { return }
    last = price
    note(.last(price))
  }

  /// Writes down a change.
  mutating func note(_ change: RecordedMarket.Change) {
    market.append(change, at: time, phase: phase)
  }
}
