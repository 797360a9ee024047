import Reporting
import Testing

@Suite("Times that the end of a run cuts off")
struct CensoredTimesTests {
  // Of five runs three come to it, so half of them have by the third time; (10 + 40 + 25 + 100 + 100) / 5.
  @Test("the median is where half have come to it, the mean counts the others with the whole run")
  func reached() {
    let times = CensoredTimes([10, nil, 40, 25, nil], end: 100)
    #expect(times.reachedCount == 3)
    #expect(times.median == 40)
    #expect(times.restricted.reduce(0, +) / 5 == 55)
  }

  @Test("two of four are half, one of three is not")
  func half() {
    #expect(CensoredTimes([10, nil, 40, nil], end: 100).median == 40)
    #expect(CensoredTimes([10, nil, nil], end: 100).median == nil)
    #expect(CensoredTimes([], end: 100).median == nil)
  }
}
