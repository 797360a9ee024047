import Units

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
