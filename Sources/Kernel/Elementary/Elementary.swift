import Units

/// The elementary functions on IEEE doubles, from + - * / and square root only.
///
/// The C library's versions differ in the last bit between machines. These give the same bits
/// everywhere. The leading terms are carried in two doubles, so `exp` and `log` err by little more
/// than half a unit in the last place; they are not proven to be correctly rounded. Results below
/// 2^-1022 may be off by one unit more.
package enum Elementary {
  /// The high part of ln 2: 33 bits, so that a product with an exponent is exact.
  static var ln2High: Double { 0x1.62e42feep-1 }
  /// The rest of ln 2.
  static var ln2Low: Double { 0x1.a39ef35793c76p-33 }

  /// The integer nearest to a number; halves go away from zero.
  ///
  /// Traps outside of `Int64`.
  package static func roundToInt(_ x: Double) -> Int64 {
    let whole = Int64(x)
    let rest = x - Double(whole)
    if rest >= 0.5 { return whole + 1 }
    return rest <= -0.5 ? whole - 1 : whole
  }

  /// The greatest integer that is not above a number.
  ///
  /// Traps outside of `Int64`.
  package static func floorToInt(_ x: Double) -> Int64 {
    let whole = Int64(x)
    return Double(whole) > x ? whole - 1 : whole
  }

  /// The error of the rounded product of two numbers (Dekker 1971); their magnitudes are below
  /// 2^990.
  static func productError(_ x: Double, _ y: Double, _ product: Double) -> Double {
    let xScaled = x * 134_217_729
    let xHigh = xScaled - (xScaled - x)
    let xLow = x - xHigh
    let yScaled = y * 134_217_729
    let yHigh = yScaled - (yScaled - y)
    let yLow = y - yHigh
    return ((xHigh * yHigh - product) + xHigh * yLow + xLow * yHigh) + xLow * yLow
  }

  /// A power of two whose exponent is that of a normal double.
  static func powerOfTwo(_ exponent: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: exponent + 1023) << 52)
  }

  /// e to the power of `x`; infinity above 709.78, zero below -745.13.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019412 { return 0 }
    // x = k ln 2 + r with |r| <= ln(2)/2, r in two doubles.
    let k = roundToInt(x * 1.4426950408889634)
    let count = Double(k)
    let high = x - count * ln2High
    let low = count * ln2Low
    let r = high - low
    let rLow = (high - r) - low
    // exp(r) = 1 + r + r^2/2 + the Taylor terms 3 to 13, the first three in two doubles.
    let square = r * r
    let squareLow = productError(r, r, square)
    let fourth = square * square
    let p0 = (1.0 / 6 + r * (1.0 / 24)) + square * (1.0 / 120 + r * (1.0 / 720))
    let p1 =
      (1.0 / 5040 + r * (1.0 / 40320)) + square * (1.0 / 362_880 + r * (1.0 / 3_628_800))
    let p2 =
      (1.0 / 39_916_800 + r * (1.0 / 479_001_600)) + square * (1.0 / 6_227_020_800)
    let cubic = r * square * (p0 + fourth * (p1 + fourth * p2))
    let half = 0.5 * square
    let first = 1 + r
    let firstError = (1 - first) + r
    let sum = first + half
    let sumError = (first - sum) + half
    let tail = cubic + 0.5 * squareLow + rLow * (first + half)
    let value = sum + (firstError + sumError + tail)
    if k >= -1021 && k <= 1023 { return value * powerOfTwo(k) }
    if k > 1023 { return value * 0x1p1023 * powerOfTwo(k - 1023) }
    return value * powerOfTwo(k + 60) * 0x1p-60
  }

  /// The natural logarithm; minus infinity at zero, not a number below.
  package static func log(_ x: Double) -> Double {
    if !(x > 0) { return x == 0 ? -.infinity : .nan }
    if x == .infinity { return x }
    var bits = x.bitPattern
    var k: Int64 = -1023
    if bits < 0x0010_0000_0000_0000 {
      bits = (x * 0x1p54).bitPattern
      k -= 54
    }
    k += Int64(bits >> 52)
    var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if m > 1.4142135623730951 {
      m *= 0.5
      k += 1
    }
    // ln m = 2 artanh(s) with s = (m - 1) / (m + 1), the divisor and s in two doubles.
    let f = m - 1
    let divisor = m + 1
    let divisorLow = m - (divisor - 1)
    let s = f / divisor
    let product = s * divisor
    let rest = (f - product) - productError(s, divisor, product) - s * divisorLow
    let sLow = rest / divisor
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let p0 = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9))
    let p1 = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17))
    let p2 = (2.0 / 19 + z * (2.0 / 21)) + z2 * (2.0 / 23 + z * (2.0 / 25))
    let series = s * z * (p0 + z4 * (p1 + z4 * p2))
    let count = Double(k)
    let big = count * ln2High
    let twice = 2 * s
    let sum = big + twice
    let shadow = sum - big
    let sumError = (big - (sum - shadow)) + (twice - shadow)
    return sum + (sumError + (series + 2 * sLow + count * ln2Low))
  }

  /// exp(x) - 1, accurate near zero (Kahan's correction by the logarithm).
  package static func expm1(_ x: Double) -> Double {
    let e = exp(x)
    if e == 1 { return x }
    let difference = e - 1
    if difference == -1 || e == .infinity { return difference }
    return difference * x / log(e)
  }

  /// ln(1 + x), accurate near zero (Kahan's correction by the rounded sum).
  package static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    if sum == 1 { return x }
    if sum == .infinity { return sum }
    return log(sum) * x / (sum - 1)
  }

  /// x to the power of y, for x >= 0; the relative error grows with |y ln x|.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 { return 1 }
    return exp(y * log(x))
  }
}
