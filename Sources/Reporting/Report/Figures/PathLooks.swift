import Kernel

/// The look of each path or rulebook of a comparison, by its name, so that it is the same in every figure of every report.
///
/// What ships has a fixed look. Other names begin at a colour drawn from their letters and take the next look that no
/// other path of the comparison has, while there is one.
package struct PathLooks: Sendable {
  private let looks: [String: ChartLook]

  /// Chooses the look of each path of a comparison.
  package init(_ paths: [String]) {
    var places: [String: Int] = [:]
    for path in paths { places[path] = Self.shipped[path] }
    var taken = Set(places.values)
    for path in paths where places[path] == nil {
      // Colours first, so that dashes stand only where colours are used up.
      let colors = ChartColor.paths.count
      let first = Int(FNV1a.hash(path) % UInt64(colors))
      let order = (0..<ChartLook.count).map { $0 / colors * colors + (first + $0) % colors }
      let place = order.first { !taken.contains($0) } ?? first
      places[path] = place
      taken.insert(place)
    }
    looks = places.mapValues { ChartLook.series($0) }
  }

  /// The look of a path; grey for what is none of the comparison, as the control.
  package subscript(path: String) -> ChartLook { looks[path] ?? ChartLook(.grey) }

  /// The places of what ships: paths and rulebooks, which never stand in one comparison, count each from 0.
  private static let shipped: [String: Int] = {
    let paths = [
      "market-order", "step-ladder", "takeover-limit", "twap-slices", "backstop-transfer",
      "sealed-bid", "dutch-auction", "almgren-chriss", "obizhaeva-wang", "ftx-backstop",
      "deleverage-queue", "deleverage-pro-rata", "deleverage-capped",
    ]
    let rulebooks = [
      "binance-usdm", "bybit-usdt", "okx", "deribit", "hyperliquid", "dydx-v4", "paradex",
      "lighter", "gmx-v2", "ftx", "kraken", "drift-v2", "bitmex", "binance-coinm",
      "bybit-inverse", "synthetix-v3", "mango-v4", "aave-v3", "compound-v3", "maker-clip",
    ]
    var places: [String: Int] = [:]
    for names in [paths, rulebooks] {
      for (place, name) in names.enumerated() { places[name] = place }
    }
    return places
  }()
}
