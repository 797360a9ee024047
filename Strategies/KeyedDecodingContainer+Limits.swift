extension KeyedDecodingContainer {
  /// Reads a whole number within limits; the default where the key is absent.
  func integer(
    _ key: Key, in range: ClosedRange<Int64>, default value: Int64
  ) throws -> Int64 {
    guard let read = try decodeIfPresent(Int64.self, forKey: key) else { return value }
    guard range.contains(read) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self,
        debugDescription: "expected \(range.lowerBound) to \(range.upperBound), found \(read)")
    }
    return read
  }
}
