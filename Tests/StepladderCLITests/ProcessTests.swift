import Foundation
import StepladderCLI
import Testing

/// The built program in a process of its own, where it was built beside the tests.
@Suite struct ProcessTests {
  static let executable: String? = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let path = folder.appending(path: "stepladder").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  private func process(
    _ line: String, in folder: String, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.executable))
    process.arguments = line.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test(.enabled(if: executable != nil, "the program is not built beside the tests"))
  func `Time zone, language, environment and working directory change no byte`() throws {
    let session = Session()
    try FileManager.default.createDirectory(
      atPath: session.path("elsewhere"), withIntermediateDirectories: true)
    let first = try process(
      "compare mini.json5 --out a", in: session.folder,
      environment: ["TZ": "UTC", "LANG": "C", "LC_ALL": "C"])
    first.waitUntilExit()
    let second = try process(
      "compare ../mini.json5 --out ../b --threads 1", in: session.path("elsewhere"),
      environment: [
        "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8",
        "SWIFT_DETERMINISTIC_HASHING": "1",
      ])
    second.waitUntilExit()
    #expect(first.terminationStatus == 0)
    #expect(second.terminationStatus == 0)
    #expect(session.run("compare mini.json5 --out c") == .success)
    #expect(session.files("a").count > 10)
    #expect(session.files("a") == session.files("b"))
    #expect(session.files("a") == session.files("c"))
  }

  @Test(
    .enabled(if: executable != nil, "the program is not built beside the tests"),
    arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGTRAP, Int32(70))])
  func `A comparison cut short, by a trap too, has its own code and leaves the earlier report`(
    signal: Int32, code: Int32
  ) throws {
    let session = Session()
    #expect(session.run("compare mini.json5 --out out --seeds 1") == .success)
    let before = session.files("out")
    // Long enough to be at work when the signal comes, whatever the machine.
    let process = try process("compare mini.json5 --out out --seeds 1...100000", in: session.folder)
    waitForThreads(of: process)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == code)
    #expect(session.files("out") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(names.sorted() == ["mini.json5", "out"])
  }

  /// Waits until a process has begun to listen for signals, on a thread of its own, and is at work.
  private func waitForThreads(of process: Process) {
    let folder = "/proc/\(process.processIdentifier)/task"
    for _ in 0..<300 {
      Thread.sleep(forTimeInterval: 0.1)
      let threads = try? FileManager.default.contentsOfDirectory(atPath: folder)
      // Where processes are not told as folders, a moment has to do.
      if let threads, threads.count < 3 { continue }
      if threads == nil { Thread.sleep(forTimeInterval: 0.7) }
      return
    }
  }

  @Test(.enabled(if: executable != nil, "the program is not built beside the tests"))
  func `A result that cannot be written has code 74`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.executable))
    process.arguments = ["list", "paths"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == ExitCode.inputOutput.rawValue)
  }
}
