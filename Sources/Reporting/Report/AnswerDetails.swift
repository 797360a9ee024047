import Simulation
import Units

/// What the answer adds to its claims: who pays what owners gain, and whether the moment of valuation decides.
struct AnswerDetails {
  private let sheet: MetricSheet

  init(_ sheet: MetricSheet) { self.sheet = sheet }

  /// The sentences; none where nothing is compared or seeds are too few.
  var sentences: [String] {
    guard sheet.comparison.seeds.count >= sheet.seedsMin else { return [] }
    return [payers, gainers, AnswerCauses(sheet).sentence, horizons].compactMap { $0 }
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
    let parts = named.map { "\($0.group.titleOfDifference) \(signed($0.change))" }
    return "What these owners have \(isGain ? "more" : "less") under `\(path)` than under "
      + "`\(sheet.baseline)`, \(signed(change)) \(sheet.unit(Metric.payersLoss)) a run, others have "
      + "\(isGain ? "less" : "more"): \(parts.joined(separator: ", ")), all others together "
      + "\(signed(rest))."
  }

  /// Who has less for what those without a choice have more under the path that is clearly best for them.
  private var gainers: String? {
    let clear = sheet.liquidationPaths.filter {
      $0 != sheet.baseline && sheet.isClear(Metric.payersLoss, $0)
    }
    let means = clear.compactMap { path in
      sheet.difference(Metric.payersLoss, path).map { (path: path, mean: $0.mean) }
    }
    guard let best = means.min(by: { $0.mean < $1.mean }), best.mean < 0 else { return nil }
    let table = IncidenceTable(sheet.comparison)
    let others = WealthGroup.allCases.filter { $0.block != .payers }
      .map { (group: $0, change: table.difference(best.path, sheet.baseline, $0)) }
      .filter { $0.change < 0 }.sorted { $0.change < $1.change }
    let named = others.prefix(2).map { "\($0.group.titleOfDifference) \(signed($0.change))" }
    if named.isEmpty { return nil }
    return "For what those without a choice lose less under `\(best.path)`, others have less: "
      + named.joined(separator: ", ") + "."
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
        guard let difference = sheet.difference(metric, path), difference.mean * end < 0,
          let interval = difference.meanInterval, interval.low > 0 || interval.high < 0,
          difference.mean.magnitude >= sheet.material(Metric.ownersValue) ?? 0
        else { return nil }
        let mean = difference.mean
        let after = metric.id == "owners_value_minute" ? "1 min" : "5 min"
        return "\(NumberText.signed(mean, decimals: 2)) after \(after)"
      }
      if early.isEmpty { continue }
      turned.append(
        "`\(path)` (\(early.joined(separator: ", ")), "
          + "\(NumberText.signed(end, decimals: 2)) at the end)")
    }
    let winners = metrics.compactMap(winner)
    let other = winners.isEmpty ? "" : " " + winners.joined(separator: " ")
    if turned.isEmpty {
      return winners.isEmpty
        ? "Valued one or five minutes after their breach instead, no mean difference of owners to "
          + "`\(sheet.baseline)` has the other sign beyond its interval."
        : winners.joined(separator: " ")
    }
    return "The moment of valuation decides under \(Words.list(turned)), in points against "
      + "`\(sheet.baseline)`." + other
  }

  /// Which path is best at an earlier horizon, where it is another than at the end.
  private func winner(_ metric: Metric) -> String? {
    func best(_ metric: Metric) -> (path: String, mean: Double)? {
      sheet.liquidationPaths.compactMap { path in
        sheet.summary(metric, path).map { (path: path, mean: $0.mean) }
      }.max { $0.mean < $1.mean }
    }
    guard let early = best(metric), let end = best(Metric.ownersValue), early.path != end.path,
      let last = sheet.summary(metric, end.path)?.mean,
      early.mean - last >= sheet.material(Metric.ownersValue) ?? 0
    else { return nil }
    let after = metric.id == "owners_value_minute" ? "1 min" : "5 min"
    return "Valued \(after) after their breach instead, owners have most under `\(early.path)`, "
      + "\(NumberText.grouped(early.mean, decimals: 2)) % against "
      + "\(NumberText.grouped(last, decimals: 2)) % under `\(end.path)`."
  }
}
