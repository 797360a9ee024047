import Intake
import Testing

@Suite("An object of a scenario")
struct ObjectReaderTests {
  private struct Makers: Equatable {
    var count: Int
    var isPatient: Bool
  }

  /// Reads `{ market: { makers: { count, patient? } }, seed? }`.
  private func outcome(_ text: String) -> String {
    do {
      let value = try JSON5Reader.read(Array(text.utf8), file: "s.json5")
      let makers = try ValueReader(root: value, file: "s.json5").object {
        (root: inout ObjectReader) throws(InputError) in
        _ = try root.optional("seed")?.unsigned()
        return try root.required("market").object {
          (market: inout ObjectReader) throws(InputError) in
          try market.required("makers").object { (makers: inout ObjectReader) throws(InputError) in
            Makers(
              count: try makers.required("count").count(in: 0...100),
              isPatient: try makers.optional("patient")?.boolean() ?? true)
          }
        }
      }
      return "\(makers.count) \(makers.isPatient)"
    } catch {
      return error.description
    }
  }

  @Test(
    "is read key by key, and what is missing, unknown or wrong is named with its path",
    arguments: [
      ("{ market: { makers: { count: 5 } } }", "5 true"),
      ("{ seed: 1, market: { makers: { patient: false, count: 5 } } }", "5 false"),
      ("{ market: {\n makers: { } } }", "s.json5:2: market.makers.count: missing key"),
      ("{\n markt: { } }", "s.json5:2: markt: unknown key (did you mean \"market\"?)"),
      (
        "{ market: { makers: { count: 5,\n patiant: true } } }",
        "s.json5:2: market.makers.patiant: unknown key (did you mean \"patient\"?)"
      ),
      ("{ market: { makers: { count: 5 } },\n depth: 3 }", "s.json5:2: depth: unknown key"),
      (
        "{ market: { makers: { count: 500 } } }",
        "s.json5:1: market.makers.count: expected a whole number from 0 to 100, found 500"
      ),
      ("{ market: 5 }", "s.json5:1: market: expected an object, found 5"),
      ("[]", "s.json5:1: column 1: expected an object, found a list"),
    ])
  func reading(text: String, expected: String) {
    #expect(outcome(text) == expected)
  }

  /// Reads `{ side, size, maker?, taker }`.
  private func order(_ text: String) -> String {
    do {
      let value = try JSON5Reader.read(Array(text.utf8), file: "s.json5")
      return try ValueReader(root: value, file: "s.json5").object {
        (object: inout ObjectReader) throws(InputError) in
        let side = try object.required("side").word(["long": "long", "short": "short"])
        let maker = try object.required("maker").integer()
        let size = try object.required("size").integer()
        let taker = try object.required("taker").integer()
        return "\(side) \(maker) \(size) \(taker)"
      }
    } catch {
      return error.description
    }
  }

  @Test(
    "in which a key is missing never blames one that means what it says",
    arguments: [
      ("{ size: 1, maker: 2, taker: 3 }", "s.json5:1: side: missing key"),
      ("{ side: \"long\", size: 1, taker: 3 }", "s.json5:1: maker: missing key"),
      ("{ side: \"long\", maker: 1, size: 1 }", "s.json5:1: taker: missing key"),
      (
        "{ sied: \"long\", size: 1, maker: 2, taker: 3 }",
        "s.json5:1: sied: unknown key (did you mean \"side\"?)"
      ),
      (
        "{ side: \"long\", size: 1, makr: 2, taker: 3 }",
        "s.json5:1: makr: unknown key (did you mean \"maker\"?)"
      ),
      ("{ sied: \"up\", size: 1, maker: 2, taker: 3 }", "s.json5:1: side: missing key"),
    ])
  func missing(text: String, expected: String) {
    #expect(order(text) == expected)
  }

  @Test("whose keys are names gives them in the order of the file")
  func names() throws {
    let value = try JSON5Reader.read(Array("{ b: 1, a: 2 }".utf8), file: "s.json5")
    let names = try ValueReader(root: value, file: "s.json5").object {
      (object: inout ObjectReader) throws(InputError) in
      object.all().map { "\($0.name) \($0.value.path)" }
    }
    #expect(names == ["b b", "a a"])
  }

  @Test("that contradicts itself is refused at the key")
  func contradiction() throws {
    let value = try JSON5Reader.read(Array("{ a: 1,\n b: 2 }".utf8), file: "s.json5")
    let error = #expect(throws: InputError.self) {
      try ValueReader(root: value, file: "s.json5").object {
        (object: inout ObjectReader) throws(InputError) -> Int in
        throw object.contradiction("b", expected: "b below a", found: "2")
      }
    }
    #expect(error?.description == "s.json5:2: b: expected b below a, found 2")
  }
}
