import Units

/// The table as a file.
extension MarketTable {
  /// One row for each value and each band.
  package var csv: [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("statistic", .text), CSVColumn("place", .integer), CSVColumn("title", .text),
        CSVColumn("measured", .text), CSVColumn("simulated", .decimal),
        CSVColumn("band_low", .decimal), CSVColumn("band_high", .decimal), CSVColumn("met", .text),
      ])
    for row in rows {
      for (place, value) in row.values.enumerated() {
        table.append([
          .text(row.id), .count(place), .text(row.title), .text(row.measured),
          .number(value, decimals: 6), .missing, .missing, .text(""),
        ])
      }
    }
    for band in bands {
      table.append([
        .text("band." + band.id), .count(0), .text(band.title), .text(""),
        .number(band.value, decimals: 6), .number(band.lower, decimals: 6),
        .number(band.upper, decimals: 6), .text(band.isMet ? "yes" : "no"),
      ])
    }
    return table.bytes
  }
}
