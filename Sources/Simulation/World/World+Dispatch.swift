import Kernel
import Units

extension World {
  /// Hands an event to the part of the world that it is for.
  mutating func dispatch(_ event: Event) {
    guard let kind = EventKind(rawValue: event.kind) else {
      invariant(false, "every event has a known kind", at: event.sequence)
      return
    }
    let target = Int(event.target)
    switch kind {
    case .indexTape: publishIndex(number: event.a, price: Price(ticks: event.b))
    case .lastTape: here.prices.tapeLast = Price(ticks: event.b)
    case .indexAtVenue: seeIndexAtVenue(number: event.a)
    case .depthShock: strikeShock(plan: target)
    case .fundingSample: sampleFunding()
    case .fundingSettlement: settleFunding()
    case .gateway: queueAtGateway(first: Int32(truncatingIfNeeded: target))
    case .matching: deliver(message: Int32(truncatingIfNeeded: target))
    case .stopEntry: enterStop(rawOrder: event.a)
    case .mark: publishMark()
    case .marginCheck: checkMargin()
    case .caseStep: stepCase(target, step: event.a, outcome: event.b)
    case .restingExpiry: expireResting(target, step: event.a)
    case .backstopUnwind: unwindBackstop()
    case .makerIndex: wakeMakerByIndex(target, number: event.a)
    case .makerRefresh: refreshMaker(target, number: event.a)
    case .makerReload: reloadMaker(target)
    case .makerSpread: wakeMakerBySpread(target)
    case .arbitrageurIndex: wakeArbitrageur(target, number: event.a)
    case .takerArrival: arriveTaker(number: event.a)
    case .strategyNotice: deliverNotice(strategy: target, notice: event.a)
    case .strategyTimer: fireTimer(strategy: target, timer: event.a)
    case .bookFeed: publishBook(number: event.a)
    case .auctionTick: tickAuction(target, step: event.a)
    case .liquidatorWake: wakeLiquidator(BidKey(event))
    case .auctionBid: receiveBid(BidKey(event), limit: Price(ticks: event.b))
    case .liquidatorUnwind: unwindLiquidator(target)
    case .fundUnwind: unwindFund()
    case .replay: replay()
    case .tapeMessage: replayMessage(Int(event.a))
    case .tapeArrival: deliverMessage(Int(event.a))
    }
  }
}
