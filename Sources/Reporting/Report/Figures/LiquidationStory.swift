import Market
import Simulation
import Units

/// What became of one account along one path: what is left of its position over time, and how it ended in words.
struct LiquidationStory {
  /// The liquidations of the account, in order; at least one.
  private let items: [LiquidationRecord]
  /// Who took positions over, of the account and by when.
  private let takers: [Incident]
  private let text: ContractText

  init?(account: Int, in run: RunResult, text: ContractText) {
    items = run.liquidations.filter { $0.account == account }
    if items.isEmpty { return nil }
    takers = run.incidents.filter {
      $0.account == account && [.fundTransfer, .backstopTransfer].contains($0.kind)
    }
    self.text = text
  }

  var first: LiquidationRecord { items[0] }
  private var last: LiquidationRecord { items[items.count - 1] }
  var triggered: Instant { first.triggered }
  var ended: Instant { last.ended }

  /// Everything that took a part of the position, in order.
  var parts: [LiquidationRecord.Step] {
    items.flatMap(\.steps).filter { step in
      switch step.kind {
      case .filled, .transferred, .deleveraged: true
      case .sent, .unfilled, .released: false
      }
    }
  }

  /// What is left after each part, as a share of the position at the first trigger.
  var remaining: [(time: Instant, share: Double)] {
    var lots = first.size.lots
    return parts.map { part in
      lots -= part.quantity.lots
      return (part.time, Double(max(lots, 0)) / Double(max(first.size.lots, 1)))
    }
  }

  // MARK: In words

  /// How it ended and why the owner kept what was kept.
  var words: String {
    let times = items.count > 1 ? "liquidated \(items.count) times: " : ""
    return times + (means + [outcome]).joined(separator: "; ")
  }

  /// By what means the position was taken, each with its price.
  private var means: [String] {
    let fills = parts.filter { $0.kind == .filled }
    let transfers = parts.filter { $0.kind == .transferred }
    let deleveraged = parts.filter { $0.kind == .deleveraged }
    let isMixed = [fills, transfers, deleveraged].count { !$0.isEmpty } > 1
    var means: [String] = []
    if fills.isEmpty {
      let tries = items.flatMap(\.steps).count { $0.kind == .unfilled }
      if tries > 0 { means.append("nothing filled in " + Words.count(tries, "try", "tries")) }
    } else {
      let count = fills.count == 1 ? "filled" : "\(fills.count) fills"
      means.append(part(count, fills, isMixed))
    }
    if !transfers.isEmpty { means.append(part("taken over by \(taker)", transfers, isMixed)) }
    if !deleveraged.isEmpty { means.append(part("deleveraged", deleveraged, isMixed)) }
    return means
  }

  private var taker: String {
    let kinds = Set(takers.map(\.kind))
    if kinds.count > 1 { return "fund and backstop provider" }
    if kinds.contains(.backstopTransfer) { return "the backstop provider" }
    return kinds.contains(.fundTransfer) ? "the insurance fund" : "others"
  }

  /// "5 fills at 59,255.4 on average", with the share of the position where there is another means.
  private func part(_ what: String, _ steps: [LiquidationRecord.Step], _ isMixed: Bool) -> String {
    let lots = steps.reduce(0) { $0 + $1.quantity.lots }
    let share =
      isMixed && first.size.lots > 0
      ? " " + NumberText.fixed(Double(lots) * 100 / Double(first.size.lots), decimals: 0) + " %"
      : ""
    guard let only = steps.first else { return what }
    if steps.count == 1 { return what + share + " at " + text.text(only.price) }
    // By size, to the tick; a mean of prices for people, whatever the contract.
    let ticks = steps.reduce(Int128(0)) { $0 + Int128($1.price.ticks) * Int128($1.quantity.lots) }
    let mean = FixedDecimal(ratio: ticks, to: Int128(max(lots, 1)), decimals: 0)
    let price = Price(ticks: Int64(clamping: mean?.units ?? 0))
    return what + share + " at " + text.text(price) + " on average"
  }

  /// What the owner kept, and what took the rest where it was nothing.
  private var outcome: String {
    let left = remaining.last?.share ?? 1
    let position = NumberText.fixed(left * 100, decimals: 0) + " % of the position"
    let kept = keptText
    switch last.ending {
    case .released: return "released with \(position), \(kept)"
    case .unfinished: return "still open at the end with \(position), \(kept)"
    case .closed, .deleveraged: break
    }
    if last.equityAtEnd > .zero { return kept }
    let isKnown = items.count == 1 && first.bankruptcyPrice > .zero
    let bankruptcy = isKnown ? " (bankruptcy at \(text.text(first.bankruptcyPrice)))" : ""
    let paid = items.reduce(Money.zero) { $0 + $1.fundPaid }
    if paid > .zero {
      return "kept nothing: loss and fees ate the margin, the fund paid \(amount(paid))"
        + bankruptcy
    }
    if last.transferred > .zero { return "kept nothing: the margin went with it" + bankruptcy }
    if last.fundReceived > .zero {
      return "kept nothing: fees and what was left went to the fund, \(amount(last.fundReceived))"
        + bankruptcy
    }
    return "kept nothing" + bankruptcy
  }

  /// Whole units of a linear contract; of a coin four decimals.
  private func amount(_ money: Money) -> String { text.rounded(money) + " " + text.moneyUnit }

  /// The equity at the end as a share of that at the first trigger.
  private var keptText: String {
    guard first.equityAtTrigger > .zero,
      let share = FixedDecimal(
        ratio: Int128(max(last.equityAtEnd, .zero).atoms) * 100,
        to: Int128(first.equityAtTrigger.atoms), decimals: 1)
    else { return "had nothing to keep" }
    return "kept \(share.text) % of the equity at the trigger"
  }
}
