import Kernel
import Testing

/// Expected values: 50-digit arithmetic.
@Suite struct ElementaryHyperbolicTests {
  @Test(
    "the inverse hyperbolic cosine keeps its digits near one and far from it",
    arguments: [
      (0.19, 0.60707616324706279), (1e-10, 1.4142135623613100e-5), (1, 1.3169578969248167),
      (1e6, 14.508658738523469), (1e200, 461.21016577936908),
    ])
  func arccosh(u: Double, expected: Double) {
    let value = Elementary.arccosh(onePlus: u)
    #expect(abs(value - expected) <= 1e-15 * expected, "\(value)")
  }

  @Test func theEndsAreHandled() {
    #expect(Elementary.arccosh(onePlus: 0) == 0)
    #expect(Elementary.arccosh(onePlus: -1e-9).isNaN)
    #expect(Elementary.arccosh(onePlus: .nan).isNaN)
  }
}
