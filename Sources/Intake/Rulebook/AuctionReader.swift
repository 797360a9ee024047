import Liquidation
import Units

/// Reads the terms of an auction in a rulebook.
struct AuctionReader {
  /// The rulebook that the auction is part of, which knows how money is written.
  let rules: RulebookReader

  /// `curve` (`{ linear: length }`, `{ exponential: { cut } }` or `{ stairstep: { cut, step } }`),
  /// `startFactor`, `resetAfter`, `resetBelow`, `flatIncentive` (0), `shareIncentive` (0) and `leastDebt`
  /// (0).
  func dutch(_ value: ValueReader) throws(InputError) -> DutchAuctionTerms {
    let terms = try value.object { (object: inout ObjectReader) throws(InputError) in
      DutchAuctionTerms(
        curve: try curve(object.required("curve")),
        startFactor: try object.required("startFactor").rate(
          in: Rate(partsPerMillion: 1)...Rate(partsPerMillion: 10_000_000)),
        resetAfter: try object.required("resetAfter").interval(in: Self.times),
        resetBelow: try object.required("resetBelow").rate(in: ScenarioLimits.share),
        flatIncentive: try object.optional("flatIncentive").map(rules.money) ?? .zero,
        shareIncentive: try object.optional("shareIncentive")?.rate(in: ScenarioLimits.share)
          ?? .zero,
        leastDebt: try object.optional("leastDebt").map(rules.money) ?? .zero)
    }
    return try value.sound(terms, flaw: terms.flaw)
  }

  /// `window` and `clearing` (`"payAsBid"` or `"uniform"`).
  func sealedBid(_ value: ValueReader) throws(InputError) -> SealedBidTerms {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      SealedBidTerms(
        window: try object.required("window").interval(in: Self.times),
        clearing: try object.required("clearing").word(
          ["payAsBid": SealedBidTerms.Clearing.payAsBid, "uniform": .uniform]))
    }
  }

  private static let times = Interval.milliseconds(1)...Interval.seconds(86_400)

  private func curve(_ value: ValueReader) throws(InputError) -> AuctionCurve {
    try value.form([
      "linear": { (value) throws(InputError) in
        .linear(length: try value.interval(in: Self.times))
      },
      "exponential": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .exponential(cut: try cut(object.required("cut")))
        }
      },
      "stairstep": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          .stairstep(
            cut: try cut(object.required("cut")),
            step: try object.required("step").interval(in: Self.times))
        }
      },
    ])
  }

  /// The factor of one step.
  private func cut(_ value: ValueReader) throws(InputError) -> AuctionRatio {
    AuctionRatio(
      try value.rate(in: Rate(partsPerMillion: 1)...Rate(partsPerMillion: 999_999)))
  }
}
