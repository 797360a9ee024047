/// The directory of a `.zip` file: which entries it has and how long each is when unpacked.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", version 6.3, sections 4.3.12 to 4.3.16 and 4.5.3.
struct ZipDirectory {
  /// A packed file or folder.
  struct Entry: Hashable {
    /// The name with its folders; bytes that are no UTF-8 are replaced.
    let name: String
    /// The bytes that it unpacks to.
    let byteCount: Int

    /// Whether the entry is a folder.
    var isFolder: Bool { name.hasSuffix("/") }

    /// Whether a program put it there for itself: the name or a folder of it begins with a point, or lies in
    /// `__MACOSX`, where macOS keeps attributes.
    var isHidden: Bool {
      name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }
  }

  /// The entries in the order in which they are unpacked.
  let entries: [Entry]

  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let entrySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
  private static let largeEndSignature: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
  private static let largeLocatorSignature: [UInt8] = [0x50, 0x4B, 0x06, 0x07]

  /// Reads the directory; nothing where the bytes are no such file.
  init?(_ bytes: [UInt8]) {
    let file = Bytes(bytes: bytes)
    // The end record is 22 bytes and a comment of at most 65,535.
    let lowest = max(0, bytes.count - 22 - 65_535)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: {
        file.has(Self.endSignature, at: $0)
      }), let count = file.number(end + 10, 2), let start = file.number(end + 16, 4)
    else { return nil }
    var (entryCount, offset) = (count, start)
    if file.has(Self.largeLocatorSignature, at: end - 20),
      let large = file.number(end - 20 + 8, 8), file.has(Self.largeEndSignature, at: large)
    {
      guard let largeCount = file.number(large + 32, 8), let largeStart = file.number(large + 48, 8)
      else { return nil }
      (entryCount, offset) = (largeCount, largeStart)
    }
    var entries: [Entry] = []
    for _ in 0..<entryCount {
      guard file.has(Self.entrySignature, at: offset),
        let size = file.number(offset + 24, 4), let nameCount = file.number(offset + 28, 2),
        let extraCount = file.number(offset + 30, 2), let commentCount = file.number(offset + 32, 2)
      else { return nil }
      let nameStart = offset + 46
      let extraStart = nameStart + nameCount
      offset = extraStart + extraCount + commentCount
      guard offset <= bytes.count,
        let byteCount = size == 0xFFFF_FFFF
          ? Self.largeSize(file, extraStart..<extraStart + extraCount) : size
      else { return nil }
      entries.append(
        Entry(
          name: String(decoding: bytes[nameStart..<extraStart], as: UTF8.self),
          byteCount: byteCount))
    }
    self.entries = entries
  }

  /// The size of an entry of 4 GiB or more, which is the first number of the extra field 1.
  private static func largeSize(_ file: Bytes, _ extra: Range<Int>) -> Int? {
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      guard let id = file.number(place, 2), let count = file.number(place + 2, 2) else {
        return nil
      }
      if id == 1 { return file.number(place + 4, 8) }
      place += 4 + count
    }
    return nil
  }

  /// Little-endian numbers within bounds.
  private struct Bytes {
    let bytes: [UInt8]

    func has(_ signature: [UInt8], at offset: Int) -> Bool {
      offset >= 0 && offset <= bytes.count - signature.count
        && bytes[offset..<offset + signature.count].elementsEqual(signature)
    }

    /// A number without sign; nothing where it reaches beyond the end or does not fit.
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - count else { return nil }
      var value: UInt64 = 0
      for index in (offset..<offset + count).reversed() {
        value = value << 8 | UInt64(bytes[index])
      }
      return value > UInt64(Int32.max) << 16 ? nil : Int(value)
    }
  }
}

extension ZipDirectory {
  /// The entry that holds the data, as its place: the only one that ends in `.csv`, or, where none does, the only
  /// one at all; folders and hidden entries do not count.
  func dataEntry(of path: String) throws(InputError) -> Int {
    let files = entries.indices.filter { !entries[$0].isFolder && !entries[$0].isHidden }
    let tables = files.filter { entries[$0].name.lowercased().hasSuffix(".csv") }
    let candidates = tables.isEmpty ? files : tables
    guard candidates.count == 1 else {
      let names = candidates.prefix(4).map { InputError.quoted(entries[$0].name) }
      let more = candidates.count > names.count ? " and \(candidates.count - names.count) more" : ""
      throw InputError(
        .badData, file: path, expected: "a .zip file with one .csv file in it",
        found: candidates.isEmpty ? "no file" : names.joined(separator: ", ") + more)
    }
    return candidates[0]
  }
}
