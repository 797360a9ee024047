import Intake
import Testing
import Units

@Suite("A moment in UTC")
struct UTCTimeTests {
  @Test(
    "is read and written as ISO 8601",
    arguments: [
      // Seconds from the POSIX `date` program.
      ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59Z", 951_868_799),
      ("2021-05-19T12:15:00Z", 1_621_426_500), ("2025-10-10T21:21:29Z", 1_760_131_289),
      ("2100-03-01T00:00:00Z", 4_107_542_400), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
  func known(text: String, seconds: Int64) {
    #expect(UTCTime(text)?.microseconds == seconds * 1_000_000)
    #expect(UTCTime(microseconds: seconds * 1_000_000).text == text)
  }

  @Test("may be shortened")
  func short() {
    let noon = UTCTime("2021-05-19T12:00:00Z")
    #expect(noon != nil)
    #expect(UTCTime("2021-05-19 12:00") == noon)
    #expect(UTCTime("2021-05-19T12:00Z") == noon)
    #expect(UTCTime("2021-05-19") == UTCTime("2021-05-19T00:00:00Z"))
    #expect(UTCTime("2021-05-19T12:00:00.25Z")?.text == "2021-05-19T12:00:00.25Z")
    #expect(UTCTime("2021-05-19T12:00:00.000001Z")?.microseconds == 1_621_425_600_000_001)
  }

  @Test(
    "that does not exist is refused",
    arguments: [
      "", "2021-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "2021-1-1", "1969-12-31",
      "2021-05-19T24:00", "2021-05-19T12:60", "2021-05-19T12:00:60", "2021-05-19T12", "2021-05-19Z",
      "2021-05-19T12:00:00+02:00", "2021-05-19T12:00:1", "2021-05-19T12:00:01.", "19.05.2021",
      "2021-05-19T12:00:00.1234567Z", "2021-05-19T12:00:0١",
    ])
  func refused(text: String) {
    #expect(UTCTime(text) == nil)
  }

  @Test("comes back after each day of 400 years")
  func everyDay() {
    var previous = ""
    for day in stride(from: Int64(0), to: 146_097, by: 7) {
      let moment = UTCTime(microseconds: day * 86_400_000_000)
      let text = moment.text
      #expect(UTCTime(text) == moment)
      #expect(previous < text)
      previous = text
    }
  }

  @Test("becomes an instant of the run")
  func instant() {
    let start = UTCTime(milliseconds: 1_621_426_500_000)
    let later = UTCTime(microseconds: start.microseconds + 3)
    #expect(later.instant(since: start) == Instant(nanoseconds: 3000))
    #expect(TimeWindow(from: later, to: start) == nil)
    #expect(TimeWindow(from: start, to: later)?.contains(later) == false)
    #expect(TimeWindow(from: start, to: later)?.contains(start) == true)
  }
}
