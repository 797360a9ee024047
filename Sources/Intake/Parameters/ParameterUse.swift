/// Which keys of some parameters were asked for while they were read.
final class ParameterUse {
  /// An object that was read as one.
  private struct Object {
    /// Where it stands.
    let parts: [DocumentKey.Part]
    /// Its keys in the order of the document.
    let keys: [String]
    /// The keys that were asked for, in order.
    var asked: [String] = []
    /// Whether its keys are names that the user chose.
    var takesAll = false
  }

  /// A key that was probably meant for one that is missing.
  struct Slip {
    /// The key as it stands.
    let key: DocumentKey
    /// The key that is missing.
    let meant: DocumentKey

    /// The slip as a fault.
    var fault: ParameterFault {
      var near: String?
      if case .member(let name)? = meant.parts.last { near = name }
      return ParameterFault(key.parts, problem: "unknown key", suggestion: near)
    }
  }

  private var objects: [Object] = []
  /// The places of the objects, for looking them up.
  private var places: [[DocumentKey.Part]: Int] = [:]

  /// An object that the scenario states is read by its keys.
  func begin(_ parts: [DocumentKey.Part], keys: [String]) {
    if places[parts] != nil { return }
    places[parts] = objects.count
    objects.append(Object(parts: parts, keys: keys))
  }

  /// A key of an object is asked for.
  func ask(_ key: String, of parts: [DocumentKey.Part]) {
    guard let place = places[parts], !objects[place].asked.contains(key) else { return }
    objects[place].asked.append(key)
  }

  /// All keys of an object are taken, whatever they are.
  func takeAll(of parts: [DocumentKey.Part]) {
    guard let place = places[parts] else { return }
    objects[place].takesAll = true
  }

  /// Whether a key was asked for.
  func isAsked(_ key: DocumentKey) -> Bool {
    guard case .member(let name)? = key.parts.last,
      let place = places[Array(key.parts.dropLast())]
    else { return false }
    return objects[place].takesAll || objects[place].asked.contains(name)
  }

  /// The first key that nothing asked for.
  func unknownKey() -> ParameterFault? {
    for object in objects where !object.takesAll {
      guard let key = object.keys.first(where: { !object.asked.contains($0) }) else { continue }
      let absent = object.asked.filter { !object.keys.contains($0) }
      let near =
        Suggestion.nearest(to: key, among: absent)
        ?? Suggestion.nearest(to: key, among: object.asked)
      return ParameterFault(
        object.parts + [.member(key)], problem: "unknown key",
        expected: near == nil ? Self.list(object.asked) : nil, suggestion: near)
    }
    return nil
  }

  /// The key that is spelled nearly like the one that a fault misses.
  func slip(behind fault: ParameterFault) -> Slip? {
    guard fault.problem == "missing key", case .member(let missing)? = fault.parts.last,
      let place = places[Array(fault.parts.dropLast())]
    else { return nil }
    let object = objects[place]
    let unused = object.keys.filter { !object.asked.contains($0) }
    guard let near = Suggestion.nearest(to: missing, among: unused) else { return nil }
    return Slip(
      key: DocumentKey(parts: object.parts + [.member(near)]),
      meant: DocumentKey(parts: fault.parts))
  }

  private static func list(_ keys: [String]) -> String {
    keys.isEmpty ? "no key" : ValueReader.oneOf(keys)
  }
}
