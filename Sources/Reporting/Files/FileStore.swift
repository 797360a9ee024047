#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few things a report needs of the file system, each with the system's own error.
enum FileStore {
  /// What stands at a path.
  enum Kind {
    case missing, file, folder, other
  }

  /// What stands at a path; a link is told as itself, not as what it leads to.
  static func kind(of path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(FileFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileFailure(.read, path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(file, &chunk)
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if errno != EINTR {
        throw FileFailure(.read, path)
      }
    }
  }

  /// Writes a new file and waits until the device has it; fails if the file exists.
  static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    let file = try create(path)
    do {
      try append(bytes, to: file, path)
    } catch {
      close(file)
      throw error
    }
    try finish(file, path)
  }

  /// Makes a new file and opens it; fails if the file exists.
  static func create(_ path: String) throws(FileFailure) -> CInt {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileFailure(.write, path) }
    return file
  }

  /// Writes bytes behind what an open file has.
  static func append(_ bytes: [UInt8], to file: CInt, _ path: String) throws(FileFailure) {
    var start = 0
    while start < bytes.count {
      let count = systemWrite(file, bytes, from: start)
      if count >= 0 {
        start += count
      } else if errno != EINTR {
        throw FileFailure(.write, path)
      }
    }
  }

  /// Waits until the device has an open file, and closes it.
  static func finish(_ file: CInt, _ path: String) throws(FileFailure) {
    // A full disk may show only here.
    if fsync(file) != 0 && errno != EINVAL {
      let failure = FileFailure(.write, path)
      close(file)
      throw failure
    }
    guard close(file) == 0 else { throw FileFailure(.write, path) }
  }

  /// Closes an open file that nobody needs any more.
  static func abandon(_ file: CInt) { close(file) }

  /// The first bytes of a file, at most so many.
  static func head(_ path: String, count: Int) throws(FileFailure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileFailure(.read, path) }
    defer { close(file) }
    var chunk = [UInt8](repeating: 0, count: count)
    let found = systemRead(file, &chunk)
    guard found >= 0 else { throw FileFailure(.read, path) }
    return Array(chunk[..<found])
  }

  /// Makes a folder that does not exist.
  static func createFolder(_ path: String) throws(FileFailure) {
    guard mkdir(path, 0o777) == 0 else { throw FileFailure(.create, path) }
  }

  /// Makes a folder and those above it where they are missing.
  static func createFolders(_ path: String) throws(FileFailure) {
    if path.isEmpty || path == "/" || path == "." { return }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      errno = ENOTDIR
      throw FileFailure(.create, path)
    }
    try createFolders(split(path).parent)
    if mkdir(path, 0o777) != 0 && errno != EEXIST { throw FileFailure(.create, path) }
  }

  /// The names in a folder in the order of their bytes, without itself and its parent.
  static func names(in folder: String) throws(FileFailure) -> [String] {
    guard let stream = opendir(folder) else { throw FileFailure(.list, folder) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileFailure(.list, folder) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a file, or a folder with all in it; links are removed, not followed.
  static func removeTree(_ path: String) throws(FileFailure) {
    switch kind(of: path) {
    case .missing: return
    case .file, .other:
      guard unlink(path) == 0 else { throw FileFailure(.remove, path) }
    case .folder:
      for name in try names(in: path) { try removeTree(path + "/" + name) }
      guard rmdir(path) == 0 else { throw FileFailure(.remove, path) }
    }
  }

  /// Moves a file or folder within its file system.
  static func move(_ path: String, to other: String) throws(FileFailure) {
    guard rename(path, other) == 0 else { throw FileFailure(.move, other) }
  }

  /// Swaps two folders in one step, so that at no time either name stands for nothing.
  ///
  /// - Returns: Whether this system and file system can do so.
  static func exchange(_ path: String, _ other: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(path, other, UInt32(RENAME_SWAP)) == 0
    #else
      // The C library's module does not show this call of Linux, so it is found by its name.
      typealias Call =
        @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt)
        -> CInt
      let (workingFolder, exchangeFlag): (CInt, CUnsignedInt) = (-100, 2)
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let call = unsafeBitCast(symbol, to: Call.self)
      return call(workingFolder, path, workingFolder, other, exchangeFlag) == 0
    #endif
  }

  /// The path with every link followed; `nil` if nothing stands there.
  static func resolved(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// Whether new entries may be made in an existing folder; the failure says why not.
  static func checkWritable(_ folder: String) throws(FileFailure) {
    var status = stat()
    guard stat(folder, &status) == 0 else { throw FileFailure(.create, folder) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      errno = ENOTDIR
      throw FileFailure(.create, folder)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw FileFailure(.create, folder) }
  }

  /// Whether a process with this number runs.
  static func isRunning(process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

  /// The number of this process.
  static var ownProcess: Int32 { getpid() }

  /// A path as its parent and its last name; trailing slashes are dropped.
  static func split(_ path: String) -> (parent: String, name: String) {
    var trimmed = Substring(path)
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return (".", String(trimmed)) }
    let parent = trimmed[..<slash]
    return (parent.isEmpty ? "/" : String(parent), String(trimmed[trimmed.index(after: slash)...]))
  }

  private static func systemRead(_ file: CInt, _ chunk: inout [UInt8]) -> Int {
    chunk.withUnsafeMutableBytes { buffer in
      #if canImport(Darwin)
        Darwin.read(file, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.read(file, buffer.baseAddress, buffer.count)
      #else
        Glibc.read(file, buffer.baseAddress, buffer.count)
      #endif
    }
  }

  private static func systemWrite(_ file: CInt, _ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].withUnsafeBytes { buffer in
      #if canImport(Darwin)
        Darwin.write(file, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.write(file, buffer.baseAddress, buffer.count)
      #else
        Glibc.write(file, buffer.baseAddress, buffer.count)
      #endif
    }
  }
}

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
