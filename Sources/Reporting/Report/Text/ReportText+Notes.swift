import Market
import Rulebook
package import Simulation
import Units

/// The parts of a report that explain: definitions, limits, files.
extension ReportText {
  func addDefinitions(to document: inout MarkdownDocument) {
    document.heading(2, "What the metrics are")
    var table = MarkdownTable([
      ("Metric", .left), ("In files", .left), ("Unit", .left), ("Better", .left),
      ("Definition", .left),
    ])
    for metric in Metric.all {
      table.append([
        metric.title, "`\(metric.id)`", sheet.unit(metric), metric.better ?? "neither",
        metric.definition,
      ])
    }
    document.table(table)
    document.paragraph(
      "Intervals are BCa bootstrap intervals (Efron 1987) of the mean paired difference, as wide as Student's "
        + "where seeds are few (Hesterberg 2015), "
        + "\(NumberText.grouped(MetricSheet.replicates)) resamples of the seeds drawn with the fixed "
        + "seed \(MetricSheet.bootstrapSeed). \(cover) In `differences.csv`, `win_share` is the share of seeds on "
        + "which the \(sheet.subject.noun) is better, a tie counting half; `wilcoxon_p` is the exact two-sided p-value of the "
        + "signed-rank test, zeros by Pratt (1959), `holm_p` the same after Holm (1979) over the primary differences; `correlation` is between "
        + "\(sheet.subject.noun) and baseline over seeds; `variance_reduction` is how many times more seeds unpaired runs would need."
    )
  }

  func addLimits(to document: inout MarkdownDocument) {
    document.heading(2, "What this does not show")
    document.list(limits)
  }

  private var limits: [String] {
    [
      "The market is a model. Its makers, takers and arbitrageurs are seeded rules set to the orders of "
        + "magnitude of a real perpetual; the comparison holds within this market and is no forecast for "
        + "a venue.",
      "Owners do nothing: nobody adds margin, reduces early or places a stop. Accounts are isolated, in "
        + "one contract and one collateral.",
      sameLuck,
      "Intervals speak of luck alone: other seeds of the same scenario. They say nothing about other "
        + "parameters.",
      "Recovered equity is taken when an owner's last liquidation ends, by the price that drives the "
        + "margin check. An "
        + "owner released with a position may lose or gain after that, and a share above 100 % means "
        + "that the price came back while the position was being closed.",
      "What deleveraging costs its counterparties is counted against the mark price of that moment. With "
        + "hindsight it may have been a gain.",
      "Overshoot and the lowest last price are read at the end of each second; what happens within one "
        + "is not seen.",
    ] + unfinished + comparison.tierNotes + [
      "The same bytes are promised for the same engine version (\(EngineVersion.current)), scenario, "
        + "inputs, seeds and \(sheet.subject.plural); not across engine versions."
    ]
  }

  /// How often intervals of about so many seeds hold the truth where it is known.
  private var cover: String {
    let cover = IntervalCover.nearest(comparison.seeds.count)
    func percent(_ share: Double) -> String {
      NumberText.grouped(100 * share, decimals: 0) + " %"
    }
    return "In simulation a 95 % interval of \(cover.count) values holds the true mean in "
      + "\(percent(cover.normal)) of samples of a normal law, \(percent(cover.exponential)) of an exponential and "
      + "\(percent(cover.logNormal)) of a log-normal one, which is why an interval alone makes no difference clear."
  }

  /// What differs between branches on the same luck.
  private var sameLuck: String {
    let shared = "the same index, the same arrivals and the same delays for the same causes, but "
    if comparison.rulebooks.isEmpty {
      return "After the fork the paths meet \(shared)makers and arbitrageurs react to what a path "
        + "does, as they should."
    }
    return
      "All rulebooks meet \(shared)makers and arbitrageurs react to what happens under one, as "
      + "they should. An oracle is the index, and marks of other venues that enter a mark are taken to "
      + "equal it."
  }

