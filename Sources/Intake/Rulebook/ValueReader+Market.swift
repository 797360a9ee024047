import Market
import Units

// Rules of a market that scenarios and rulebooks share.
extension ValueReader {
  /// What a mark formula may leave out, and what holds then; nothing may be left out where nil.
  struct MarkDefaults {
    let window: Int
    let clamp: Rate
  }

  /// A mark formula: `"index"`, `"last"`, `"indexWithFunding"`, `"ownBook"`,
  /// `{ indexPlusAverageBasis: { window, clamp } }`, `{ medianOfThree: { window } }`,
  /// `{ emaOfPremium: { timeConstant, clamp } }` or `{ oracleAndBook: { premiumTime, bookTime } }`.
  func markFormula(defaults: MarkDefaults? = nil) throws(InputError) -> MarkFormula {
    func window(_ object: inout ObjectReader) throws(InputError) -> Int {
      if let defaults, object.isAbsent("window") { return defaults.window }
      return try object.required("window").count(in: 1...100_000)
    }
    func clamp(_ object: inout ObjectReader) throws(InputError) -> Rate {
      if let defaults, object.isAbsent("clamp") { return defaults.clamp }
      return try object.required("clamp").rate(in: ScenarioLimits.share)
    }
    func plain(_ formula: MarkFormula) -> (ValueReader) throws(InputError) -> MarkFormula {
      { (value) throws(InputError) in
        try value.object { (_: inout ObjectReader) throws(InputError) in formula }
      }
    }
    return try form([
      "index": plain(.index), "last": plain(.last),
      "indexPlusAverageBasis": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .indexPlusAverageBasis(window: try window(&object), clampRate: try clamp(&object))
        }
      },
      "medianOfThree": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .medianOfThree(window: try window(&object))
        }
      },
      "indexWithFunding": plain(.indexWithFunding),
      "emaOfPremium": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .emaOfPremium(
            timeConstant: try object.required("timeConstant").interval(in: Self.memories),
            clampRate: try clamp(&object))
        }
      },
      "ownBook": plain(.ownBook),
      "oracleAndBook": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .oracleAndBook(
            premiumTime: try object.required("premiumTime").interval(in: Self.memories),
            bookTime: try object.required("bookTime").interval(in: Self.memories))
        }
      },
    ])
  }

  /// Time constants of a moving average.
  private static let memories = Interval.milliseconds(1)...Interval.seconds(86_400)
}

extension ObjectReader {
  /// A funding formula from the members `interest`, `clamp`, `cap`, `interval`, `average` (`"rising"` or
  /// `"equal"`), `settlementsPerRate` (1) and `shape` (`"dampened"`, or `"sum"`).
  ///
  /// - Parameter standard: What holds where a member is absent; nothing may be absent without it.
  mutating func fundingFormula(standard: FundingFormula?) throws(InputError) -> FundingFormula {
    let rates = Rate.basisPoints(-1000)...Rate.basisPoints(1000)
    let bounds = Rate.zero...(standard == nil ? Rate.one : rates.upperBound)
    let spans = Interval.seconds(1)...Interval.seconds(604_800)
    func value(_ key: String, _ stand: Bool) throws(InputError) -> ValueReader? {
      stand ? optional(key) : try required(key)
    }
    let isScenario = standard != nil
    let plain = standard ?? FundingFormula()
    let interval = try value("interval", isScenario)?.interval(in: spans) ?? plain.interval
    let formula = FundingFormula(
      interest: try value("interest", isScenario)?.rate(in: rates) ?? plain.interest,
      clamp: try value("clamp", isScenario)?.rate(in: bounds) ?? plain.clamp,
      cap: try value("cap", isScenario)?.rate(in: bounds) ?? plain.cap, interval: interval,
      average: try value("average", isScenario)?.word(["rising": .rising, "equal": .equal])
        ?? plain.average,
      settlementsPerRate: try optional("settlementsPerRate")?.count(in: 1...86_400) ?? 1,
      shape: try optional("shape")?.word(["dampened": .dampened, "sum": .sum]) ?? .dampened)
    if let flaw = formula.flaw {
      throw contradiction(expected: "that \(flaw)", found: "a formula")
    }
    return formula
  }
}
