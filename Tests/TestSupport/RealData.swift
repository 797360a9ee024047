package import Foundation

/// Finds files of real market data, which stay out of the repository.
///
/// They lie in the folder that the environment variable `STEPLADDER_DATA` names, else in
/// `../shared/data` beside the package.
package enum RealData {
  /// The folder of the data, whether it exists or not.
  package static let folder: URL = {
    if let folder = ProcessInfo.processInfo.environment["STEPLADDER_DATA"], !folder.isEmpty {
      return URL(fileURLWithPath: folder)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appending(path: "shared/data")
  }()

  /// The path of a file below the folder.
  package static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Whether a file is there; use as the condition of a test, with ``absence(_:)`` as its comment.
  package static func has(_ name: String) -> Bool {
    FileManager.default.isReadableFile(atPath: path(name))
  }

  /// Why a test is skipped.
  package static func absence(_ name: String) -> String {
    "no real data: \(name) is not in the folder that STEPLADDER_DATA names"
  }

  /// Minute bars of BTCUSDT spot on Binance, 18 to 20 May 2021.
  package static let bitcoinBars = "crash-windows/20210519_binance_spot_BTCUSDT_1m.csv"
  /// Trades of AVAX-USD on Coinbase, 10 October 2025.
  package static let avalancheSpotTrades =
    "ticks-20251010/coinbase_trades_2025-10-10_AVAX-USD.csv.gz"
  /// Trades of the perpetual AVAXUSD_PERP on Binance COIN-M, 10 October 2025.
  package static let avalanchePerpetualTrades =
    "ticks-20251010/binance-delivery_trades_2025-10-10_AVAXUSD_PERP.csv.gz"
}
