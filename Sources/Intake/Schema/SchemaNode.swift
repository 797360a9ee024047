import Synchronization

/// What the readers asked of one place of a document, over all documents that were read with it.
///
/// The readers themselves say what they accept, so a schema made of these notes cannot part from them. A
/// place that no document reaches stays empty, which ``unreached(from:)`` tells.
package final class SchemaNode: Sendable {
  /// A kind of value, with what bounds it.
  enum Kind: Hashable {
    case boolean
    case null
    case text(lengthMax: Int?)
    case number
    case whole
    /// Text of a pattern that has a name in the schema: `interval`, `rate`, `moment`, `date`.
    case pattern(String)
    /// What is said once under a name, because it stands in several places.
    case definition(String)
    case words([String])
    case list(ClosedRange<Int>)
    case object
    /// An object whose members are not looked at.
    case anyObject
    /// Any value: what it must be depends on what it is for.
    case any
    /// An object of fields of the root.
    case fieldsOfRoot
    case forms
  }

  /// A key of an object.
  struct Member {
    let key: String
    let node: SchemaNode
    var requiredCount = 0
  }

  /// What was noted.
  struct State {
    var kinds: [Kind] = []
    var expectations: [String] = []
    var members: [Member] = []
    var objectCount = 0
    /// The members of an object whose keys are names that the user chose.
    var named: SchemaNode?
    var element: SchemaNode?
    var forms: [Member] = []
    /// Whether a report has no sentence of it.
    var isUntold = false
  }

  /// What is said once under a name, for all places of one document.
  final class Definitions: Sendable {
    let members = Mutex<[Member]>([])
  }

  let state = Mutex(State())
  let definitions: Definitions

  /// Starts without notes.
  package convenience init() { self.init(Definitions()) }

  private init(_ definitions: Definitions) { self.definitions = definitions }

  // MARK: Notes

  func note(_ kind: Kind) {
    state.withLock { state in
      if !state.kinds.contains(kind) { state.kinds.append(kind) }
    }
  }

  func note(_ kind: Kind, expectation: String) {
    note(kind)
    state.withLock { state in
      if !state.expectations.contains(expectation) { state.expectations.append(expectation) }
    }
  }

  /// Notes that a report has no sentence of it.
  func noteUntold() { state.withLock { $0.isUntold = true } }

  /// Notes an object that is being read.
  func noteObject() {
    note(.object)
    state.withLock { $0.objectCount += 1 }
  }

  /// The place of a key.
  func member(_ key: String, isRequired: Bool = false) -> SchemaNode {
    state.withLock { state in
      let place: Int
      if let index = state.members.firstIndex(where: { $0.key == key }) {
        place = index
      } else {
        place = state.members.count
        state.members.append(Member(key: key, node: SchemaNode(definitions)))
      }
      if isRequired { state.members[place].requiredCount += 1 }
      return state.members[place].node
    }
  }

  /// Notes keys of which none must be there for itself.
  func withoutDemands(_ note: () -> Void) {
    let before = state.withLock { $0.members.map(\.requiredCount) }
    note()
    state.withLock { state in
      for place in state.members.indices {
        state.members[place].requiredCount = place < before.count ? before[place] : 0
      }
    }
  }

  /// The place of every member of an object with names as keys.
  func namedMember() -> SchemaNode {
    state.withLock { state in
      let node = state.named ?? SchemaNode(definitions)
      state.named = node
      return node
    }
  }

  /// The place of every element of a list.
  func listElement() -> SchemaNode {
    state.withLock { state in
      let node = state.element ?? SchemaNode(definitions)
      state.element = node
      return node
    }
  }

  /// Notes the forms that are possible, and gives the place of one.
  func form(_ tag: String, among tags: [String]) -> SchemaNode? {
    note(.forms)
    return state.withLock { state in
      for tag in tags where !state.forms.contains(where: { $0.key == tag }) {
        state.forms.append(Member(key: tag, node: SchemaNode(definitions)))
      }
      return state.forms.first { $0.key == tag }?.node
    }
  }

  /// Notes that this place is said under a name, and gives the place of that name.
  func definition(_ name: String) -> SchemaNode {
    note(.definition(name))
    return definitions.members.withLock { members in
      if let known = members.first(where: { $0.key == name }) { return known.node }
      let node = SchemaNode(definitions)
      members.append(Member(key: name, node: node))
      return node
    }
  }

  // MARK: Coverage

  /// The places that no document reached, each with its way from the root or from the name of a definition.
  package func unreached() -> [String] {
    let named = definitions.members.withLock { $0 }
    return unreached(from: "") + named.flatMap { $0.node.unreached(from: "$" + $0.key) }
  }

  private func unreached(from path: String) -> [String] {
    let (isEmpty, children) = state.withLock { state in
      (
        state.kinds.isEmpty,
        state.members.map { (InputPath.child($0.key, of: path), $0.node) }
          + state.forms.map { (InputPath.child($0.key, of: path), $0.node) }
          + (state.named.map { [(path + ".*", $0)] } ?? [])
          + (state.element.map { [(path + "[]", $0)] } ?? [])
      )
    }
    if isEmpty { return [path] }
    return children.flatMap { $0.1.unreached(from: $0.0) }
  }
}
