/// One number of the tail of one path.
struct TailEstimate: Sendable {
  /// What it is a number of.
  struct Kind: Sendable, Hashable {
    /// What is measured.
    let quantity: TailQuantity
    /// What is said of it.
    let measure: TailQuantity.Measure
    /// How large the worst part is, in thousandths; `nil` where none is looked at.
    let partPerMille: Int?
    /// The unit.
    let unit: MetricUnit

    init(
      _ quantity: TailQuantity, _ measure: TailQuantity.Measure, partPerMille: Int? = nil,
      _ unit: MetricUnit
    ) {
      self.quantity = quantity
      self.measure = measure
      self.partPerMille = partPerMille
      self.unit = unit
    }
  }

  /// The path or rulebook.
  let path: String
  /// What it is a number of.
  let kind: Kind
  /// How many liquidations, owners or seeds were counted.
  let count: Int
  /// How many seeds they came from.
  let seedCount: Int
  /// The number; `nil` for a median that fewer than half of the seeds reach.
  let estimate: Double?
  /// The lower limit of its interval; `nil` where there is none.
  let low: Double?
  /// The upper limit.
  let high: Double?
}
