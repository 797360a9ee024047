/// The rulebooks that the program carries, as the bytes of their files.
public enum EmbeddedVenues {
  /// Every carried rulebook by name: exchanges, chains, history, lending.
  public static var all: [(name: String, bytes: [UInt8])] {
    [
      ("binance-usdm", PackageResources.binance_usdm_json5),
      ("binance-coinm", PackageResources.binance_coinm_json5),
      ("bybit-usdt", PackageResources.bybit_usdt_json5),
      ("bybit-inverse", PackageResources.bybit_inverse_json5),
      ("okx", PackageResources.okx_json5),
      ("bitmex", PackageResources.bitmex_json5),
      ("deribit", PackageResources.deribit_json5),
      ("kraken", PackageResources.kraken_json5),
      ("hyperliquid", PackageResources.hyperliquid_json5),
      ("dydx-v4", PackageResources.dydx_v4_json5),
      ("drift-v2", PackageResources.drift_v2_json5),
      ("paradex", PackageResources.paradex_json5),
      ("lighter", PackageResources.lighter_json5),
      ("gmx-v2", PackageResources.gmx_v2_json5),
      ("synthetix-v3", PackageResources.synthetix_v3_json5),
      ("mango-v4", PackageResources.mango_v4_json5),
      ("ftx", PackageResources.ftx_json5),
      ("maker-clip", PackageResources.maker_clip_json5),
      ("compound-v3", PackageResources.compound_v3_json5),
      ("aave-v3", PackageResources.aave_v3_json5),
    ]
  }
}
