import Kernel

/// A file as the manifest knows it: its name, its size and the digest of its bytes.
package struct ManifestFile: Sendable, Hashable {
  /// For an input its base name; for an output its path within the report, with slashes.
  package let name: String
  /// The count of its bytes.
  package let size: Int
  /// SHA-256 of its bytes, 64 lowercase hexadecimal digits.
  package let sha256: String

  /// Makes an entry from known values.
  package init(name: String, size: Int, sha256: String) {
    self.name = name
    self.size = size
    self.sha256 = sha256
  }

  /// Makes the entry of some bytes.
  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, size: bytes.count, sha256: SHA256.hex(of: bytes))
  }

  /// Whether a name stays within its folder: plain names parted by slashes, none of them "." or "..".
  package static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") }
  }
}
