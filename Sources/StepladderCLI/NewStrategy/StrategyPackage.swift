package import Reporting

/// A package with a strategy of its own, a program that runs it, a test and a scenario.
package struct StrategyPackage: Sendable {
  /// What the strategy is called.
  let name: StrategyName
  /// Where Stepladder comes from.
  let source: StepladderSource

  /// Describes a package.
  package init(name: StrategyName, source: StepladderSource) {
    self.name = name
    self.source = source
  }

  /// Its files by their paths within it.
  package var files: [ReportFile] {
    let type = name.type
    return [
      ReportFile(name: "Package.swift", text: manifest),
      ReportFile(name: "README.md", text: readme),
      ReportFile(name: "\(name.hyphenated).json5", text: scenario),
      ReportFile(name: "Sources/\(type)/\(type).swift", text: strategy),
      ReportFile(name: "Sources/\(type)/main.swift", text: program),
      ReportFile(name: "Tests/\(type)Tests/\(type)Tests.swift", text: tests),
      ReportFile(name: ".gitignore", text: ".build/\n"),
    ]
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "\(name.hyphenated)",
      products: [.executable(name: "\(name.hyphenated)", targets: ["\(name.type)"])],
      dependencies: [
        \(source.dependency)
      ],
      targets: [
        .executableTarget(
          name: "\(name.type)",
          dependencies: [.product(name: "Stepladder", package: "\(source.package)")]),
        .testTarget(
          name: "\(name.type)Tests",
          dependencies: [
            "\(name.type)", .product(name: "Stepladder", package: "\(source.package)"),
          ]),
      ]
    )

    """
  }

  /// The program: the command line of Stepladder with this strategy.
  private var program: String {
    """
    import Stepladder

    var program = StepladderProgram(name: "\(name.hyphenated)")
    program.register(\(name.type).self)
    program.run()

    """
  }

  private var readme: String {
    """
    # \(name.hyphenated)

    A strategy for Stepladder, and a program that runs it.

    ```sh
    swift test
    swift run -c release \(name.hyphenated) compare \(name.hyphenated).json5
    swift run -c release \(name.hyphenated) compare \(name.hyphenated).json5 --grid 'strategies[0].parameters.lots=500,1000'
    ```

    The first command builds everything for debugging and runs the tests; the second builds it once more for speed,
    some minutes each the first time. The second runs the scenario along two liquidation paths and writes
    `Reports/\(name.hyphenated)/report.md`; the third runs it with other parameters beside each other.

    | File | Holds |
    | --- | --- |
    | `Sources/\(name.type)/\(name.type).swift` | the strategy and its parameters |
    | `Sources/\(name.type)/main.swift` | the program; register further strategies here |
    | `Tests/\(name.type)Tests/\(name.type)Tests.swift` | the contract that every strategy has to keep |
    | `\(name.hyphenated).json5` | the market, the accounts and the strategy's capital and parameters |

    `swift run -c release \(name.hyphenated) help` explains the commands.

    """
  }
}
