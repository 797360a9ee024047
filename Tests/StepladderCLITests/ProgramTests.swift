import Foundation
import Simulation
import StepladderCLI
import Testing

@Suite struct ProgramTests {
  @Test func `Help and version go to standard output`() {
    let session = Session()
    for line in ["help", "--help", "-h", "help compare", "compare --help", "--version"] {
      #expect(session.run(line) == .success)
      #expect(!session.output.isEmpty)
      #expect(session.errors.isEmpty)
    }
    #expect(session.output == "stepladder 0.1.0 (engine \(engineVersion(session)))\n")
  }

  private func engineVersion(_ session: Session) -> String {
    String(session.output.drop { $0 != "(" }.dropFirst("(engine ".count).prefix { $0 != ")" })
  }

  @Test(arguments: [
    ("compar mini.json5", "no such command: \"compar\" (did you mean \"compare\"?)"),
    ("--seeds 1", "--seeds: an option stands after its command"),
    ("help verfy", "no such command: \"verfy\" (did you mean \"verify\"?)"),
    ("compare mini.json5 --threads 0", "--threads: expected a whole number from 1 to 1024"),
    ("compare mini.json5 --seeds 4...1", "--seeds: expected seeds such as \"1...16\""),
    ("run mini.json5 --seed 1...2", "--seed: expected one whole number, found \"1...2\""),
    ("compare mini.json5 --paths market-ordr", "did you mean \"market-order\"?"),
    ("compare mini.json5 --paths market-order,market-order", "named twice"),
    ("compare mini.json5 --paths control", "\"control\" is no path"),
    ("run mini.json5 --index mini.json5", "the scenario makes its own index"),
  ])
  func `A wrong command line ends with code 64 and one line that says why`(
    line: String, message: String
  ) {
    let session = Session()
    #expect(session.run(line) == .usage)
    #expect(session.errors.contains(message))
    #expect(session.errors.split(separator: "\n").count == 2)
    #expect(session.output.isEmpty)
    #expect(session.bytes("Reports") == nil)
  }

  @Test func `A missing file ends with code 66 and suggests a shipped scenario`() {
    let session = Session()
    #expect(session.run("check flash-crsh") == .missingInput)
    #expect(session.errors.contains("did you mean \"flash-crash\"?"))
    #expect(session.run("compare none.json5") == .missingInput)
    #expect(session.run("compare mini.json5 --index none.csv") == .missingInput)
    #expect(session.run("verify nowhere") == .missingInput)
    #expect(session.run("diff nowhere elsewhere") == .missingInput)
  }

  @Test func `A bad scenario ends with code 65 and names file, line, key and what was expected`() {
    let session = Session()
    session.write("bad.json5", MiniScenario.text(replacing: "count: 60", with: "cuont: 60"))
    for command in ["check", "compare", "run"] {
      #expect(session.run("\(command) bad.json5") == .badData)
      #expect(session.errors.contains("bad.json5:"))
      #expect(session.errors.contains("population"))
      #expect(session.errors.contains("\"count\""))
      #expect(session.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `A good scenario is told to be good`() {
    let session = Session()
    #expect(session.run("check mini.json5") == .success)
    #expect(
      session.output == "mini.json5: good: mini, 8 simulated seconds, 60 accounts, 2 paths, "
        + "seeds 1...2, no input files\n")
    #expect(session.run("check calm-btc") == .success)
  }

  @Test func `A shipped scenario with strategies that the program lacks names them`() {
    let session = Session()
    #expect(session.run("check flash-crash") == .badData)
    #expect(session.errors.contains("strategies[0].name"))
  }

  @Test func `Lists name what there is, for people and for programs`() throws {
    let session = Session()
    for (topic, name) in [
      ("paths", "step-ladder"), ("scenarios", "flash-crash"), ("metrics", "recovered_equity"),
    ] {
      #expect(session.run("list \(topic)") == .success)
      #expect(session.output.contains(name))
      #expect(session.run("list \(topic) --json") == .success)
      let items = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [Any]
      #expect((items?.count ?? 0) >= 4)
    }
    #expect(session.run("list strategies --json") == .success)
    #expect(session.output == "[]\n")
  }
}
