import Foundation
import Testing

/// What `import Stepladder` brings, type by type: a new one is named here on purpose, or it is `package`.
@Suite("The public surface")
struct PublicSurfaceTests {
  /// The types by module, nested ones aside.
  private static let stated: [String: String] = [
    "Units": "FineRate Instant Interval Money Price Quantity Rate Rounding",
    "Market": "ContractKind DecimalTextError Instrument InstrumentError OrderCancelReason Side",
    "Margin": "AtEquality MarginSchedule MarginScheduleError MarginTier Standing",
    "Liquidation": """
    AlmgrenChriss AuctionCurve AuctionFormat AuctionOrder AuctionRatio BuiltInPaths CancelScope CapacityWindow \
    CloseOut DeleveragingPolicy DistressShare DutchAuctionTerms Escalation Execution FeeRamp ForcedOrder \
    LiquidationPath LiquidationStep ObizhaevaWang Pace PathAnswer PathFinding PriceLimit Remainder SealedBidTerms \
    ShareLadder ShortageCover Situation Sizing SlicingPlan Stage StageExit StageExits StageTrigger StagedPath
    """,
    "Simulation": """
    BookPicture CashBooking ContractFinding ContractScenario Desk DeskOrder FundMonitor FundingDue Incident \
    Monitor MonitorFinding OpenOrder OrderEnd OrderRejection OrderRequest OrderUpdate OwnFill ParameterError \
    PriceLevel PriceSample RiskNotice RunTotals Strategy StrategyContract StrategyLimits StrategyParameters \
    StrategyRehearsal TradeNotice
    """,
    "StepladderCLI": "StepladderProgram",
  ]

  private static let sources: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appending(path: "Sources")
  }()

  @Test("is re-exported from the modules that are stated here, and from no other")
  func modules() throws {
    let umbrella = try String(
      contentsOf: Self.sources.appending(path: "Stepladder/Stepladder.swift"), encoding: .utf8)
    let modules = umbrella.matches(of: /@_exported public import (\w+)/).map { String($0.1) }
    #expect(modules == Self.stated.keys.sorted())
  }

  @Test("has the types that are stated here", arguments: stated.keys.sorted())
  func types(of module: String) throws {
    let declaration =
      /^(?:@frozen )?public (?:final |indirect )*(?:struct|enum|class|protocol|typealias) (\w+)/
      .anchorsMatchLineEndings()
    var found: [String] = []
    let folder = Self.sources.appending(path: module)
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      found += text.matches(of: declaration).map { String($0.1) }
    }
    let stated = try #require(Self.stated[module]).split(separator: " ").map(String.init)
    #expect(found.sorted() == stated.sorted())
  }
}
