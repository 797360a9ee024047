import Reporting
import Testing

@Suite("Differences between manifests")
struct ManifestDifferenceTests {
  private let manifest = ManifestTests.example

  private func difference(_ change: (inout Manifest) -> Void) -> ManifestDifference? {
    var other = manifest
    change(&other)
    return ManifestDifference(between: manifest, and: other)
  }

  @Test("equal manifests do not differ, and causes are named before effects")
  func order() {
    #expect(difference { _ in } == nil)
    #expect(difference { $0.report = "x" } == .report)
    #expect(difference { $0.outputs = [] } == .output("runs.csv"))
    #expect(
      difference {
        $0.outputs = []
        $0.seeds = [2]
      } == .seeds)
    #expect(difference { $0.paths.append("twap") } == .paths)
    #expect(difference { $0.inputs = [] } == .input("bars.csv"))
    #expect(difference { $0.scenario = "{\n  \"name\": \"x\"\n}\n" } == .scenario(line: 2))
    #expect(difference { $0.engineVersion = "2" } == .engineVersion("1", "2"))
  }

  @Test("a run that differs is named with its first simulated second")
  func runs() {
    func run(_ seconds: [UInt32], _ digest: UInt64 = 0xAB) -> ManifestRun {
      ManifestRun(path: "market", seed: 1, digest: digest, seconds: seconds)
    }
    func found(_ second: Int?) -> ManifestDifference {
      .run(path: "market", seed: 1, second: second)
    }
    #expect(difference { $0.runs[0] = run([1, 7]) } == found(1))
    #expect(difference { $0.runs[0] = run([1]) } == found(1))
    #expect(difference { $0.runs[0] = run([1, 0xFFFF_FFFF, 5]) } == found(2))
    #expect(difference { $0.runs[0] = run([1, 0xFFFF_FFFF], 0xAC) } == found(nil))
    #expect(difference { $0.runs.removeLast() } == .run(path: "ladder", seed: .max, second: 0))
    #expect(
      found(3).message == "the run of path market with seed 1 differs from simulated second 3 on")
  }
}
