import Intake
import Units

/// The first number of some parameters that the type they are read into cannot hold.
///
/// Foundation's decoder refuses `3000.5` for an integer with "not valid JSON" and without a key. The number is found
/// by trying: with ones in place of the numbers up to it the decoder has nothing to say against any.
struct UnfitNumber {
  /// The way to the number.
  let keys: [String]
  /// The number.
  let number: ExactDecimal

  /// Finds the number.
  ///
  /// - Parameters:
  ///   - text: The parameters, JSON.
  ///   - isFit: Whether the decoder has nothing to say against the numbers of a text.
  init?(in text: String, isFit: (String) -> Bool) {
    guard let root = try? JSON5Reader.read(Array(text.utf8), file: "") else { return nil }
    let numbers = Self.numbers(of: root)
    func isFitWithOnes(_ count: Int) -> Bool {
      var left = count
      return isFit(CanonicalJSON.text(Self.withOnes(root, for: &left)))
    }
    guard isFitWithOnes(numbers.count), !isFitWithOnes(0) else { return nil }
    var (unfit, fit) = (0, numbers.count)
    while fit - unfit > 1 {
      let middle = (fit + unfit) / 2
      if isFitWithOnes(middle) { fit = middle } else { unfit = middle }
    }
    self = numbers[unfit]
  }

  private init(keys: [String], number: ExactDecimal) {
    self.keys = keys
    self.number = number
  }

  /// What is wrong with it.
  var fault: ParameterFault {
    let expected = number.exponent < 0 ? "a whole number" : "a number that fits the parameter"
    return ParameterFault(keys: keys, problem: "expected \(expected), found \(number.text)")
  }

  /// All numbers with the ways to them, in the order of the document.
  private static func numbers(of value: JSON5Value) -> [UnfitNumber] {
    switch value.content {
    case .null, .boolean, .text: []
    case .number(let number): [UnfitNumber(keys: [], number: number)]
    case .list(let elements):
      elements.enumerated().flatMap { place, element in
        numbers(of: element).map { $0.below("\(place)") }
      }
    case .object(let members):
      members.flatMap { member in numbers(of: member.value).map { $0.below(member.key) } }
    }
  }

  private func below(_ key: String) -> UnfitNumber {
    UnfitNumber(keys: [key] + keys, number: number)
  }

  /// The document with ones in place of its first numbers.
  ///
  /// - Parameter count: How many of them; what is left of it afterwards.
  private static func withOnes(_ value: JSON5Value, for count: inout Int) -> JSON5Value {
    switch value.content {
    case .null, .boolean, .text: return value
    case .number:
      guard count > 0 else { return value }
      count -= 1
      return JSON5Value(
        .number(ExactDecimal(coefficient: 1, exponent: 0)), at: value.position)
    case .list(let elements):
      var changed: [JSON5Value] = []
      for element in elements { changed.append(withOnes(element, for: &count)) }
      return JSON5Value(.list(changed), at: value.position)
    case .object(let members):
      var changed: [JSON5Value.Member] = []
      for member in members {
        changed.append(
          JSON5Value.Member(
            key: member.key, position: member.position, value: withOnes(member.value, for: &count)))
      }
      return JSON5Value(.object(changed), at: value.position)
    }
  }
}
