import Foundation
import Kernel
import Liquidation
import Margin
import Market
import Simulation
import Strategies
import TestSupport
import Testing
import Units

@Suite("A maker after Avellaneda and Stoikov")
struct AvellanedaStoikovMakerTests {
  @Test("stands where equations 3.17 and 3.18 put it")
  func formulas() throws {
    // s = 100, q = 3, risk aversion 0.1, volatility 2, half of the time left, k = 1.5, on a tick of 10^-9.
    let instrument = try StoikovMarket<AvellanedaStoikovMaker>.instrument(priceDecimals: 9)
    let model = ReservationQuotes(
      riskAversionMillionths: 100_000, arrivalDecayMillionths: 1_500_000, lots: 1,
      instrument: instrument)
    let variance = ReservationQuotes.Variance(volatilityMillionths: 2_000_000, of: instrument)
    let quotes = model.quotes(
      doubledMid: 2 * 100_000_000_000, position: Quantity(lots: 3), variance: variance,
      left: .milliseconds(500))
    #expect(quotes.reservation == Price(ticks: 99_400_000_000))
    // Half a spread of 0.745385211376 on each side, rounded away.
    #expect(quotes.bid == Price(ticks: 98_654_614_788))
    #expect(quotes.ask == Price(ticks: 100_145_385_212))
    // The spread of an agent who need not hold: 1.29077042275.
    let last = model.quotes(
      doubledMid: 200_000_000_000, position: Quantity(lots: 3), variance: variance, left: .zero)
    #expect(last.reservation == Price(ticks: 100_000_000_000))
    #expect((1_290_770_423...1_290_770_424).contains((last.ask - last.bid).ticks))
  }

  @Test("rests these quotes through its desk")
  func throughTheDesk() throws {
    var market = try StoikovMarket(
      AvellanedaStoikovMaker.self,
      StoikovMarket<AvellanedaStoikovMaker>.parameters(riskAversionMillionths: 100_000))
    for _ in 0..<3 {
      market.show()
      let bid = try #require(market.rehearsal.desk.orders.first { $0.side == .buy })
      market.rehearsal.fill(bid.order)
    }
    market.rehearsal.pass(.milliseconds(500))
    market.show()
    #expect(market.rehearsal.desk.position == Quantity(lots: 3))
    let orders = market.rehearsal.desk.orders
    #expect(orders.map(\.state) == [.accepted, .accepted])
    // The same on a tick of 10^-6.
    #expect(orders.first { $0.side == .buy }?.price == Price(ticks: 98_654_614))
    #expect(orders.first { $0.side == .sell }?.price == Price(ticks: 100_145_386))
  }

  @Test("rests them in the book of a run")
  func inTheBook() throws {
    var parameters = AvellanedaStoikovMaker.Parameters()
    parameters.riskAversionMillionths = 100_000
    parameters.arrivalDecayMillionths = 1_500_000
    parameters.volatilityMillionths = 2_000_000
    parameters.horizonSeconds = 1
    var scenario = try ScenarioFixture.still(seconds: 3)
    scenario.latency.feedToStrategy = .constant(.milliseconds(1))
    let pages = Bookkeeper.Pages()
    let setup = try ScenarioRun.setup(
      scenario, seed: ScenarioFixture.pairSeed(scenario), index: ScenarioRun.tape([(0, 600_000)]),
      strategies: [
        (Resting([[599_900, 100], [600_100, -100]]), ScenarioFixture.units(20_000)),
        (AvellanedaStoikovMaker(parameters: parameters), ScenarioFixture.units(20_000)),
        (Bookkeeper([], pages), ScenarioFixture.units(20_000)),
      ])
    _ = SeedComparison.runAlone(setup: setup, path: nil)
    // 0.9 of a second left: half of 0.4 * 0.899 and of 1.29077 is 0.8252; bid down and ask up to a tick of 0.1.
    let book = try #require(pages.all.last { $0.now < .zero + .milliseconds(250) }?.book)
    #expect(book.bid == Price(ticks: 599_991) && book.ask == Price(ticks: 600_009))
    // 0.099 left: 0.6652.
    let late = try #require(pages.all.last { $0.now < .zero + .milliseconds(1050) }?.book)
    #expect(late.bid == Price(ticks: 599_993) && late.ask == Price(ticks: 600_007))
  }

