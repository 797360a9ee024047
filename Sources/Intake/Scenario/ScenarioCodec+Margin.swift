import Margin
import Market
import Units

// The margin tiers.
extension ScenarioCodec {
  /// The tiers, lowest first; floors are whole units of the quote currency, hundredths of a coin.
  var margin: Codec<MarginSchedule> {
    let tiers = Codec.list(1...100, tier).making(
      { (tiers, reader) throws(InputError) in
        do throws(MarginScheduleError) {
          return try MarginSchedule(tiers: tiers)
        } catch {
          throw complaint(about: error, try reader.list())
        }
      }, \MarginSchedule.tiers)
    return .object(
      Keys.required("tiers", tiers).checked { (schedule, object) throws(InputError) in
        do {
          _ = try MarginRules(instrument: grid.instrument, schedule: schedule)
        } catch {
          throw object.contradiction("tiers", expected: "that \(error)", found: "more")
        }
      })
  }

  private var tier: Codec<MarginTier> {
    .object(
      MarginTier.init,
      .required("floor", \.floor, grid.wholeMoney),
      .required("maintenance", \.maintenance, .part),
      .group(\.initial, initial),
      .ifAny("deduction", { $0.deduction ?? .zero }, grid.money),
      .ifAny("to", \.limit, grid.wholeMoney))
  }

  /// The initial rate, or the leverage that it admits.
  private var initial: Keys<Rate> {
    Keys.required("initial", .part)
      .checked { (_, object) throws(InputError) in
        if !object.isAbsent("maxLeverage") {
          throw object.contradiction(
            "initial", expected: "either `maxLeverage` or `initial`", found: "both")
        }
      }
      .or(.required("maxLeverage", .integer(1...1000)), without: "initial") {
        (leverage, _) throws(InputError) in
        // Up: the account deposits the fraction.
        Rate(partsPerMillion: Int64(divide(1_000_000, by: Int128(leverage), rounding: .up)))
      }
  }

  /// Names the tier and the key that a flaw of the schedule is about.
  private func complaint(
    about error: MarginScheduleError, _ tiers: [ValueReader]
  ) -> InputError {
    switch error {
    case .noTiers, .closingFeeOutOfRange, .termOutOfRange:
      InputError(.badData, file: tiers[0].file, expected: "that \(error)")
    case .firstFloorNotZero: mismatch(tiers[0], "floor", "0 in the first tier")
    case .limitNotAscending(let tier):
      mismatch(tiers[tier], "to", "the floor of the next tier, and in the last more than its own")
    case .limitOfOtherMeasure(let tier):
      InputError(.badData, file: tiers[tier].file, expected: "that \(error)")
    case .floorNotAscending(let tier):
      mismatch(tiers[tier], "floor", "more than the floor of the tier before it")
    case .maintenanceOutOfRange(let tier):
      mismatch(tiers[tier], "maintenance", "a rate above 0 and below 100%")
    case .initialOutOfRange(let tier):
      mismatch(tiers[tier], "initial", "an initial rate from the maintenance rate to 100%")
    case .rateFalls(let tier):
      mismatch(tiers[tier], "maintenance", "rates that are not below those of the tier before it")
    case .deductionNotContinuous(let tier, let derived):
      mismatch(
        tiers[tier], "deduction",
        grid.text(derived) + ", with which the requirement does not jump")
    }
  }

  private func mismatch(
    _ tier: ValueReader, _ key: String, _ expected: String
  ) -> InputError {
    guard case .object(let members) = tier.value.content,
      let member = members.first(where: { $0.key == key })
        ?? members.first(where: { key == "initial" && $0.key == "maxLeverage" })
    else { return tier.mismatch(expected) }
    return tier.child(member.key, member.value).mismatch(expected)
  }
}
