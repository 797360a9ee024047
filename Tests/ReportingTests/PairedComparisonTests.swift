import Kernel
import Reporting
import Testing

@Suite("Paired comparisons")
struct PairedComparisonTests {
  private let stream = RandomStream(seed: 1, name: "report.bootstrap")

  @Test("the same path twice differs by exactly nothing")
  func negativeControl() throws {
    let values = [3.25, -1, 8.5, 0.125]
    let comparison = try #require(
      PairedComparison(path: values, baseline: values, preference: .higher, stream: stream))
    #expect(comparison.mean == 0 && comparison.median == 0)
    #expect(comparison.meanInterval?.low == 0 && comparison.meanInterval?.high == 0)
    #expect(comparison.winShare == 0.5)
    #expect(comparison.signTest == 1)
    #expect(comparison.count == 4)
  }

  @Test("a path wins where its metric is better, and a tie counts half")
  func winShare() throws {
    let path = [5.0, 2, 7, 4]
    let baseline = [4.0, 3, 6, 4]
    let recovery = try #require(
      PairedComparison(path: path, baseline: baseline, preference: .higher, stream: stream))
    #expect(recovery.differences == [1, -1, 1, 0])
    #expect(recovery.mean == 0.25 && recovery.median == 0.5)
    #expect(recovery.winShare == 0.625)
    let cost = try #require(
      PairedComparison(path: path, baseline: baseline, preference: .lower, stream: stream))
    #expect(cost.winShare == 0.375)
  }

  @Test("no seed makes no comparison and one seed makes no interval")
  func few() throws {
    #expect(PairedComparison(path: [], baseline: [], preference: .lower, stream: stream) == nil)
    let single = try #require(
      PairedComparison(path: [2], baseline: [1], preference: .lower, stream: stream))
    #expect(single.meanInterval == nil && single.correlation == nil && single.winShare == 0)
  }
}
