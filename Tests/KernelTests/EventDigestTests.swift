import Kernel
import Testing
import Units

@Suite("Event digest")
struct EventDigestTests {
  private func digest(_ words: [UInt64]) -> UInt64 {
    var digest = EventDigest()
    for word in words { digest.absorb(word) }
    return digest.value
  }

  @Test("one flipped bit anywhere, or two near each other, changes the digest")
  func flippedBitsChangeTheDigest() {
    let stream = RandomStream(seed: 20_211_010, name: "test.digest")
    let words = (0..<4 as Range<UInt64>).map { stream.block(draw: $0).w0 }
    var seen: Set<UInt64> = [digest(words)]
    for first in 0..<256 {
      for second in first..<256 {
        var changed = words
        changed[first / 64] ^= 1 << UInt64(first % 64)
        if second > first { changed[second / 64] ^= 1 << UInt64(second % 64) }
        seen.insert(digest(changed))
      }
    }
    #expect(seen.count == 1 + 256 * 257 / 2)
  }

  @Test("order, length and a leading zero count")
  func orderAndLengthCount() {
    let digests: Set<UInt64> = [
      digest([]), digest([0]), digest([0, 0]), digest([0, 1]), digest([1, 0]), digest([1]),
      digest([1, 1]), EventDigest(seed: 1).value,
    ]
    #expect(digests.count == 8)
  }

  @Test("a change of any field of an event changes the digest")
  func everyFieldCounts() {
    let event = Event(
      time: Instant(nanoseconds: 5), phase: 1, kind: 2, target: 3, a: 4, b: 5, cause: 6, sequence: 7
    )
    var digests: Set<UInt64> = []
    func add(_ change: (inout Event) -> Void) {
      var changed = event
      change(&changed)
      var digest = EventDigest()
      digest.absorb(changed)
      digests.insert(digest.value)
    }
    add { _ in }
    add { $0.time = Instant(nanoseconds: 6) }
    add { $0.phase = 2 }
    add { $0.kind = 3 }
    add { $0.place = 3 }
    add { $0.target = 4 }
    add { $0.a = 5 }
    add { $0.b = 6 }
    add { $0.cause = 7 }
    add { $0.sequence = 8 }
    #expect(digests.count == 10)
  }
}
