import Reporting

/// The first two runs of two reports that belong together and differ.
struct RunPair {
  /// The run of the first report.
  let left: ManifestRun
  /// The run of the second.
  let right: ManifestRun

  /// Finds them: runs of the same path and seed, or, where the reports share none, the first of each.
  init?(_ left: Manifest, _ right: Manifest) {
    var isShared = false
    for run in left.runs {
      guard
        let other = right.runs.first(where: { $0.isSameRun(as: run) })
      else { continue }
      isShared = true
      if !run.isSame(as: other) {
        (self.left, self.right) = (run, other)
        return
      }
    }
    guard !isShared, let run = left.runs.first, let other = right.runs.first else { return nil }
    (self.left, self.right) = (run, other)
  }

  /// The simulated seconds in which they first differ; nil where the reports do not keep enough to tell.
  var seconds: Range<Int>? {
    if left.step != right.step || left.step == 0 { return nil }
    let end = max(left.digests.count, 1) * left.step
    return left.firstDifference(from: right) ?? end - left.step..<end
  }

  /// One line for people.
  ///
  /// - Parameter seconds: The simulated seconds in which they part, where these are known.
  func message(_ seconds: Range<Int>?) -> String {
    let place =
      seconds.map { seconds in
        seconds.count == 1
          ? "in simulated second \(seconds.lowerBound)"
          : "in one of the simulated seconds \(seconds.lowerBound) to \(seconds.upperBound - 1)"
      } ?? "somewhere"
    if left.isSameRun(as: right) {
      return "the runs of path \(left.name) with seed \(left.seed) part \(place)"
    }
    return
      "the run of path \(left.name) with seed \(left.seed) and that of path \(right.name) with "
      + "seed \(right.seed) part \(place)"
  }
}
