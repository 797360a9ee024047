import Simulation

/// The name of a report's folder where the user gives none.
package enum ReportName {
  /// The name and what the command asked for besides; for a run of one seed along one path these, so that
  /// neither a run nor a comparison of other things takes the place of the plain report.
  ///
  /// - Parameters:
  ///   - name: The scenario's name.
  ///   - paths: The names of the paths or rulebooks without the control.
  ///   - seeds: The seeds.
  ///   - changes: What was chosen otherwise than the scenario does, in words.
  package static func folder(
    name: String, paths: [String], seeds: [UInt64], changes: [String] = []
  ) -> String {
    if let seed = seeds.first, isRun(paths: paths, seeds: seeds) {
      return word([name, paths.first ?? RunResult.controlName, String(seed)])
    }
    return word([name] + changes)
  }

  /// The names of what was chosen, or their number where they are many.
  ///
  /// - Parameters:
  ///   - names: The names of paths or rulebooks.
  ///   - noun: What they are, in the plural.
  package static func choice(_ names: [String], noun: String) -> String {
    let all = names.joined(separator: "-")
    return all.count <= 48 ? all : "\(names.count)-\(noun)"
  }

  /// Whether this is one seed along one path, or the control alone.
  package static func isRun(paths: [String], seeds: [UInt64]) -> Bool {
    seeds.count == 1 && paths.count <= 1
  }

  /// One word for a folder.
  private static func word(_ parts: [String]) -> String { word(parts.joined(separator: "-")) }

  /// A text as part of a file's name: what is no letter, digit, point or hyphen becomes a hyphen.
  static func word(_ text: String) -> String {
    String(
      text.map { letter in
        letter.isLetter || letter.isNumber || letter == "." || letter == "_" ? letter : "-"
      })
  }
}
