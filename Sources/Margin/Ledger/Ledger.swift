package import Market
package import Units

/// The money and the positions of everybody, in double entry.
///
/// Each verb posts one batch, and the changes of cash plus entry cost in it sum to zero over all
/// accounts, the outside world included; that is checked in release too. Positions sum to zero because
/// lots only change hands. The ledger is a value: a copy of it is a fork.
///
/// Participants come first, by index; the house accounts follow. An account has one cash, in the currency
/// in which all contracts settle, and a leg in each contract; a verb that moves lots names the leg.
package struct Ledger: Sendable, Hashable {
  /// Collateral by account.
  private var cash: [Money]
  /// Positions by contract.
  package private(set) var legs: [LegColumns]
  /// How many accounts belong to participants; they are the first ones.
  package let participantCount: Int
  /// The contracts that are held, by leg.
  package let instruments: [Instrument]
  /// Deposits less withdrawals.
  package private(set) var netDeposits: Money = .zero
  /// Divisions made so far that can leave a fraction to the rounding account.
  package private(set) var divisionCount: Int64 = 0

  /// Opens empty accounts for contracts.
  package init(participantCount: Int, instruments: [Instrument]) {
    invariant(participantCount >= 0, "the number of participants is not negative")
    invariant(!instruments.isEmpty, "a ledger is for one contract or more")
    self.participantCount = participantCount
    self.instruments = instruments
    // The house follows: fund, fees, rounding, deposits.
    let count = participantCount + 4
    cash = Array(repeating: .zero, count: count)
    legs = instruments.map { _ in LegColumns(accountCount: count) }
  }

  /// Opens empty accounts for one contract.
  package init(participantCount: Int, instrument: Instrument) {
    self.init(participantCount: participantCount, instruments: [instrument])
  }

  /// How many accounts there are, those of the house included.
  package var accountCount: Int { cash.count }

  /// The insurance fund.
  package var fund: OwnerID { OwnerID(Int32(participantCount)) }
  /// Where trading fees go and rebates come from.
  package var fees: OwnerID { OwnerID(Int32(participantCount + 1)) }
  /// Where the fractions of divided payments go.
  package var rounding: OwnerID { OwnerID(Int32(participantCount + 2)) }
  /// The outside world.
  package var deposits: OwnerID { OwnerID(Int32(participantCount + 3)) }

  /// The cash of an account and its position in one contract.
  package subscript(owner: OwnerID, leg leg: Int = 0) -> Account {
    let index = Int(owner.index)
    return Account(cash: cash[index], position: legs[leg].position(index))
  }

  /// Collateral of an account.
  package func cash(_ owner: OwnerID) -> Money { cash[Int(owner.index)] }

  /// Lots of a contract held by an account, signed.
  package func size(_ owner: OwnerID, leg: Int = 0) -> Quantity {
    legs[leg].size[Int(owner.index)]
  }

  /// What a flat account owes: minus its cash where that is negative, else zero.
  package func deficit(_ owner: OwnerID) -> Money { max(-cash(owner), .zero) }
}

// Trading.
extension Ledger {
  /// Books a trade between two accounts.
  ///
  /// - Parameters:
  ///   - leg: The contract.
  ///   - buyer: Who gains the lots.
  ///   - seller: Who gives the lots; another account than the buyer.
  ///   - price: The price of the trade.
  ///   - quantity: Lots traded, positive.
  ///   - buyerFee: What the buyer pays to the fees account; negative is a rebate.
  ///   - sellerFee: What the seller pays to the fees account; negative is a rebate.
  ///   - event: The event being handled.
  package mutating func fill(
    leg: Int = 0, buyer: OwnerID, seller: OwnerID, price: Price, quantity: Quantity,
    buyerFee: Money = .zero, sellerFee: Money = .zero, at event: UInt64? = nil
  ) {
    invariant(buyer != seller, "a trade has two sides", at: event)
    invariant(quantity > .zero, "a trade has a size", at: event)
    invariant(mayHold(buyer) && mayHold(seller), "who trades may hold a position", at: event)
    // One value, whatever its rounding, with either sign: nobody pays the fraction.
    let value = instruments[leg].value(quantity, at: price)
    let bought = trade(leg, buyer, quantity, value: value, fee: buyerFee)
    let sold = trade(leg, seller, -quantity, value: -value, fee: sellerFee)
    let house = credit(fees, buyerFee + sellerFee)
    seal(bought + sold + house, at: event)
  }

  /// Books a trade of the order book.
  package mutating func fill(_ trade: BookFill, leg: Int = 0, at event: UInt64? = nil) {
    fill(
      leg: leg, buyer: trade.buyer, seller: trade.seller, price: trade.price,
      quantity: trade.quantity,
      buyerFee: trade.buyerFee, sellerFee: trade.sellerFee, at: event)
  }

