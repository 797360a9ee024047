import Foundation
import Units

/// A type of one plain value: a flag, text or a number.
protocol PlainParameter {
  /// Reads the value, which has to fit exactly.
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Self
}

extension Bool: PlainParameter {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Bool {
    guard case .boolean(let flag) = node.value.content else { throw node.mismatch("true or false") }
    return flag
  }
}

extension String: PlainParameter {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> String {
    guard case .text(let text) = node.value.content else { throw node.mismatch("text") }
    return text
  }
}

extension PlainParameter where Self: FixedWidthInteger {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Self {
    guard case .number(let number) = node.value.content, number.exponent >= 0 else {
      throw node.mismatch("a whole number")
    }
    guard let whole = Self(number.text) else {
      throw node.mismatch("a whole number from \(Self.min) to \(Self.max)")
    }
    return whole
  }
}

extension Int: PlainParameter {}
extension Int8: PlainParameter {}
extension Int16: PlainParameter {}
extension Int32: PlainParameter {}
extension Int64: PlainParameter {}
extension UInt: PlainParameter {}
extension UInt8: PlainParameter {}
extension UInt16: PlainParameter {}
extension UInt32: PlainParameter {}
extension UInt64: PlainParameter {}

extension PlainParameter where Self: LosslessStringConvertible {
  /// The nearest number of a type that holds some decimals.
  fileprivate static func nearest(_ node: ParameterNode) throws(ParameterFault) -> Self {
    guard case .number(let number) = node.value.content, let read = Self(number.text) else {
      throw node.mismatch("a number")
    }
    return read
  }
}

extension Double: PlainParameter {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Double { try nearest(node) }
}

extension Float: PlainParameter {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Float { try nearest(node) }
}

extension Decimal: PlainParameter {
  static func read(_ node: ParameterNode) throws(ParameterFault) -> Decimal {
    guard case .number(let number) = node.value.content,
      let read = Decimal(string: number.text, locale: Locale(identifier: "en_US_POSIX"))
    else { throw node.mismatch("a number") }
    return read
  }
}
