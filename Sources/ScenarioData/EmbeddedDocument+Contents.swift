internal import EmbeddedData

extension EmbeddedDocument {
  /// The name, and a copy of the bytes.
  var contents: (name: String, bytes: [UInt8]) {
    (String(cString: name), [UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  }
}
