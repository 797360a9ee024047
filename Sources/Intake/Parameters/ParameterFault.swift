import Foundation
import Simulation

/// What is wrong with the parameters of a strategy, and at which key.
package struct ParameterFault: Error, Sendable {
  /// The way from the parameters to the key; empty where it is about all of them.
  let parts: [DocumentKey.Part]
  /// Whether the strategy itself says so, not the reader of its parameters.
  let isOwn: Bool
  /// What is wrong, where expected and found do not say it.
  let problem: String?
  /// What would have fitted.
  let expected: String?
  /// What is there.
  let found: String?
  /// The key or word that was probably meant.
  let suggestion: String?

  init(
    _ parts: [DocumentKey.Part], isOwn: Bool = false, problem: String? = nil,
    expected: String? = nil, found: String? = nil, suggestion: String? = nil
  ) {
    self.parts = parts
    self.isOwn = isOwn
    self.problem = problem
    self.expected = expected
    self.found = found
    self.suggestion = suggestion
  }

  /// What a type of the strategy threw while its parameters were read, encoded or checked.
  package init(_ error: any Error) {
    switch error {
    case let fault as ParameterFault: self = fault
    case let error as ParameterError:
      let parts = error.parameter.map { DocumentKey($0)?.parts ?? [.member($0)] }
      self.init(parts ?? [], isOwn: true, problem: error.description)
    case let error as DecodingError: self.init(error)
    case let error as any LocalizedError:
      self.init([], isOwn: true, problem: error.errorDescription ?? "\(error)")
    default: self.init([], isOwn: true, problem: "\(error)")
    }
  }

  /// An error of the kind that an `init(from:)` written by hand throws.
  private init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(Self.parts(context.codingPath + [key]), problem: "missing key")
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      self.init(
        Self.parts(context.codingPath), isOwn: true, problem: context.debugDescription)
    @unknown default:
      self.init([], isOwn: true, problem: "\(error)")
    }
  }

  /// The steps of a way that a decoder tells.
  static func parts(_ path: [any CodingKey]) -> [DocumentKey.Part] {
    path.map { key in
      if let place = key as? ParameterPlace { return .element(place.index) }
      return .member(key.stringValue)
    }
  }

  /// The fault as an error about a scenario.
  ///
  /// - Parameters:
  ///   - slot: The strategy's place in the scenario, from 0.
  ///   - name: The strategy.
  ///   - file: The scenario's document.
  ///   - line: The line of a key, such as `strategies[0].parameters.lots`.
  package func error(
    of slot: Int, name: String, file: String, line: (String) -> Int?
  ) -> InputError {
    let strategy = DocumentKey(parts: [.member("strategies"), .element(slot)])
    let parameters = strategy.appending(.member("parameters"))
    let isWhole = isOwn && parts.isEmpty
    let key = isWhole ? strategy : parts.reduce(parameters) { $0.appending($1) }
    return InputError(
      .badData, file: file,
      line: line((isWhole ? parameters : key).text), key: key.text,
      strategy: isOwn ? name : nil, problem: problem, expected: expected, found: found,
      suggestion: suggestion)
  }
}
