import Margin
import Market
import Simulation
import Synchronization
import Units

/// Gathers what a run logs of itself.
final class LogBox: Sendable {
  private let events = Mutex<[LoggedEvent]>([])

  /// The log to ask for; of the whole run unless stated.
  func log(_ window: Range<Instant> = .zero..<Instant(nanoseconds: .max)) -> EventLog {
    EventLog(window: window) { event in self.events.withLock { $0.append(event) } }
  }

  /// Everything so far, in order; the opening first.
  var all: [LoggedEvent] { events.withLock { $0 } }
}

/// What the ledger has of one account, as each booking left it, and what was booked by kind.
struct LedgerWitness {
  let account: Int
  private(set) var holding: Account
  private(set) var feesPaid = Money.zero
  private(set) var rebates = Money.zero
  private(set) var funding = Money.zero
  private(set) var penalties = Money.zero
  private(set) var settled = Money.zero

  init(account: Int, capital: Money) {
    self.account = account
    holding = Account(cash: capital)
  }

  /// Takes what an event did to the account.
  mutating func read(_ event: LoggedEvent) {
    for effect in event.effects where effect.account == account {
      holding = effect.holding ?? holding
      let amount = effect.amount ?? .zero
      switch effect.kind {
      case .maker, .taker:
        let fee = effect.fee ?? .zero
        if fee > .zero { feesPaid += fee } else { rebates -= fee }
      case .funding: funding += amount
      case .penalty: penalties -= amount
      case .settlement: settled += amount
      default: break
      }
    }
  }
}
