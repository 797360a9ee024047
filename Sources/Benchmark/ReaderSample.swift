import Intake

/// A small good input for a reader, which is damaged.
struct ReaderSample {
  /// A file of it.
  struct File {
    let name: String
    var bytes: [UInt8]
  }

  /// The reader.
  let name: String
  /// The files.
  let files: [File]
  /// Whether it is a tape already.
  private let isTape: Bool

  private init(_ name: String, _ files: [(name: String, text: String)]) {
    self.name = name
    self.files = files.map { File(name: $0.name, bytes: Array($0.text.utf8)) }
    isTape = false
  }

  private init(tape bytes: [UInt8]) {
    name = "tape"
    files = [File(name: "market.tape", bytes: bytes)]
    isTape = true
  }

  private init(array bytes: [UInt8]) {
    name = "hftbacktest"
    files = [File(name: "feed.npy", bytes: bytes)]
    isTape = false
  }

  /// Reads the files as import does: to the bytes of a tape, or a tape itself.
  func read(_ files: [File]) throws(InputError) {
    if isTape {
      // As it is, and with a checksum that fits: the columns are checked too.
      let file = files[0]
      do throws(InputError) { _ = try TapeFile.read(file.bytes, file: file.name) } catch {
        _ = try TapeFile.read(TapeFile.signed(file.bytes), file: file.name)
      }
      return
    }
    let sources = files.map { TapePath($0.name) }
    let drafts = try TapeIntake().read(sources, contents: files.map(\.bytes))
    let image = try TapeImage(drafts: drafts)
    image.write { _ in }
  }

  // MARK: The samples

  /// One for each reader.
  static func all() throws(InputError) -> [ReaderSample] {
    var samples = texts.map { ReaderSample($0.name, $0.files) }
    samples.append(ReaderSample(array: array))
    let drafts = try TapeIntake().read(
      samples[0].files.map { TapePath($0.name) }, contents: samples[0].files.map(\.bytes))
    var tape: [UInt8] = []
    try TapeImage(drafts: drafts).write { tape.append(contentsOf: $0) }
    samples.append(ReaderSample(tape: tape))
    return samples
  }

  /// Eight rows of an array of hftbacktest.
  private static var array: [UInt8] {
    let fields =
      "{'descr': [('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'), ('qty', '<f8'), "
      + "('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')], 'fortran_order': False, 'shape': (8,), }\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(fields.utf8.count % 256), UInt8(fields.utf8.count / 256)] + Array(fields.utf8)
    let (both, buy, sell): (UInt64, UInt64, UInt64) = (3 << 30, 1 << 29, 1 << 28)
    let time: UInt64 = 1_735_689_600_000_000_000
    let rows: [(UInt64, Double, Double)] = [
      (3 | buy, 0, 0), (3 | sell, 0, 0), (4 | buy, 99.5, 2), (4 | sell, 100, 1.5),
      (1 | buy, 99.5, 0),
      (2 | sell, 99.5, 1), (3 | buy, 99, 0), (1 | sell, 100.5, 3),
    ]
    for (number, row) in rows.enumerated() {
      let times = time + UInt64(number / 4) * 1000
      for word in [row.0 | both, times, times + 500, row.1.bitPattern, row.2.bitPattern, 0, 0, 0] {
        withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
      }
    }
    return bytes
  }
}