  /// How many liquidations the end of the run cut off.
  private var unfinished: [String] {
    let all = comparison.runs.flatMap(\.liquidations)
    let open = all.count { $0.ending == .unfinished }
    if all.isEmpty { return [] }
    return [
      "\(NumberText.grouped(open)) of \(NumberText.grouped(all.count)) liquidations were still "
        + "open when the run ended; they count with what the mark price said at the end."
    ]
  }

  func addFiles(to document: inout MarkdownDocument) {
    document.heading(2, "Files")
    var table = MarkdownTable([("File", .left), ("Holds", .left)])
    let first = comparison.seeds.first.map { String($0) } ?? ""
    let data = ReportData(sheet, extent: extent, strategies: strategies)
    let step = data.priceStep
    let files: [(String, String)] = [
      (
        "runs.csv",
        "one row for each seed and \(sheet.subject.noun): every metric and the totals behind it"
      ),
      ("summary.csv", "each metric of each \(sheet.subject.noun) over seeds"),
      (
        "differences.csv",
        "each metric of each \(sheet.subject.noun) less that of `\(sheet.baseline)`, paired by seed"
      ),
      (
        "incidence.csv",
        "one row for each seed, \(sheet.subject.noun) and group: what it has more than in the control; those of "
          + "a run sum to zero"
      ),
      (
        "owners.csv",
        "one row for each owner who breaches in the control, with what is left at three horizons, "
          + held(data.ownerRuns, data.rowsMax)
      ),
      (
        "tail.csv",
        "the worst of owners, liquidations and runs with intervals, \(sheet.subject.preposition) each "
          + "\(sheet.subject.noun)"
      ),
      (
        "liquidations.csv",
        "one row for each liquidation, " + held(data.liquidationRuns, data.rowsMax)
      ),
      (
        "accounts.csv",
        "one row for each account breached, liquidated or deleveraged, "
          + held(data.accountRuns, data.rowsMax)
      ),
      (
        "prices.csv",
        "one row for each \(step == 1 ? "simulated second" : "\(step) simulated seconds") \(sheet.subject.preposition) every \(sheet.subject.noun), "
          + (extent == .full ? "all seeds" : "seed \(first) only")
      ),
      (
        "incidents.csv",
        "the incident log, " + held(data.incidentRuns, data.rowsMax)
          + (data.leavesOutForcedOrders
            ? "; forced orders and fills left out for their number" : "")
      ),
      (
        "cascade.csv",
        "which forced fill set off which liquidation, " + held(data.cascadeRuns, data.rowsMax)
      ),
    ]
    for file in files where data.tellsPrices || !ReportData.priceFiles.contains(file.0) {
      table.append(["`\(file.0)`", file.1])
    }
    if !AttributionTable(sheet).isEmpty {
      table.append([
        "`attribution.csv`",
        "one row for each seed, \(sheet.subject.noun) and primary metric: drift, terms and impact and their sum, in "
          + "money and in the metric's unit; of owners' value what they have more than in the control",
      ])
    }
    if !comparison.rulebooks.isEmpty {
      table.append([
        "`rulebooks.csv`",
        "every field of each rulebook with its date, source and how certain it is",
      ])
    }
    if comparison.hasFindings {
      table.append(["`findings.csv`", "what monitors found, by seed and \(sheet.subject.noun)"])
    }
    if comparison.hasRejections {
      table.append([
        "`rejections.csv`",
        "what strategies asked for and did not get, by seed, \(sheet.subject.noun) and reason",
      ])
    }
    for file in strategyFileNotes(data) { table.append(["`\(file.name)`", file.holds]) }
    if options.contains(where: { !$0.findings.isEmpty }) {
      table.append(["`data.csv`", "what was found in the input files"])
    }
    if market != nil {
      table.append(["`market.csv`", "the simulated market beside the measured one"])
    }
    table.append(["`figures/`", "the pictures of this report"])
    table.append([
      "`manifest.json`",
      "the scenario, the inputs, the digest of every file, and \(digests)",
    ])
    document.table(table)
    document.paragraph(
      "A cell is empty only where a number does not exist. Times are seconds since the start of a run, "
        + units)
    if !options.isEmpty {
      var inputs = MarkdownTable([
        ("Input", .left), ("Given by", .left), ("Bytes", .right), ("SHA-256", .left),
      ])
      for input in options {
        inputs.append([
          input.file.name, "`\(input.option)`", NumberText.grouped(input.file.size),
          "`\(input.file.sha256)`",
        ])
      }
      document.table(inputs)
    }
    document.paragraph(work)
    if !data.tellsPrices {
      document.paragraph(
        "Prices by time, single owners, accounts and liquidations and the incident log are left out, because the "
          + "input could be read from them.")
    }
    if extent == .compact {
      document.paragraph(
        "The report is compact. The same command with `--full` keeps every row of every run and a digest for "
          + "each simulated second.")
    }
  }

