import Foundation
import Market
import Reporting
import Simulation
import StepladderCLI
import Testing
import Units

@Suite("run --log") struct LogTests {
  @Test func `It writes every event beside the report, and the report is as without it`() throws {
    let session = Session()
    #expect(session.run("run mini.json5 --seed 2 --out plain") == .success)
    #expect(session.run("run mini.json5 --seed 2 --out out --log events.csv") == .success)
    #expect(session.files("out") == session.files("plain"))
    let lines = session.text("events.csv").split(separator: "\n")
    #expect(lines[0].hasPrefix("time_s,event,cause,phase,kind,target,a,b,effect,account,role,"))
    let events = lines.filter {
      $0.split(separator: ",", omittingEmptySubsequences: false)[8] == ""
    }
    #expect(session.errors.contains("wrote events.csv: \(events.count) events"))
    #expect(events.count > 1000)
    #expect(lines.contains { $0.contains(",incident,") && $0.contains("breach") })
    // Nothing is left of the hidden file.
    let names = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(!names.contains { $0.contains("stepladder-new") })
  }

  @Test func `A window keeps the events of its seconds and an earlier log is replaced`() {
    let session = Session()
    #expect(
      session.run("run mini.json5 --log e.csv --log-from 2s --log-until 2500ms --quiet") == .success
    )
    let first = session.text("e.csv")
    #expect(first.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("2.") })
    #expect(
      session.run("run mini.json5 --log e.csv --log-from 3s --log-until 3500ms --path control")
        == .success)
    #expect(
      session.text("e.csv").split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("3.") })
  }

  @Test(arguments: [
    ("--log-from 1s", "--log-from: needs --log FILE"),
    ("--log e.csv --log-from 9s", "--log-from: expected a time with unit"),
    ("--log e.csv --log-from 2", "--log-from: expected a time with unit"),
    ("--log e.csv --log-from 3s --log-until 3s", "the log would be empty"),
    ("--log e.csv --log-until 0s", "the log would be empty"),
    ("--log e.csv --seed 1...2", "--seed: expected one whole number"),
  ])
  func `A wrong window is told before anything runs`(options: String, message: String) {
    let session = Session()
    #expect(session.run("run mini.json5 \(options)") == .usage)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.text("e.csv").isEmpty)
    #expect(session.files("Reports").isEmpty)
  }

  @Test func `A comparison has no log`() {
    let session = Session()
    #expect(session.run("compare mini.json5 --log e.csv") == .usage)
    #expect(session.errors.contains("--log"))
  }

  @Test func `Another file is not replaced, and a folder that is not there is told`() {
    let session = Session()
    session.write("mine.csv", "a,b\n1,2\n")
    #expect(session.run("run mini.json5 --log mine.csv") == .cannotWrite)
    #expect(session.errors.contains("cannot replace"))
    #expect(session.text("mine.csv") == "a,b\n1,2\n")
    #expect(session.run("run mini.json5 --log nowhere/e.csv") == .cannotWrite)
    #expect(session.files("Reports").isEmpty)
  }

  @Test func `The page of the log names every column and every effect`() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let page = try String(
      contentsOf: root.appending(path: "Sources/StepladderCLI/StepladderCLI.docc/EventLog.md"),
      encoding: .utf8)
    var lines = ["| Column | Meaning |", "| --- | --- |"]
    let instrument = try Instrument(
      symbol: "X", priceDecimals: 1, tickUnits: 1, quantityDecimals: 3, lotUnits: 1,
      makerFee: .zero, takerFee: .zero)
    for column in EventLogTable(instrument: instrument, roles: []).columns {
      let meaning = column.meaning.prefix(1).uppercased() + column.meaning.dropFirst()
      lines.append("| `\(column.header)` | \(meaning). |")
    }
    let table = lines.joined(separator: "\n") + "\n"
    #expect(page.contains(table), "the table should read:\n\(table)")
    for kind in LoggedEffect.Kind.allCases { #expect(page.contains("\n| `\(kind.rawValue)` | ")) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `A device is no file for a log`() {
    let session = Session()
    #expect(session.run("run mini.json5 --log /dev/full") == .cannotWrite)
  }

  // MARK: In a process of its own

  private static var isBuilt: Bool { ProcessTests.executable != nil }

  private func process(_ script: String, in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = try #require(ProcessTests.executable)
    process.arguments = ["-c", script.replacingOccurrences(of: "PROGRAM", with: "'\(program)'")]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test(.enabled(if: isBuilt, "the program is not built beside the tests"))
  func `A log that does not fit ends with code 74 and leaves nothing`() throws {
    let session = Session()
    // A limit on the size of files stands for a full disk; without its signal it is an error of writing.
    let process = try process(
      "ulimit -f 200; trap '' XFSZ; exec PROGRAM run mini.json5 --log e.csv", in: session.folder)
    process.waitUntilExit()
    #expect(process.terminationStatus == ExitCode.inputOutput.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: session.folder)
    #expect(names == ["mini.json5"])
  }

  @Test(.enabled(if: isBuilt, "the program is not built beside the tests"))
  func `A run that is killed leaves the earlier log, and the next writer tidies up`() throws {
    let session = Session()
    #expect(session.run("run mini.json5 --log e.csv") == .success)
    let before = session.text("e.csv")
    let process = try process(
      "exec PROGRAM run mini.json5 --set length=3000s --log e.csv --out other", in: session.folder)
    func hidden() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: session.folder).filter {
        $0.contains("stepladder-new")
      }
    }
    for _ in 0..<300 {
      if try !hidden().isEmpty { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(session.text("e.csv") == before)
    #expect(try hidden().count == 1)
    #expect(session.run("run mini.json5 --log e.csv") == .success)
    #expect(try hidden().isEmpty)
    #expect(session.text("e.csv") == before, "one seed along one path has one log")
  }
}
