package import Margin
import Market
package import Units

/// The venue's list of liquidation cases, the watch over who is next, and the fund's commitments.
///
/// The engine keeps state and decides; the world sends its orders and moves time.
package struct LiquidationEngine: Sendable {
  /// The most steps a case may take before what is left is deleveraged.
  package static let stepsMax = 1000

  /// All cases of the branch in the order they were opened; ended ones stay.
  package internal(set) var cases: [LiquidationCase] = []
  /// What the fund held at the start.
  package let fundAtStart: Money
  /// What of the fund is promised to forced orders under way.
  package private(set) var committed = Money.zero
  /// Cases that have not ended.
  package private(set) var openCount = 0

  /// What has been closed within the capacity windows.
  package internal(set) var meter = CapacityMeter()
  /// What the fund has promised in the block that began last.
  private var promised: (block: Int64, amount: Money) = (-1, .zero)
  /// By account, its open case; negative where it has none.
  var caseOfAccount: [Int32]
  /// Which accounts may fail.
  package var watch: MarginWatch
  /// Who can be deleveraged, by the side they hold.
  var longs = CounterpartySide(.buy)
  var shorts = CounterpartySide(.sell)

  /// Starts with no case; every account counts as changed, so that its trigger is found first.
  package init(accountCount: Int, fund: Money) {
    fundAtStart = fund
    caseOfAccount = Array(repeating: -1, count: accountCount)
    watch = MarginWatch(accountCount: accountCount)
  }

  /// Marks an account whose position, cash or liquidation has changed.
  package mutating func touch(account: Int) {
    longs.touch(account)
    shorts.touch(account)
    watch.touch(account)
  }

  // MARK: Cases

  /// The open case of an account.
  package func caseIndex(of account: Int) -> Int? {
    caseOfAccount[account] >= 0 ? Int(caseOfAccount[account]) : nil
  }

  /// Opens a case.
  package mutating func open(_ new: LiquidationCase) -> Int {
    invariant(caseOfAccount[new.account] < 0, "an account has one open case", at: new.openedEvent)
    cases.append(new)
    caseOfAccount[new.account] = Int32(cases.count - 1)
    longs.touch(new.account)
    shorts.touch(new.account)
    openCount += 1
    return cases.count - 1
  }

  /// Ends a case and frees what the fund had promised it.
  package mutating func close(_ index: Int) {
    release(index)
    let account = cases[index].account
    caseOfAccount[account] = -1
    touch(account: account)
    cases[index].isOpen = false
    openCount -= 1
  }

  // MARK: The fund's commitments

  /// What the fund stands for now.
  ///
  /// - Parameters:
  ///   - cash: What it has.
  ///   - terms: What its venue allows it.
  package func fundPromise(cash: Money, terms: FundTerms, at now: Instant) -> FundPromise {
    FundPromise(
      terms: terms, opening: fundAtStart, cash: cash, committed: committed,
      promisedInBlock: promised.block == Self.block(of: now) ? promised.amount : .zero)
  }

  /// Promises a part of the fund to a case, and notes it in its block for a fund that may lose so much in one.
  package mutating func promise(_ amount: Money, to index: Int, at now: Instant) {
    invariant(amount >= .zero, "the fund promises no negative amount")
    cases[index].committed += amount
    committed += amount
    let block = Self.block(of: now)
    promised = (block, promised.block == block ? promised.amount + amount : amount)
  }

  private static func block(of now: Instant) -> Int64 {
    now.nanoseconds / FundPromise.blockLength.nanoseconds
  }

  /// Takes a case's promise back.
  package mutating func release(_ index: Int) {
    committed -= cases[index].committed
    cases[index].committed = .zero
  }
}
