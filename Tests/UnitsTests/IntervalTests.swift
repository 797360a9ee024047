import Testing
import Units

@Suite struct IntervalTests {
  @Test func aSecondIsThousandMillisecondsAndAMillionMicroseconds() {
    #expect(Interval.seconds(1).nanoseconds == 1_000_000_000)
    #expect(Interval.seconds(1) == .milliseconds(1000))
    #expect(Interval.milliseconds(1) == .microseconds(1000))
    #expect(Interval.microseconds(7) * 3 == Interval(nanoseconds: 21_000))
  }

  @Test func lengthsAddAndCompare() {
    var length = Interval.seconds(2)
    length += .milliseconds(500)
    length -= .seconds(3)
    #expect(length == -.milliseconds(500) && length.magnitude == .milliseconds(500))
    #expect(length < .zero && length + .milliseconds(500) == .zero)
  }
}