  @Test("measures the volatility of the mids that it is told")
  func measures() throws {
    var parameters = StoikovMarket<AvellanedaStoikovMaker>.parameters(
      riskAversionMillionths: 100_000)
    parameters.volatilityMillionths = nil
    parameters.volatilityPictures = 8
    var market = try StoikovMarket(AvellanedaStoikovMaker.self, parameters)
    // Steps of 0.2 up and down each hundredth of a second: a variance of 0.04 / 0.01 = 4, as of a volatility of 2.
    for step in 0...8 {
      market.show()
      #expect(market.rehearsal.desk.orders.isEmpty == (step < 8), "not before eight changes")
      if step == 8 { break }
      market.mid += step.isMultiple(of: 2) ? 200_000 : -200_000
      market.rehearsal.pass(.milliseconds(10))
    }
    // 0.92 of the second is left: 1.29077042275 and 0.1 * 4 * 0.92.
    let orders = market.rehearsal.desk.orders
    let prices = try [Side.sell, .buy].map { side in
      try #require(orders.first { $0.side == side }?.price).ticks
    }
    #expect((1_658_771...1_658_772).contains(prices[0] - prices[1]))
    #expect(prices[0] + prices[1] == 2 * market.mid)
  }

  @Test("does not buy or sell beyond its inventory")
  func inventory() throws {
    var parameters = StoikovMarket<AvellanedaStoikovMaker>.parameters(
      riskAversionMillionths: 100_000)
    parameters.inventoryQuotesMax = 2
    var market = try StoikovMarket(AvellanedaStoikovMaker.self, parameters)
    for _ in 0..<2 {
      market.show()
      let bid = try #require(market.rehearsal.desk.orders.first { $0.side == .buy })
      market.rehearsal.fill(bid.order)
    }
    market.show()
    #expect(market.rehearsal.desk.orders.map(\.side) == [.sell])
  }

  @Test("withdraws while it is liquidated")
  func withdraws() throws {
    var market = try StoikovMarket(
      AvellanedaStoikovMaker.self,
      StoikovMarket<AvellanedaStoikovMaker>.parameters(riskAversionMillionths: 100_000))
    market.show()
    market.rehearsal.tell(.liquidationOpened(price: Price(ticks: 1)))
    market.show()
    #expect(market.rehearsal.desk.orders.isEmpty)
    market.rehearsal.tell(.liquidationEnded)
    market.show()
    #expect(market.rehearsal.desk.orders.count == 2)
  }

  @Test("takes extreme parameters without a trap, and then rests nothing that is no price")
  func extremes() throws {
    for (aversion, decay, volatility) in [
      (Int64(1), Int64(1), Int64(0)), (1_000_000_000_000, 1, 1_000_000_000_000),
      (1, 1_000_000_000_000, 1_000_000_000_000), (1_000_000_000_000, 1_000_000_000_000, 1),
    ] {
      var parameters = StoikovMarket<AvellanedaStoikovMaker>.parameters(
        riskAversionMillionths: aversion)
      parameters.arrivalDecayMillionths = decay
      parameters.volatilityMillionths = volatility
      var market = try StoikovMarket(AvellanedaStoikovMaker.self, parameters)
      for _ in 0..<5 {
        market.show()
        for order in market.rehearsal.desk.orders {
          #expect(order.price.map { $0 > .zero } ?? false)
        }
        if let order = market.rehearsal.desk.orders.first { market.rehearsal.fill(order.order) }
        market.rehearsal.pass(.milliseconds(50))
      }
    }
  }

  @Test("trades on both sides in the simulated market, and keeps the contract")
  func trades() throws {
    let diary = Diary()
    let trial = try Trial(
      try ScenarioFixture.calm(seconds: 40, accounts: 4),
      strategies: [Watched(AvellanedaStoikovMaker(parameters: .init()), diary: diary)])
    let result = trial.run()
    #expect(result.liquidations.isEmpty)
    #expect(Set(diary.fills.map(\.side)) == [.buy, .sell])
    #expect(
      StrategyContract.findings(of: AvellanedaStoikovMaker.self, parameters: .init()).isEmpty)
  }

  @Test("reads its parameters, with defaults for what is absent")
  func reads() throws {
    func read(_ text: String) throws -> AvellanedaStoikovMaker.Parameters {
      try JSONDecoder().decode(AvellanedaStoikovMaker.Parameters.self, from: Data(text.utf8))
    }
    #expect(try read("{}") == AvellanedaStoikovMaker.Parameters())
    #expect(try read(#"{ "volatilityMillionths": 2000000 }"#).volatilityMillionths == 2_000_000)
    for text in [
      #"{ "riskAversionMillionths": 0 }"#, #"{ "arrivalDecayMillionths": 0 }"#,
      #"{ "volatilityMillionths": -1 }"#, #"{ "lots": 0 }"#, #"{ "horizonSeconds": 0 }"#,
    ] {
      #expect(throws: DecodingError.self) { try read(text) }
    }
  }
}

