/// Changes input in the ways in which it gets damaged: bytes flipped, lost, repeated, cut, or put in from elsewhere.
struct Mutation {
  private var state: UInt64

  /// Starts from a seed (SplitMix64; Steele, Lea and Flood 2014).
  init(seed: UInt64) { state = seed }

  /// The next number below a bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(max(bound, 1)))
  }

  /// What is put in.
  private static let words = [
    ",", "\n", "\r\n", "\"", "{", "}", "[", "]", "[[", "]]", ":", "-", ".", "e", "1e308", "1e-400",
    "0",
    "-0", "NaN", "null", "true", "9999999999999999999", "92233720368.54775807",
    "18446744073709551615",
    "0.000000001", "\u{0}", "\u{FEFF}", " ", "\\", "\\u0000", "é",
    "99999999999999999999999999999999999999999",
  ].map { Array($0.utf8) }

  /// Changes bytes in one to eight places: half of the time behind the first line, which tells the format, and half
  /// of the time none is lost or put in.
  mutating func damage(_ bytes: inout [UInt8]) {
    let line = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0
    let start = below(2) == 0 ? 0 : line
    let keepsLength = below(2) == 0
    for _ in 0...below(8) {
      let place = min(start + below(max(bytes.count + 1 - start, 1)), bytes.count)
      if keepsLength {
        if place < bytes.count { bytes[place] ^= UInt8(1 + below(255)) }
        continue
      }
      let end = min(bytes.count, place + 1 + below(below(4) == 0 ? 200 : 4))
      switch below(8) {
      case 0, 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
      case 2: if place < bytes.count { bytes[place] = UInt8(below(256)) }
      case 3: bytes.removeSubrange(place..<end)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count + 1))
      case 5, 6: bytes.insert(contentsOf: Self.words[below(Self.words.count)], at: place)
      default: if below(4) == 0 { bytes.removeSubrange(place...) }
      }
    }
  }
}
