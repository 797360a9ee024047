import Foundation
import Liquidation
import Simulation
import TestSupport
import Testing

@Suite("The examples of the documentation")
struct ReadmeTests {
  /// A file of the package.
  private func text(_ path: String) throws -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test("are compiled as they stand")
  func areCompiled() throws {
    let code = try text("Tests/StrategiesTests/PatientLimit.swift")
    #expect(try text("README.md").contains("```swift\n\(code)```\n"))
  }

  @Test("keep the contract of plug-ins")
  func keepTheContract() throws {
    #expect(StrategyContract.findings(of: patientLimit).isEmpty)
  }
}
