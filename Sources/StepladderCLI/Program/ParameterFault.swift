/// What is wrong with the parameters of a strategy, and at which key.
struct ParameterFault: Error, Sendable {
  /// The way to the key.
  let keys: [String]
  /// What is wrong.
  let problem: String
  /// The key that was probably meant.
  let suggestion: String?

  init(keys: [String], problem: String, suggestion: String? = nil) {
    self.keys = keys
    self.problem = problem
    self.suggestion = suggestion
  }

  /// Puts an error of Foundation's decoder in one line.
  init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      self.init(keys: [], problem: "\(error)")
      return
    }
    switch error {
    case .keyNotFound(let key, let context):
      self.init(keys: (context.codingPath + [key]).map(\.stringValue), problem: "missing key")
    case .typeMismatch(let type, let context):
      self.init(keys: context.codingPath.map(\.stringValue), problem: "expected \(type)")
    case .valueNotFound(let type, let context):
      self.init(
        keys: context.codingPath.map(\.stringValue), problem: "expected \(type), found null")
    case .dataCorrupted(let context):
      self.init(keys: context.codingPath.map(\.stringValue), problem: context.debugDescription)
    @unknown default:
      self.init(keys: [], problem: "\(error)")
    }
  }
}
