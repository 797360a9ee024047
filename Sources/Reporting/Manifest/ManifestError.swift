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
