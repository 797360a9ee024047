import Liquidation
import Rulebook
import Units

extension RulebookReader {
  /// `penalty`, `fund`, `backstop` and `deleveraging`.
  mutating func terms(
    _ object: inout ObjectReader, into rulebook: inout Rulebook
  ) throws(InputError) {
    let reader = self
    rulebook.penalty = try field(&object, "penalty") { (value) throws(InputError) in
      try Self.penalty(value)
    }
    rulebook.fund = try field(&object, "fund") { (value) throws(InputError) in
      try reader.fund(value)
    }
    rulebook.backstop = try optionalField(&object, "backstop") { (value) throws(InputError) in
      try Self.backstop(value)
    }
    rulebook.deleveraging = try field(&object, "deleveraging") { (value) throws(InputError) in
      try Self.deleveraging(value)
    }
  }

  /// `"none"`, or `{ charged: { rate, of, to, cappedByGapToBankruptcy } }`.
  private static func penalty(_ value: ValueReader) throws(InputError) -> Penalty {
    try value.form([
      "none": ValueReader.plain(Penalty.none),
      "charged": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          Penalty(
            rate: try object.required("rate").rate(in: ScenarioLimits.share),
            base: try object.required("of").word(Penalty.Base.words),
            receiver: try object.required("to").word(Penalty.Receiver.words),
            cappedByGapToBankruptcy: try object.optional("cappedByGapToBankruptcy")?.boolean()
              ?? false)
        }
      },
    ])
  }

  /// `{ sharePerOrder, lossPerBlockMax, notionalShareMax }`.
  private func fund(_ value: ValueReader) throws(InputError) -> FundTerms {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      FundTerms(
        sharePerOrder: try object.required("sharePerOrder").rate(in: ScenarioLimits.share),
        lossPerBlockMax: try object.optional("lossPerBlockMax").map(money),
        notionalShareMax: try object.optional("notionalShareMax")?.rate(
          in: .zero...Rate(partsPerMillion: 1_000_000_000)))
    }
  }

  /// `{ provider, belowMaintenance, keepsMargin }`.
  private static func backstop(_ value: ValueReader) throws(InputError) -> BackstopTerms {
    try value.object { (object: inout ObjectReader) throws(InputError) in
      BackstopTerms(
        provider: try object.required("provider").line(lengthMax: 120),
        belowMaintenance: try object.optional("belowMaintenance")?.rate(in: ScenarioLimits.share),
        keepsMargin: try object.required("keepsMargin").boolean())
    }
  }

  /// `"none"`, or `{ ranked: { trigger, ranking, price, policy, candidatesMax, cap } }`.
  ///
  /// `policy` (`"queue"`), `candidatesMax` (everybody) and `cap` (half, of a capped policy) may be left out.
  private static func deleveraging(_ value: ValueReader) throws(InputError) -> DeleveragingTerms? {
    try value.form([
      "none": ValueReader.plain(DeleveragingTerms?.none),
      "ranked": { (value) throws(InputError) in
        try value.object { (object: inout ObjectReader) throws(InputError) in
          let plain = DeleveragingTerms()
          return DeleveragingTerms(
            trigger: try trigger(object.required("trigger")),
            ranking: try object.required("ranking").word(DeleveragingRanking.words),
            price: try price(object.required("price")),
            policy: try object.optional("policy")?.word(
              [
                "queue": DeleveragingPolicy.queue, "proRata": .proRata,
                "cappedProRata": .cappedProRata,
              ])
              ?? plain.policy,
            candidatesMax: try object.optional("candidatesMax")?.count(in: 1...100_000),
            cap: try object.optional("cap")?.rate(in: ScenarioLimits.share) ?? plain.cap)
        }
      },
    ])
  }

  /// `"fundEmpty"`, `"equityBelowZero"` or `{ fundDrawnDown: share }`.
  private static func trigger(_ value: ValueReader) throws(InputError) -> DeleveragingTrigger {
    try value.form([
      "fundEmpty": ValueReader.plain(DeleveragingTrigger.fundEmpty),
      "equityBelowZero": ValueReader.plain(DeleveragingTrigger.equityBelowZero),
      "fundDrawnDown": { (value) throws(InputError) in
        .fundDrawnDown(try value.rate(in: ScenarioLimits.share))
      },
    ])
  }

  /// `"bankruptcy"`, `"mark"`, `"previousMark"`, `"index"` or `{ bankruptcyUnlessFar: distance }`.
  private static func price(_ value: ValueReader) throws(InputError) -> DeleveragingPrice {
    try value.form([
      "bankruptcy": ValueReader.plain(DeleveragingPrice.bankruptcy),
      "mark": ValueReader.plain(DeleveragingPrice.mark),
      "previousMark": ValueReader.plain(DeleveragingPrice.previousMark),
      "index": ValueReader.plain(DeleveragingPrice.index),
      "bankruptcyUnlessFar": { (value) throws(InputError) in
        .bankruptcyUnlessFar(try value.rate(in: ScenarioLimits.share))
      },
    ])
  }
}
