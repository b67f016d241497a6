// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import ScenarioLanguage

/// Reads the cost of serving a customer who is ROW as if COLUMN.
enum CostReading {
  /// Reads one scheme's costs; the diagonal is 0 unless named.
  ///
  /// - Parameters:
  ///   - reader: rows by true segment, `others` for those not named; in a row costs by estimate.
  ///   - scheme: the segments.
  /// - Returns: the costs; nothing when there is a problem.
  static func matrix(_ reader: ScenarioReader, _ scheme: SegmentScheme) -> CostMatrix? {
    guard let rows = reader.named("true segment") else { return nil }
    let problems = reader.log.problems.count
    var byTruth: [String: [String: Double]] = [:]
    for (truth, row) in rows {
      guard isKnown(truth, scheme, row), let cells = row.named("assigned segment") else { continue }
      var costs: [String: Double] = [:]
      for (estimate, cell) in cells where isKnown(estimate, scheme, cell) {
        costs[estimate] = cell.number()
      }
      byTruth[truth] = costs
    }
    // A cost that could not be read has been told, so that it is not missed once more.
    guard reader.log.problems.count == problems else { return nil }
    var cells: [CostMatrix.Cell] = []
    for truth in scheme.segments {
      guard let row = byTruth[truth] ?? byTruth["others"] else {
        reader.error("no costs for true segment '\(truth)'", advice: "name it, or add 'others'")
        return nil
      }
      for estimate in scheme.segments {
        if let cost = row[estimate] {
          cells.append(.init(truth: truth, estimate: estimate, cost: cost))
        } else if estimate != truth {
          guard let cost = row["others"] else {
            reader.error(
              "no cost for '\(truth)' served as '\(estimate)'", advice: "name it, or add 'others'")
            return nil
          }
          cells.append(.init(truth: truth, estimate: estimate, cost: cost))
        }
      }
    }
    return CostMatrix(segments: scheme.segments, others: 0, cells: cells)
  }

  private static func isKnown(
    _ name: String, _ scheme: SegmentScheme, _ reader: ScenarioReader
  ) -> Bool {
    if name == "others" || scheme.segments.contains(name) { return true }
    reader.unknown(name, "segment", known: scheme.segments)
    return false
  }
}
