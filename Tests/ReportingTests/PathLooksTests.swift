import Liquidation
import Reporting
import ScenarioData
import Testing

@Suite("Looks of paths")
struct PathLooksTests {
  private let paths = (BuiltInPaths.all + BuiltInPaths.more).map(\.name)
  private let rulebooks = EmbeddedVenues.all.map(\.name)

  @Test("what ships looks the same whatever it is compared with, and unlike the rest of its kind")
  func fixed() {
    for names in [paths, rulebooks] {
      let together = PathLooks(names)
      #expect(Set(names.map { together[$0] }).count == names.count)
      for name in names {
        #expect(PathLooks([name])[name] == together[name], "\(name)")
        #expect(PathLooks(["mine", name, "yours"])[name] == together[name], "\(name)")
      }
    }
    #expect(PathLooks(paths)["market-order"] == ChartLook(.blue))
  }

  @Test("a path of the user's always looks the same and never like another of the comparison")
  func own() {
    let names = paths + (1...10).map { "ladder-\($0)" }
    let looks = PathLooks(names)
    #expect(Set(names.map { looks[$0] }).count == names.count)
    #expect(PathLooks(names)["ladder-7"] == looks["ladder-7"])
    // More than there are looks still have one each.
    let many = (1...60).map { "p\($0)" }
    #expect(Set(many.map { PathLooks(many)[$0] }).count == ChartLook.count)
  }

  @Test("the control is grey") func control() {
    #expect(PathLooks(paths)["control"] == ChartLook(.grey))
  }
}
