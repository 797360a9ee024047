/// The files below a folder.
enum FolderListing {
  /// The paths of everything below a folder that is not itself a folder, in the order of bytes.
  ///
  /// Links are listed, not followed. Empty folders are not seen.
  static func files(in folder: String) throws(FileFailure) -> [String] {
    var found: [String] = []
    try collect(folder, prefix: "", into: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func collect(
    _ folder: String, prefix: String, into found: inout [String]
  ) throws(FileFailure) {
    for name in try FileStore.names(in: folder) {
      let path = folder + "/" + name
      if FileStore.kind(of: path) == .folder {
        try collect(path, prefix: prefix + name + "/", into: &found)
      } else {
        found.append(prefix + name)
      }
    }
  }
}
