import Foundation
import Synchronization

/// How a file is packed, told by the end of its name; unpacked by the system's own program.
enum Packing: CaseIterable {
  case gzip
  case zstandard
  case zip

  /// The packing that a name tells; nothing for a plain file.
  init?(_ path: String) {
    guard let packing = Self.allCases.first(where: { path.lowercased().hasSuffix($0.suffix) })
    else { return nil }
    self = packing
  }

  /// The end of the name.
  private var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .zstandard: ".zst"
    case .zip: ".zip"
    }
  }

  /// The program with the arguments that stand before the path.
  private var command: [String] {
    switch self {
    case .gzip: ["gzip", "-dc", "--"]
    case .zstandard: ["zstd", "-dcq", "--"]
    case .zip: ["unzip", "-p"]
    }
  }

  /// What came out of a packed file.
  struct Content {
    /// The bytes.
    let bytes: [UInt8]
    /// The names of the entry that was read and of those that were left out; nothing where the packing holds one
    /// file only.
    var entries: (read: String, leftOut: [String])?
  }

  /// Unpacks a file; of a `.zip` file the entry that holds the data.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - stored: Its bytes.
  func unpack(_ path: String, stored: [UInt8]) throws(InputError) -> Content {
    guard self == .zip, let directory = ZipDirectory(stored) else {
      return Content(bytes: try unpackAll(path))
    }
    let place = try directory.dataEntry(of: path)
    let entries = directory.entries
    let all = try unpackAll(path)
    guard all.count == entries.reduce(0, { $0 + $1.byteCount }) else {
      throw InputError(
        .badData, file: path, expected: "a whole \(suffix) file",
        found: "entries of other lengths than its directory says")
    }
    let start = entries[..<place].reduce(0) { $0 + $1.byteCount }
    let others = entries.indices.filter { $0 != place && !entries[$0].isFolder }
    return Content(
      bytes: Array(all[start..<start + entries[place].byteCount]),
      entries: (entries[place].name, others.map { entries[$0].name }))
  }

  /// Unpacks a file through a child process that is found on the search path, all entries one after the other.
  private func unpackAll(_ path: String) throws(InputError) -> [UInt8] {
    let program = command[0]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // A full path cannot be taken for an option.
    process.arguments = command + [URL(fileURLWithPath: path).path]
    // The fewest variables, so that neither language nor defaults such as `GZIP` change anything.
    let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = ["PATH": searchPath, "LC_ALL": "C"]
    let output = Pipe()
    let messages = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = messages
    do {
      try process.run()
    } catch {
      throw InputError(.inputOutput, file: path, problem: "\(program) cannot be started")
    }
    let complaint = Complaint(messages.fileHandleForReading)
    guard let bytes = try? InputFile.readToEnd(output.fileHandleForReading) else {
      process.terminate()
      throw InputError(.inputOutput, file: path, problem: "\(program) cannot be read")
    }
    guard bytes.count <= InputFile.byteCountMax else {
      process.terminate()
      throw InputFile.tooLarge(path)
    }
    process.waitUntilExit()
    let text = complaint.lastLine()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      if process.terminationStatus == 127 {
        throw InputError(
          .inputOutput, file: path, expected: "the program \(program) on the search path",
          found: "none")
      }
      throw InputError(
        .badData, file: path, expected: "a whole \(suffix) file",
        found: text.isEmpty ? "one that \(program) refuses" : "by \(program): \(text)")
    }
    return bytes
  }

  /// What the child says on standard error, read beside its output so that neither pipe can fill up
  /// and block it.
  private final class Complaint: Sendable {
    private let data = Mutex(Data())
    private let isDone = DispatchSemaphore(value: 0)

    init(_ handle: FileHandle) {
      DispatchQueue.global().async { [self] in
        let read = (try? handle.readToEnd()) ?? Data()
        data.withLock { $0 = read }
        isDone.signal()
      }
    }

    /// The last line without the name of the program and the file, which would differ between machines.
    func lastLine() -> String {
      isDone.wait()
      let text = String(decoding: data.withLock { $0.suffix(2000) }, as: UTF8.self)
      let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
      let part = line.map(String.init)?.components(separatedBy: ": ").last ?? ""
      return part.trimmingCharacters(in: .whitespaces)
    }
  }
}
