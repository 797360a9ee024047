import Kernel
import Units

/// The event queue by the hold model: take the next event, schedule one later, with a fixed number
/// pending (Vaucher and Duval 1975).
enum QueueBenchmark {
  /// Ten thousand pending, all phases mixed, one in sixteen scheduled for the same instant.
  static func hold() -> (count: Int, digest: UInt64) {
    let count = 4_000_000
    var queue = EventQueue(capacity: 16_384)
    var digest = EventDigest()
    var state: UInt64 = 42
    for _ in 0..<10_000 { schedule(&queue, state: &state) }
    for _ in 0..<count {
      guard let event = queue.pop() else { break }
      digest.absorb(event.sequence)
      schedule(&queue, state: &state)
    }
    return (count, digest.value)
  }

  private static func schedule(_ queue: inout EventQueue, state: inout UInt64) {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let word = state >> 20
    // Up to a millisecond ahead; one in sixteen at the instant being handled.
    let ahead = word & 15 == 0 ? 0 : Int64(word >> 4 & 0xF_FFFF)
    let phase = ahead == 0 ? 15 : UInt8(truncatingIfNeeded: word >> 24 & 15)
    _ = queue.push(
      time: queue.now + Interval(nanoseconds: ahead), phase: phase, kind: 1,
      target: UInt32(truncatingIfNeeded: word), a: Int64(word), b: 0, cause: 0)
  }

  /// Bursts of ten thousand events at one instant, phases mixed.
  static func burst() -> (count: Int, digest: UInt64) {
    let bursts = 200
    let size = 10_000
    var queue = EventQueue(capacity: 16_384)
    var digest = EventDigest()
    for burst in 0..<bursts {
      let time = Instant(nanoseconds: Int64(burst + 1) * 1_000_000)
      for number in 0..<size {
        _ = queue.push(
          time: time, phase: UInt8(truncatingIfNeeded: number * 7 & 15), kind: 1,
          target: UInt32(number), a: 0, b: 0, cause: 0)
      }
      while let event = queue.pop() { digest.absorb(event.sequence) }
    }
    return (bursts * size, digest.value)
  }
}
