import Market

/// Reads how long orders took from a file with the columns `requested,handled,answered`, one order a row: nanoseconds
/// since 1970 UTC at which the request left, the venue handled it, and the answer came back.
struct LatencyFile {
  /// What the rows say.
  let latency: RecordedLatency

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file, decompressed.
  ///   - file: The name that errors carry.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    var scanner = try CSVScanner(
      bytes, file: file, columns: ["requested", "handled", "answered"])
    var samples: [RecordedLatency.Sample] = []
    while try scanner.nextRow() {
      let sample = RecordedLatency.Sample(
        requested: try scanner.nanoseconds(0), handled: try scanner.nanoseconds(1),
        answered: try scanner.nanoseconds(2))
      guard sample.requested <= sample.handled else {
        throw scanner.mismatch(1, expected: "a time not before `requested`")
      }
      guard sample.handled <= sample.answered else {
        throw scanner.mismatch(2, expected: "a time not before `handled`")
      }
      if let last = samples.last {
        guard last.requested < sample.requested else {
          throw scanner.mismatch(0, expected: "a time later than that of the row above")
        }
        guard last.handled < sample.handled else {
          throw scanner.mismatch(1, expected: "a time later than that of the row above")
        }
      }
      samples.append(sample)
    }
    guard let latency = RecordedLatency(samples) else {
      throw InputError(.badData, file: file, expected: "at least one row", found: "only the header")
    }
    self.latency = latency
  }
}

extension CSVScanner {
  /// A field that is a positive number of nanoseconds.
  fileprivate func nanoseconds(_ column: Int) throws(InputError) -> Int64 {
    guard let number = Int64(text(column)), number > 0 else {
      throw mismatch(column, expected: "nanoseconds since 1970")
    }
    return number
  }
}
