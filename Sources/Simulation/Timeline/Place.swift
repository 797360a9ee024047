/// The number of a listing over all venues of a run, 0 is the first; an event carries it.
struct Place: Sendable, Hashable {
  /// 0 to 255.
  let number: UInt16

  /// The first listing of the first venue.
  static var first: Place { Place(number: 0) }
}
