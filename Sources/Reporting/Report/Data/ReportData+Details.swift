import Rulebook
import Simulation
import Units

/// The files of single liquidations, accounts and incidents.
extension ReportData {
  /// One row for each liquidation along every path.
  func liquidations() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("account", .integer),
        CSVColumn("side", .text), CSVColumn("triggered_s", .decimal),
        CSVColumn("ended_s", .decimal), CSVColumn("ending", .text),
        text.sizeColumn("size"),
        text.sizeColumn("executed"), text.sizeColumn("transferred"),
        text.sizeColumn("deleveraged"), CSVColumn("trigger_price_quote", .decimal),
        CSVColumn("bankruptcy_price_quote", .decimal), text.moneyColumn("executed"),
        text.moneyColumn("equity_at_trigger"), text.moneyColumn("equity_at_end"),
        text.moneyColumn("fund_paid"), text.moneyColumn("fund_received"),
        CSVColumn("attempts", .integer),
      ])
    for run in liquidationRuns.runs {
      for item in run.liquidations {
        table.append([
          .text(String(run.seed)), .text(run.path), .count(item.account),
          .text(Words.position(item.side)), .seconds(item.triggered), .seconds(item.ended),
          .text(item.ending.rawValue), text.cell(item.size), text.cell(item.executed),
          text.cell(item.transferred), text.cell(item.deleveraged), text.cell(item.triggerPrice),
          text.cell(item.bankruptcyPrice), text.cell(item.executedNotional),
          text.cell(item.equityAtTrigger), text.cell(item.equityAtEnd), text.cell(item.fundPaid),
          text.cell(item.fundReceived), .count(item.attempts),
        ])
      }
    }
    return table.bytes
  }

  /// One row for each account that a branch touched, along every path.
  func accounts() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("account", .integer),
        CSVColumn("side", .text), text.sizeColumn("size"),
        CSVColumn("leverage", .integer), CSVColumn("entry_price_quote", .decimal),
        text.moneyColumn("collateral"),
        CSVColumn("liquidation_price_quote", .decimal), CSVColumn("breached", .text),
        CSVColumn("liquidated", .text), text.sizeColumn("deleveraged"),
        text.moneyColumn("deleveraging_loss"), text.moneyColumn("equity_at_end"),
      ])
    for run in accountRuns.runs {
      for item in run.accounts {
        table.append([
          .text(String(run.seed)), .text(run.path), .count(item.account),
          .text(Words.position(item.side)), text.cell(item.size), .integer(item.leverage),
          text.cell(item.entryPrice), text.cell(item.collateral), text.cell(item.liquidationPrice),
          .text(item.breached ? "yes" : "no"), .text(item.liquidated ? "yes" : "no"),
          text.cell(item.deleveragedQuantity), text.cell(item.deleveragingLoss),
          text.cell(item.equityAtEnd),
        ])
      }
    }
    return table.bytes
  }

  /// The incident log, without forced orders where it is long.
  func incidents() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("time_s", .decimal),
        CSVColumn("event", .text), CSVColumn("kind", .text), CSVColumn("account", .text),
        text.sizeColumn("quantity"), CSVColumn("price_quote", .decimal),
        text.moneyColumn("amount"), CSVColumn("shock", .text), CSVColumn("strike", .text),
      ])
    let leavesOut = leavesOutForcedOrders
    for run in incidentRuns.runs {
      for item in run.incidents where !leavesOut || !item.kind.isForcedOrder {
        table.append([
          .text(String(run.seed)), .text(run.path), .seconds(item.time),
          .text(String(item.event)), .text(item.kind.rawValue),
          .text(item.account.map { String($0) } ?? ""),
          item.quantity == .zero ? .missing : text.cell(item.quantity),
          item.price == .zero ? .missing : text.cell(item.price),
          item.amount == .zero ? .missing : text.cell(item.amount),
          .text(item.strike.map { String($0.shock) } ?? ""),
          .text(item.strike.map { String($0.number) } ?? ""),
        ])
      }
    }
    return table.bytes
  }

  /// Who set off whom; no parent where the market itself did.
  func cascade() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("seed", .text), CSVColumn("path", .text), CSVColumn("time_s", .decimal),
        CSVColumn("account", .integer), CSVColumn("parent_account", .text),
        CSVColumn("event", .text), CSVColumn("cause_event", .text),
      ])
    for run in cascadeRuns.runs {
      for link in run.cascade {
        table.append([
          .text(String(run.seed)), .text(run.path), .seconds(link.time), .count(link.account),
          .text(link.parent.map { String($0) } ?? ""), .text(String(link.event)),
          .text(link.cause.map { String($0) } ?? ""),
        ])
      }
    }
    return table.bytes
  }
}

extension ReportData {
  /// `rulebooks.csv`: every statement of every rulebook compared.
  func rulebooks() -> [UInt8] {
    var table = CSVTable(
      columns: [
        CSVColumn("rulebook", .text), CSVColumn("key", .text), CSVColumn("value", .text),
        CSVColumn("as_of", .text), CSVColumn("confidence", .text), CSVColumn("source", .text),
        CSVColumn("publisher", .text), CSVColumn("note", .text),
      ])
    for rulebook in sheet.comparison.rulebooks {
      for statement in rulebook.statements {
        let source = rulebook.source(of: statement)
        table.append([
          .text(rulebook.selection), .text(statement.key), .text(statement.value ?? ""),
          .text(statement.asOf), .text(statement.confidence.rawValue),
          .text(source?.title ?? statement.source), .text(source?.publisher ?? ""),
          .text(statement.note ?? ""),
        ])
      }
    }
    return table.bytes
  }
}

extension ReportData {
  /// One row for each run with the metrics of maps alone, for reports of very many runs; the manifest has the digests.
  func leanRuns() -> [UInt8] {
    var table = CSVTable(
      columns: [CSVColumn("seed", .text), CSVColumn("path", .text)]
        + FamilySheet.metrics.map { CSVColumn($0.header(for: sheet.contract), .decimal) }
        + [CSVColumn("liquidations", .integer)])
    for run in comparison.runs {
      let source = MetricSource(
        run: run, control: comparison.run(seed: run.seed, path: RunResult.controlName),
        scenario: comparison.scenario)
      table.append(
        [.text(String(run.seed)), .text(run.path)]
          + FamilySheet.metrics.map { number($0.value(source), $0) }
          + [.count(run.liquidations.count)])
    }
    return table.bytes
  }
}