/// The table of the paper, in the model's own market: quotes of the shipped maker, arrivals of the paper's law.
///
/// Avellaneda and Stoikov 2008, tables 1 to 3: 1,000 paths of 200 steps. A mean may be four standard errors away, of the
/// table's 1,000 paths and of these together; a standard deviation too.
@Suite("The table of Avellaneda and Stoikov")
struct AvellanedaStoikovTableTests {
  /// A row: mean and standard deviation of profit and of final inventory as published, and over 200,000 paths.
  struct Row: Sendable {
    var riskAversionMillionths: Int64
    var published: [Double]
    var recomputed: [Double]
  }

  static let inventoryRows = [
    Row(
      riskAversionMillionths: 100_000, published: [65.0, 6.6, 0.08, 2.9],
      recomputed: [64.864, 6.536, -0.0034, 2.925]),
    Row(
      riskAversionMillionths: 10_000, published: [68.6, 8.7, 0.12, 5.1],
      recomputed: [68.348, 8.957, 0.0076, 5.21]),
    Row(
      riskAversionMillionths: 1_000_000, published: [31.4, 5.0, 0.02, 1.7],
      recomputed: [31.453, 4.84, -0.0063, 1.643]),
  ]

  @Test("is met by the shipped maker", arguments: inventoryRows)
  func inventory(row: Row) throws {
    let parameters = StoikovMarket<AvellanedaStoikovMaker>.parameters(
      riskAversionMillionths: row.riskAversionMillionths)
    let found = try sample(AvellanedaStoikovMaker.self, parameters)
    judge(found, row)
  }

  @Test("is met by an agent without regard to inventory, so the market is the paper's")
  func symmetric() throws {
    let row = Row(
      riskAversionMillionths: 100_000, published: [68.4, 12.7, 0.26, 8.4],
      recomputed: [68.181, 13.4, 0.029, 8.4])
    // Half of the average spread of 1.49177.
    let found = try sample(Symmetric.self, .init(halfSpreadTicks: 745_885))
    judge(found, row)
  }

  @Test("is about a market whose arrivals thin out as the paper's do")
  func arrivals() {
    let law = StoikovMarket<Symmetric>.intensity(atDistance: 0.645)
    #expect(abs(law - 53.2044703849) < 1e-9)
    // Without regard to inventory it ends as a sum of 200 steps of both sides: its deviation is known.
    let chance = StoikovMarket<Symmetric>.intensity(atDistance: 0.745) * 0.005
    let deviation = (2 * 200 * chance * (1 - chance)).squareRoot()
    #expect(abs(deviation - 8.40336638689) < 1e-9)
  }

  /// What paths end with.
  private struct Ends {
    var profits: [Double] = []
    var inventories: [Double] = []
  }

  /// Runs paths of a strategy, each with luck of its own.
  private func sample<S: Strategy>(
    _ strategy: S.Type, _ parameters: S.Parameters, paths: Int = 1000
  ) throws -> Ends {
    var ends = Ends()
    var seeds = TestRandom(seed: 2008)
    for _ in 0..<paths {
      var market = try StoikovMarket(strategy, parameters)
      var random = TestRandom(seed: seeds.next())
      for _ in 0..<200 {
        market.show()
        market.trade(&random)
        market.step(up: random.chance(50))
      }
      ends.profits.append(market.profit)
      ends.inventories.append(Double(market.rehearsal.desk.position.lots))
    }
    return ends
  }

  private func judge(_ found: Ends, _ row: Row) {
    for (index, values) in [found.profits, found.inventories].enumerated() {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      let deviation = variance.squareRoot()
      let (meanError, deviationError) = (
        deviation / count.squareRoot(), deviation / (2 * count).squareRoot()
      )
      let claims = [
        (mean, row.recomputed[2 * index], meanError),
        (mean, row.published[2 * index], 2.0.squareRoot() * meanError),
        (deviation, row.recomputed[2 * index + 1], deviationError),
        (deviation, row.published[2 * index + 1], 2.0.squareRoot() * deviationError),
      ]
      for (value, expected, error) in claims {
        // A published figure is rounded in its last digit.
        #expect(abs(value - expected) < 4 * error + 0.05, "\(value) is not \(expected)")
      }
    }
  }
}

/// Quotes the same distance from the mid on both sides, whatever it holds.
private struct Symmetric: Strategy {
  static var name: String { "symmetric" }
  struct Parameters: Codable, Sendable { var halfSpreadTicks: Int64 }

  let parameters: Parameters
  init(parameters: Parameters) { self.parameters = parameters }

  mutating func bookChanged(_ book: BookPicture, at desk: inout Desk) {
    guard let mid = book.mid else { return }
    for side in [Side.buy, .sell] {
      let price = Price(ticks: mid.ticks - side.sign * parameters.halfSpreadTicks)
      if let order = desk.orders.first(where: { $0.side == side }) {
        desk.replace(order.order, price: price, quantity: Quantity(lots: 1))
      } else {
        desk.submit(
          OrderRequest(side: side, quantity: Quantity(lots: 1), kind: .postOnly(price)))
      }
    }
  }
}
