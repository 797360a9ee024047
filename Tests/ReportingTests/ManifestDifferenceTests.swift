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
    func run(_ digests: [UInt32], _ digest: UInt64 = 0xAB, step: Int = 1) -> ManifestRun {
      ManifestRun(path: "market", seed: 1, digest: digest, step: step, digests: digests)
    }
    func found(_ place: String) -> ManifestDifference {
      .run(path: "market", seed: 1, place: place)
    }
    #expect(difference { $0.runs[0] = run([1, 7]) } == found("from simulated second 1 on"))
    #expect(difference { $0.runs[0] = run([1]) } == found("from simulated second 1 on"))
    #expect(
      difference { $0.runs[0] = run([1, 0xFFFF_FFFF, 5]) } == found("from simulated second 2 on"))
    #expect(
      difference { $0.runs[0] = run([1, 0xFFFF_FFFF], 0xAC) }
        == found("after its last whole second"))
    #expect(
      difference { $0.runs.removeLast() }
        == .run(path: "ladder", seed: .max, place: "in that only one report has it"))
    #expect(
      found("from simulated second 3 on").message
        == "the run of path market with seed 1 differs from simulated second 3 on")
  }

  @Test("where digests are few, the stretch in which runs part is named")
  func stretches() {
    func run(_ digests: [UInt32], _ digest: UInt64 = 1) -> ManifestRun {
      ManifestRun(path: "market", seed: 1, digest: digest, step: 20, digests: digests)
    }
    #expect(run([1, 2]).firstDifference(from: run([1, 3])) == 20..<40)
    #expect(
      run([1, 2]).difference(from: run([1, 3]))
        == "from one of the simulated seconds 20 to 39 on")
    #expect(
      run([1, 2]).difference(from: run([1, 2], 2)) == "within its last 20 simulated seconds")
    // A full and a compact report of the same run: the digest of the whole decides.
    let full = ManifestRun(path: "market", seed: 1, digest: 1, step: 1, digests: [1])
    #expect(run([5]).isSame(as: full))
    #expect(!run([5], 2).isSame(as: full))
  }

  @Test("a full report differs from a compact one in no run")
  func extents() { #expect(difference { $0.extent = .full } == .extent) }
}
