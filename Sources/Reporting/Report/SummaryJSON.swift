import Units

/// What `--json` prints: where the report is, one digest for all of it, and the primary metrics by path.
///
/// A difference is `clear` by the rule of the report, ``ClearDifferences``, and never with fewer than `seedsMin` seeds.
package enum SummaryJSON {
  /// The summary of a report.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - folder: Where it was written, as the user named it.
  package static func value(_ report: Report, folder: String) -> JSONValue {
    let sheet = report.sheet
    return .object([
      JSONMember("report", .string(folder)), JSONMember("digest", .string(report.manifest.digest)),
      JSONMember("scenario", .string(report.manifest.report)),
      JSONMember("engineVersion", .string(report.manifest.engineVersion)),
      JSONMember("seeds", .array(report.manifest.seeds.map { .integer($0) })),
      JSONMember("baseline", .string(sheet.baseline)),
      JSONMember("seedsMin", .integer(sheet.seedsMin)),
      JSONMember("paths", .array(sheet.liquidationPaths.map { path(sheet, $0) })),
    ])
  }

  private static func path(_ sheet: MetricSheet, _ path: String) -> JSONValue {
    .object([
      JSONMember("path", .string(path)),
      JSONMember("metrics", .array(Metric.primary.compactMap { metric(sheet, $0, path) })),
    ])
  }

  /// A metric of a path; nothing where it does not apply.
  private static func metric(
    _ sheet: MetricSheet, _ metric: Metric, _ path: String
  ) -> JSONValue? {
    guard let summary = sheet.summary(metric, path) else { return nil }
    var members = [
      JSONMember("metric", .string(metric.id)), JSONMember("unit", .string(sheet.unitWord(metric))),
      JSONMember("n", .integer(summary.count)), number("mean", summary.mean),
    ]
    if let difference = sheet.difference(metric, path) {
      members += [
        number("difference", difference.mean), number("low", difference.meanInterval?.low),
        number("high", difference.meanInterval?.high),
        number("holmP", sheet.adjusted(metric, path)),
        number("smallestMaterial", sheet.material(metric)),
        JSONMember("clear", .boolean(sheet.isClear(metric, path))),
      ]
    }
    return .object(members)
  }

  private static func number(_ name: String, _ value: Double?) -> JSONMember {
    JSONMember(name, .statistic(value, decimals: 6))
  }
}
