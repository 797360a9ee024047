import Dispatch
import Foundation
import Kernel

/// Reads the sources of a tape.
package struct TapeIntake: Sendable {
  /// The one symbol whose rows count; nil where the sources are of one market.
  package var symbol: String?

  /// Reads all rows.
  package init(symbol: String? = nil) { self.symbol = symbol }

  /// Reads sources, in their order.
  package func read(_ paths: [String]) throws(InputError) -> [TapeDraft] {
    var drafts: [TapeDraft] = []
    for path in paths { drafts.append(try read(path)) }
    return drafts
  }

  /// Reads a source and puts its messages in order of arrival.
  ///
  /// - Parameter path: The file; `.gz`, `.zst` and `.zip` are unpacked.
  package func read(_ path: String) throws(InputError) -> TapeDraft {
    let content = try Content(path)
    let file = InputFile.baseName(path)
    let names = TableHeader.names(content.text)
    guard let format = TapeFormat(header: names, file: file) else {
      throw InputError(
        .badData, file: path, line: 1, expected: "a file of one of the formats of recorded markets",
        found: InputError.quoted(names.joined(separator: ",")))
    }
    var draft = TapeDraft(source: TapeSource(file: file, format: format.rawValue))
    let digest = Digest(content)
    try read(content.text, format, into: &draft, file: path)
    draft.source.byteCount = content.byteCount
    draft.source.sha256 = digest.value()
    draft.sortByArrival()
    guard !draft.messages.isEmpty else {
      throw InputError(.badData, file: path, expected: "at least one message", found: "none")
    }
    return draft
  }

  private func read(
    _ text: SourceBytes, _ format: TapeFormat, into draft: inout TapeDraft, file: String
  ) throws(InputError) {
    switch format {
    case .tardisBook:
      try TardisBookReader.read(text, into: &draft, file: file, symbol: symbol)
    case .tardisTrades, .tardisLiquidations:
      try TardisTradesReader.read(
        text, into: &draft, file: file, symbol: symbol, isForced: format == .tardisLiquidations)
    case .tardisTicker:
      try TardisTickerReader.read(text, into: &draft, file: file, symbol: symbol)
    }
  }

  /// The text of a source, and what identifies its file.
  private struct Content {
    let text: SourceBytes
    let byteCount: Int
    /// The SHA-256 of the stored bytes, where it is known already.
    let sha256: String?

    init(_ path: String) throws(InputError) {
      if Packing(path) == nil {
        let mapped = try MappedFile(path)
        byteCount = mapped.bytes.count
        sha256 = nil
        text =
          mapped.bytes.last == UInt8(ascii: "\n") ? SourceBytes(mapped) : SourceBytes(mapped.bytes)
      } else {
        let file = try InputFile.read(path)
        byteCount = file.storedByteCount
        sha256 = file.storedSHA256
        text = SourceBytes(file.bytes)
      }
      guard text.count > 0 else {
        throw InputError(
          .badData, file: path, expected: "a header or a row", found: "an empty file")
      }
    }
  }

  /// The SHA-256 of a file, which is computed beside the reading.
  private final class Digest: @unchecked Sendable {
    // Unchecked: the text is written by one thread, and read after it is done.
    private var text = ""
    private let isDone = DispatchSemaphore(value: 0)

    init(_ content: Content) {
      if let known = content.sha256 {
        text = known
        isDone.signal()
        return
      }
      let (bytes, count) = (content.text, content.byteCount)
      DispatchQueue.global().async { [self] in
        var hash = SHA256()
        hash.update(UnsafeBufferPointer(start: bytes.start, count: count).span)
        text = hash.hex()
        isDone.signal()
      }
    }

    func value() -> String {
      isDone.wait()
      return text
    }
  }
}
