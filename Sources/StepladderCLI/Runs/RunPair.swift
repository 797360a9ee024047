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
        let other = right.runs.first(where: { $0.path == run.path && $0.seed == run.seed })
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

  /// The simulated seconds in which they first differ.
  var seconds: Range<Int> {
    let end = max(left.digests.count, 1) * left.step
    return left.firstDifference(from: right) ?? end - left.step..<end
  }

  /// One line for people.
  var message: String {
    let place =
      seconds.count == 1
      ? "in simulated second \(seconds.lowerBound)"
      : "in one of the simulated seconds \(seconds.lowerBound) to \(seconds.upperBound - 1)"
    if left.path == right.path && left.seed == right.seed {
      return "the runs of path \(left.path) with seed \(left.seed) part \(place)"
    }
    return
      "the run of path \(left.path) with seed \(left.seed) and that of path \(right.path) with "
      + "seed \(right.seed) part \(place)"
  }
}
