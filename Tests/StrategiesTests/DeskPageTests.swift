import Foundation
import Testing

@Suite("The page of what a strategy is told")
struct DeskPageTests {
  /// A file of the package.
  private func text(_ path: String) throws -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The names that follow some words at the start of a line.
  private func names(after words: [String], in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let line = line.trimmingCharacters(in: .whitespaces)
      guard let start = words.first(where: { line.hasPrefix($0) }) else { return nil }
      return String(line.dropFirst(start.count).prefix { $0.isLetter })
    }
  }

  @Test("has each callback and each member of the desk")
  func isWhole() throws {
    let folder = "Sources/Simulation/"
    let page = try text(folder + "Simulation.docc/WhatAStrategyIsTold.md")
    let strategy = try text(folder + "Strategy/Strategy.swift")
    let callbacks = names(after: ["mutating func "], in: strategy)
    #expect(callbacks.count == 10)
    for name in callbacks { #expect(page.contains("``Strategy/\(name)("), "\(name)") }
    let desk = try ["Desk", "Desk+Account", "Desk+Orders"].map {
      // What follows the desk in its file is not its members.
      try text(folder + "Strategy/\($0).swift").components(separatedBy: "\n}\n")[0]
    }.joined(separator: "\n")
    let members = names(
      after: ["public internal(set) var ", "public var ", "public let "], in: desk)
    #expect(members.count > 20)
    for name in members { #expect(page.contains("``Desk/\(name)``"), "\(name)") }
  }
}
