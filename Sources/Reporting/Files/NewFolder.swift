/// A folder that is made with all its files or not at all, and only where nothing stands.
///
/// The files are written to a hidden folder beside it, which then gets its name in one step.
package struct NewFolder: Sendable {
  /// The folder as it was named.
  package let path: String

  /// Names a folder; nothing is made yet.
  package init(path: String) { self.path = path }

  /// Writes the files.
  ///
  /// - Parameters:
  ///   - files: The files, each name once.
  ///   - shownPath: The folder as a person named it, for what is said of a failure.
  package func make(
    with files: [ReportFile], shownPath: String
  ) throws(ReportFolderError) {
    guard FileStore.kind(of: path) == .missing else { throw .exists(shownPath) }
    let (parent, name) = FileStore.split(path)
    let sibling =
      (parent == "/" ? "/" : parent + "/") + ".\(name).new-\(FileStore.ownProcess)"
    do {
      try FileStore.createFolders(parent)
      try FileStore.removeTree(sibling)
      try FileStore.createFolder(sibling)
      for file in files {
        try FileStore.createFolders(FileStore.split(sibling + "/" + file.name).parent)
        try FileStore.write(file.bytes, to: sibling + "/" + file.name)
      }
      try FileStore.move(sibling, to: path)
    } catch {
      try? FileStore.removeTree(sibling)
      guard error.path.hasPrefix(sibling) else { throw .system(error) }
      throw .system(
        FileFailure(
          error.attempt, shownPath + error.path.dropFirst(sibling.count), code: error.code))
    }
  }
}
