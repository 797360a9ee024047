internal import EmbeddedData

/// The rulebooks that the program carries, as the bytes of their files.
package enum EmbeddedVenues {
  /// Every carried rulebook by name: exchanges, chains, history, lending.
  package static var all: [(name: String, bytes: [UInt8])] {
    (0..<embedded_venue_count()).map { embedded_venue($0).contents }
  }
}
