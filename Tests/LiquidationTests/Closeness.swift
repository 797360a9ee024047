/// Whether a figure meets a published one.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}

/// Whether a figure meets a published one within an absolute distance.
func isClose(_ value: Double, _ expected: Double, within distance: Double) -> Bool {
  abs(value - expected) <= distance
}
