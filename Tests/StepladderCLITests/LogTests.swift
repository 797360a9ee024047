import Foundation
import StepladderCLI
import Testing

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

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `A device is no file for a log`() {
    let session = Session()
    #expect(session.run("run mini.json5 --log /dev/full") == .cannotWrite)
  }
}
