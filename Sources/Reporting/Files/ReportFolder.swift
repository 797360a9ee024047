import Units

/// The folder of a report, replaced as a whole or not at all.
///
/// The new report is written to a hidden folder beside the old one, and the two are swapped in one step. Until
/// then the old report is untouched, whatever happens: a full disk, an error, an interrupt. What an
/// interrupt leaves behind is removed by the next writer.
package struct ReportFolder: Sendable {
  /// The folder as it was named.
  package let path: String

  /// Names a folder; nothing is read or made yet.
  package init(path: String) { self.path = path }

  /// Refuses what could not be replaced, before a long run rather than after it; changes nothing.
  ///
  /// A folder may be replaced if it does not exist, or if it holds a manifest of this program and no file that
  /// this manifest does not name.
  package func check() throws(ReportFolderError) {
    switch FileStore.kind(of: target) {
    case .missing:
      var parent = FileStore.split(target).parent
      while FileStore.kind(of: parent) == .missing && parent != "." && parent != "/" {
        parent = FileStore.split(parent).parent
      }
      try attempt { () throws(FileFailure) in try FileStore.checkWritable(parent) }
    case .file, .other: throw .notAFolder(path)
    case .folder:
      try checkIsOurs()
      try attempt { () throws(FileFailure) in
        try FileStore.checkWritable(FileStore.split(target).parent)
      }
    }
  }

  /// Writes a report with its manifest and puts it in the folder's place.
  ///
  /// - Parameters:
  ///   - files: Every file but the manifest, each name once.
  ///   - manifest: The manifest; its outputs are filled in here.
  /// - Returns: The manifest as written.
  @discardableResult
  package func replace(
    with files: [ReportFile], manifest: Manifest
  ) throws(ReportFolderError) -> Manifest {
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for file in sorted {
      invariant(ManifestFile.isSafe(file.name), "a file's name stays within its report")
      invariant(file.name != Manifest.fileName, "the manifest is written by the folder")
    }
    invariant(Set(sorted.map(\.name)).count == sorted.count, "each file of a report stands once")
    var complete = manifest
    complete.outputs = sorted.map { ManifestFile(name: $0.name, bytes: $0.bytes) }
    let last = ReportFile(name: Manifest.fileName, bytes: complete.bytes)

    removeLeftovers()
    try check()
    let sibling = siblingPrefix(Self.newMark) + String(FileStore.ownProcess)
    do {
      try FileStore.createFolders(FileStore.split(target).parent)
      try FileStore.removeTree(sibling)
      try FileStore.createFolder(sibling)
      for file in sorted + [last] { try Self.write(file, in: sibling) }
      try swap(sibling)
    } catch {
      try? FileStore.removeTree(sibling)
      throw .system(renamed(error, sibling))
    }
    return complete
  }

  private static let newMark = ".stepladder-new-"
  private static let oldMark = ".stepladder-old-"

  /// The folder meant, behind any links, so that a link to a report survives its replacement.
  private var target: String {
    if let resolved = FileStore.resolved(path) { return resolved }
    let (parent, name) = FileStore.split(path)
    return parent == "/" ? "/" + name : parent + "/" + name
  }

  /// Where hidden siblings of the folder start: its parent, a dot, its name and a mark.
  private func siblingPrefix(_ mark: String) -> String {
    let (parent, name) = FileStore.split(target)
    return (parent == "/" ? "/" : parent + "/") + "." + name + mark
  }

  private func checkIsOurs() throws(ReportFolderError) {
    guard let bytes = try? FileStore.read(target + "/" + Manifest.fileName),
      Manifest.isOurs(bytes), let value = try? JSONReader.value(bytes)
    else { throw .notAReport(path) }
    var named: Set<String> = [Manifest.fileName]
    if case .array(let items)? = value["outputs"] {
      for item in items {
        if case .string(let name)? = item["name"] { named.insert(name) }
      }
    }
    var found: [String] = []
    try attempt { () throws(FileFailure) in found = try FolderListing.files(in: target) }
    if let other = found.first(where: { !named.contains($0) }) {
      throw .holdsOther(path, file: other)
    }
  }

  private static func write(_ file: ReportFile, in folder: String) throws(FileFailure) {
    try FileStore.createFolders(FileStore.split(folder + "/" + file.name).parent)
    try FileStore.write(file.bytes, to: folder + "/" + file.name)
  }

  /// Puts the finished sibling in the folder's place and removes what stood there.
  private func swap(_ sibling: String) throws(FileFailure) {
    if FileStore.kind(of: target) == .missing {
      try FileStore.move(sibling, to: target)
    } else if FileStore.exchange(sibling, target) {
      // The new report is in its place; an old one that cannot be removed is left for the next writer.
      try? FileStore.removeTree(sibling)
    } else {
      // Without a swap in one step there is a moment with no report; an interrupt then is mended by
      // the next writer, which finds the old report under its mark.
      let old = siblingPrefix(Self.oldMark) + String(FileStore.ownProcess)
      try FileStore.removeTree(old)
      try FileStore.move(target, to: old)
      do { try FileStore.move(sibling, to: target) } catch {
        try? FileStore.move(old, to: target)
        throw error
      }
      try? FileStore.removeTree(old)
    }
  }

  /// Removes what interrupted writers left, and puts an old report back that one had moved aside.
  private func removeLeftovers() {
    let parent = FileStore.split(target).parent
    guard let names = try? FileStore.names(in: parent) else { return }
    for mark in [Self.oldMark, Self.newMark] {
      let prefix = FileStore.split(siblingPrefix(mark)).name
      for name in names where name.hasPrefix(prefix) {
        guard let process = Int32(name.dropFirst(prefix.count)),
          process == FileStore.ownProcess || !FileStore.isRunning(process: process)
        else { continue }
        let leftover = parent + "/" + name
        if mark == Self.oldMark && FileStore.kind(of: target) == .missing {
          try? FileStore.move(leftover, to: target)
        } else {
          try? FileStore.removeTree(leftover)
        }
      }
    }
  }

  /// The failure with the folder that a person named in place of the hidden one.
  private func renamed(_ failure: FileFailure, _ sibling: String) -> FileFailure {
    guard failure.path.hasPrefix(sibling) else { return failure }
    return FileFailure(
      failure.attempt, path + failure.path.dropFirst(sibling.count), code: failure.code)
  }

  private func attempt(_ body: () throws(FileFailure) -> Void) throws(ReportFolderError) {
    do { try body() } catch { throw .system(error) }
  }
}

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

/// Why a report was not written; the folder is as it was before.
///
/// Every case means that the output cannot be made there (exit code 73 of the command line).
package enum ReportFolderError: Error, Sendable, Hashable {
  /// Something other than a folder stands there.
  case notAFolder(String)
  /// The folder holds no manifest of this program.
  case notAReport(String)
  /// Something stands where a new folder is to be made.
  case exists(String)
  /// The folder holds a file that is no part of the report there.
  case holdsOther(String, file: String)
  /// The system refused.
  case system(FileFailure)

  /// One line for people.
  package var message: String {
    switch self {
    case .notAFolder(let path): "cannot replace \(path): it is not a folder"
    case .notAReport(let path):
      "cannot replace \(path): it holds no report of Stepladder; name another folder"
    case .exists(let path): "cannot make \(path): it exists; name another folder with --out"
    case .holdsOther(let path, let file):
      "cannot replace \(path): \(file) is not part of its report; move it elsewhere first"
    case .system(let failure): failure.message
    }
  }
}
