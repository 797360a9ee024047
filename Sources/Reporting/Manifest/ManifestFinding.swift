/// One way in which a folder is not what its manifest says.
package enum ManifestFinding: Sendable, Hashable {
  /// The manifest cannot be read.
  case unreadable(FileFailure)
  /// The manifest cannot be trusted.
  case untrusted(ManifestError)
  /// A file that the manifest names is not there.
  case missing(String)
  /// A file has another size.
  case sizeDiffers(String, stated: Int, found: Int)
  /// A file of the right size has other bytes.
  case bytesDiffer(String)
  /// A file that the manifest does not name.
  case extra(String)

  /// The file it is about.
  package var file: String {
    switch self {
    case .unreadable, .untrusted: Manifest.fileName
    case .missing(let name), .sizeDiffers(let name, _, _), .bytesDiffer(let name), .extra(let name):
      name
    }
  }

  /// One line for people, the file first.
  package var message: String {
    switch self {
    case .unreadable(let failure): "\(file): \(failure.message)"
    case .untrusted(let error): "\(file): \(error.message)"
    case .missing: "\(file): missing"
    case .sizeDiffers(_, let stated, let found):
      "\(file): \(found) bytes, where the manifest says \(stated)"
    case .bytesDiffer: "\(file): its SHA-256 is not the manifest's"
    case .extra: "\(file): not in the manifest"
    }
  }
}
