import Rulebook
import Simulation

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
