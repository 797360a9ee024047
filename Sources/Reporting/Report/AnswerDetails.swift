import Simulation
import Units

/// What the answer adds to its claims: who pays what owners gain, and whether the moment of valuation decides.
struct AnswerDetails {
  private let sheet: MetricSheet

  init(_ sheet: MetricSheet) { self.sheet = sheet }

  /// The sentences; none where nothing is compared or seeds are too few.
  var sentences: [String] {
    guard sheet.comparison.seeds.count >= sheet.seedsMin else { return [] }
    return [payers, AnswerCauses(sheet).sentence, horizons].compactMap { $0 }
  }

  // MARK: Who pays

  /// The path other than the baseline that is best for owners, or worst where none is better.
  private var foremost: String? {
    let others = sheet.liquidationPaths.filter {
      $0 != sheet.baseline && sheet.isClear(Metric.ownersValue, $0)
    }
    let means = others.compactMap { path in
      sheet.difference(Metric.ownersValue, path).map { (path: path, mean: $0.mean) }
    }
    let best = means.max { $0.mean < $1.mean }
    let worst = means.min { $0.mean < $1.mean }
    return (best.map { $0.mean > 0 } ?? false ? best : worst)?.path
  }

  /// Who has less for what owners have more under the best path than under the baseline, or the other way round.
  private var payers: String? {
    guard let path = foremost else { return nil }
    let table = IncidenceTable(sheet.comparison)
    let change = table.difference(path, sheet.baseline, .breachedOwners)
    let isGain = change > 0
    let others = WealthGroup.allCases.filter { $0 != .breachedOwners }
      .map { (group: $0, change: table.difference(path, sheet.baseline, $0)) }
      .filter { isGain ? $0.change < 0 : $0.change > 0 }
      .sorted { $0.change.magnitude > $1.change.magnitude }
    let named = others.prefix(3)
    if named.isEmpty { return nil }
    let rest = -change - named.reduce(0) { $0 + $1.change }
    let parts = named.map { "\($0.group.title) \(signed($0.change))" }
    return "What these owners have \(isGain ? "more" : "less") under `\(path)` than under "
      + "`\(sheet.baseline)`, \(signed(change)) \(sheet.unit(Metric.payersLoss)) a run, others have "
      + "\(isGain ? "less" : "more"): \(parts.joined(separator: ", ")), all others together "
      + "\(signed(rest))."
  }

  private func signed(_ value: Double) -> String {
    NumberText.signed(value, decimals: sheet.decimals(Metric.payersLoss))
  }

  // MARK: When owners are valued

  /// Where a difference in what owners kept has the other sign at an earlier horizon.
  private var horizons: String? {
    let metrics = ["owners_value_minute", "owners_value_five_minutes"].compactMap(Metric.named)
    var turned: [String] = []
    for path in sheet.liquidationPaths where path != sheet.baseline {
      guard let end = sheet.difference(Metric.ownersValue, path)?.mean else { continue }
      let early = metrics.compactMap { metric -> String? in
        guard let mean = sheet.difference(metric, path)?.mean, mean * end < 0,
          mean.magnitude >= sheet.material(Metric.ownersValue) ?? 0
        else { return nil }
        let after = metric.id == "owners_value_minute" ? "1 min" : "5 min"
        return "\(NumberText.signed(mean, decimals: 2)) after \(after)"
      }
      if early.isEmpty { continue }
      turned.append(
        "`\(path)` (\(early.joined(separator: ", ")), "
          + "\(NumberText.signed(end, decimals: 2)) at the end)")
    }
    if turned.isEmpty {
      return "Valued one or five minutes after their breach instead, owners' mean differences to "
        + "`\(sheet.baseline)` have the same signs."
    }
    return "The moment of valuation decides under \(Words.list(turned)), in points against "
      + "`\(sheet.baseline)`."
  }
}
