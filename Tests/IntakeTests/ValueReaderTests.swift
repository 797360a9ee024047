import Intake
import Market
import Testing
import Units

@Suite("A value of a scenario")
struct ValueReaderTests {
  private func root(_ text: String) throws(InputError) -> ValueReader {
    ValueReader(root: try JSON5Reader.read(Array(text.utf8), file: "s.json5"), file: "s.json5")
  }

  /// The value of the key `v`, or the complaint about it.
  private func outcome<Result>(
    _ value: String, _ read: (ValueReader) throws(InputError) -> Result
  ) -> String {
    do {
      let result = try root("{ v: \(value) }").object {
        (object: inout ObjectReader) throws(InputError) in
        try read(try object.required("v"))
      }
      return "\(result)"
    } catch {
      return error.description
    }
  }

  @Test(
    "of time has a unit and is whole nanoseconds",
    arguments: [
      ("'250ms'", "250000000"), ("'15min'", "900000000000"), ("'2s'", "2000000000"),
      ("'5us'", "5000"), ("'1h'", "3600000000000"), ("'1.5 s'", "1500000000"), ("'7ns'", "7"),
      ("'0.000000001s'", "1"), ("'1d'", "86400000000000"), ("0", "0"),
      (
        "250",
        "s.json5:1: v: expected a time with unit such as \"250ms\", \"2s\" or \"15min\", from 0ns to 2d, found 250"
      ),
      (
        "'250mss'",
        "s.json5:1: v: expected a time with unit such as \"250ms\", \"2s\" or \"15min\", from 0ns to 2d, found \"250mss\""
      ),
      (
        "'0.5ns'",
        "s.json5:1: v: expected a time with unit such as \"250ms\", \"2s\" or \"15min\", from 0ns to 2d, found \"0.5ns\""
      ),
      (
        "'3d'",
        "s.json5:1: v: expected a time with unit such as \"250ms\", \"2s\" or \"15min\", from 0ns to 2d, found \"3d\""
      ),
    ])
  func time(text: String, expected: String) {
    let longest = Interval.seconds(172_800)
    #expect(
      outcome(text) { value throws(InputError) in
        try value.interval(in: .zero...longest).nanoseconds
      } == expected)
  }

  @Test(
    "of a rate has a unit and is whole millionths",
    arguments: [
      ("'5bp'", "500"), ("'0.05%'", "500"), ("'250ppm'", "250"), ("'-2.5bp'", "-250"), ("0", "0"),
      ("'100%'", "1000000"),
      ("'0.00001%'", "rate"), ("5", "rate"), ("'5'", "rate"), ("'bp'", "rate"), ("'101%'", "rate"),
    ])
  func rate(text: String, expected: String) {
    let message =
      "s.json5:1: v: expected a rate with unit such as \"5bp\", \"0.05%\" or \"250ppm\", "
      + "from -10000bp to 10000bp, found \(text.replacing("'", with: "\""))"
    #expect(
      outcome(text) { value throws(InputError) in
        try value.rate(in: Rate.basisPoints(-10_000)...Rate.basisPoints(10_000)).partsPerMillion
      } == (expected == "rate" ? message : expected))
  }

  @Test("of a number is exact and within its range")
  func numbers() {
    #expect(outcome("16") { v throws(InputError) in try v.count(in: 1...100) } == "16")
    #expect(
      outcome("0") { v throws(InputError) in try v.count(in: 1...100) }
        == "s.json5:1: v: expected a whole number from 1 to 100, found 0")
    #expect(
      outcome("1.5") { v throws(InputError) in try v.integer(in: 1 ... .max) }
        == "s.json5:1: v: expected a whole number at least 1, found 1.5")
    #expect(outcome("'0.1'") { v throws(InputError) in try v.decimal(decimals: 2) } == "10")
    #expect(
      outcome("0.125") { v throws(InputError) in try v.decimal(decimals: 2, in: 0...100) }
        == "s.json5:1: v: expected a number from 0 to 1 with at most 2 decimals, found 0.125")
    #expect(
      outcome("18446744073709551615") { v throws(InputError) in try v.unsigned() }
        == "18446744073709551615")
    #expect(
      outcome("-1") { v throws(InputError) in try v.unsigned() }
        == "s.json5:1: v: expected a whole number from 0 to 18446744073709551615, found -1")
    #expect(
      outcome("1000.5") { v throws(InputError) in try v.money().atoms } == "1000500000")
    #expect(
      outcome("0.0000001") { v throws(InputError) in try v.money().atoms }
        == "s.json5:1: v: expected a number in the quote currency with at most 6 decimals, found 0.0000001"
    )
  }

  @Test("of a price lies on a tick, of a quantity on a lot")
  func steps() {
    let half = DecimalScale(decimals: 1, unitsPerStep: 5)
    #expect(
      outcome("43538.5") { v throws(InputError) in try v.price(scale: half).ticks } == "87077")
    #expect(
      outcome("43538.2") { v throws(InputError) in try v.price(scale: half).ticks }
        == "s.json5:1: v: expected a price above 0 in steps of 0.5, found 43538.2")
    #expect(
      outcome("0") { v throws(InputError) in try v.quantity(scale: half).lots }
        == "s.json5:1: v: expected a quantity above 0 in steps of 0.5, found 0")
    #expect(
      ExactDecimal("0.05").flatMap(DecimalScale.init(step:))
        == DecimalScale(decimals: 2, unitsPerStep: 5))
    #expect(
      ExactDecimal("10").flatMap(DecimalScale.init(step:))
        == DecimalScale(decimals: 0, unitsPerStep: 10))
    #expect(ExactDecimal("-1").flatMap(DecimalScale.init(step:)) == nil)
  }

  @Test("of a choice is a word of its table")
  func words() {
    let read = { (v: ValueReader) throws(InputError) in
      try v.word(["index": 1, "mark": 2, "last": 3])
    }
    #expect(outcome("'mark'", read) == "2")
    #expect(
      outcome("'marks'", read)
        == "s.json5:1: v: expected \"index\", \"mark\" or \"last\", found \"marks\" (did you mean \"mark\"?)"
    )
    #expect(outcome("7", read) == "s.json5:1: v: expected \"index\", \"mark\" or \"last\", found 7")
    #expect(
      outcome("1") { v throws(InputError) in try v.boolean() }
        == "s.json5:1: v: expected true or false, found 1")
    #expect(
      outcome("''") { v throws(InputError) in try v.text() }
        == "s.json5:1: v: expected text, found \"\"")
    #expect(
      outcome("'2021-05-19T12:15:00Z'") { v throws(InputError) in try v.moment().microseconds }
        == "1621426500000000")
    #expect(
      outcome("'noon'") { v throws(InputError) in try v.moment() }
        == "s.json5:1: v: expected a time in UTC such as \"2021-05-19T12:15:00Z\", found \"noon\"")
  }

  private enum Delay: Equatable {
    case none
    case constant(Int64)
    case logNormal(median: Int64, p99: Int64)
  }

  private func delay(_ value: ValueReader) throws(InputError) -> Delay {
    try value.form([
      "none": { (value) throws(InputError) in
        try value.object { (_) throws(InputError) in Delay.none }
      },
      "constant": { (value) throws(InputError) in .constant(try value.interval().nanoseconds) },
      "logNormal": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .logNormal(
            median: try object.required("median").interval().nanoseconds,
            p99: try object.required("p99").interval().nanoseconds)
        }
      },
    ])
  }

  @Test("of several forms is told by its only key")
  func forms() {
    #expect(outcome("'none'", delay) == "none")
    #expect(outcome("{ constant: '5ms' }", delay) == "constant(5000000)")
    #expect(
      outcome("{ logNormal: { median: '5ms', p99: '40ms' } }", delay)
        == "logNormal(median: 5000000, p99: 40000000)")
    #expect(
      outcome("{ logNormal: { median: '5ms', p90: '40ms' } }", delay)
        == "s.json5:1: v.logNormal.p90: unknown key (did you mean \"p99\"?)")
    #expect(
      outcome("{ lognormal: {} }", delay)
        == "s.json5:1: v: expected \"none\", \"constant\" or \"logNormal\", found \"lognormal\" (did you mean \"logNormal\"?)"
    )
    #expect(
      outcome("{ constant: 1, none: 2 }", delay)
        == "s.json5:1: v: expected an object with one key, \"none\", \"constant\" or \"logNormal\", found 2 keys"
    )
    #expect(
      outcome("5", delay)
        == "s.json5:1: v: expected an object with one key, \"none\", \"constant\" or \"logNormal\", found 5"
    )
  }

  @Test("of a list has its elements named by their place")
  func lists() {
    let read = { (value: ValueReader) throws(InputError) -> [Int] in
      var counts: [Int] = []
      for element in try value.list(count: 1...3) { counts.append(try element.count(in: 0...9)) }
      return counts
    }
    #expect(outcome("[1, 2]", read) == "[1, 2]")
    #expect(
      outcome("[1,\n 10]", read)
        == "s.json5:2: v[1]: expected a whole number from 0 to 9, found 10")
    #expect(
      outcome("[]", read) == "s.json5:1: v: expected a list of 1 to 3 elements, found 0 elements")
    #expect(
      outcome("{}", read) == "s.json5:1: v: expected a list of 1 to 3 elements, found an object")
  }
}
