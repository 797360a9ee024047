import Intake
import Testing

@Suite("A suggestion")
struct SuggestionTests {
  @Test("counts edits and swaps as published")
  func distance() {
    // The usual textbook pairs.
    #expect(Suggestion.editDistance(Array("kitten"), Array("sitting")) == 3)
    #expect(Suggestion.editDistance(Array("flaw"), Array("lawn")) == 2)
    #expect(Suggestion.editDistance(Array("ab"), Array("ba")) == 1)
    #expect(Suggestion.editDistance([], Array("abc")) == 3)
  }

  @Test("is the nearest word when a slip explains the difference, else nothing")
  func nearest() {
    let keys = ["makers", "takers", "tickSize", "seed"]
    #expect(Suggestion.nearest(to: "maker", among: keys) == "makers")
    #expect(Suggestion.nearest(to: "tick_size", among: keys) == "tickSize")
    #expect(Suggestion.nearest(to: "sede", among: keys) == "seed")
    #expect(Suggestion.nearest(to: "latency", among: keys) == nil)
    #expect(Suggestion.nearest(to: "", among: keys) == nil)
    #expect(Suggestion.nearest(to: "akers", among: keys) == "makers")
  }
}
