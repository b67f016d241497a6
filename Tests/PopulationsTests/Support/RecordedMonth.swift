// SPDX-License-Identifier: GPL-3.0-or-later

/// All customers of one month, in the order of cohort and index.
struct RecordedMonth {
  /// Cohort times 2³² plus index.
  var customers: [UInt64] = []
  /// Values of the world, by quantity; levels by code.
  var world: [String: [Double]] = [:]
  /// True segments by scheme.
  var truths: [String: [UInt8]] = [:]
  /// Features of the view.
  var view: [String: [Double]] = [:]

  /// The rows of another month's customers among this month's; nothing for those who are not here.
  func rows(of others: [UInt64]) -> [Int?] {
    var rowOf: [UInt64: Int] = [:]
    for (row, customer) in customers.enumerated() { rowOf[customer] = row }
    return others.map { rowOf[$0] }
  }

  /// Brings the rows into the order of cohort and index.
  mutating func sort() {
    let order = customers.indices.sorted { customers[$0] < customers[$1] }
    let sortedCustomers = order.map { customers[$0] }
    customers = sortedCustomers
    world = world.mapValues { column in order.map { column[$0] } }
    truths = truths.mapValues { column in order.map { column[$0] } }
    view = view.mapValues { column in order.map { column[$0] } }
  }
}

extension [Double] {
  /// The bits of all values, for comparisons in which a missing value equals a missing value.
  var bits: [UInt64] { map(\.bitPattern) }
  /// The mean.
  var mean: Double { reduce(0, +) / Double(count) }
  /// The variance about the mean.
  var variance: Double {
    let center = mean
    return reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(count - 1)
  }
}
