/// Reads the parameters of a strategy into its own `Decodable` type.
///
/// It is a decoder of the project's own because Foundation's passes unknown keys over, tells no place, and reports a
/// number that does not fit as bad JSON. Numbers are exact: `3000.5` is no whole number, and nothing is rounded.
package enum ParameterReader {
  /// Reads parameters, and refuses a key that the type does not ask for, at whatever depth.
  ///
  /// - Parameters:
  ///   - type: What they are read into.
  ///   - value: The parameters as the scenario states them.
  ///   - standard: All parameters at their defaults, which stand in for keys that the scenario leaves out; nothing
  ///     where the type itself knows what is missing.
  package static func read<Value: Decodable>(
    _ type: Value.Type, from value: JSON5Value, standard: JSON5Value? = nil
  ) throws(ParameterFault) -> Value {
    let use = ParameterUse()
    do throws(ParameterFault) {
      let result = try decode(type, from: value, standard: standard, use)
      if let fault = use.unknownKey() { throw fault }
      return result
    } catch {
      guard let slip = use.slip(behind: error) else { throw error }
      throw means(slip, type, value, standard) ? slip.fault : error
    }
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from value: JSON5Value, standard: JSON5Value?, _ use: ParameterUse
  ) throws(ParameterFault) -> Value {
    do {
      return try ParameterNode(value: value, standard: standard, path: [], use: use).decode(type)
    } catch {
      throw ParameterFault(error)
    }
  }

  /// Whether a key that is spelled nearly like a missing one was meant for it: put in its place, it fits there, and
  /// nothing asks for it where it stands.
  private static func means<Value: Decodable>(
    _ slip: ParameterUse.Slip, _ type: Value.Type, _ value: JSON5Value, _ standard: JSON5Value?
  ) -> Bool {
    guard let moved = value.value(at: slip.key),
      let corrected = try? value.setting(moved, at: slip.meant)
    else { return false }
    let use = ParameterUse()
    do throws(ParameterFault) {
      _ = try decode(type, from: corrected, standard: standard, use)
    } catch {
      // A fault elsewhere says nothing of this key.
      if error.parts.starts(with: slip.meant.parts) { return false }
    }
    return !use.isAsked(slip.key)
  }
}
