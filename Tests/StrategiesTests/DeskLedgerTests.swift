import Liquidation
import Market
import Simulation
import TestSupport
import Testing
import Units

/// Worlds in which everything happens to strategies' accounts.
///
/// The audit of every mark adds the notices under way to each desk and compares it with the ledger.
@Suite("The desk and the ledger")
struct DeskLedgerTests {
  @Test("agree through funding, liquidations, debts, transfers, auctions and deleveraging")
  func agree() throws {
    var causes: Set<String> = []
    var risks: Set<String> = []
    for seed in UInt64(1)...8 {
      for path in Self.ways {
        let pages = try run(path, seed: seed)
        for page in pages {
          causes.formUnion(page.allBookings.map { Self.word("\($0.cause)") })
          risks.formUnion(page.allRisks.map { Self.word("\($0)") })
        }
      }
    }
    #expect(causes == ["funding", "penalty", "debtPaid", "remainderTaken"])
    #expect(risks == ["liquidationOpened", "liquidationEnded", "transferred", "deleveraged"])
  }

  /// A crash with funding every three seconds, and three strategies: a long and a short of much leverage, and a maker.
  private func run(_ path: StagedPath, seed: UInt64) throws -> [Bookkeeper.Pages] {
    var scenario = try ScenarioFixture.quickCrash(seconds: 20, accounts: 12)
    scenario.funding = FundingSettings(
      formula: FundingFormula(interest: Rate(partsPerMillion: 700), interval: .seconds(3)),
      sampleInterval: .seconds(1), firstSettlement: .zero + .seconds(2))
    scenario.liquidators = LiquidatorSettings(
      count: 3, edgeMinimum: .basisPoints(2), edgeMaximum: .basisPoints(20))
    let pages = [Bookkeeper.Pages(), Bookkeeper.Pages()]
    let long = Bookkeeper([.init(milliseconds: 700, lots: 1500)], pages[0])
    let short = Bookkeeper([.init(milliseconds: 900, lots: -1500)], pages[1])
    let setup = try ScenarioRun.setup(
      scenario, seed: seed,
      strategies: [
        (long, ScenarioFixture.units(1200)), (short, ScenarioFixture.units(1400)),
        (Quick(parameters: .init()), ScenarioFixture.units(2000)),
      ])
    _ = SeedComparison.runAlone(setup: setup, path: path)
    return pages
  }

  private static func word(_ text: String) -> String {
    String(text.prefix { $0 != "(" }).split(separator: ".").last.map(String.init) ?? ""
  }

  private static let ways: [StagedPath] = [
    BuiltInPaths.marketOrder, BuiltInPaths.stepLadder,
    StagedPath(
      name: "transfer", summary: "To the backstop provider, which keeps what is left.",
      remainder: .backstop,
      stages: [Stage(name: "transfer", execution: .backstop, limit: .bankruptcy)]),
    StagedPath(
      name: "fund", summary: "To the fund, which keeps what is left.",
      remainder: .fund,
      stages: [Stage(name: "fund", execution: .transferToFund, limit: .bankruptcy)]),
    StagedPath(
      name: "auction", summary: "One auction after another.",
      stages: [
        Stage(
          name: "auction",
          execution: .auction(
            .sealedBid(SealedBidTerms(window: .seconds(1), clearing: .payAsBid))),
          limit: .bankruptcy, pace: Pace(cooldown: .seconds(1), attemptsMax: 5))
      ]),
    StagedPath(
      name: "deleverage", summary: "Against counterparties.",
      stages: [Stage(name: "deleverage", execution: .deleverage, limit: .bankruptcy)]),
  ]
}

/// Quotes both sides a tick around the mid, and moves its quotes with every picture.
private struct Quick: Strategy {
  static var name: String { "quick" }
  struct Parameters: Codable, Sendable {}

  init(parameters: Parameters) {}

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard let mid = book.mid else { return desk.cancelAll() }
    for order in desk.orders where order.state == .accepted {
      let price = Price(ticks: mid.ticks - order.side.sign)
      if order.price != price {
        desk.replace(order.order, price: price, quantity: Quantity(lots: 50))
      }
    }
    for side in [Side.buy, .sell] where !desk.orders.contains(where: { $0.side == side }) {
      desk.submit(
        OrderRequest(
          side: side, quantity: Quantity(lots: 50),
          kind: .limit(Price(ticks: mid.ticks - side.sign))))
    }
  }
}
