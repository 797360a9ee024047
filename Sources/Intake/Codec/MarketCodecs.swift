import Market
import Units

// Rules of a market that scenarios and rulebooks share.
extension Codec where Value == MarkFormula {
  /// A mark formula.
  ///
  /// - Parameters:
  ///   - window: The samples that a formula averages where it does not say; nil where it has to.
  ///   - clamp: The bound of the basis where a formula does not say; nil where it has to.
  static func markFormula(window: Int? = nil, clamp: Rate? = nil) -> Codec {
    let window = Keys.optional("window", .count(1...100_000), else: window)
    let clamp = Keys.optional("clamp", .share, else: clamp)
    let memory = Codec<Interval>.pace
    return .forms(
      .word("index", .index), .word("last", .last),
      .form(
        "indexPlusAverageBasis", window, clamp, make: MarkFormula.indexPlusAverageBasis,
        take: {
          guard case .indexPlusAverageBasis(let window, let clamp) = $0 else { return nil }
          return (window, clamp)
        }),
      .form(
        "medianOfThree", window, make: MarkFormula.medianOfThree,
        take: { if case .medianOfThree(let window) = $0 { window } else { nil } }),
      .word("indexWithFunding", .indexWithFunding),
      .form(
        "emaOfPremium", .required("timeConstant", memory), clamp, make: MarkFormula.emaOfPremium,
        take: { if case .emaOfPremium(let time, let clamp) = $0 { (time, clamp) } else { nil } }),
      .word("ownBook", .ownBook),
      .form(
        "oracleAndBook", .required("premiumTime", memory), .required("bookTime", memory),
        make: MarkFormula.oracleAndBook,
        take: { if case .oracleAndBook(let time, let book) = $0 { (time, book) } else { nil } }))
  }
}

extension Keys where Value == FundingFormula {
  /// The keys of a funding formula.
  ///
  /// - Parameter standard: What holds where a key is absent; none may be absent without it.
  static func fundingFormula(standard: FundingFormula?) -> Keys {
    let rates = Rate.basisPoints(-1000)...Rate.basisPoints(1000)
    let bounds = Rate.zero...(standard == nil ? Rate.one : rates.upperBound)
    let spans = Interval.seconds(1)...Interval.seconds(604_800)
    return Keys.of(
      { interval, interest, clamp, cap, average, settlementsPerRate, shape in
        FundingFormula(
          interest: interest, clamp: clamp, cap: cap, interval: interval, average: average,
          settlementsPerRate: settlementsPerRate, shape: shape)
      },
      .optional("interval", \.interval, .interval(spans), else: standard?.interval),
      .optional("interest", \.interest, .rate(rates), else: standard?.interest),
      .optional("clamp", \.clamp, .rate(bounds), else: standard?.clamp),
      .optional("cap", \.cap, .rate(bounds), else: standard?.cap),
      .optional(
        "average", \.average,
        .words([("rising", FundingFormula.Average.rising), ("equal", .equal)]),
        else: standard?.average),
      .unusual("settlementsPerRate", \.settlementsPerRate, .count(1...86_400).untold, else: 1),
      .unusual(
        "shape", \.shape,
        .words([("dampened", FundingFormula.Shape.dampened), ("sum", .sum)]).untold,
        else: .dampened)
    ).checked { (formula, object) throws(InputError) in
      if let flaw = formula.flaw {
        throw object.contradiction(expected: "that \(flaw)", found: "a formula")
      }
    }
  }
}
