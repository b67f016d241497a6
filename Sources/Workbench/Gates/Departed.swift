// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Results

/// How many customers of a classifier are counted in other cells.
struct CountMoves {
  private struct Cell: Hashable {
    let month: Month
    let truth: String
    let estimate: String
  }

  /// How many have left a cell, or come to one, if those are more.
  var customers = 0
  /// How many there were.
  let total: Int

  init(from before: [Baseline.Count], to now: [Baseline.Count]) {
    total = before.reduce(0) { $0 + $1.customers }
    guard !before.isEmpty else { return }
    var differences: [Cell: Int] = [:]
    for (counts, sign) in [(before, -1), (now, 1)] {
      for count in counts {
        let cell = Cell(month: count.month, truth: count.truth, estimate: count.estimate)
        differences[cell, default: 0] += sign * count.customers
      }
    }
    // Who is counted in another cell is missing in one and too much in the other.
    let surplus = differences.values.reduce(0) { $0 + max(0, $1) }
    let deficit = differences.values.reduce(0) { $0 + max(0, -$1) }
    customers = max(surplus, deficit)
  }
}

/// A measurement that is another number than it was.
struct Departed {
  let old: Results.Measurement
  let new: Results.Measurement
  /// How far, as a part of the number.
  let part: Double
  /// Both numbers, in words.
  let told: String

  /// What is passed over.
  struct Tolerance {
    /// The part of the number, as another processor rounds.
    let part: Double
    /// What customers matter who may have moved.
    var moved = 0.0
    /// The same for the ends of an interval.
    var movedEnd = 0.0
  }

  /// Compares a measurement with what it was.
  ///
  /// - Parameters:
  ///   - old: what was accepted.
  ///   - new: what it is now.
  ///   - tolerance: what is passed over.
  init?(_ old: Results.Measurement, _ new: Results.Measurement, _ tolerance: Tolerance) {
    (self.old, self.new) = (old, new)
    guard let before = old.value.number, let now = new.value.number else {
      guard (old.value.number == nil) != (new.value.number == nil) else { return nil }
      (told, part) = (Self.told(new.value.number, old.value.number), .infinity)
      return
    }
    let size = max(abs(before), 0.01)
    func isOther(_ first: Double?, _ second: Double?) -> Bool {
      guard let first, let second else { return false }
      return abs(first - second) > tolerance.part * size + tolerance.movedEnd
    }
    if abs(now - before) > tolerance.part * size + tolerance.moved {
      (told, part) = (Self.told(now, before), abs(now - before) / size)
    } else if isOther(new.low, old.low) || isOther(new.high, old.high) {
      let (first, second) = isOther(new.low, old.low) ? (new.low, old.low) : (new.high, old.high)
      (told, part) = ("its interval ends at " + Self.told(first, second), 0)
    } else {
      return nil
    }
  }

  /// What is measured, but for the month.
  var name: String {
    let whose = (old.classifier ?? old.feature).map { " of \($0)" } ?? ""
    let estimators = [
      "overall", "segment", "expected", MetricName.approximate, "share", "count",
      "against first month",
    ]
    return old.metric + whose + (old.segment.map { " in \($0)" } ?? "")
      + (estimators.contains(old.estimator) ? "" : " (\(old.estimator))")
  }

  /// Two numbers, with as many digits as tell them apart.
  ///
  /// - Parameters:
  ///   - new: the number now; nothing where it is undefined.
  ///   - old: the number when the baseline was accepted.
  /// - Returns: both, in words.
  static func told(_ new: Double?, _ old: Double?) -> String {
    func text(_ number: Double?, _ digits: Int) -> String {
      guard let number else { return "undefined" }
      return NumberText.text(Double(String(format: "%.\(digits)g", number)) ?? number)
    }
    let digits = (4...11).first { text(new, $0) != text(old, $0) } ?? 11
    return "\(text(new, digits)), but \(text(old, digits)) when the baseline was accepted"
  }
}
