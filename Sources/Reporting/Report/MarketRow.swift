/// One line of the table that sets the simulated market beside a measured one.
package struct MarketRow: Sendable, Hashable {
  /// Its name in files.
  package let id: String
  /// What it is, unit included.
  package let title: String
  /// What was measured, as published; empty where it was not.
  package let measured: String
  /// The simulated values, several where the line has several; `nil` where one does not exist.
  package var values: [Double?]
  /// Decimals of the simulated values.
  package let decimals: Int

  /// Makes a line.
  package init(
    _ id: String, _ title: String, measured: String, _ values: [Double?], decimals: Int
  ) {
    self.id = id
    self.title = title
    self.measured = measured
    self.values = values
    self.decimals = decimals
  }

  /// The simulated values as text.
  package var text: String {
    values.map { NumberText.grouped($0, decimals: decimals) }.joined(separator: " / ")
  }

  /// The measured values as numbers, in the order of the simulated ones; `nil` for what is no number.
  var measuredValues: [Double?] {
    // Between spaces and slashes, so that the words behind a number make it none.
    measured.isEmpty ? [] : measured.split(separator: " / ").map { Double($0) }
  }
}
