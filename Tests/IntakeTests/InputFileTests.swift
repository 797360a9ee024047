import Foundation
import Intake
import Testing

@Suite("A file of input")
struct InputFileTests {
  /// A folder that is gone after the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
      let path = url.appending(path: name).path
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    }

    /// Runs a program in the folder; false when it is not there or fails.
    func run(_ command: String...) throws -> Bool {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = command
      process.currentDirectoryURL = url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }

  private func complaint(_ path: String) -> (line: String, exitCode: Int32) {
    do {
      return ("no error: \(try InputFile.read(path).bytes.count) bytes", 0)
    } catch {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      return (error.description.replacing(folder + "/", with: ""), error.kind.exitCode)
    }
  }

  @Test("that is plain is read as it is, with size and SHA-256")
  func plain() throws {
    let folder = try Folder()
    let file = try InputFile.read(try folder.write("a.csv", Array("abc".utf8)))
    #expect(file.bytes == Array("abc".utf8))
    #expect(file.baseName == "a.csv")
    #expect(file.storedByteCount == 3)
    // The example of FIPS 180-4.
    #expect(
      file.storedSHA256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try InputFile.read(try folder.write("empty", [])).bytes.isEmpty)
  }

  @Test("that is absent, a folder or not readable has exit code 66")
  func absent() throws {
    let folder = try Folder()
    #expect(complaint(folder.url.appending(path: "b.csv").path) == ("b.csv: no such file", 66))
    #expect(
      complaint(folder.url.appending(path: "b.csv.gz").path) == ("b.csv.gz: no such file", 66))
    let inner = folder.url.appending(path: "c").path
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    #expect(complaint(inner) == ("c: expected a file, found a folder", 66))
  }

  @Test("that ends in .gz is unpacked, and refused when a piece is missing")
  func gzip() throws {
    let folder = try Folder()
    // Digits in no order, so that the packed file is long enough to be cut.
    var random = SplitMix(state: 1)
    let content = (0..<300_000).map { _ in UInt8(48 + random.below(10)) }
    _ = try folder.write("-a b.csv", content)
    #expect(try folder.run("gzip", "--", "-a b.csv"))
    let path = folder.url.appending(path: "-a b.csv.gz").path
    let file = try InputFile.read(path)
    #expect(file.bytes == content)
    #expect(file.storedByteCount < content.count)
    let packed = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(packed.count == file.storedByteCount)

    let cut = try folder.write("cut.csv.gz", Array(packed.prefix(packed.count / 2)))
    #expect(
      complaint(cut)
        == ("cut.csv.gz: expected a whole .gz file, found by gzip: unexpected end of file", 65))
    let plain = try folder.write("plain.csv.gz", Array("ts_ms,open\n".utf8))
    #expect(
      complaint(plain)
        == ("plain.csv.gz: expected a whole .gz file, found by gzip: not in gzip format", 65))
    var damaged = packed
    damaged[packed.count / 2] ^= 0x55
    let outcome = complaint(try folder.write("damaged.csv.gz", damaged))
    #expect(outcome.line.hasPrefix("damaged.csv.gz: expected a whole .gz file, found by gzip: "))
    #expect(outcome.exitCode == 65)
  }

  @Test("that ends in .zst or .zip is unpacked where the program is there")
  func others() throws {
    let folder = try Folder()
    let content = Array("ts_ms,open\n".utf8)
    _ = try folder.write("a.csv", content)
    if try folder.run("zstd", "-q", "a.csv") {
      let path = folder.url.appending(path: "a.csv.zst").path
      #expect(try InputFile.read(path).bytes == content)
      let packed = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
      let cut = complaint(try folder.write("cut.zst", packed.dropLast(5)))
      #expect(cut.line.hasPrefix("cut.zst: expected a whole .zst file, found by zstd: "))
      #expect(cut.exitCode == 65)
    } else {
      print("skipped .zst: no zstd program")
    }
    let zip = complaint(try folder.write("bad.zip", content))
    #expect([65, 74].contains(zip.exitCode))
    if try folder.run("zip", "-q", "a.zip", "a.csv") {
      #expect(try InputFile.read(folder.url.appending(path: "a.zip").path).bytes == content)
    } else {
      print("skipped .zip: no zip program")
    }
  }

  @Test("that is an archive gives its one table, whatever lies beside it")
  func archive() throws {
    let folder = try Folder()
    let table = Array("ts_ms,open\n1,2\n".utf8)
    for part in ["__MACOSX", "data"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: part), withIntermediateDirectories: false)
    }
    _ = try folder.write("README.md", Array("Read me.\n".utf8))
    _ = try folder.write("__MACOSX/._bars.csv", [0, 5, 22, 7])
    _ = try folder.write("data/bärs [1].csv", table)
    _ = try folder.write("bars.zip.CHECKSUM", Array("ab  bars.zip\n".utf8))
    _ = try folder.write("other.csv", table)
    func read(_ name: String, _ entries: String...) throws -> InputFile? {
      for entry in entries {
        guard try folder.run("zip", "-q", name, entry) else {
          print("skipped .zip: no zip program")
          return nil
        }
      }
      return try InputFile.read(folder.url.appending(path: name).path)
    }
    let file = try read(
      "bars.zip", "README.md", "__MACOSX/._bars.csv", "data/", "data/bärs [1].csv",
      "bars.zip.CHECKSUM")
    guard let file else { return }
    #expect(file.bytes == table)
    #expect(file.entry?.hasPrefix("data/b") == true)
    #expect(file.entriesLeftOut == ["README.md", "__MACOSX/._bars.csv", "bars.zip.CHECKSUM"])
    #expect(try read("one.zip", "README.md")?.entry == "README.md")
    #expect(try read("one.zip", "README.md")?.entriesLeftOut == [])
    _ = try folder.run("zip", "-q", "two.zip", "other.csv", "data/bärs [1].csv")
    let two = complaint(folder.url.appending(path: "two.zip").path)
    #expect(
      two.line.hasPrefix(
        "two.zip: expected a .zip file with one .csv file in it, found \"other.csv\", "))
    #expect(two.exitCode == 65)
    _ = try folder.run("zip", "-q", "none.zip", "__MACOSX/._bars.csv")
    #expect(
      complaint(folder.url.appending(path: "none.zip").path)
        == ("none.zip: expected a .zip file with one .csv file in it, found no file", 65))
    let packed = try [UInt8](Data(contentsOf: folder.url.appending(path: "bars.zip")))
    let cut = complaint(try folder.write("cut.zip", Array(packed.dropLast(30))))
    #expect(cut.line.hasPrefix("cut.zip: expected a whole .zip file, found "))
    #expect(cut.exitCode == 65)
  }

  @Test("that ends in .gz is read to the end of its last part")
  func parts() throws {
    let folder = try Folder()
    _ = try folder.write("a", Array("one\n".utf8))
    _ = try folder.write("b", Array("two\n".utf8))
    #expect(try folder.run("gzip", "a", "b"))
    let parts = try ["a.gz", "b.gz"].map {
      try [UInt8](Data(contentsOf: folder.url.appending(path: $0)))
    }
    let file = try InputFile.read(try folder.write("both.csv.gz", parts[0] + parts[1]))
    #expect(file.bytes == Array("one\ntwo\n".utf8))
  }
}