  /// What sizes and amounts are counted in.
  private var units: String {
    switch sheet.contract {
    case .linear: "sizes are in units of the base, amounts in units of the quote currency."
    case .inverse: "sizes are in units of the quote currency, amounts in units of the coin."
    }
  }

  /// How many digests of events the manifest holds.
  private var digests: String {
    let step = extent.digestStep(of: comparison.runs)
    if step == 0 { return "a digest of the events of every run" }
    return
      "the digest of events for each \(step == 1 ? "simulated second" : "\(step) simulated seconds") of "
      + "every run"
  }

  /// The runs of a file in words, with why there are no more of them.
  func held(_ kept: ReportData.Kept, _ rowsMax: Int?) -> String {
    if kept.seeds == comparison.seeds.count { return "all seeds" }
    let bound = "\(NumberText.grouped(rowsMax ?? 0)) rows"
    if kept.seeds == 0 {
      let paths = kept.runs.map { "`\($0.path)`" }
      let first = Words.seeds(Array(comparison.seeds.prefix(1)))
      return
        "seed \(first) \(sheet.subject.preposition) \(Words.list(paths)) only: more do not fit \(bound)"
    }
    let seeds = Words.seeds(Array(comparison.seeds.prefix(kept.seeds)))
    return kept.seeds == 1 ? "seed \(seeds) only" : "seeds \(seeds), as many as fit \(bound)"
  }

  /// How much was simulated, all runs together.
  private var work: String {
    let messages = comparison.runs.reduce(0) { $0 + $1.totals.messages }
    let events = comparison.runs.reduce(0) { $0 + $1.totals.events }
    return "\(Words.count(comparison.runs.count, "run")) handled \(NumberText.grouped(messages)) "
      + "messages at the book and \(NumberText.grouped(events)) events\(sharedStart)."
  }

  private var sharedStart: String {
    comparison.rulebooks.isEmpty
      ? ", the start that the paths of a seed share counted in each" : ""
  }
}

extension Comparison {
  /// One sentence for each rulebook, or for the scenario's own tiers, under which accounts start beyond the end of
  /// the table of tiers.
  package var tierNotes: [String] {
    func sentence(_ count: Int, of branches: [RunResult], _ table: String) -> String {
      let all = branches.count * scenario.population.count
      return
        "\(NumberText.grouped(count)) of \(NumberText.grouped(all)) accounts, all seeds together, start beyond the "
        + "end of \(table): they run at the rates of its last tier, and whether the venue has others is not known."
    }
    if rulebooks.isEmpty {
      let control = runs.filter { $0.path == RunResult.controlName }
      let count = control.reduce(0) { $0 + $1.accountsBeyondTiers }
      return count == 0 ? [] : [sentence(count, of: control, "the scenario's tiers")]
    }
    return rulebooks.compactMap { rulebook in
      let own = runs.filter { $0.path == rulebook.selection }
      let count = own.reduce(0) { $0 + $1.accountsBeyondTiers }
      return count == 0 ? nil : sentence(count, of: own, "the tiers of `\(rulebook.selection)`")
    }
  }
}
