/// Why a report was not written; the folder is as it was before.
///
/// Every case means that the output cannot be made there (exit code 73 of the command line).
package enum ReportFolderError: Error, Sendable, Hashable {
  /// Something other than a folder stands there.
  case notAFolder(String)
  /// The folder holds no manifest of this program.
  case notAReport(String)
  /// Something stands where a new folder is to be made.
  case exists(String)
  /// The folder holds a file that is no part of the report there.
  case holdsOther(String, file: String)
  /// The system refused.
  case system(FileFailure)

  /// One line for people.
  package var message: String {
    switch self {
    case .notAFolder(let path): "cannot replace \(path): it is not a folder"
    case .notAReport(let path):
      "cannot replace \(path): it holds no report of Stepladder; name another folder"
    case .exists(let path): "cannot make \(path): it exists; name another folder with --out"
    case .holdsOther(let path, let file):
      "cannot replace \(path): \(file) is not part of its report; move it elsewhere first"
    case .system(let failure): failure.message
    }
  }
}
