/// Parameters of a strategy with a default for each, and with a check of their own.
///
/// A scenario states those that are to be otherwise; the rest keep their defaults, without an `init(from:)` written by
/// hand. Where the check throws, the program ends before anything runs, and tells the error as the strategy's own, with
/// file, line and key.
///
/// ```swift
/// struct Parameters: StrategyParameters {
///   var lots: Int64 = 100
///
///   func check() throws {
///     guard lots >= 1 else { throw ParameterError("lots must be at least 1", at: "lots") }
///   }
/// }
/// ```
public protocol StrategyParameters: Codable, Sendable {
  /// Every parameter at its default.
  init()
  /// Throws where values contradict each other or lie outside what the strategy can do; see ``ParameterError``.
  func check() throws
}

extension StrategyParameters {
  /// Accepts every value.
  public func check() throws {}
}

/// What a strategy finds wrong with its parameters.
public struct ParameterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in one line: "lots must be at least 1".
  public var description: String
  /// The parameter, such as `lots` or `levels[0].size`; nil where it is about several.
  public var parameter: String?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - description: What is wrong, in one line.
  ///   - parameter: The parameter that has to be changed.
  public init(_ description: String, at parameter: String? = nil) {
    self.description = description
    self.parameter = parameter
  }
}