  /// Moves lots of a position from one account to another at a price, outside the book and without fee.
  ///
  /// Realises the giver's profit or loss at that price. Cash stays where it is: what is to follow the
  /// position is moved with `transfer`.
  ///
  /// - Parameters:
  ///   - leg: The contract.
  ///   - quantity: Lots moved, positive, at most what the giver holds.
  ///   - giver: Whose position shrinks.
  ///   - taker: Who takes the lots over, on the giver's side.
  ///   - price: The price at which the lots change hands.
  ///   - event: The event being handled.
  package mutating func transferPosition(
    leg: Int = 0, _ quantity: Quantity, from giver: OwnerID, to taker: OwnerID, price: Price,
    at event: UInt64? = nil
  ) {
    let held = size(giver, leg: leg)
    invariant(quantity <= held.magnitude, "nobody gives more than it holds", at: event)
    let isLong = held > .zero
    fill(
      leg: leg, buyer: isLong ? taker : giver, seller: isLong ? giver : taker, price: price,
      quantity: quantity, at: event)
  }

  /// Trades lots for an account and takes a fee.
  ///
  /// - Returns: The change of cash plus entry cost that was booked.
  private mutating func trade(
    _ leg: Int, _ owner: OwnerID, _ change: Quantity, value: Money, fee: Money
  ) -> Money {
    let index = Int(owner.index)
    var position = legs[leg].position(index)
    let before = cash[index] + position.entryCost
    cash[index] += position.trade(change, value: value) - fee
    legs[leg].set(index, position)
    return cash[index] + position.entryCost - before
  }

  /// Whether an account may hold a position: participants and the fund may.
  private func mayHold(_ owner: OwnerID) -> Bool { Int(owner.index) <= participantCount }
}

// Cash.
extension Ledger {
  /// Brings money in from outside.
  package mutating func deposit(_ amount: Money, to owner: OwnerID, at event: UInt64? = nil) {
    invariant(amount >= .zero, "a deposit is not negative", at: event)
    post(amount, from: deposits, to: owner, at: event)
    netDeposits += amount
  }

  /// Takes money out; the caller has checked that the account can spare it.
  package mutating func withdraw(_ amount: Money, from owner: OwnerID, at event: UInt64? = nil) {
    invariant(amount >= .zero, "a withdrawal is not negative", at: event)
    post(amount, from: owner, to: deposits, at: event)
    netDeposits -= amount
  }

  /// Moves collateral from one account to another; zero is allowed.
  package mutating func transfer(
    _ amount: Money, from giver: OwnerID, to taker: OwnerID, at event: UInt64? = nil
  ) {
    invariant(amount >= .zero, "a transfer is not negative", at: event)
    invariant(giver != deposits && taker != deposits, "a transfer stays inside", at: event)
    post(amount, from: giver, to: taker, at: event)
  }

  /// Charges a fee to the fees account or to the fund.
  package mutating func charge(
    _ amount: Money, to payer: OwnerID, for house: OwnerID, at event: UInt64? = nil
  ) {
    invariant(house == fees || house == fund, "a fee goes to the fees or to the fund", at: event)
    transfer(amount, from: payer, to: house, at: event)
  }

  /// Settles funding for every position in a contract: longs pay shorts where the rate is positive.
  ///
  /// Who pays, pays the fraction of an atom, and who receives goes without it; the difference, less than
  /// one atom for each position, goes to the rounding account.
  ///
  /// - Parameters:
  ///   - leg: The contract.
  ///   - rate: The rate of this settlement.
  ///   - price: The price at which the notional is taken.
  ///   - event: The event being handled.
  package mutating func payFunding(
    leg: Int = 0, rate: Rate, price: Price, at event: UInt64? = nil
  ) {
    var paid: Money = .zero
    var booked: Money = .zero
    // Every account that may hold a position, the fund too.
    for index in 0...participantCount where legs[leg].size[index] != .zero {
      let payment = instruments[leg].funding(legs[leg].size[index], rate: rate, at: price)
      paid += payment
      booked += credit(OwnerID(Int32(index)), -payment)
      divisionCount += 1
    }
    booked += credit(rounding, paid)
    seal(booked, at: event)
  }

  /// Posts a batch of two.
  private mutating func post(
    _ amount: Money, from giver: OwnerID, to taker: OwnerID, at event: UInt64?
  ) {
    let given = credit(giver, -amount)
    let taken = credit(taker, amount)
    seal(given + taken, at: event)
  }

  /// Adds to the collateral of an account.
  ///
  /// - Returns: The change that was booked.
  private mutating func credit(_ owner: OwnerID, _ amount: Money) -> Money {
    let index = Int(owner.index)
    let before = cash[index]
    cash[index] = before + amount
    return cash[index] - before
  }

  /// Ends a batch: what it changed sums to zero.
  private func seal(_ sum: Money, at event: UInt64?) {
    invariant(sum == .zero, "a posting batch sums to zero", at: event)
  }
}
