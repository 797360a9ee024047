/// Compares a report folder with its manifest, without running anything.
package struct ManifestCheck: Sendable {
  /// The manifest, where it can be trusted.
  package let manifest: Manifest?
  /// What is wrong: the manifest itself, then its files in its order, then files that it does not name.
  package let findings: [ManifestFinding]

  /// Reads every file of a folder.
  package init(folder: String) {
    let bytes: [UInt8]
    do { bytes = try FileStore.read(folder + "/" + Manifest.fileName) } catch {
      manifest = nil
      findings = [.unreadable(error)]
      return
    }
    let manifest: Manifest
    do { manifest = try Manifest(reading: bytes) } catch {
      self.manifest = nil
      findings = [.untrusted(error)]
      return
    }
    self.manifest = manifest
    var findings = manifest.outputs.compactMap { Self.compare($0, in: folder) }
    let named = Set(manifest.outputs.map(\.name) + [Manifest.fileName])
    do {
      for name in try FolderListing.files(in: folder) where !named.contains(name) {
        findings.append(.extra(name))
      }
    } catch { findings.append(.unreadable(error)) }
    self.findings = findings
  }

  private static func compare(_ file: ManifestFile, in folder: String) -> ManifestFinding? {
    // A link is not the file that was written, whatever it leads to.
    guard FileStore.kind(of: folder + "/" + file.name) == .file,
      let bytes = try? FileStore.read(folder + "/" + file.name)
    else { return .missing(file.name) }
    if bytes.count != file.size {
      return .sizeDiffers(file.name, stated: file.size, found: bytes.count)
    }
    return ManifestFile(name: file.name, bytes: bytes) == file ? nil : .bytesDiffer(file.name)
  }
}

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
