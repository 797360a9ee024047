/// P-values of several tests adjusted so that the chance of any false rejection stays below the level (Holm 1979).
package enum HolmAdjustment {
  /// The adjusted p-values in the order given.
  ///
  /// With the p-values ascending, number i of m is multiplied by m - i + 1; none is less than the one before
  /// it, none more than 1.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted {
      pValues[$0] == pValues[$1] ? $0 < $1 : pValues[$0] < pValues[$1]
    }
    var adjusted = pValues
    var least = 0.0
    for (place, index) in order.enumerated() {
      least = max(least, min(1, pValues[index] * Double(pValues.count - place)))
      adjusted[index] = least
    }
    return adjusted
  }
}

/// P-values of many tests adjusted so that of all rejections an expected share below the level is false
/// (Benjamini and Hochberg 1995).
///
/// For maps of many cells, where ``HolmAdjustment`` would let hardly anything pass. It holds for independent tests and for
/// tests that depend on one another positively, as those of neighbouring cells under common luck do (Benjamini and
/// Yekutieli 2001).
package enum BenjaminiHochberg {
  /// The adjusted p-values in the order given.
  ///
  /// With the p-values ascending, number i of m is multiplied by m / i; none is more than the one after it, none more
  /// than 1. A test is rejected where its adjusted p-value is at most the level.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted {
      pValues[$0] == pValues[$1] ? $0 < $1 : pValues[$0] < pValues[$1]
    }
    var adjusted = pValues
    var most = 1.0
    for (place, index) in order.enumerated().reversed() {
      most = min(most, pValues[index] * Double(pValues.count) / Double(place + 1))
      adjusted[index] = most
    }
    return adjusted
  }
}
