/// One entry of a legend.
package struct LegendItem: Sendable, Hashable {
  /// What stands before the name.
  package enum Sample: Sendable, Hashable {
    /// A stroke.
    case line(ChartDash)
    /// A filled box.
    case box
    /// A box as pale as a band.
    case band
    /// A symbol.
    case symbol(ChartShape)
  }

  /// What the sample stands for.
  package let name: String
  /// The colour of the sample.
  package let color: ChartColor
  /// What stands before the name.
  package let sample: Sample

  /// Makes an entry.
  package init(_ name: String, color: ChartColor, sample: Sample) {
    self.name = name
    self.color = color
    self.sample = sample
  }
}
