extension CommandTable {
  /// A package with a strategy of one's own.
  static let newStrategy = CommandSpec(
    name: .newStrategy,
    operands: [
      OperandSpec(
        "NAME", summary: "What the strategy is called: dip-buyer or DipBuyer.")
    ],
    summary: "Writes a package with a strategy of your own, which compiles, is tested and runs.",
    options: [
      OptionSpec(
        "out", value: "DIR",
        summary:
          "The package's folder, which may not exist; the name's words joined by hyphens if left out."
      ),
      OptionSpec(
        "stepladder", value: "PATH",
        summary:
          "The checkout of Stepladder that the package builds on; the one that holds this program if left out, else "
          + "the one around the working directory."),
      OptionSpec(
        "url", value: "URL",
        summary: "Instead of --stepladder: the repository from which SwiftPM gets the branch main."),
    ],
    details: [
      "The package has a strategy that buys dips, a program with the whole command line, the contract test and a small "
        + "scenario. Change the strategy and run `swift test` and `compare`, as its README says.",
      "A path is written as the way from the package where both lie below the folder that holds the checkout, else as a "
        + "whole. With a path nothing is fetched from a network.",
      "A name has letters, digits and hyphens and begins with a letter. One that Swift, Stepladder or the package uses is "
        + "refused (64), as is a folder that exists (73) and a path without a checkout (66); nothing is written then.",
    ],
    examples: [
      "new-strategy dip-buyer", "new-strategy GridMaker --out ../grid-maker",
    ])
}
