/// Stops the program when a rule of the model is broken, in release too.
///
/// The text states what must be true. `precondition` prints no message in release, and the message is
/// what a bug report needs, so this is built on `fatalError`.
///
/// - Parameters:
///   - condition: The claim, one at a time.
///   - claim: The claim in words, as what is true: "the book is uncrossed".
///   - event: The key of the event being handled, where there is one.
@inlinable
public func invariant(
  _ condition: Bool, _ claim: @autoclosure () -> String, at event: UInt64? = nil,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { failInvariant(claim(), event: event, file: file, line: line) }
}

/// Reports a broken invariant; kept out of line so that the check itself stays small.
@inline(never) @usableFromInline
func failInvariant(_ claim: String, event: UInt64?, file: StaticString, line: UInt) -> Never {
  let place = event.map { " at event \($0)" } ?? ""
  fatalError("Invariant broken\(place): \(claim)", file: file, line: line)
}
