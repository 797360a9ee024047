import Market
import Simulation
import Units

// Where the market comes from.
extension ScenarioCodec {
  /// An index with those who trade around it, or `replay` in place of them all.
  var supply: Keys<MarketSupply> {
    let (simulated, recorded) = (simulated, recorded)
    return Keys(
      read: { (object) throws(InputError) in
        if object.isAbsent("replay") { return try simulated.read(&object) }
        for key in ["index", "makers", "takers", "arbitrageurs"] where !object.isAbsent(key) {
          throw object.contradiction(
            key, expected: "no `\(key)` beside `replay`, whose market is recorded", found: "one")
        }
        return try recorded.read(&object)
      },
      write: { (supply) throws(InputError) in
        try (supply.replay == nil ? simulated : recorded).write(supply)
      },
      note: { node in
        simulated.free.note(node)
        recorded.free.note(node)
      })
  }

  private var simulated: Keys<MarketSupply> {
    .of(
      { time, makers, takers, arbitrageurs in
        MarketSupply(
          index: time.0, length: time.1, makers: makers, takers: takers, arbitrageurs: arbitrageurs)
      },
      .group({ ($0.index, $0.length) }, indexAndLength),
      .required("makers", \.makers, makers),
      .required("takers", \.takers, takers),
      .required("arbitrageurs", \.arbitrageurs, arbitrageurs))
  }

  private var recorded: Keys<MarketSupply> {
    let longest = ScenarioLimits.replay
    return .of(
      MarketSupply.init(replay:length:),
      .required("replay", { $0.replay ?? ReplayFills(queue: .riskAverse) }, replay),
      .optional("length", \.length, .interval(longest), else: longest.upperBound))
  }

  /// How orders fill against a tape.
  private var replay: Codec<ReplayFills> {
    .object(
      ReplayFills.init(queue:isWhole:impactHalfLife:),
      .optional("queue", \.queue, queue, else: .power(exponent: 2)),
      .optional(
        "fills", \.isWhole, .words([("as-reached", false), ("whole", true)]), else: false),
      .nullable("impactHalfLife", \.impactHalfLife, .halfLife))
  }

  /// Where an order stands in a recorded queue: `"risk-averse"`, `"logarithmic"`, or `{ power: 2 }`.
  private var queue: Codec<QueueModel> {
    let words = Codec<QueueModel>.words([
      ("risk-averse", .riskAverse), ("logarithmic", .logarithmic),
    ])
    let power = Codec<QueueModel>.forms(
      .form(
        "power", .real(0.1...10), make: QueueModel.power,
        take: { if case .power(let exponent) = $0 { exponent } else { nil } }))
    return Codec(
      read: { (reader) throws(InputError) in
        guard case .object = reader.value.content else { return try words.read(reader) }
        return try power.read(reader)
      },
      write: { (model) throws(InputError) in
        if case .power = model { return try power.write(model) }
        return try words.write(model)
      },
      note: { node in
        words.note(node)
        power.note(node)
      })
  }
}
