import Foundation
import Intake
import Market
import Testing
import Units

/// A market written as recorded files and read again is the same market.
@Suite("A feed made from a seed") struct TardisRoundTripTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `is the same tape after it was written as a day of Tardis and imported`(seed: UInt64) throws
  {
    let made = ExampleFeed.tape(seed: seed, length: .seconds(20))
    let folder = FileManager.default.temporaryDirectory.appending(path: "feed-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = TardisWriter.files(
      of: made, exchange: "example", symbol: "BTCUSDT", tick: ExampleFeed.grid.tick,
      lot: ExampleFeed.grid.lot)
    var paths: [String] = []
    for file in files {
      let path = folder.appending(path: file.name)
      try Data(file.bytes).write(to: path)
      paths.append(path.path)
    }
    let image = try TapeImage(
      drafts: TapeIntake().read(paths.map { TapePath($0) }), tick: ExampleFeed.grid.tick,
      lot: ExampleFeed.grid.lot)
    var bytes: [UInt8] = []
    image.write { bytes += $0 }
    let path = folder.appending(path: "market.tape")
    try Data(bytes).write(to: path)
    let read = try TapeFile.open(path.path).tape
    // A file tells trades one by one, so that several of one instant are as many messages.
    #expect(rows(of: read) == rows(of: made))
    #expect(read.exchangeOrder.isEmpty)
  }

  private struct TimedRow: Equatable {
    var exchangeTime: Int64
    var arrivalTime: Int64
    var row: TapeRow
  }

  private func rows(of tape: MarketTape) -> [TimedRow] {
    tape.messages.indices.flatMap { number in
      tape.rowsInPlace(of: number).map {
        TimedRow(
          exchangeTime: tape.messages[number].exchangeTime,
          arrivalTime: tape.messages[number].arrivalTime, row: $0)
      }
    }
  }
}
