/// A file of a report before it is written.
package struct ReportFile: Sendable, Hashable {
  /// Its path within the report, with slashes: "figures/prices.svg".
  package let name: String
  /// Its content.
  package let bytes: [UInt8]

  /// Makes a file of bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file of text.
  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}
