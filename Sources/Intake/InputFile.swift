import Foundation
import Kernel

/// A file that was read: its bytes as stored, what they unpack to, and what identifies them.
package struct InputFile: Sendable {
  /// The largest file, stored or unpacked, in bytes.
  package static let byteCountMax = 4 << 30

  /// The file as the user named it.
  package let path: String
  /// The number of bytes as stored.
  package let storedByteCount: Int
  private let digest: FileDigest
  /// The content, decompressed where the name ends in `.gz`, `.zst` or `.zip`; of a `.zip`
  /// file its one `.csv` entry.
  package let bytes: [UInt8]

  /// The entry of an archive that was read; nothing where the file is no archive.
  package let entry: String?
  /// The entries of the archive that were left out, in its order.
  package let entriesLeftOut: [String]

  /// The market tape that the file is, mapped; nil for any other file, which is in ``bytes``.
  package let tape: TapeFile?

  /// The SHA-256 of the bytes as stored, in hexadecimal.
  package var storedSHA256: String { digest.hex }

  /// The last part of the path: what a report names, because folders differ between machines.
  package var baseName: String { Self.baseName(path) }

  /// Reads a file and unpacks it.
  package static func read(_ path: String) throws(InputError) -> InputFile {
    if TapeFile.isTape(path) { return try tape(path) }
    let stored = try readStored(path)
    let content = try Packing(path)?.unpack(path, stored: stored) ?? Packing.Content(bytes: stored)
    return InputFile(
      path: path, storedByteCount: stored.count, digest: FileDigest(SHA256.hex(of: stored)),
      bytes: content.bytes, entry: content.entries?.read,
      entriesLeftOut: content.entries?.leftOut ?? [], tape: nil)
  }

  /// Maps a market tape.
  private static func tape(_ path: String) throws(InputError) -> InputFile {
    let tape = try TapeFile.open(path)
    return InputFile(
      path: path, storedByteCount: tape.bytes.count, digest: FileDigest(of: tape), bytes: [],
      entry: nil, entriesLeftOut: [], tape: tape)
  }

  /// Reads the bytes as stored.
  package static func readStored(_ path: String) throws(InputError) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw InputError(.missingInput, file: path, problem: "no such file")
    }
    guard !isFolder.boolValue else {
      throw InputError(.missingInput, file: path, expected: "a file", found: "a folder")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError(.missingInput, file: path, problem: "the file may not be read")
    }
    defer { try? handle.close() }
    guard let bytes = try? readToEnd(handle) else {
      throw InputError(.inputOutput, file: path, problem: "the file cannot be read")
    }
    guard bytes.count <= byteCountMax else { throw tooLarge(path) }
    return bytes
  }

  /// Reads until the end, or until there is more than a file may hold.
  static func readToEnd(_ handle: FileHandle) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= byteCountMax, let part = try handle.read(upToCount: 1 << 20),
      !part.isEmpty
    {
      bytes.append(contentsOf: part)
    }
    return bytes
  }

  static func tooLarge(_ path: String) -> InputError {
    InputError(.badData, file: path, expected: "at most \(byteCountMax) bytes", found: "more")
  }

  static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
