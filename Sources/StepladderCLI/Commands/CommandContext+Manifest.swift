import Intake
import Kernel
import Liquidation
import Reporting
import Simulation

extension CommandContext {
  /// What to do about input files of a report that were not given.
  enum InputDemand {
    /// They are needed.
    case required
    /// Without them there is no plan.
    case optional
  }

  /// The plan that made a report, or one variant of it.
  func plan(
    of manifest: Manifest, in name: String, inputs: InputDemand, cell: String? = nil
  ) throws(InputError) -> ComparisonPlan {
    let file = "\(name)/\(Manifest.fileName)"
    let loaded = try ScenarioReader.read(
      bytes: Array(manifest.scenario.utf8), file: file, names: names,
      choices: ScenarioChoices(variant: cell))
    guard let choices = ScenarioChoices(words: manifest.choices) else {
      throw InputError(
        .badData, file: file, key: "choices", expected: "options of compare with their values",
        found: InputError.quoted(manifest.choices.joined(separator: " ")))
    }
    var paths: [any LiquidationPath] = []
    let rulebooks = try rulebooks(loaded.scenario.venues, of: loaded, isStated: true)
    for path in manifest.paths
    where rulebooks.isEmpty && path != RunResult.controlName {
      let own = loaded.scenario.writtenPaths.first { $0.path.name == path }?.path
      guard let known = own ?? registry.path(path) else {
        throw InputError(
          .badData, file: file, key: "paths",
          problem: "the path \(path) is not registered in this program")
      }
      paths.append(known)
    }
    var rest = manifest.inputs[...]
    let index = loaded.indexInput == .none ? nil : rest.popFirst()
    let last = rest.popFirst()
    let indexFile = try input(loaded.indexInput.option, index, of: name, inputs)
    let lastFile = try input(loaded.indexInput.secondOption, last, of: name, inputs)
    return ComparisonPlan(
      program: program, loaded: loaded, choices: choices, paths: paths, rulebooks: rulebooks,
      seeds: manifest.seeds,
      indexFile: indexFile, lastFile: lastFile,
      inputs: ReportInput.list(index: index, last: last, of: loaded),
      // The report was made, so whether the files fit was decided then.
      registry: registry, checksRepetition: false, threads: try threads(), misfits: .recorded,
      extent: manifest.extent,
      source: manifest.source, shipped: try shippedScenario(like: loaded, choices: choices))
  }

  /// The file of an option, which must be the one that the report was made from.
  private func input(
    _ option: String, _ stated: ManifestFile?, of name: String, _ demand: InputDemand
  ) throws(InputError) -> InputFile? {
    let given = try inputFile(option)
    guard let stated else {
      if let given {
        throw InputError(
          .usage, file: "", key: "--\(option)", expected: "no file: \(name) was made without",
          found: InputError.quoted(given.path))
      }
      return nil
    }
    guard let given else {
      switch demand {
      case .optional: return nil
      case .required:
        throw InputError(
          .missingInput, file: name, expected: "--\(option) FILE with \(stated.name)",
          found: "none")
      }
    }
    // The name may be another: the content decides.
    guard given.storedSHA256 == stated.sha256 else {
      throw InputError(
        .badData, file: given.path, problem: "not the file that \(name) was made from",
        expected: "SHA-256 \(stated.sha256)", found: given.storedSHA256)
    }
    return given
  }
}

extension Manifest {
  /// Reads a manifest whose own digest does not match, as if it did; nothing if there is more wrong with it.
  init?(unsigned folder: String) {
    guard let bytes = try? InputFile.readStored(folder + "/" + Manifest.fileName) else {
      return nil
    }
    let tail = Array("  \"digest\": \"".utf8)
    guard let start = bytes.lastRange(of: tail) else { return nil }
    let head = Array(bytes[..<start.lowerBound])
    let signed = head + tail + Array(SHA256.hex(of: head).utf8) + Array("\"\n}\n".utf8)
    guard let manifest = try? Manifest(reading: signed) else { return nil }
    self = manifest
  }
}

extension [UInt8] {
  /// Where some bytes stand last.
  fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
    var start = count - other.count
    while start >= 0 {
      if self[start..<start + other.count].elementsEqual(other) {
        return start..<start + other.count
      }
      start -= 1
    }
    return nil
  }
}
