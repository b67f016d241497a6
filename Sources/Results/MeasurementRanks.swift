// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The places of rows in the order of `Measurement`, as numbers: sorting a large table by names
/// would compare the same texts over and over.
struct MeasurementRanks {
  private var majors: [Int]
  private var minors: [Int]

  /// Ranks the rows of a table.
  ///
  /// - Parameter rows: the rows, in any order.
  /// - Complexity: O(rows × log(distinct names)).
  init(_ rows: [Measurement]) {
    majors = Array(repeating: 0, count: rows.count)
    minors = majors
    Self.append(rows.map { $0.replicate ?? -1 }, to: &majors)
    for name in [\Measurement.scheme, \.classifier, \.feature] {
      Self.append(Self.ranks(rows.map { $0[keyPath: name] }), to: &majors)
    }
    Self.append(Self.ranks(rows.map(\.metric)), to: &minors)
    Self.append(Self.ranks(rows.map(\.estimator)), to: &minors)
    Self.append(Self.ranks(rows.map(\.segment)), to: &minors)
    Self.append(rows.map { $0.month?.ordinal ?? -1 }, to: &minors)
  }

  /// The place by replicate, scheme, classifier and feature.
  func major(_ row: Int) -> Int { majors[row] }

  /// The place by metric, estimator, segment and month.
  func minor(_ row: Int) -> Int { minors[row] }

  /// The place of each name among all, byte by byte; what does not apply stands first.
  private static func ranks(_ names: [String?]) -> [Int] {
    let distinct = Set(names.compactMap(\.self)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let places = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
    return names.map { name in name.flatMap { places[$0] } ?? -1 }
  }

  /// Makes room for one more part of the order below those before it.
  private static func append(_ part: [Int], to keys: inout [Int]) {
    let radix = (part.max() ?? 0) + 2
    for row in keys.indices { keys[row] = keys[row] * radix + part[row] + 1 }
  }
}
