import Foundation

/// The files that words of a command line stand for.
package enum SourcePaths {
  /// Replaces folders by their files, and names with `*` by those that they fit; in the order of the names' bytes.
  ///
  /// Hidden files are left out. A name with `*` that fits none is an error.
  ///
  /// - Parameters:
  ///   - words: Each a path, or `mark=`, `index=` or `liquidations=` and a path.
  ///   - resolved: A path as the process can open it.
  package static func expanded(
    _ words: [String], resolved: (String) -> String
  ) throws(InputError) -> [TapePath] {
    var found: [TapePath] = []
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let role = parts.count == 2 ? TapeRole(rawValue: String(parts[0])) : nil
      let path = role == nil ? word : String(parts[1])
      found += try files([resolved(path)]).map { TapePath($0, role: role) }
    }
    return found
  }

  private static func files(_ paths: [String]) throws(InputError) -> [String] {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if exists, isFolder.boolValue {
        let found = try names(in: path, of: path) { _ in true }
        guard !found.isEmpty else {
          throw InputError(
            .missingInput, file: path, expected: "files in the folder", found: "none")
        }
        files += found
      } else if !exists, let star = path.lastIndex(of: "*") {
        let slash = path.lastIndex(of: "/")
        guard slash.map({ $0 < star }) ?? true else {
          throw InputError(.missingInput, file: path, problem: "no such file")
        }
        let folder = slash.map { String(path[..<$0]) } ?? "."
        let pattern = slash.map { path[path.index(after: $0)...] } ?? path[...]
        let found = try names(in: folder.isEmpty ? "/" : folder, of: path) {
          fits($0[...], pattern)
        }
        guard !found.isEmpty else {
          throw InputError(.missingInput, file: path, problem: "no file fits")
        }
        files += found
      } else {
        files.append(path)
      }
    }
    return files
  }

  private static func names(
    in folder: String, of word: String, where isMeant: (String) -> Bool
  ) throws(InputError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw InputError(.missingInput, file: word, problem: "the folder cannot be read")
    }
    let meant = names.filter { !$0.hasPrefix(".") && isMeant($0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return meant.map { folder == "." ? $0 : folder + "/" + $0 }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  /// Whether a name fits a pattern in which `*` stands for any characters.
  private static func fits(_ name: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return name == pattern
    }
    guard name.hasPrefix(first), name.count >= first.count + last.count, name.hasSuffix(last)
    else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
