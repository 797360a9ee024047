import Foundation
import Kernel
import StepladderCLI
import Testing

@Suite struct VerifyTests {
  /// A session with a report in `out`.
  private func reported() -> Session {
    let session = Session()
    #expect(session.run("compare mini.json5 --out out") == .success)
    return session
  }

  @Test func `A fresh report verifies with any number of threads`() {
    let session = reported()
    #expect(session.run("verify out") == .success)
    #expect(session.output.hasPrefix("out: verified: "))
    #expect(session.run("verify out --threads 1 --json") == .success)
    #expect(session.output.contains("\"verified\": true"))
  }

  @Test func `One changed byte in any file is found and the file named`() throws {
    let session = reported()
    for (name, bytes) in session.files("out").sorted(by: { $0.key < $1.key }) {
      session.copy("out", to: "spoiled")
      var changed = bytes
      changed[changed.count / 2] ^= 1
      try Data(changed).write(to: URL(fileURLWithPath: session.path("spoiled/\(name)")))
      #expect(session.run("verify spoiled") == .mismatch)
      #expect(session.errors.contains("spoiled/\(name)"))
    }
  }

  @Test func `A missing and an added file are found and named`() throws {
    let session = reported()
    session.copy("out", to: "less")
    try FileManager.default.removeItem(atPath: session.path("less/figures"))
    #expect(session.run("verify less") == .mismatch)
    #expect(session.errors.contains("less/figures/"))
    session.write("out/more.csv", "1")
    #expect(session.run("verify out --json") == .mismatch)
    #expect(session.output.contains("out/more.csv"))
    #expect(session.output.contains("\"verified\": false"))
  }

  @Test func `A changed scenario value names the manifest, the run and the first second`() {
    let session = reported()
    #expect(session.replace("\\\"-600bp\\\"", with: "\\\"-500bp\\\"", in: "out/manifest.json"))
    #expect(session.run("verify out") == .mismatch)
    #expect(session.errors.contains("out/manifest.json: its own digest"))
    #expect(
      session.errors.contains(
        "the run of path market-order with seed 1 differs from simulated second 1 on"))
  }

  @Test func `A changed scenario value is found even if the manifest is signed anew`() {
    let session = reported()
    #expect(session.replace("\\\"-600bp\\\"", with: "\\\"-500bp\\\"", in: "out/manifest.json"))
    sign("out", session)
    #expect(session.run("verify out") == .mismatch)
    #expect(!session.errors.contains("its own digest"))
    #expect(
      session.errors.contains(
        "the run of path market-order with seed 1 differs from simulated second 1 on"))
  }

  @Test func `A changed seed names the run and the first second`() {
    let session = reported()
    #expect(
      session.replace("\"seeds\": [1, 2]", with: "\"seeds\": [1, 3]", in: "out/manifest.json"))
    for signsAnew in [false, true] {
      if signsAnew { sign("out", session) }
      #expect(session.run("verify out") == .mismatch)
      #expect(
        session.errors.contains(
          "the run of path market-order with seed 3 stands in the manifest as path market-order "
            + "with seed 2 and differs from simulated second 0 on"))
    }
  }

  @Test func `A path that this program does not have is told`() {
    let session = reported()
    let old = session.text("out/manifest.json")
    session.write(
      "out/manifest.json",
      old.split(separator: "step-ladder", omittingEmptySubsequences: false).joined(
        separator: "step-lodder"))
    sign("out", session)
    #expect(session.run("verify out") == .badData)
    #expect(session.errors.contains("step-lodder"))
  }

  @Test func `A file that the report was made without is refused`() {
    let session = reported()
    #expect(session.run("verify out --index mini.json5") == .usage)
    #expect(session.errors.contains("--index: expected no file"))
  }

  /// Signs a changed manifest as one who means to deceive would.
  private func sign(_ folder: String, _ session: Session) {
    let text = session.text("\(folder)/manifest.json")
    let head =
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "\n") + "\n"
    session.write(
      "\(folder)/manifest.json", head + "  \"digest\": \"\(SHA256.hex(of: head))\"\n}\n")
  }
}
