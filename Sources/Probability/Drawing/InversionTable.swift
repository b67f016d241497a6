// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom

/// A discrete law inverted by a guide table: x = the least value with P(X <= x) > u.
///
/// Values beyond the table, if any, come from the law's own quantile function, so no tail is cut
/// off.
public final class InversionTable: @unchecked Sendable {  // nothing changes after `init`
  /// The law.
  public let law: any Law
  /// How many equal parts of (0, 1) the guide has: a power of two.
  public let bucketCount: Int
  /// The table as the kernels take it; valid while this object lives.
  package let raw: UnsafePointer<ccr_counts>
  private static let mostThresholds = 65_536.0

  /// Tabulates a law.
  ///
  /// - Parameters:
  ///   - law: a discrete law.
  ///   - bucketCount: the guide's size, a power of two from 2 to 65536; nil to let few buckets
  ///     hold more than one threshold.
  /// - Throws: `GSLError` when GSL cannot sum the law.
  public init(_ law: any Law, bucketCount: Int? = nil) throws {
    precondition(law.isDiscrete, "only discrete laws have inversion tables")
    self.law = law
    let thresholds = try GSLError.checked { Self.thresholds(law) }
    self.bucketCount = bucketCount ?? Self.bucketCount(for: thresholds.values)
    let guide = Self.guide(thresholds.values, thresholds.first, self.bucketCount)
    let buckets = UnsafeMutablePointer<ccr_bucket>.allocate(capacity: guide.count)
    buckets.initialize(from: guide, count: guide.count)
    let list = UnsafeMutablePointer<Double>.allocate(capacity: thresholds.values.count)
    list.initialize(from: thresholds.values, count: thresholds.values.count)
    let raw = UnsafeMutablePointer<ccr_counts>.allocate(capacity: 1)
    raw.initialize(
      to: ccr_counts(
        buckets: buckets, thresholds: list, count: thresholds.values.count,
        first: thresholds.first))
    self.raw = UnsafePointer(raw)
  }

  deinit {
    raw.pointee.buckets.deallocate()
    raw.pointee.thresholds.deallocate()
    raw.deallocate()
  }

  /// P(X <= x) from the least value on, up to where nothing is left or the table is full.
  private static func thresholds(_ law: any Law) -> (first: Double, values: [Double]) {
    let first = law.quantile(0x1p-54)
    let last = law.quantile(upperTail: 0x1p-54)
    let end = min(last, first + mostThresholds - 1)
    var values: [Double] = []
    var x = first
    while x <= end {
      let below = law.cdf(x)
      values.append(max(values.last ?? 0, below <= 0.5 ? below : 1 - law.upperTail(x)))
      x += 1
    }
    if end == last { values[values.count - 1] = .infinity }
    return (first, values)
  }

  /// The least guide of which one bucket in 512 at most holds several thresholds.
  private static func bucketCount(for thresholds: [Double]) -> Int {
    var count = 256
    while count < 65_536 {
      let full = guide(thresholds, 0, count).dropLast().count { $0.value.isNaN }
      if full * 512 <= count { break }
      count *= 2
    }
    return count
  }

  private static func guide(_ thresholds: [Double], _ first: Double, _ count: Int) -> [ccr_bucket] {
    var guide: [ccr_bucket] = []
    guide.reserveCapacity(count + 1)
    var passed = 0
    for bucket in 0..<count {
      let end = Double(bucket + 1) / Double(count)
      var next = passed
      while next < thresholds.count, thresholds[next] <= end { next += 1 }
      let single = next <= passed + 1 && next < thresholds.count
      guide.append(
        ccr_bucket(
          threshold: next > passed ? thresholds[passed] : 2,
          value: single ? first + Double(passed) : .nan))
      passed = next
    }
    guide.append(ccr_bucket(threshold: 2, value: .nan))
    return guide
  }

  /// The least x with P(X <= x) > u.
  ///
  /// - Parameter u: a uniform in (0, 1).
  /// - Returns: a value of the law, NaN for NaN.
  public func callAsFunction(_ u: Double) -> Double {
    var value = 0.0
    withUnsafePointer(to: u) { draw(uniforms: $0, count: 1, into: &value) }
    return value
  }

  /// The values of a column of uniforms.
  ///
  /// - Parameters:
  ///   - uniforms: `count` uniforms in (0, 1).
  ///   - count: how many.
  ///   - out: `count` values; must not be `uniforms`.
  public func draw(
    uniforms: UnsafePointer<Double>, count: Int, into out: UnsafeMutablePointer<Double>
  ) {
    var table: UnsafePointer<ccr_counts>? = raw
    let beyond = ccr_count_values(&table, Double(bucketCount), nil, uniforms, count, out)
    guard beyond > 0 else { return }
    for row in 0..<count where out[row].isNaN { out[row] = beyondTable(uniforms[row]) }
  }

  /// The value for a uniform beyond the last threshold.
  package func beyondTable(_ u: Double) -> Double { law.quantile(upperTail: 1 - u) }
}
