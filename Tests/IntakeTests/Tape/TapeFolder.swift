import Foundation
import Intake
import Market
import Testing

/// A folder of its own in which sources and tapes lie.
final class TapeFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "tape-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// Reads a source.
  func draft(_ name: String, _ text: String, symbol: String? = nil) throws -> TapeDraft {
    try TapeIntake(symbol: symbol).read(TapePath(try write(name, text)))
  }

  /// What is wrong with a source, without the folder in front.
  func complaint(_ name: String, _ text: String, symbol: String? = nil) throws -> String {
    try write(name, text)
    return complaint { () throws(InputError) in
      _ = try TapeIntake(symbol: symbol).read(TapePath(path + "/" + name))
    }
  }

  /// What an attempt complains of, without the folder.
  func complaint(_ body: () throws(InputError) -> Void) -> String {
    do { try body() } catch { return error.description.replacing(path + "/", with: "") }
    return ""
  }

  /// The bytes of a tape.
  static func bytes(_ image: TapeImage) -> [UInt8] {
    var bytes: [UInt8] = []
    image.write { bytes.append(contentsOf: $0) }
    return bytes
  }
}

// The format as it is documented, read and signed by hand.
extension TapeFolder {
  private static func word(_ bytes: [UInt8], _ place: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
  }

  /// Where the columns of a tape begin.
  static func columns(of bytes: [UInt8]) throws -> (messages: Int, rows: Int, order: Int) {
    func aligned(_ place: Int) -> Int { (place + 63) / 64 * 64 }
    let counts = [24, 32, 40].map { Int(word(bytes, $0)) }
    let messages = aligned(64 + counts[0])
    let rows = aligned(messages + 24 * counts[1])
    return (messages, rows, aligned(rows + 16 * counts[2]))
  }

  /// Puts the checksum right.
  static func sign(_ bytes: inout [UInt8]) {
    var lanes: [UInt64] = [1, 2, 3, 4]
    func fold(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      let product = (lane ^ word) &* 0x9E37_79B9_7F4A_7C15
      return product ^ (product >> 32)
    }
    let end = bytes.count - 8
    for number in 0..<end / 8 {
      lanes[number % 4] = fold(lanes[number % 4], word(bytes, 8 * number))
    }
    let sum = fold(fold(fold(lanes[0], lanes[1]), lanes[2]), lanes[3])
    for place in 0..<8 { bytes[end + place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * place)) }
  }
}

extension MarketTape {
  /// A message a line: arrival and time in microseconds after 1 January 2025, and its rows.
  var story: [String] {
    messages.indices.map { number in
      let message = messages[number]
      let times = [message.arrivalTime, message.exchangeTime].map {
        String(($0 - 1_735_689_600_000_000_000) / 1000)
      }
      let texts = rows(of: number).map { place in
        let row = self.rows[place]
        let name = row.kind.map { "\($0)" } ?? "?"
        return row.kind?.hasPrice == true
          ? "\(name) \(row.amount)@\(row.ticks)" : "\(name) \(row.amount)"
      }
      return (times + texts).joined(separator: " | ")
    }
  }
}
