package import Simulation
import Synchronization

/// The file of an event log while a run writes it.
///
/// A run cannot be told that a disk is full, so the first failure is kept, what comes after it is dropped, and
/// ``finish()`` throws it.
package final class EventLogFile: Sendable {
  private struct State: ~Copyable {
    var file: StreamedFile
    var failure: StreamedFileError?
    var eventCount = 0
  }

  /// How much of its header an earlier log must begin with to be replaced.
  private static let signLength = 60

  private let table: EventLogTable
  private let state: Mutex<State>

  /// Opens the file under its hidden name and writes the header.
  package init(path: String, table: EventLogTable) throws(StreamedFileError) {
    self.table = table
    let header = table.header
    // The units in later parts of a header are those of the contract.
    var file = try StreamedFile.open(
      path: path, sign: Array(header.prefix(Self.signLength)), content: "event log")
    try file.append { $0 += header }
    state = Mutex(State(file: file))
  }

  /// Adds an event with all its effects.
  package func append(_ event: LoggedEvent) {
    state.withLock { state in
      if state.failure != nil { return }
      do throws(StreamedFileError) {
        try state.file.append { table.append(event, to: &$0) }
        if event.entry != nil { state.eventCount += 1 }
      } catch {
        state.failure = error
      }
    }
  }

  /// Puts the file in its place.
  ///
  /// - Returns: How many events are in it.
  package func finish() throws(StreamedFileError) -> Int {
    let (failure, count) = state.withLock { state -> (StreamedFileError?, Int) in
      if let failure = state.failure { return (failure, 0) }
      do throws(StreamedFileError) {
        try state.file.finish()
        return (nil, state.eventCount)
      } catch {
        return (error, 0)
      }
    }
    if let failure { throw failure }
    return count
  }
}
