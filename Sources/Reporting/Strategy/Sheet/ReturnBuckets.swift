import Units

/// Returns of an account over stretches of equal length, each a share of the capital that it started with.
///
/// The capital does not change, so that the returns of a run sum to the return of the whole.
package struct ReturnBuckets: Sendable, Hashable {
  /// The length of a stretch in seconds.
  package let seconds: Int
  /// The returns in order; what is left after the last whole stretch is in none.
  package let returns: [Double]

  /// The lengths that are chosen from, in seconds.
  package static let lengths = [1, 10, 60, 600, 3600, 86_400]
  /// A run has at least so many stretches, unless it is shorter than as many seconds.
  package static let countMin = 30

  /// The longest of ``lengths`` of which a run has at least ``countMin``; a second where it has none.
  package static func length(runSeconds: Int) -> Int {
    lengths.last { runSeconds / $0 >= countMin } ?? lengths[0]
  }

  /// Takes the differences of a series over stretches.
  ///
  /// - Parameters:
  ///   - seconds: The length of a stretch.
  ///   - start: The value before the first second.
  ///   - values: The value at the end of each second.
  ///   - capital: What differences are shares of; above zero.
  package init(seconds: Int, start: Double, values: [Double], capital: Double) {
    invariant(seconds >= 1, "a stretch has a length")
    invariant(capital > 0, "returns are shares of some capital")
    self.seconds = seconds
    var returns: [Double] = []
    var last = start
    for end in stride(from: seconds, through: values.count, by: seconds) {
      returns.append((values[end - 1] - last) / capital)
      last = values[end - 1]
    }
    self.returns = returns
  }
}
