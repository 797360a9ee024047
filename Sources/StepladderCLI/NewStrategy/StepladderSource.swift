import Foundation
package import Intake

/// Where a new package gets Stepladder from.
package enum StepladderSource: Sendable, Hashable {
  /// A checkout, as the new package names it.
  case path(String)
  /// A repository, of which the branch `main` is taken.
  case url(String)

  /// A checkout as a package in a folder names it: by the way from there where both lie below the folder that holds
  /// the checkout, so that they can be moved together, else by its whole path.
  ///
  /// - Parameters:
  ///   - checkout: The folder of the checkout, absolute and without links.
  ///   - folder: The folder of the new package, likewise.
  package init(checkout: String, from folder: String) {
    let there = Self.names(checkout)
    let here = Self.names(folder)
    let shared = zip(there, here).prefix { $0 == $1 }.count
    guard shared >= there.count - 1 else {
      self = .path(checkout)
      return
    }
    let up = [String](repeating: "..", count: here.count - shared)
    self = .path((up + there.dropFirst(shared)).joined(separator: "/"))
  }

  /// A repository by its address.
  package init(url: String) throws(InputError) {
    let isPlain = url.unicodeScalars.allSatisfy {
      $0.isASCII && $0 > " " && !"\"\\".contains(Character($0))
    }
    guard isPlain, url.contains(":"), !Self.name(of: url).isEmpty else {
      throw InputError(
        .usage, file: "", key: "--url",
        expected: "the address of a repository, such as https://HOST/stepladder.git",
        found: InputError.quoted(url))
    }
    self = .url(url)
  }

  /// The dependency as a manifest states it.
  var dependency: String {
    switch self {
    case .path(let path): ".package(name: \"Stepladder\", path: \(Self.literal(path)))"
    case .url(let url): ".package(url: \"\(url)\", branch: \"main\")"
    }
  }

  /// What the manifest calls the package.
  var package: String {
    switch self {
    case .path: "Stepladder"
    case .url(let url): Self.name(of: url)
    }
  }

  /// The last name of an address without `.git`, by which a package from a repository is known.
  private static func name(of url: String) -> String {
    let last = url.split(whereSeparator: { "/:".contains($0) }).last ?? ""
    return String(last.hasSuffix(".git") ? last.dropLast(4) : last)
  }

  private static func literal(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private static func names(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init)
  }
}

/// A checkout of this package.
enum StepladderCheckout {
  /// Whether a folder is one, by the module that strategies import.
  static func isOne(_ folder: String) -> Bool {
    ["Package.swift", "Sources/Stepladder/Stepladder.swift"].allSatisfy {
      FileManager.default.fileExists(atPath: folder + "/" + $0)
    }
  }

  /// The checkout that holds the running program, else the one that holds a folder; nothing where neither does.
  static func around(_ folder: String) -> String? {
    let program = Bundle.main.executablePath.map { resolved($0) }
    return [program, folder].lazy.compactMap { $0 }.compactMap(above).first
  }

  /// A path without links, also where its last names do not exist yet.
  static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// The first folder at or above a path that is a checkout.
  private static func above(_ path: String) -> String? {
    var names = path.split(separator: "/")[...]
    while !names.isEmpty {
      let folder = "/" + names.joined(separator: "/")
      if isOne(folder) { return folder }
      names.removeLast()
    }
    return nil
  }
}
