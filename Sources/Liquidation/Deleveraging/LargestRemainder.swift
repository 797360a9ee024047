import Units

/// Splits a whole number in proportion to weights, so that the parts add up to it exactly.
///
/// Each gets the whole part of its share. What is left goes one each to the greatest fractions, and
/// among equal fractions to the earlier ones (the method of Hamilton and Hare).
package enum LargestRemainder {
  /// The parts of a total.
  ///
  /// - Parameters:
  ///   - total: What is split; not negative.
  ///   - weights: Not negative, and one at least positive unless the total is zero.
  package static func split(_ total: Int64, by weights: [Int64]) -> [Int64] {
    invariant(total >= 0, "what is split is not negative")
    var sum: Int128 = 0
    for weight in weights {
      invariant(weight >= 0, "a weight is not negative")
      sum += Int128(weight)
    }
    if total == 0 { return weights.map { _ in 0 } }
    invariant(sum > 0, "somebody has a weight")
    var left = total
    var fractions: [Int128] = []
    var parts: [Int64] = []
    for weight in weights {
      let product = Int128(total) * Int128(weight)
      // Down: the fractions are handed out below, whole.
      let part = Int64(divide(product, by: sum, rounding: .down))
      parts.append(part)
      fractions.append(product - Int128(part) * sum)
      left -= part
    }
    let order = parts.indices.sorted {
      fractions[$0] == fractions[$1] ? $0 < $1 : fractions[$0] > fractions[$1]
    }
    for index in order.prefix(Int(left)) { parts[index] += 1 }
    return parts
  }
}
