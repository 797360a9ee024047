import Intake

/// How the program ends; the numbers of failures are those of BSD `sysexits.h` where it has one.
package enum ExitCode: Int32, Sendable, CaseIterable {
  /// Everything was done.
  case success = 0
  /// A report does not verify, or two reports differ.
  case mismatch = 3
  /// A strategy ran away, trapped, or does not repeat.
  case strategyFault = 4
  /// The command line is wrong.
  case usage = 64
  /// A file was read and its content is wrong.
  case badData = 65
  /// A file that should be read is absent.
  case missingInput = 66
  /// The program has an error of its own.
  case internalError = 70
  /// A file or folder cannot be made or replaced.
  case cannotWrite = 73
  /// Reading or writing failed half-way.
  case inputOutput = 74
  /// The user interrupted the program.
  case interrupted = 130
  /// The system asked the program to end.
  case terminated = 143

  /// What it means, for the help and the reference page.
  package var meaning: String {
    switch self {
    case .success: "Everything was done; reports are equal."
    case .mismatch: "A report does not verify, or two reports differ."
    case .strategyFault:
      "A strategy ran away, trapped, or does not repeat; nothing was written."
    case .usage: "The command line is wrong."
    case .badData: "A file was read and its content is wrong."
    case .missingInput: "A file that should be read is absent or may not be read."
    case .internalError: "The program has an error of its own."
    case .cannotWrite: "A report, a package or a log cannot be made or replaced."
    case .inputOutput: "Reading or writing failed half-way."
    case .interrupted: "Interrupted; an earlier report is as it was."
    case .terminated: "Terminated; an earlier report is as it was."
    }
  }

  /// The code of a kind of bad input.
  init(_ kind: InputError.Kind) {
    switch kind {
    case .strategyFault: self = .strategyFault
    case .usage: self = .usage
    case .badData: self = .badData
    case .missingInput: self = .missingInput
    case .cannotWrite: self = .cannotWrite
    case .inputOutput: self = .inputOutput
    }
  }
}
