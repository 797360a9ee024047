import Foundation
import Intake
import Simulation

/// A registered strategy: its name and how it is made from parameters.
package struct StrategyEntry: Sendable {
  /// The name under which scenarios ask for it.
  package let name: String
  /// One sentence.
  package let summary: String
  private let maker: @Sendable (String) throws(ParameterFault) -> any Strategy

  init<S: Strategy>(_ strategy: S.Type) {
    name = S.name
    summary = S.summary
    maker = { (text: String) throws(ParameterFault) -> any Strategy in
      S(parameters: try Self.parameters(S.Parameters.self, from: text))
    }
  }

  /// Makes the strategy from parameters as JSON text.
  func make(_ parameters: String) throws(ParameterFault) -> any Strategy {
    try maker(parameters)
  }

  /// Decodes parameters, and refuses a key that the type does not know.
  ///
  /// `JSONDecoder` passes unknown keys over, so the decoded value is encoded again: what it does not
  /// write back it did not understand.
  private static func parameters<Value: Codable>(
    _ type: Value.Type, from text: String
  ) throws(ParameterFault) -> Value {
    let data = Data(text.utf8)
    let value: Value
    do { value = try JSONDecoder().decode(type, from: data) } catch {
      let number = UnfitNumber(in: text) { isFit($0, for: type) }
      throw number?.fault ?? ParameterFault(error)
    }
    guard let given = object(data), let encoded = try? JSONEncoder().encode(value),
      let known = object(encoded)
    else { return value }
    let names = known.keys.sorted()
    // A null may stand for an optional value that is not written back.
    let unknown = given.filter { known[$0.key] == nil && !($0.value is NSNull) }.keys.sorted()
    if let key = unknown.first {
      throw ParameterFault(
        keys: [key], problem: "unknown key",
        suggestion: Suggestion.nearest(to: key, among: names))
    }
    return value
  }

  /// Whether the decoder takes every number of a text, whatever else it may find.
  private static func isFit<Value: Codable>(_ text: String, for type: Value.Type) -> Bool {
    do {
      _ = try JSONDecoder().decode(type, from: Data(text.utf8))
      return true
    } catch DecodingError.dataCorrupted(let context) {
      // A number that its type cannot hold is told of the document as a whole; other faults name a key.
      return !context.codingPath.isEmpty
    } catch {
      return true
    }
  }

  private static func object(_ data: Data) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }
}
