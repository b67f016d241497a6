// SPDX-License-Identifier: GPL-3.0-or-later

extension KolmogorovSmirnov {
  /// The distance between two counts of levels that have an order, such as value tiers.
  ///
  /// - Parameters:
  ///   - reference: customers by level, from low to high.
  ///   - current: customers by level, in the same order.
  /// - Returns: the largest difference of the shares up to a level; exact.
  public func value(from reference: [Int], to current: [Int]) -> DifferenceValue {
    precondition(reference.count == current.count, "counts of the same levels")
    let (n, m) = (reference.reduce(0, +), current.reduce(0, +))
    if let none = DifferenceValue.withoutValues(referenceCount: n, count: m) { return none }
    var (before, now, largest) = (0, 0, 0.0)
    for (first, second) in zip(reference, current) {
      before += first
      now += second
      largest = max(largest, abs(Double(before) / Double(n) - Double(now) / Double(m)))
    }
    var value = DifferenceValue(.defined(largest), referenceCount: n, count: m)
    value.pValue = Self.pValue(of: largest, n, m)
    return value
  }
}
