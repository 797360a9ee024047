import Foundation
import Intake
import Simulation

/// A registered strategy: its name and how it is made from parameters.
package struct StrategyEntry: Sendable {
  /// The name under which scenarios ask for it.
  package let name: String
  /// One sentence.
  package let summary: String
  private let maker: @Sendable (JSON5Value) throws(ParameterFault) -> any Strategy
  private let reader: @Sendable (JSON5Value) throws(ParameterFault) -> Void
  private let teller: @Sendable () -> JSON5Value?

  init<S: Strategy>(_ strategy: S.Type) {
    name = S.name
    summary = S.summary
    maker = { (value: JSON5Value) throws(ParameterFault) -> any Strategy in
      S(parameters: try Self.parameters(S.Parameters.self, from: value))
    }
    reader = { (value: JSON5Value) throws(ParameterFault) in
      _ = try Self.parameters(S.Parameters.self, from: value)
    }
    teller = {
      let nothing = JSON5Value(.object([]), at: TextPosition(line: 1, column: 1))
      guard let plain = try? Self.parameters(S.Parameters.self, from: nothing) else { return nil }
      return try? Self.encoded(plain)
    }
  }

  /// Its parameters at their defaults; nil where one of them has to be given.
  func defaults() -> JSON5Value? { teller() }

  /// Makes the strategy.
  func make(_ parameters: JSON5Value) throws(ParameterFault) -> any Strategy {
    try maker(parameters)
  }

  /// Reads parameters without making the strategy.
  func check(_ parameters: JSON5Value) throws(ParameterFault) { try reader(parameters) }

  /// Reads parameters: what is left out has its default, and the strategy checks the whole.
  private static func parameters<Value: Codable>(
    _ type: Value.Type, from value: JSON5Value
  ) throws(ParameterFault) -> Value {
    let standard = try (type as? any StrategyParameters.Type).map { type throws(ParameterFault) in
      try encoded(type.init())
    }
    let parameters = try ParameterReader.read(type, from: value, standard: standard)
    do { try (parameters as? any StrategyParameters)?.check() } catch {
      throw ParameterFault(error)
    }
    return parameters
  }

  /// Parameters as a document.
  private static func encoded(_ parameters: any Encodable) throws(ParameterFault) -> JSON5Value {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let bytes = try encoder.encode(parameters)
      return try JSON5Reader.read([UInt8](bytes), file: "defaults")
    } catch { throw ParameterFault(error) }
  }
}
