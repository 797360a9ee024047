import Liquidation
import Margin
import Market
package import Rulebook
import Units

/// Reads a rulebook document: JSON5 with one venue's rules, each with its date and its source.
///
/// At the root stand `venue` (the name on the command line), `title`, `asOf`, `market` (`"linear"`,
/// `"inverse"` or `"lending"`) and `sources`. Then come the fields, each an object
/// `{ value, asOf, source, confidence, note }`: `scope`, `mark`, `markInterval`, `checkPrice`,
/// `checkInterval`, `margin` (a field for each contract, the standard one first), `valuation`, `equality`,
/// `closingFee`, `path`, `penalty`, `fund` and `deleveraging` must be there; `closingFeeRate`, `fixedCharge`,
/// `keeperFee`, `leverageMax`, `backstop`, `funding`, `takerFee` and `makerFee` may be. A lending
/// market has no fields on margin. `unverified` lists what no source confirms, and `switches` what sources
/// disagree about, see ``RuleSwitch``.
///
/// Amounts of money are in the quote currency, or in the coin where the market is inverse.
package struct RulebookReader {
  /// The file, as the user named it.
  let file: String
  /// What the rules are made for.
  let market: RulebookMarket
  /// The sources that fields may name.
  let sources: [RuleSource]
  /// What was read so far, in the order of reading.
  var statements: [RuleStatement] = []

  /// Reads a rulebook with some of its switches set.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry.
  ///   - choices: Switches with their options; the others stand at their standard options.
  ///   - node: Where it is noted what is asked of the document, for a schema.
  package static func read(
    bytes: [UInt8], file: String, choices: [RuleChoice] = [], node: SchemaNode? = nil
  ) throws(InputError) -> Rulebook {
    let document = try JSON5Reader.read(bytes, file: file)
    return try read(ValueReader(root: document, file: file, node: node), choices)
  }

  /// Reads a rulebook with its standard options, then once with each other option.
  ///
  /// - Returns: The rulebook with its standard options.
  package static func check(bytes: [UInt8], file: String) throws(InputError) -> Rulebook {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    let standard = try read(root, [])
    for choice in standard.switches {
      for option in choice.options where option.name != choice.chosen {
        _ = try read(root, [RuleChoice(name: choice.name, option: option.name)])
      }
    }
    return standard
  }

  /// Whether a document is a rulebook: it has the key `venue`.
  package static func isRulebook(_ value: JSON5Value) -> Bool {
    guard case .object(let members) = value.content else { return false }
    return members.contains { $0.key == "venue" }
  }

  /// Reads a rulebook that stands within a document.
  static func read(
    _ root: ValueReader, _ choices: [RuleChoice]
  ) throws(InputError) -> Rulebook {
    let (switches, document) = try RuleSwitchReader.resolve(root, choices)
    return try document.object { (object: inout ObjectReader) throws(InputError) in
      _ = object.optional("switches")
      let id = try object.required("venue").hyphenatedName()
      let title = try object.required("title").line(lengthMax: 120)
      let asOf = try object.required("asOf").date()
      let market = try object.required("market").word(RulebookMarket.words)
      var reader = RulebookReader(
        file: root.file, market: market, sources: try sources(object.required("sources")))
      var rulebook = try reader.rulebook(&object, id: id, title: title, asOf: asOf)
      rulebook.statements = reader.statements
      rulebook.sources = reader.sources
      rulebook.switches = switches
      return rulebook
    }
  }

  /// The fields of the document.
  private mutating func rulebook(
    _ object: inout ObjectReader, id: String, title: String, asOf: String
  ) throws(InputError) -> Rulebook {
    let scope = try field(&object, "scope") { (value) throws(InputError) in
      try value.word(MarginScope.words)
    }
    let mark = try field(&object, "mark") { (value) throws(InputError) in
      try Codec.markFormula().read(value)
    }
    let markInterval = try field(&object, "markInterval") { (value) throws(InputError) in
      try value.interval(in: ScenarioLimits.pace)
    }
    let checkPrice = try field(&object, "checkPrice") { (value) throws(InputError) in
      try value.word(CheckPrice.words)
    }
    let checkInterval = try field(&object, "checkInterval") { (value) throws(InputError) in
      try value.interval(in: ScenarioLimits.pace)
    }
    let fees = Rate.basisPoints(-100)...Rate.basisPoints(100)
    let takerFee = try optionalField(&object, "takerFee") { (value) throws(InputError) in
      try value.rate(in: .zero...fees.upperBound)
    }
    let makerFee = try optionalField(&object, "makerFee") { (value) throws(InputError) in
      try value.rate(in: fees)
    }
    let margins = market == .lending ? [] : try margins(&object, takerFee: takerFee)
    let leverageMax = try optionalField(&object, "leverageMax") { (value) throws(InputError) in
      try value.count(in: 1...1000)
    }
    var rulebook = Rulebook(
      id: id, title: title, asOf: asOf, market: market, scope: scope, mark: mark,
      markInterval: markInterval, checkPrice: checkPrice, checkInterval: checkInterval,
      margins: margins, leverageMax: leverageMax, path: try path(&object, name: id),
      takerFee: takerFee, makerFee: makerFee)
    try terms(&object, into: &rulebook)
    rulebook.funding = try optionalField(&object, "funding") { (value) throws(InputError) in
      try value.object { (object: inout ObjectReader) throws(InputError) in
        try Keys.fundingFormula(standard: nil).read(&object)
      }
    }
    try unknowns(object.optional("unverified"), asOf: asOf)
    return rulebook
  }
}

/// One switch of a rulebook and the option that somebody chose.
package struct RuleChoice: Sendable, Hashable {
  /// The switch.
  package var name: String
  /// The option.
  package var option: String

  /// Makes a choice.
  package init(name: String, option: String) {
    self.name = name
    self.option = option
  }
}
