import Foundation
import StepladderCLI
import Synchronization

/// A working directory of its own with a program in it, whose words are kept.
final class Session: Sendable {
  /// The working directory.
  let folder: String
  private let program: StepladderProgram
  private let outputText = Mutex("")
  private let errorText = Mutex("")
  private let progressText = Mutex("")

  /// Makes the directory, with the mini scenario as `mini.json5`.
  init(program: StepladderProgram = StepladderProgram()) {
    folder = NSTemporaryDirectory() + "stepladder-" + UUID().uuidString
    self.program = program
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    write("mini.json5", MiniScenario.text)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What stood on standard output in the last command.
  var output: String { outputText.withLock { $0 } }
  /// What stood on standard error in the last command.
  var errors: String { errorText.withLock { $0 } }
  /// What a terminal would have shown as progress in the last command.
  var progress: String { progressText.withLock { $0 } }

  /// Runs a command line; spaces part its words.
  func run(_ line: String, isWatched: Bool = false) -> ExitCode {
    run(line.split(separator: " ").map(String.init), isWatched: isWatched)
  }

  /// Runs a command line.
  func run(_ words: [String], isWatched: Bool = false) -> ExitCode {
    outputText.withLock { $0 = "" }
    errorText.withLock { $0 = "" }
    progressText.withLock { $0 = "" }
    let watch: @Sendable (String) -> Void = { [self] in note($0, in: progressText) }
    let streams = Streams(
      output: { [self] in note($0, in: outputText) },
      errors: { [self] in note($0, in: errorText) }, progress: isWatched ? watch : nil)
    return program.run(arguments: words, streams: streams, workingDirectory: folder)
  }

  private func note(_ text: String, in kept: borrowing Mutex<String>) {
    kept.withLock { $0 += text }
  }

  /// The path of a file of the working directory.
  func path(_ name: String) -> String { folder + "/" + name }

  /// Writes a file.
  func write(_ name: String, _ text: String) {
    try? Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  /// The bytes of a file; nothing where it is absent.
  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  /// The text of a file; empty where it is absent.
  func text(_ name: String) -> String {
    bytes(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Changes a file by replacing one piece; returns whether it was there.
  func replace(_ piece: String, with other: String, in name: String) -> Bool {
    let old = text(name)
    guard let range = old.firstRange(of: piece) else { return false }
    write(name, old[..<range.lowerBound] + other + old[range.upperBound...])
    return true
  }

  /// Copies a folder.
  func copy(_ name: String, to other: String) {
    try? FileManager.default.removeItem(atPath: path(other))
    try? FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }

  /// Every file below a folder with its bytes, by name.
  func files(_ name: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in FileManager.default.enumerator(atPath: path(name)) ?? .init() {
      guard let file = file as? String, let content = bytes(name + "/" + file) else { continue }
      files[file] = content
    }
    return files
  }
}
