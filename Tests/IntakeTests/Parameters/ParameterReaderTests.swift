import Foundation
import Intake
import Simulation
import Testing

/// What a strategy may ask of its parameters.
private struct Everything: Codable, Equatable {
  var lots: Int64
  var share: Decimal?
  var factor: Double?
  var side: Way?
  var levels: [Level]?
  var limits: [String: Int]?
  var small: UInt8?
  var isOn: Bool?
  var label: String?

  enum Way: String, Codable, CaseIterable { case long, short }

  struct Level: Codable, Equatable {
    var ticks: Int
    var size: Int?
  }
}

/// Parameters with defaults, as an author writes them.
private struct Standard: Codable, Equatable {
  var lots = 10
  var inner = Inner()
  var names = ["a": 1]
  var limit: Int? = 3

  struct Inner: Codable, Equatable {
    var first = 1
    var second = 2
  }
}

/// A choice with values of its own.
private enum Rule: Codable, Equatable {
  case market
  case limit(ticks: Int)
}

@Suite("Parameters of a strategy")
struct ParameterReaderTests {
  private func value(_ text: String) throws -> JSON5Value {
    try JSON5Reader.read(Array(text.utf8), file: "a")
  }

  private func read<Value: Decodable>(
    _ type: Value.Type, _ text: String, standard: String? = nil
  ) throws -> Value {
    try ParameterReader.read(type, from: value(text), standard: standard.map(value))
  }

  /// The line that is told of parameters in the second line of a file.
  private func message<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> String {
    do { _ = try read(type, text) } catch let fault as ParameterFault {
      return fault.error(of: 0, name: "maker", file: "f") { _ in 2 }.description
    }
    return "nothing is wrong"
  }

  @Test("are read exactly, whatever their types")
  func everything() throws {
    let text = """
      { lots: 9007199254740993, share: 0.1, factor: 0.25, side: "short", small: 255, isOn: true, label: "x",
        levels: [{ ticks: 1 }, { ticks: 2, size: null }], limits: { a: 1, b: 2 } }
      """
    // The first whole number that a floating point number cannot hold.
    let expected = Everything(
      lots: 9_007_199_254_740_993, share: Decimal(sign: .plus, exponent: -1, significand: 1),
      factor: 0.25, side: .short, levels: [.init(ticks: 1), .init(ticks: 2)],
      limits: ["a": 1, "b": 2], small: 255, isOn: true, label: "x")
    #expect(try read(Everything.self, text) == expected)
    #expect(
      try read([Rule].self, "[{ market: {} }, { limit: { ticks: 3 } }]") == [
        .market, .limit(ticks: 3),
      ])
  }

  @Test(
    "that do not fit are told with key, what was expected and what was found",
    arguments: [
      ("{}", "f:2: strategies[0].parameters.lots: missing key"),
      (
        "{ lots: \"many\" }",
        "f:2: strategies[0].parameters.lots: expected a whole number, found \"many\""
      ),
      (
        "{ lots: 3000.5 }",
        "f:2: strategies[0].parameters.lots: expected a whole number, found 3000.5"
      ),
      (
        "{ lots: 1, small: 256 }",
        "f:2: strategies[0].parameters.small: expected a whole number from 0 to 255, found 256"
      ),
      ("{ lots: null }", "f:2: strategies[0].parameters.lots: expected a whole number, found null"),
      (
        "{ lots: 1, side: \"shrt\" }",
        "f:2: strategies[0].parameters.side: expected \"long\" or \"short\", found \"shrt\" "
          + "(did you mean \"short\"?)"
      ),
      (
        "{ lots: 1, levels: [{ ticks: 1 }, { ticks: true }] }",
        "f:2: strategies[0].parameters.levels[1].ticks: expected a whole number, found true"
      ),
      (
        "{ lots: 1, levels: {} }",
        "f:2: strategies[0].parameters.levels: expected a list, found an object"
      ),
      (
        "{ lots: 1, isOn: 1 }",
        "f:2: strategies[0].parameters.isOn: expected true or false, found 1"
      ),
    ])
  func misfits(text: String, expected: String) throws {
    #expect(try message(Everything.self, text) == expected)
  }

  @Test(
    "with a key that nothing asks for are refused, at any depth and beside keys that are left out",
    arguments: [
      (
        "{ lots: 1, factr: 2 }",
        "f:2: strategies[0].parameters.factr: unknown key (did you mean \"factor\"?)"
      ),
      (
        "{ lotz: 1 }",
        "f:2: strategies[0].parameters.lotz: unknown key (did you mean \"lots\"?)"
      ),
      // It does not fit what is missing, so it was not meant for it.
      ("{ lotz: \"x\" }", "f:2: strategies[0].parameters.lots: missing key"),
      (
        "{ lots: 1, levels: [{ ticks: 1, siz: 2 }] }",
        "f:2: strategies[0].parameters.levels[0].siz: unknown key (did you mean \"size\"?)"
      ),
      (
        "{ lots: 1, levels: [{ ticks: 1, colour: 2 }] }",
        "f:2: strategies[0].parameters.levels[0].colour: unknown key, expected \"ticks\" or \"size\""
      ),
      ("{ lots: 1, limits: { anything: 1 } }", "nothing is wrong"),
    ])
  func unknownKeys(text: String, expected: String) throws {
    #expect(try message(Everything.self, text) == expected)
  }

  @Test("keep their defaults where they are left out, inside an object too")
  func defaults() throws {
    let standard = """
      { "lots": 10, "inner": { "first": 1, "second": 2 }, "names": { "a": 1 }, "limit": 3 }
      """
    var expected = Standard()
    #expect(try read(Standard.self, "{}", standard: standard) == expected)
    expected.inner.second = 5
    expected.limit = nil
    // Names that the user chooses take the place of the default's.
    expected.names = ["b": 2]
    let text = "{ inner: { second: 5 }, names: { b: 2 }, limit: null }"
    #expect(try read(Standard.self, text, standard: standard) == expected)
    #expect(throws: ParameterFault.self) {
      try read(Standard.self, "{ inner: { third: 5 } }", standard: standard)
    }
  }
}
