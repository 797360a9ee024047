import Synchronization

// Keys of which a report has no sentence.
extension SchemaNode {
  /// The keys of a document below this place of which a report has no sentence, with their values.
  func untold(in value: JSON5Value, at key: [DocumentKey.Part] = []) -> [LoadedVariant.Setting] {
    let state = state.withLock { $0 }
    if state.isUntold {
      return [LoadedVariant.Setting(place: DocumentKey(parts: key), value: value)]
    }
    var found = state.kinds.flatMap { kind in
      if case .definition(let name) = kind {
        return definition(name).untold(in: value, at: key)
      }
      return []
    }
    switch value.content {
    case .null, .boolean, .number, .text: break
    case .list(let elements):
      for (index, element) in elements.enumerated() {
        found += state.element?.untold(in: element, at: key + [.element(index)]) ?? []
      }
    case .object(let members):
      for member in members {
        let place = (state.members + state.forms).first { $0.key == member.key }
        found += place?.node.untold(in: member.value, at: key + [.member(member.key)]) ?? []
      }
    }
    return found
  }
}
