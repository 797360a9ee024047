import Simulation
import Units

/// What the answer says about why: which part carries the clear difference of the foremost path, by primary metric.
struct AnswerCauses {
  private let sheet: MetricSheet
  private let table: AttributionTable

  init(_ sheet: MetricSheet) {
    self.sheet = sheet
    table = AttributionTable(sheet)
  }

  /// The sentence; none where nothing is clear or nothing was split.
  var sentence: String? {
    let claims = AttributionTable.rows.compactMap(claim)
    if claims.isEmpty { return nil }
    return "Replayed at the control's prices, " + Words.list(claims) + "."
  }

  private func claim(_ row: AttributionTable.Row) -> String? {
    guard let path = foremost(row.metric), let parts = table.difference(row, path),
      let carrier = parts.carrier
    else { return nil }
    let decimals = sheet.decimals(row.metric)
    func signed(_ value: Double) -> String { NumberText.signed(value, decimals: decimals) }
    let others = parts.named.filter { $0.part != carrier.part }
      .map { "\($0.part.rawValue) \(signed($0.value))" }
    return "the difference in \(row.metric.title.lowercasedFirst) under `\(path)` is carried by "
      + "\(carrier.part.words) (\(signed(carrier.value)) \(sheet.differenceUnit(row.metric)); with "
      + "\(others.joined(separator: " and ")) in all \(signed(parts.total)))"
  }

  /// The path that is clearly best in a metric, or clearly worst where none is better than the baseline.
  private func foremost(_ metric: Metric) -> String? {
    let sign: Double = metric.preference == .lower ? -1 : 1
    let clear = sheet.liquidationPaths.filter {
      $0 != sheet.baseline && sheet.isClear(metric, $0)
    }
    let gains = clear.compactMap { path in
      sheet.difference(metric, path).map { (path: path, gain: sign * $0.mean) }
    }
    let best = gains.max { $0.gain < $1.gain }
    let worst = gains.min { $0.gain < $1.gain }
    return (best.map { $0.gain > 0 } ?? false ? best : worst)?.path
  }
}

extension AttributionTable.Part {
  /// The part in a sentence.
  var words: String {
    switch self {
    case .drift: "drift, the market's own move"
    case .terms: "terms, what the venue charges and at which price it hands over"
    case .impact: "impact, what forced orders do to prices"
    }
  }
}
