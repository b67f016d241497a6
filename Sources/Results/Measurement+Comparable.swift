// SPDX-License-Identifier: GPL-3.0-or-later

extension Measurement: Comparable {
  /// The order of rows in a file: replicate, scheme, classifier, feature, metric, estimator, segment
  /// and last month; what does not apply stands before what does; names compare byte by byte.
  ///
  /// The order does not depend on how a scenario lists its schemes and classifiers, so adding one
  /// adds lines and moves none.
  public static func < (left: Measurement, right: Measurement) -> Bool {
    if left.replicate != right.replicate { return precedes(left.replicate, right.replicate) }
    for name in [\Measurement.scheme, \.classifier, \.feature]
    where left[keyPath: name] != right[keyPath: name] {
      return precedes(left[keyPath: name], right[keyPath: name])
    }
    if left.metric != right.metric { return precedes(left.metric, right.metric) }
    if left.estimator != right.estimator { return precedes(left.estimator, right.estimator) }
    if left.segment != right.segment { return precedes(left.segment, right.segment) }
    return precedes(left.month, right.month)
  }

  private static func precedes<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left < right
  }

  private static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let right else { return false }
    guard let left else { return true }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
