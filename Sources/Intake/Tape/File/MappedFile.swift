import Foundation

/// A file whose bytes are read where the system keeps them.
///
/// The file must not be shortened while it is in use: the system then ends the process that reads behind the end.
final class MappedFile: @unchecked Sendable {
  // Unchecked: the memory is never written.

  /// The bytes.
  let bytes: UnsafeRawBufferPointer

  /// Maps a file.
  init(_ path: String) throws(InputError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw InputError(.missingInput, file: path, problem: "no such file")
    }
    guard !isFolder.boolValue else {
      throw InputError(.missingInput, file: path, expected: "a file", found: "a folder")
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw InputError(.missingInput, file: path, problem: "the file may not be read")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw InputError(.missingInput, file: path, expected: "a plain file", found: "something else")
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
      throw InputError(.inputOutput, file: path, problem: "the file cannot be mapped")
    }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
