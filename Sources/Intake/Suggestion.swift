/// Finds the word that was probably meant.
package enum Suggestion {
  /// The candidate nearest to a word, if it is near enough to be a slip of the pen.
  ///
  /// Near enough is one edit for each three characters, and at least one. Of equally near
  /// candidates the first is taken, so the order of the candidates is part of the answer.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = folded(word)
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let distance = editDistance(letters, folded(candidate))
      guard distance <= max(1, max(letters.count, candidate.count) / 3) else { continue }
      if let found = best, found.distance <= distance { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// The letters without case and separators, so that `maker_count` is near `makerCount`.
  private static func folded(_ word: String) -> [Character] {
    Array(word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " })
  }

  /// The edits between two words: insert, delete, replace, or swap two neighbours
  /// (optimal string alignment, Damerau 1964).
  package static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var twoAbove = [Int](repeating: 0, count: right.count + 1)
    var above = Array(0...right.count)
    var row = above
    for (i, a) in left.enumerated() {
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (a == b ? 0 : 1))
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
          cost = min(cost, twoAbove[j - 1] + 1)
        }
        row[j + 1] = cost
      }
      (twoAbove, above, row) = (above, row, twoAbove)
    }
    return above[right.count]
  }
}
