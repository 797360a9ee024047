import Kernel
import Testing

/// Expected digests: NIST, "Secure Hash Standard, example values" (2015), and coreutils
/// `sha256sum`.
@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "messages have the published digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
          + "lmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func messagesHaveThePublishedDigests(message: String, digest: String) {
    #expect(SHA256.hex(of: message) == digest)
  }

  @Test("a message gives one digest however it is cut into pieces")
  func piecesDoNotMatter() {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) }
    let whole = SHA256.hex(of: message)
    #expect(whole == "c85a431e0fe575b2609289d3a4042414715f400612575a125d2ce5573d608732")
    for size in [1, 3, 63, 64, 65, 200] {
      var hash = SHA256()
      var index = 0
      while index < message.count {
        hash.update(Array(message[index..<min(index + size, message.count)]))
        _ = hash.finalize()
        index += size
      }
      #expect(hash.hex() == whole, "pieces of \(size)")
    }
  }

  @Test("the digest of a million letters is the published one")
  func aMillionLetters() {
    var hash = SHA256()
    let thousand = [UInt8](repeating: 0x61, count: 1000)
    for _ in 0..<1000 { hash.update(thousand) }
    #expect(hash.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
