import Kernel
import Units

extension BarrierCrossing {
  /// The chance that one of equally spaced looks finds the price at the level or beyond, without a correction.
  ///
  /// The density of a Gaussian walk is followed from look to look on a grid of a twentieth of a step, and
  /// what reaches the level is taken out. Right to about 10^-4; the work grows with the looks.
  ///
  /// - Parameter looks: How many looks the horizon has, the last at its end; positive.
  package func gridProbability(looks: Int) -> Double {
    invariant(looks > 0, "a price that is watched is looked at")
    invariant(flaw == nil, "a question about a barrier has sound numbers")
    let gap = horizon / Double(looks)
    let step = deviation * gap.squareRoot()
    let perStep = 20.0
    let width = 1 / perStep
    // Everything in steps of the walk: places are distances above the level.
    let start = distance / step
    let shift = drift * gap / step
    let spread = 7 * Double(looks).squareRoot() + 7
    let count = Int(
      (start + max(shift, 0) * Double(looks) + min(spread, 7 * Double(looks))) / width)
    func chance(_ distance: Double) -> Double {
      let density = Elementary.exp(-distance * distance / 2)
      return density * width / (2 * Double.pi).squareRoot()
    }
    func place(_ cell: Int) -> Double { (Double(cell) + 0.5) * width }
    var mass = (0..<count).map { chance(place($0) - start - shift) }
    let reach = Int(7 * perStep)
    let moved = Int((shift * perStep).rounded())
    // The rest of the shift beyond whole cells stays in the kernel.
    let kernel = (-reach...reach).map { chance(Double($0 + moved) * width - shift) }
    for _ in 1..<max(looks, 1) {
      var next = Array(repeating: 0.0, count: count)
      for (from, weight) in mass.enumerated() where weight > 0 {
        let low = max(0, from + moved - reach)
        let high = min(count - 1, from + moved + reach)
        if low > high { continue }
        for to in low...high { next[to] += weight * kernel[to - from - moved + reach] }
      }
      mass = next
    }
    return 1 - mass.reduce(0, +)
  }
}
