import Kernel
import Units

extension Manifest {
  /// Whether some bytes are a manifest of this program, of any version and even if changed since.
  package static func isOurs(_ bytes: [UInt8]) -> Bool {
    guard let value = try? JSONReader.value(bytes) else { return false }
    return value["format"] == .string(format)
  }

  /// Reads a manifest and accepts only what this program writes, byte for byte.
  package init(reading bytes: [UInt8]) throws(ManifestError) {
    let value: JSONValue
    do { value = try JSONReader.value(bytes) } catch { throw .notJSON(error) }
    guard value["format"] == .string(Self.format) else { throw .notOurs }
    guard case .number(let version)? = value["schemaVersion"] else {
      throw .badMember("schemaVersion")
    }
    guard version == String(Self.schemaVersion) else { throw .unknownSchema(version) }
    try Self.checkDigest(bytes)
    let source = Source(value: value)
    self.init(
      engineVersion: try source.string("engineVersion"), report: try source.string("report"),
      scenario: try source.string("scenario"), source: try source.source(),
      extent: value["full"] == .boolean(true) ? .full : .compact,
      choices: try source.choices(), inputs: try source.files("inputs"),
      seeds: try source.seeds(), paths: try source.strings("paths"),
      outputs: try source.files("outputs"),
      runs: try source.runs())
    guard self.bytes == bytes else { throw .notCanonical }
  }

  private static func checkDigest(_ bytes: [UInt8]) throws(ManifestError) {
    let head = bytes.dropLast(tailStart.utf8.count + 64 + tailEnd.utf8.count)
    guard bytes[head.endIndex...].starts(with: tailStart.utf8) else {
      throw .badMember("digest")
    }
    let stated = bytes[head.endIndex...].dropFirst(tailStart.utf8.count).prefix(64)
    guard stated.elementsEqual(SHA256.hex(of: Array(head)).utf8) else { throw .digestDiffers }
  }

  /// The members of a manifest, each read as what it must be.
  private struct Source {
    let value: JSONValue

    func string(_ name: String) throws(ManifestError) -> String {
      guard case .string(let text)? = value[name] else { throw .badMember(name) }
      return text
    }

    func source() throws(ManifestError) -> ManifestSource? {
      guard let value = value["source"] else { return nil }
      guard case .string(let file)? = value["file"], case .string(let folder)? = value["folder"]
      else { throw .badMember("source") }
      return ManifestSource(file: file, folder: folder)
    }

    func choices() throws(ManifestError) -> [String] {
      value["choices"] == nil ? [] : try strings("choices")
    }

    func items(_ name: String) throws(ManifestError) -> [JSONValue] {
      guard case .array(let items)? = value[name] else { throw .badMember(name) }
      return items
    }

    func integer<Integer: FixedWidthInteger>(_ name: String) throws(ManifestError) -> Integer {
      guard case .number(let digits)? = value[name], let number = Integer(digits) else {
        throw .badMember(name)
      }
      return number
    }

    func seeds() throws(ManifestError) -> [UInt64] {
      var seeds: [UInt64] = []
      for item in try items("seeds") {
        guard case .number(let digits) = item, let seed = UInt64(digits) else {
          throw .badMember("seeds")
        }
        seeds.append(seed)
      }
      return seeds
    }

    func strings(_ name: String) throws(ManifestError) -> [String] {
      var strings: [String] = []
      for item in try items(name) {
        guard case .string(let text) = item else { throw .badMember(name) }
        strings.append(text)
      }
      return strings
    }

    func files(_ name: String) throws(ManifestError) -> [ManifestFile] {
      var files: [ManifestFile] = []
      for item in try items(name) {
        let source = Source(value: item)
        let file = ManifestFile(
          name: try source.string("name"), size: try source.integer("size"),
          sha256: try source.string("sha256"))
        // A name that leaves the folder would have the check read a stranger's file.
        guard ManifestFile.isSafe(file.name) else { throw .badMember(name) }
        files.append(file)
      }
      return files
    }

    func runs() throws(ManifestError) -> [ManifestRun] {
      var runs: [ManifestRun] = []
      for item in try items("runs") {
        if case .object? = item["digests"] {
          runs += try ManifestRunGrid(reading: item).runs
          continue
        }
        let source = Source(value: item)
        guard let digest = UInt64(try source.string("digest"), radix: 16) else {
          throw .badMember("digest")
        }
        runs.append(
          ManifestRun(
            variant: try source.variant(), path: try source.string("path"),
            seed: try source.integer("seed"), digest: digest, step: try source.step(),
            digests: try source.digests()))
      }
      return runs
    }

    private func variant() throws(ManifestError) -> String? {
      value["variant"] == nil ? nil : try string("variant")
    }

    private func step() throws(ManifestError) -> Int {
      value["step"] == nil ? 0 : try integer("step")
    }

    private func digests() throws(ManifestError) -> [UInt32] {
      if value["digests"] == nil { return [] }
      let digits = Array(try string("digests").utf8)
      guard digits.count % 8 == 0 else { throw .badMember("digests") }
      var digests: [UInt32] = []
      for start in stride(from: 0, to: digits.count, by: 8) {
        let text = String(decoding: digits[start..<start + 8], as: UTF8.self)
        guard let digest = UInt32(text, radix: 16) else { throw .badMember("digests") }
        digests.append(digest)
      }
      return digests
    }
  }
}

/// Why a manifest cannot be trusted.
package enum ManifestError: Error, Sendable, Hashable {
  /// The bytes are not JSON.
  case notJSON(JSONError)
  /// The JSON is not a manifest of this program.
  case notOurs
  /// The manifest is of another schema than this program reads.
  case unknownSchema(String)
  /// The digest in the last field is not that of the bytes before it.
  case digestDiffers
  /// A member is missing or not what it should be.
  case badMember(String)
  /// The content is right but spelled otherwise than this program spells it.
  case notCanonical

  /// One line for people, without the name of the file.
  package var message: String {
    switch self {
    case .notJSON(let error): "not JSON at \(error.message)"
    case .notOurs: "not the manifest of a Stepladder report"
    case .unknownSchema(let version):
      "schema version \(version); this program reads \(Manifest.schemaVersion)"
    case .digestDiffers: "its own digest does not match what it says"
    case .badMember(let name): "the member '\(name)' is missing or malformed"
    case .notCanonical: "not spelled as this program spells a manifest"
    }
  }
}
