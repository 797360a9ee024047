/// Which differences of a table are clear.
///
/// A difference is clear where three things agree: the interval of its mean excludes 0; Wilcoxon's exact signed-rank
/// test rejects at the level after Holm's adjustment over every difference of the table; and its mean is at least the
/// smallest that matters. The interval alone is too narrow where seeds are few or one of them carries the mean.
package struct ClearDifferences: Sendable {
  /// The smallest differences that matter, by column.
  package let materials: [Double]
  /// With fewer pairs than this no difference of the table could be clear.
  package let countMin: Int
  private let clear: [[Bool]]
  private let adjusted: [[Double?]]

  /// Judges a table.
  ///
  /// - Parameters:
  ///   - differences: By row and column; `nil` where there is nothing to compare.
  ///   - materials: The smallest differences that matter, by column; not negative.
  ///   - level: The chance of any false claim, such as 0.05.
  package init(_ differences: [[PairedComparison?]], materials: [Double], level: Double) {
    self.materials = materials
    let cells = differences.indices.flatMap { row in
      differences[row].indices.map { (row: row, column: $0) }
    }
    let tested = cells.filter { differences[$0.row][$0.column] != nil }
    // A difference that is zero on every seed is as likely as not.
    let pValues = tested.map { cell in
      differences[cell.row][cell.column].flatMap { ExactTest.signedRank($0.differences)?.pValue }
        ?? 1
    }
    var adjusted: [[Double?]] = differences.map { $0.map { _ in nil } }
    for (cell, pValue) in zip(tested, HolmAdjustment.adjusted(pValues)) {
      adjusted[cell.row][cell.column] = pValue
    }
    self.adjusted = adjusted
    clear = differences.indices.map { row in
      differences[row].indices.map { column in
        guard let difference = differences[row][column],
          let pValue = adjusted[row][column], let interval = difference.meanInterval
        else { return false }
        return pValue <= level && (interval.low > 0 || interval.high < 0)
          && difference.mean.magnitude >= materials[column]
      }
    }
    countMin = ExactTest.countMin(level: level / Double(max(tested.count, 1)))
  }

  /// Whether a difference is clear.
  package func isClear(row: Int, column: Int) -> Bool { clear[row][column] }

  /// The p-value of a difference after the adjustment; `nil` where nothing was compared.
  package func adjusted(row: Int, column: Int) -> Double? { adjusted[row][column] }
}
