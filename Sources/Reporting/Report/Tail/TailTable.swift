import Simulation
import Units

/// The tail of every path: over liquidations and owners pooled from all seeds, and over seeds.
struct TailTable: Sendable {
  /// By path as given, then in one order of quantities; only what exists.
  let estimates: [TailEstimate]

  /// Works out everything; nothing without a seed.
  init(_ sheet: MetricSheet) {
    let estimator = TailEstimator(sheet.comparison)
    estimates = sheet.paths.flatMap { estimator?.estimates(of: $0) ?? [] }
  }

  /// What was estimated, each with its quantity, measure and level, in the order of the first path that has it.
  var rows: [TailEstimate.Kind] {
    var rows: [TailEstimate.Kind] = []
    for estimate in estimates where !rows.contains(estimate.kind) { rows.append(estimate.kind) }
    return rows
  }

  /// One estimate of a path.
  func estimate(_ kind: TailEstimate.Kind, _ path: String) -> TailEstimate? {
    estimates.first { $0.kind == kind && $0.path == path }
  }
}

extension ReportData {
  /// One row for each number of the tail: path by path.
  func tail(_ table: TailTable) -> [UInt8] {
    var file = CSVTable(
      columns: [
        CSVColumn(sheet.subject.noun, .text), CSVColumn("quantity", .text),
        CSVColumn("measure", .text), CSVColumn("level", .decimal), CSVColumn("unit", .text),
        CSVColumn("counted", .text), CSVColumn("n", .integer), CSVColumn("seeds", .integer),
        CSVColumn("estimate", .decimal), CSVColumn("low", .decimal), CSVColumn("high", .decimal),
      ])
    for item in table.estimates {
      let kind = item.kind
      file.append([
        .text(item.path), .text(kind.quantity.rawValue), .text(kind.measure.rawValue),
        kind.partPerMille.map {
          .decimal(FixedDecimal(units: Int128(1000 - $0), decimals: 3))
        } ?? .missing,
        .text(kind.unit.word(for: sheet.contract)), .text(kind.quantity.counted),
        .count(item.count), .count(item.seedCount),
        number(item.estimate), number(item.low), number(item.high),
      ])
    }
    return file.bytes
  }
}
