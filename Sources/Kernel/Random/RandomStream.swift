/// A named source of luck: every draw has an address and the stream has no state.
///
/// The key is the seed of the run and the hash of the stream's name, the counter is (draw, entity,
/// event, 0). A new draw in one place therefore never shifts a draw in another, and two branches of
/// one run meet the same luck. Two draws with one address are the same draw: addressing is the
/// caller's duty.
public struct RandomStream: Sendable, Hashable {
  private var seed: UInt64
  private var nameHash: UInt64

  /// Opens the stream of a purpose under the seed of the run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - name: The purpose, such as "latency.orderEntry".
  public init(seed: UInt64, name: String) {
    self.seed = seed
    nameHash = FNV1a.hash(name)
  }

  /// The block at an address: four words that belong together.
  ///
  /// - Parameters:
  ///   - draw: The index of the draw, from 0.
  ///   - entity: Whom the draw is for.
  ///   - event: What the draw is for: the identity of its cause, the same on every path.
  public func block(draw: UInt64, entity: UInt64 = 0, event: UInt64 = 0) -> RandomBlock {
    Philox4x64.block(counter: (draw, entity, event, 0), key: (seed, nameHash))
  }

  /// A number strictly between 0 and 1, from the first word at an address.
  ///
  /// - Parameters:
  ///   - draw: The index of the draw, from 0.
  ///   - entity: Whom the draw is for.
  ///   - event: What the draw is for.
  public func uniform(draw: UInt64, entity: UInt64 = 0, event: UInt64 = 0) -> Double {
    RandomBlock.uniform(block(draw: draw, entity: entity, event: event).w0)
  }
}
