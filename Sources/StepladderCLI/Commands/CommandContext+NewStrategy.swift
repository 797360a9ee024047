import Foundation
import Intake
import Reporting

extension CommandContext {
  /// Writes a package with a strategy of the user's own.
  func performNewStrategy() throws(InputError) -> ExitCode {
    let name = try StrategyName(arguments.operands[0])
    let out = arguments["out"] ?? name.hyphenated
    let package = StrategyPackage(name: name, source: try source(for: out))
    let folder = NewFolder(path: resolved(out))
    try interruption.whole {
      Result { () throws(InputError) in
        try writing { () throws(ReportFolderError) in
          try folder.make(with: package.files, shownPath: out)
        }
      }
    }.get()
    try streams.result(
      """
      made \(out): \(package.files.count) files. Next:

        cd \(Words.shell(out))
        swift test
        swift run -c release \(name.hyphenated) compare \(name.hyphenated).json5

      """)
    return .success
  }

  /// Where the new package gets Stepladder from.
  private func source(for out: String) throws(InputError) -> StepladderSource {
    let here = resolved(".")
    if let url = arguments["url"] {
      if arguments.has("stepladder") {
        throw InputError(
          .usage, file: "", key: "--url", expected: "either --stepladder or --url", found: "both")
      }
      return try StepladderSource(url: url)
    }
    let folder = StepladderCheckout.resolved(resolved(out))
    if let path = arguments["stepladder"] {
      let checkout = StepladderCheckout.resolved(resolved(path))
      guard StepladderCheckout.isOne(checkout) else {
        throw InputError(
          .missingInput, file: path, expected: "a checkout of Stepladder with its Package.swift",
          found: "none")
      }
      return StepladderSource(checkout: checkout, from: folder)
    }
    guard let checkout = StepladderCheckout.around(StepladderCheckout.resolved(here)) else {
      throw InputError(
        .usage, file: "", key: "new-strategy",
        expected: "--stepladder PATH or --url URL",
        found: "no checkout of Stepladder around the program or the working directory")
    }
    return StepladderSource(checkout: checkout, from: folder)
  }
}
