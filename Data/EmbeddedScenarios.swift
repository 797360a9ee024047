/// The scenarios that the program carries, as the bytes of their files.
public enum EmbeddedScenarios {
  /// Every carried scenario by name, the default comparison first.
  public static var all: [(name: String, bytes: [UInt8])] {
    [
      ("flash-crash", PackageResources.flash_crash_json5),
      ("calm-btc", PackageResources.calm_btc_json5),
      ("btc-2021-05-19", PackageResources.btc_2021_05_19_json5),
      ("avax-2025-10-10", PackageResources.avax_2025_10_10_json5),
      ("venues-crash", PackageResources.venues_crash_json5),
      ("venues-2021-05-19", PackageResources.venues_2021_05_19_json5),
      ("coin-crash", PackageResources.coin_crash_json5),
    ]
  }
}
