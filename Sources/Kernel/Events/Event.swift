public import Units

/// Something that happens at an instant: plain words, 48 bytes, nothing that needs counting.
///
/// What `kind`, `place`, `target`, `a` and `b` mean is for the caller; large data stays in the caller's
/// tables and is named here by its index.
@frozen
public struct Event: Sendable, Hashable {
  /// When it happens.
  public var time: Instant
  /// Its place among the phases of that instant, 0 to 15; the lower phase is first.
  public var phase: UInt8
  /// What happens, in the caller's numbering.
  public var kind: UInt8
  /// Where it happens, in the caller's numbering, 0 to 255.
  public var place: UInt16
  /// To whom it happens, in the caller's numbering.
  public var target: UInt32
  /// The first word of what happens.
  public var a: Int64
  /// The second word of what happens.
  public var b: Int64
  /// The key of the event that caused this one; 0 stands for the scenario, as event keys start at
  /// 1.
  public var cause: UInt64
  /// The event's own key: its place in the order of scheduling, given by the queue, from 1.
  public var sequence: UInt64

  /// Makes an event from its fields.
  @inlinable
  public init(
    time: Instant, phase: UInt8, kind: UInt8, place: UInt16 = 0, target: UInt32, a: Int64, b: Int64,
    cause: UInt64, sequence: UInt64
  ) {
    self.time = time
    self.phase = phase
    self.kind = kind
    self.place = place
    self.target = target
    self.a = a
    self.b = b
    self.cause = cause
    self.sequence = sequence
  }
}
