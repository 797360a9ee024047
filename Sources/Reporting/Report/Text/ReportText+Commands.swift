import Rulebook
import Simulation

/// How to make a report again: the commands, with everything that they need to be told.
extension ReportText {
  /// The commands that make and check the report.
  func addReproduction(to document: inout MarkdownDocument) {
    document.heading(2, "How to reproduce")
    document.code(commands, language: "sh")
    document.paragraph(
      "The first command makes these files again, byte for byte, in `Reports/\(folder)`; the second checks every "
        + "file there against the manifest and runs everything again." + standIn)
  }

  /// What stands for what in the commands, where the scenario is a file of the user's.
  private var standIn: String {
    let files = comparison.scenario.writtenRulebooks.compactMap(\.file).map { "`\($0)`" }
    let rulebooks =
      files.isEmpty
      ? ""
      : " Rulebooks came from \(Words.list(files)); `manifest.json` holds what was read, so the second command "
        + "works without."
    return isShipped
      ? rulebooks
      : " Here `stepladder` is the program that made the report and `\(scenarioWord)` the file of its "
        + "scenario; `manifest.json` holds what was read from it." + rulebooks
  }

  private var scenarioWord: String {
    isShipped ? comparison.scenario.name : source?.file ?? comparison.scenario.name + ".json5"
  }

  /// The commands that make and check the report.
  private var commands: String {
    let paths = sheet.liquidationPaths
    let seeds = Words.seeds(comparison.seeds)
    var words = ["stepladder"]
    if ReportName.isRun(paths: paths, seeds: comparison.seeds) {
      let path = paths.first ?? RunResult.controlName
      words += ["run", scenarioWord, "--path", path, "--seed", seeds]
    } else {
      words += ["compare", scenarioWord]
      words += choice(paths)
      words += ["--seeds", seeds]
    }
    words += choices.map(Words.shell)
    let files = options.flatMap { [$0.option, $0.file.name] }
    let check = ["stepladder", "verify", "Reports/" + folder] + files
    let flags = (isForced ? ["--force"] : []) + (extent == .full ? ["--full"] : [])
    return (words + files + flags).joined(separator: " ") + "\n" + check.joined(separator: " ")
  }

  /// The option that chooses what is compared, where the scenario does not.
  ///
  /// What a file of the user's chooses is not known here, so that the choice is always told.
  private func choice(_ chosen: [String]) -> [String] {
    if !comparison.rulebooks.isEmpty {
      let isStated = isShipped && chosen == statedVenues
      return isStated ? [] : ["--venues", chosen.map(word).joined(separator: ",")]
    }
    let isStated = isShipped && statedVenues.isEmpty && chosen == comparison.scenario.paths
    return isStated || chosen.isEmpty ? [] : ["--paths", chosen.joined(separator: ",")]
  }

  /// A rulebook as the command names it: by its file where it came from one.
  private func word(_ venue: String) -> String {
    let own = comparison.scenario.writtenRulebooks.first { $0.rulebook.selection == venue }
    guard let file = own?.file else { return venue }
    return file + venue.drop { $0 != ":" }
  }
}
