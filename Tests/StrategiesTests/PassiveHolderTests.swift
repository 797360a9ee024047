import Foundation
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("A passive holder")
struct PassiveHolderTests {
  @Test("opens the position that its leverage asks for and never trades again")
  func opens() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 10, accounts: 4),
      strategies: [Watched(PassiveHolder(parameters: .init()), diary: diary)])
    _ = trial.run()
    let fills = diary.fills
    #expect(!fills.isEmpty)
    #expect(fills.allSatisfy { $0.side == .buy && $0.order == fills[0].order })
    // Five times 20,000 at a price near 60,000: 1.666 BTC and at most a few lots beside it.
    let lots = fills.reduce(0) { $0 + $1.quantity.lots }
    #expect((1660...1672).contains(lots))
  }

  @Test("is refused an order that its margin does not allow")
  func isRefused() throws {
    var parameters = PassiveHolder.Parameters()
    parameters.direction = .short
    parameters.leverage = 125
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 5, accounts: 4),
      strategies: [Watched(PassiveHolder(parameters: parameters), diary: diary)])
    _ = trial.run()
    // 125 times leaves nothing for the fee, and 2.5 million is in a tier of at most 75 times.
    #expect(diary.fills.isEmpty)
    let ends = diary.entries.filter {
      if case .order(let update) = $0.event { update.change.isEnd } else { false }
    }
    #expect(ends.count == 1)
  }

  @Test("reads its parameters, with defaults for what is absent")
  func reads() throws {
    func read(_ text: String) throws -> PassiveHolder.Parameters {
      try JSONDecoder().decode(PassiveHolder.Parameters.self, from: Data(text.utf8))
    }
    #expect(try read("{}") == PassiveHolder.Parameters())
    let given = try read(#"{ "direction": "short", "leverage": 20 }"#)
    #expect(given.direction == .short)
    #expect(given.leverage == 20)
    #expect(throws: DecodingError.self) { try read(#"{ "leverage": 126 }"#) }
    #expect(throws: DecodingError.self) { try read(#"{ "direction": "up" }"#) }
  }
}
