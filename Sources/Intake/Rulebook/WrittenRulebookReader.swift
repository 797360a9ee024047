import Rulebook
package import Simulation

/// Reads and writes a rulebook that a scenario holds whole, so that its report can be made again without a file.
///
/// It is an object with `rulebook` (the document, as an object or as text), `options` (none: the option of each
/// switch that was chosen) and `file` (none: the base name of the file that the document was read from). It is
/// written with the document as text, because the order of a rulebook's members matters: the first contract is the
/// standard one.
package struct WrittenRulebookReader {
  /// The names that shipped rulebooks have, which no other may take.
  private let taken: [String]

  /// Makes a reader.
  package init(taken: [String]) { self.taken = taken }

  /// The rulebook of a file with some of its switches set, as a scenario would hold it.
  ///
  /// - Parameters:
  ///   - bytes: The document, UTF-8.
  ///   - file: The name that errors carry; the report tells its last part.
  ///   - choices: Switches with their options.
  package func rulebook(
    bytes: [UInt8], file: String, choices: [RuleChoice]
  ) throws(InputError) -> WrittenRulebook {
    let root = ValueReader(root: try JSON5Reader.read(bytes, file: file), file: file)
    return try rulebook(root, choices, file: InputFile.baseName(file))
  }

  /// The rulebook of an entry of a scenario.
  func rulebook(_ entry: ValueReader) throws(InputError) -> WrittenRulebook {
    try entry.object { (object: inout ObjectReader) throws(InputError) in
      let document = try object.required("rulebook").embedded()
      var choices: [RuleChoice] = []
      try object.optional("options")?.object { (object: inout ObjectReader) throws(InputError) in
        for (name, value) in object.all() {
          choices.append(RuleChoice(name: name, option: try value.line(lengthMax: 80)))
        }
      }
      return try rulebook(
        document, choices, file: try object.optional("file")?.line(lengthMax: 200))
    }
  }

  private func rulebook(
    _ document: ValueReader, _ choices: [RuleChoice], file: String?
  ) throws(InputError) -> WrittenRulebook {
    let rulebook = try RulebookReader.read(document, choices)
    try checkName(of: rulebook.id, document)
    var members: [JSON5Value.Member] = [
      .member("rulebook", .text(CanonicalJSON.line(document.value)))
    ]
    if let file { members.append(.member("file", .text(file))) }
    if !choices.isEmpty {
      members.append(
        .member("options", .object(choices.map { .member($0.name, .text($0.option)) })))
    }
    let text = CanonicalJSON.text(.object(members))
    return WrittenRulebook(rulebook: rulebook, file: file, text: text)
  }

  private func checkName(of id: String, _ document: ValueReader) throws(InputError) {
    guard taken.contains(id), case .object(let members) = document.value.content,
      let venue = members.first(where: { $0.key == "venue" })
    else { return }
    throw document.child("venue", venue.value).mismatch(
      "a name that no shipped rulebook has, since a report would not tell them apart")
  }
}

extension ValueReader {
  /// A document within a document: an object, or its text.
  fileprivate func embedded() throws(InputError) -> ValueReader {
    guard case .text(let text) = value.content else { return self }
    do throws(InputError) {
      return replaced(try JSON5Reader.read(Array(text.utf8), file: file))
    } catch {
      throw mismatch("a rulebook as JSON5 text", found: error.problem)
    }
  }
}
