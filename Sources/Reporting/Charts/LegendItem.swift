/// One entry of a legend.
struct LegendItem {
  /// What stands before the name.
  enum Sample {
    case line(dash: String?)
    case box
    case symbol(ChartShape)
  }

  let name: String
  let color: String
  let sample: Sample

  init(_ name: String, color: String, sample: Sample) {
    self.name = name
    self.color = color
    self.sample = sample
  }
}
