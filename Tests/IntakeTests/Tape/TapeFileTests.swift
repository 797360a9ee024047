import Intake
import Market
import TestSupport
import Testing

@Suite("A tape file") struct TapeFileTests {
  private let folder = try? TapeFolder()

  /// A tape of a hundred messages whose venue's clock steps back at times.
  private func bytes() throws -> [UInt8] {
    var random = TestRandom(seed: 7)
    let rows = (0..<100).map { place in
      let time = 10 * place + Int(random.integer(0...40))
      return
        "\(time) \(10 * place + 50) x \(random.pick(["buy", "sell"])) \(random.integer(90...110)) \(random.integer(1...9))"
    }
    let folder = try #require(folder)
    return TapeFolder.bytes(
      try TapeImage(drafts: [try folder.draft("t.csv", TardisText.trades(rows))]))
  }

  private func complaint(_ bytes: [UInt8]) throws -> String {
    let folder = try #require(folder)
    try folder.write("x.tape", bytes)
    return folder.complaint { () throws(InputError) in
      _ = try TapeFile.open(folder.path + "/x.tape")
    }
  }

  @Test("says what it was made from")
  func facts() throws {
    let folder = try #require(folder)
    let file = try TapeFile.open(try folder.write("a.tape", try bytes()))
    #expect(file.tape.messages.count == 100)
    #expect(file.tape.exchangeOrder.count == 100)
    #expect(file.facts.exchange == "venue" && file.facts.symbol == "XYZ")
    #expect(file.facts.sources.map(\.file) == ["t.csv"])
    #expect(file.facts.sources.map(\.rowCount) == [100])
    #expect(file.facts.sources.map(\.sha256.count) == [64])
    #expect(TapeFile.isTape(file.path))
    #expect(!TapeFile.isTape(folder.path + "/t.csv"))
  }

  @Test("is the same bytes whenever it is made")
  func repeated() throws { #expect(try bytes() == bytes()) }

  @Test("with any one bit changed is refused")
  func flipped() throws {
    let bytes = try bytes()
    var random = TestRandom(seed: 1)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8(random.integer(0...7))
      let message = try complaint(damaged)
      #expect(message.hasPrefix("x.tape: ") && !message.contains("\n"), "byte \(place)")
    }
  }

  @Test("that is cut anywhere, or longer than it says, is refused")
  func cut() throws {
    let bytes = try bytes()
    for count in [0, 1, 7, 8, 63, 64, 65, 500, bytes.count - 64, bytes.count - 1] {
      #expect(try complaint(Array(bytes.prefix(count))).hasPrefix("x.tape: "), "\(count) bytes")
    }
    #expect(try complaint(bytes + [0]).contains("the tape is cut or damaged"))
    #expect(
      try complaint([]) == "x.tape: expected a tape, as import tape writes it, found an empty file")
    #expect(try complaint(Array("exchange,symbol\n".utf8)).contains("expected a tape"))
  }

  @Test("whose columns are no tape's is refused even if its checksum fits")
  func forged() throws {
    let bytes = try bytes()
    let layout = try TapeFolder.columns(of: bytes)
    // Arrival, `rowsEnd`, a kind, a price, the order.
    for (place, message) in [
      (layout.messages + 24 + 15, "messages out of order"),
      (layout.messages + 24 + 16, "messages out of order"),
      (layout.rows, "a row of no kind"), (layout.rows + 7, "a row without a price"),
      (layout.order, "no order by the venue's clock"),
    ] {
      var forged = bytes
      forged[place] = place == layout.rows ? 99 : forged[place] ^ 0x80
      TapeFolder.sign(&forged)
      #expect(try complaint(forged) == "x.tape: the tape is damaged: \(message)")
    }
  }
}
