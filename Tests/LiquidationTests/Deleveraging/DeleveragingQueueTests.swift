import Liquidation
import Market
import Testing
import Units

/// Who of a queue closes how much.
@Suite struct DeleveragingQueueTests {
  /// Shorts of 100, 50 and 30 lots, the largest first.
  private let queue = DeleveragingQueue(
    ordered: [100, 50, 30].enumerated().map { index, lots in
      DeleveragingRank(
        owner: OwnerID(Int32(index)), size: Quantity(lots: -lots), score: nil)
    })

  private func lots(
    _ quantity: Int64, _ policy: DeleveragingPolicy, first: Int? = nil,
    cap: Rate = Rate(partsPerMillion: 500_000)
  ) -> [Int64] {
    var lots: [Int64] = [0, 0, 0]
    for close in queue.closes(
      Quantity(lots: quantity), by: policy, candidatesMax: first, cap: cap)
    {
      lots[Int(close.owner.index)] += close.quantity.lots
    }
    return lots
  }

  @Test func `one after the other closes the first whole`() {
    #expect(lots(120, .queue) == [100, 20, 0])
  }

  @Test func `pro rata over the first two leaves the third alone while they suffice`() {
    #expect(lots(60, .proRata, first: 2) == [40, 20, 0])
    #expect(lots(170, .proRata, first: 2) == [100, 50, 20], "what they cannot take goes on")
  }

  @Test func `what a cap leaves goes to the queue`() {
    #expect(lots(90, .cappedProRata) == [50, 25, 15])
    #expect(lots(100, .cappedProRata) == [60, 25, 15])
  }
}
