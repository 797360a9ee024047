import Intake
import StepladderCLI
import Testing

@Suite struct ParsedArgumentsTests {
  private func parse(_ line: String) throws -> ParsedArguments {
    var words = line.split(separator: " ").map(String.init)
    let command = try #require(CommandTable.command(words.removeFirst()))
    return try ParsedArguments(command: command, words: words)
  }

  @Test func `A value stands after a space or an equals sign, before or after the operand`() throws
  {
    for line in [
      "compare flash-crash --seeds 1...4 --json", "compare --json --seeds=1...4 flash-crash",
      "compare --seeds 1...4 --json -- flash-crash",
    ] {
      let parsed = try parse(line)
      #expect(parsed.operands == ["flash-crash"])
      #expect(parsed["seeds"] == "1...4")
      #expect(parsed.has("json"))
      #expect(!parsed.has("quiet"))
    }
  }

  @Test func `After two hyphens everything is an operand`() throws {
    #expect(try parse("check -- --odd-name").operands == ["--odd-name"])
    #expect(try parse("check -").operands == ["-"])
  }

  @Test(arguments: [
    ("compare a --seeds 1 --seeds 2", "--seeds: given twice"),
    ("compare a --seed=1", "--seed: compare has no such option (did you mean \"--seeds\"?)"),
    ("compare a --json=yes", "--json: expected no value, found \"yes\""),
    ("compare a --out", "--out: needs a value: DIR"),
    ("compare a --out --json", "--out: needs a value: DIR"),
    ("compare a --out=", "--out: needs a value: DIR"),
    ("compare", "compare: expected SCENARIO, found nothing"),
    ("compare a b", "compare: too many operands, found \"b\""),
    ("diff a", "diff: expected DIR, found nothing after \"a\""),
    ("compare a -x", "-x: compare has no such option"),
    (
      "list path",
      "list: expected one of paths, scenarios, venues, strategies, metrics, found \"path\" "
        + "(did you mean \"paths\"?)"
    ),
  ])
  func `A wrong command line says what is wrong with it`(line: String, message: String) {
    #expect {
      try parse(line)
    } throws: { error in
      guard let error = error as? InputError else { return false }
      #expect(error.description == message)
      return error.kind == .usage
    }
  }

  @Test func `Help needs no operand`() throws {
    #expect(try parse("compare --help").has("help"))
    #expect(try parse("diff -h").has("help"))
  }
}
