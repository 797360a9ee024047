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
