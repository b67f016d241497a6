// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// What two baselines of a scenario have in common and is not the same, and what only one of them has.
///
/// A gate that is added or taken out brings rows or takes some away: that changes no result.
struct BaselineDifference {
  /// A number of customers in one cell of a classifier's confusion.
  struct CountChange {
    let month: Month
    let truth: String
    let estimate: String
    let old: Int
    let new: Int
  }

  /// One classifier that both have.
  struct Classifier {
    let name: String
    /// Cells with other numbers of customers, those that differ most first.
    var cells: [CountChange] = []
    /// How many customer-months were counted.
    var customers = 0
    /// How many of these are counted in another cell, or no more.
    var moved = 0
    /// How many numbers it has learned or states.
    var learned = 0
    /// How many of these are others, and the first of them.
    var relearned: [(old: Baseline.Learned?, new: Baseline.Learned?)] = []

    var isSame: Bool { cells.isEmpty && relearned.isEmpty }
  }

  /// Measurements that both have, with other numbers.
  let changed: [(old: Measurement, new: Measurement)]
  /// Measurements that only the new one has.
  let added: [Measurement]
  /// Measurements that only the old one has.
  let removed: [Measurement]
  /// Classifiers that both have.
  let classifiers: [Classifier]
  /// Classifiers that only the new one has.
  let addedClassifiers: [String]
  /// Classifiers that only the old one has.
  let removedClassifiers: [String]

  /// Whether all that both have is the same.
  var isSame: Bool { changed.isEmpty && classifiers.allSatisfy(\.isSame) }

  /// Whether both have the same rows.
  var isAlike: Bool {
    added.isEmpty && removed.isEmpty && addedClassifiers.isEmpty && removedClassifiers.isEmpty
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - old: what was accepted.
  ///   - new: what came of the scenario now.
  init(from old: Baseline, to new: Baseline) {
    let before = Dictionary(
      old.measurements.rows.map { (Self.subject($0), $0) }, uniquingKeysWith: { first, _ in first })
    let now = Set(new.measurements.rows.map(Self.subject))
    changed = new.measurements.rows.compactMap { row in
      before[Self.subject(row)].flatMap { $0 == row ? nil : ($0, row) }
    }
    added = new.measurements.rows.filter { before[Self.subject($0)] == nil }
    removed = old.measurements.rows.filter { !now.contains(Self.subject($0)) }
    let (first, second) = (Self.names(old), Self.names(new))
    addedClassifiers = second.filter { !first.contains($0) }
    removedClassifiers = first.filter { !second.contains($0) }
    classifiers = second.filter { first.contains($0) }.map { Self.classifier($0, old, new) }
  }

  private static func subject(_ row: Measurement) -> [String] {
    [
      row.month?.description, row.scheme, row.segment, row.classifier, row.feature, row.metric,
      row.estimator, row.replicate?.description,
    ].map { $0 ?? "" }
  }

  private static func names(_ baseline: Baseline) -> [String] {
    var names: [String] = []
    for name in baseline.counts.map(\.classifier) where !names.contains(name) { names.append(name) }
    return names
  }

  private static func classifier(
    _ name: String, _ old: Baseline, _ new: Baseline
  ) -> Classifier {
    struct Cell: Hashable {
      let month: Month
      let truth: String
      let estimate: String
    }
    var found = Classifier(name: name)
    var (order, counts): ([Cell], [Cell: (old: Int, new: Int)]) = ([], [:])
    func add(_ rows: [Baseline.Count], _ place: WritableKeyPath<(old: Int, new: Int), Int>) {
      for row in rows where row.classifier == name {
        let cell = Cell(month: row.month, truth: row.truth, estimate: row.estimate)
        if counts[cell] == nil { order.append(cell) }
        counts[cell, default: (0, 0)][keyPath: place] += row.customers
      }
    }
    add(old.counts, \.old)
    add(new.counts, \.new)
    var (surplus, deficit) = (0, 0)
    for cell in order {
      guard let both = counts[cell] else { continue }
      found.customers += both.old
      surplus += max(0, both.new - both.old)
      deficit += max(0, both.old - both.new)
      guard both.old != both.new else { continue }
      found.cells.append(
        CountChange(
          month: cell.month, truth: cell.truth, estimate: cell.estimate, old: both.old,
          new: both.new))
    }
    found.moved = max(surplus, deficit)
    found.cells.sort { abs($0.new - $0.old) > abs($1.new - $1.old) }
    relearn(&found, old.learned, new.learned)
    return found
  }

  private static func relearn(
    _ found: inout Classifier, _ old: [Baseline.Learned], _ new: [Baseline.Learned]
  ) {
    func rows(_ learned: [Baseline.Learned]) -> [String: Baseline.Learned] {
      Dictionary(
        learned.filter { $0.classifier == found.name }.map {
          ("\($0.parameter) \($0.position)", $0)
        },
        uniquingKeysWith: { first, _ in first })
    }
    let (before, now) = (rows(old), rows(new))
    found.learned = now.count
    for row in new where row.classifier == found.name {
      let was = before["\(row.parameter) \(row.position)"]
      if was != row { found.relearned.append((was, row)) }
    }
    for row in old where row.classifier == found.name {
      if now["\(row.parameter) \(row.position)"] == nil { found.relearned.append((row, nil)) }
    }
  }
}
