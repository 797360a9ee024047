/// The power of a thousand in which amounts of a picture are counted, so that its numbers are short.
struct MoneyScale {
  /// What one unit of the picture is.
  let factor: Double
  /// Its name before the unit: "thousand ".
  let name: String
  /// Decimals of a number on the picture.
  let decimals: Int

  init(largest: Double) {
    switch largest.magnitude {
    case 10_000_000...: (factor, name) = (1_000_000, "million ")
    case 10_000...: (factor, name) = (1000, "thousand ")
    default: (factor, name) = (1, "")
    }
    switch largest.magnitude / factor {
    case 100...: decimals = 0
    case 10...: decimals = 1
    default: decimals = 2
    }
  }
}
