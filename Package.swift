// swift-tools-version: 6.2
import PackageDescription

// The same settings for every target: Swift 6 mode, explicit existentials and imports, no warning.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module below `Sources/`, with the modules it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"],
    swiftSettings: settings)
}

// The order of the list is the direction of the imports.
let lower: [Target.Dependency] = [
  "Units", "Kernel", "Market", "Margin", "Liquidation", "Rulebook", "Simulation",
]

let package = Package(
  name: "Stepladder",
  products: [
    .library(name: "Stepladder", targets: ["Stepladder"]),
    .executable(name: "stepladder", targets: ["stepladder"]),
    .executable(name: "stepladder-bench", targets: ["stepladder-bench"]),
  ],
  targets: [
    module("Units"),
    // The square root, the one function beyond + - * / that we use, is a call into libm without optimisation.
    .target(
      name: "Kernel", dependencies: ["Units"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    module("Market", ["Units", "Kernel"]),
    module("Margin", ["Units", "Market"]),
    module("Liquidation", ["Units", "Kernel", "Market", "Margin"]),
    module("Rulebook", ["Units", "Market", "Margin", "Liquidation"]),
    module("Simulation", ["Units", "Kernel", "Market", "Margin", "Liquidation", "Rulebook"]),
    module("Quote", ["Units", "Market", "Margin", "Liquidation", "Rulebook"]),
    module("Intake", lower + ["Quote"]),
    module("Reporting", lower + ["Quote"]),
    // The shipped scenarios and rulebooks, embedded in the program so that each exists once.
    .target(name: "EmbeddedData", path: "Data", exclude: ["scenarios", "venues", "schema"]),
    module("ScenarioData", ["EmbeddedData"]),
    module("StepladderCLI", lower + ["Quote", "Intake", "Reporting", "ScenarioData"]),
    // What a strategy author imports.
    module("Stepladder", lower + ["Intake", "Reporting", "StepladderCLI"]),
    // Trading ideas: `packageAccess: false` leaves them the public interface only. They import the umbrella
    // alone, but a release build compiles a module again only when one that is named here has changed: without
    // the lower ones it would keep the layout that their types had before.
    .target(
      name: "Strategies", dependencies: lower + ["Stepladder"], path: "Strategies",
      packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "stepladder", dependencies: lower + ["StepladderCLI", "Stepladder", "Strategies"],
      path: "Sources/Program", swiftSettings: settings),
    .executableTarget(
      name: "stepladder-bench", dependencies: lower + ["Intake", "ScenarioData"],
      path: "Sources/Benchmark", swiftSettings: settings),
    // Fixtures, naive judges and story tables shared by the tests.
    .target(
      name: "TestSupport", dependencies: lower, path: "Tests/TestSupport",
      swiftSettings: settings),
    // Rules and formulas that no run and no quote goes by, kept to be judged against their sources: nothing
    // that ships may depend on it.
    .target(
      name: "Reference", dependencies: ["Units", "Kernel", "Market", "Margin", "Liquidation"],
      path: "Tests/Reference", swiftSettings: settings),
    tests("Units", ["Units"]),
    tests("Kernel", ["Units", "Kernel"]),
    tests("Market", ["Units", "Kernel", "Market", "Reference"]),
    tests("Margin", ["Units", "Market", "Margin", "Reference"]),
    tests("Liquidation", ["Units", "Kernel", "Market", "Margin", "Liquidation", "Reference"]),
    tests("Rulebook", ["Units", "Market", "Margin", "Liquidation", "Rulebook"]),
    tests("Simulation", lower),
    tests("Quote", ["Units", "Market", "Margin", "Liquidation", "Rulebook", "Quote"]),
    tests("Intake", lower + ["Quote", "Intake", "ScenarioData"]),
    tests("Reporting", lower + ["Reporting", "ScenarioData"]),
    tests("Strategies", lower + ["Stepladder", "Strategies"]),
    tests(
      "StepladderCLI",
      lower + [
        "Quote", "Intake", "Reporting", "ScenarioData", "StepladderCLI", "Stepladder",
        "Strategies",
      ]),
  ]
)
