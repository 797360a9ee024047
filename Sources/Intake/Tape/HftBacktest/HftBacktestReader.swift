import Market

/// Reads data of hftbacktest: rows of 64 bytes in a `.npy` within a `.npz`
/// (hftbacktest.readthedocs.io, data; numpy.lib.format for the container).
///
/// A row counts by its flag for the recorder's side; rows for the venue's side alone are the same rows once more. Its
/// binary prices and sizes are taken as the nearest decimals of eight places. Rows of single orders are refused.
enum HftBacktestReader {
  private static let rowByteCount = 64
  /// The fields of a row, without spaces.
  private static let fields =
    "[('ev','<u8'),('exch_ts','<i8'),('local_ts','<i8'),('px','<f8'),('qty','<f8'),"
    + "('order_id','<u8'),('ival','<i8'),('fval','<f8')]"

  private enum Flag {
    static let local: UInt64 = 1 << 30
    static let buy: UInt64 = 1 << 29
    static let sell: UInt64 = 1 << 28
  }

  /// Whether bytes are an array of numpy.
  static func isArray(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x93] + Array("NUMPY".utf8)) }

  /// Reads an array.
  static func read(
    _ bytes: [UInt8], into draft: inout TapeDraft, file: String
  ) throws(InputError) {
    let start = try dataStart(bytes, file)
    let (count, rest) = (bytes.count - start).quotientAndRemainder(dividingBy: rowByteCount)
    guard rest == 0, count > 0 else {
      throw InputError(
        .badData, file: file, expected: "whole rows of \(rowByteCount) bytes",
        found: "\(bytes.count - start) bytes")
    }
    draft.reserve(count)
    draft.source.rowCount = count
    var session = HftBacktestSession()
    var fault: InputError?
    bytes.withUnsafeBytes { memory in
      for number in 0..<count {
        let place = start + number * rowByteCount
        func word(_ field: Int) -> UInt64 {
          UInt64(
            littleEndian: memory.loadUnaligned(fromByteOffset: place + 8 * field, as: UInt64.self))
        }
        let row = HftBacktestRow(
          event: word(0), venueTime: Int64(bitPattern: word(1)),
          arrivalTime: Int64(bitPattern: word(2)), price: Double(bitPattern: word(3)),
          size: Double(bitPattern: word(4)))
        guard row.event & Flag.local != 0 else { continue }
        if let expected = session.take(
          row, isBuy: row.event & Flag.buy != 0, isSell: row.event & Flag.sell != 0,
          line: number + 1, &draft)
        {
          fault = InputError(
            .badData, file: file, line: number + 1, key: expected.key, expected: expected.text,
            found: expected.found)
          return
        }
      }
    }
    if let fault { throw fault }
    session.end(&draft)
  }

  /// Where the rows begin.
  private static func dataStart(_ bytes: [UInt8], _ file: String) throws(InputError) -> Int {
    let wide = bytes.count > 7 && bytes[6] >= 2
    let first = wide ? 12 : 10
    guard bytes.count > first else {
      throw InputError(.badData, file: file, expected: "an array of numpy", found: "less")
    }
    let length = (8..<first).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    guard length < 1 << 16, bytes.count >= first + length else {
      throw InputError(.badData, file: file, expected: "the header of an array", found: "a cut one")
    }
    let header = String(decoding: bytes[first..<first + length], as: UTF8.self)
    guard header.replacing(" ", with: "").contains("'descr':" + fields) else {
      throw InputError(
        .badData, file: file, key: "descr", expected: fields, found: InputError.quoted(header))
    }
    return first + length
  }
}

/// A row of hftbacktest.
private struct HftBacktestRow {
  let event: UInt64
  let venueTime: Int64
  let arrivalTime: Int64
  let price: Double
  let size: Double
}

/// The rows of hftbacktest while they are read.
private struct HftBacktestSession {
  private var bids = CheckedSide()
  private var asks = CheckedSide()
  private var venueTime = Int64.min
  private var arrivalTime = Int64.min

  /// What is wrong with a row.
  struct Fault {
    let key: String
    let text: String
    let found: String
  }

  /// Takes in a row; says what is wrong with it.
  mutating func take(
    _ row: HftBacktestRow, isBuy: Bool, isSell: Bool, line: Int, _ draft: inout TapeDraft
  ) -> Fault? {
    for (key, time) in [("exch_ts", row.venueTime), ("local_ts", row.arrivalTime)]
    where !TimeUnit.nanoseconds.isPlausible(time) {
      return Fault(
        key: key, text: "nanoseconds since 1970 in the years 2000 to 2099", found: "\(time)")
    }
    let kind = row.event & 0xFF
    let isTrade = kind == 2
    if isTrade || row.arrivalTime != arrivalTime || row.venueTime != venueTime { end(&draft) }
    (venueTime, arrivalTime) = (row.venueTime, row.arrivalTime)
    switch kind {
    case 1, 2, 4:
      guard let price = Self.units(row.price), price > 0 else {
        return Fault(key: "px", text: "a price above 0", found: "\(row.price)")
      }
      guard let size = Self.units(row.size), size >= 0 else {
        return Fault(key: "qty", text: "a size of 0 or more", found: "\(row.size)")
      }
      if isTrade {
        let kind: TapeRow.Kind = isBuy ? .buyTrade : isSell ? .sellTrade : .trade
        draft.append(DraftRow(kind, price: price, amount: size, line: line))
        end(&draft)
      } else {
        set(isBuy, price, size, line, &draft)
      }
    case 3: clear(isBuy, isSell, row, line, &draft)
    // The best bid and ask are in the book too.
    case 5: break
    case 10...13:
      return Fault(key: "ev", text: "a book by levels", found: "single orders")
    default: break
    }
    return nil
  }

  private mutating func set(
    _ isBuy: Bool, _ price: Int64, _ size: Int64, _ line: Int, _ draft: inout TapeDraft
  ) {
    if isBuy { bids.set(price, lots: size) } else { asks.set(-price, lots: size) }
    draft.append(DraftRow(isBuy ? .bid : .ask, price: price, amount: size, line: line))
  }

  /// Takes away the levels of one side up to a price, or of both.
  private mutating func clear(
    _ isBuy: Bool, _ isSell: Bool, _ row: HftBacktestRow, _ line: Int, _ draft: inout TapeDraft
  ) {
    let isWhole = isBuy == isSell
    if isWhole || bids.levels.isEmpty && asks.levels.isEmpty {
      if !draft.hasOpenRows {
        draft.append(DraftRow(.clear, line: line))
        draft.notes.snapshots += 1
      }
      bids.clear()
      asks.clear()
      return
    }
    let limit = Self.units(row.price) ?? (isBuy ? 0 : Int64.max)
    let gone = (isBuy ? bids : asks).levels.filter { $0.rank >= (isBuy ? limit : -limit) }
    for level in gone { set(isBuy, isBuy ? level.rank : -level.rank, 0, line, &draft) }
  }

  /// Ends the message.
  mutating func end(_ draft: inout TapeDraft) {
    draft.endMessage(exchangeTime: venueTime, arrivalTime: arrivalTime)
  }

  /// The nearest hundred-millionth; nil where there is none.
  ///
  /// Binary numbers are what the source has, so that what they
  /// were printed from is found, not computed.
  private static func units(_ number: Double) -> Int64? {
    let units = (number * 100_000_000).rounded()
    return units.isFinite && abs(units) < 9e18 ? Int64(units) : nil
  }
}
