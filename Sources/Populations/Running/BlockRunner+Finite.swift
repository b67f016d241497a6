// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import ScenarioLanguage

/// What the world works out is a number for every customer: where it is none although all that it
/// was made from are numbers, the ledger counts it, and the value is missing.
extension BlockRunner {
  /// Works out a number of the world for each row.
  ///
  /// - Parameters:
  ///   - program: what is worked out.
  ///   - source: whose value it is, as a position among the ledger's values that are no numbers.
  ///   - result: room for the rows; none of the program's inputs.
  func work(
    out program: ColumnProgram, of source: Int, into result: UnsafeMutablePointer<Double>
  ) {
    program.evaluate(frame.inputs, rows: rows, scratch: frame.columnScratch, into: result)
    guard !program.isAlwaysFinite else { return }
    ledger.notNumbers[source].of &+= rows
    guard ck_count_not_finite(result, Int64(rows)) > 0 else { return }
    let slots = program.expression.numberSlots
    for row in 0..<rows where !result[row].isFinite {
      result[row] = .nan
      ledger.notNumbers[source].rows += isNumber(slots, row) ? 1 : 0
    }
  }

  /// Works out a condition of the world for each row.
  ///
  /// - Parameters:
  ///   - program: the condition.
  ///   - source: whose it is, as a position among the ledger's values that are no numbers.
  ///   - result: room for the rows.
  func decide(
    _ program: ColumnProgram, of source: Int, into result: UnsafeMutablePointer<UInt8>
  ) {
    program.evaluateCondition(
      frame.inputs, rows: rows, scratch: frame.columnScratch, into: result)
    guard !program.isAlwaysFinite else { return }
    ledger.notNumbers[source].of &+= rows
    guard ck_count_unknown(result, Int64(rows)) > 0 else { return }
    let slots = program.expression.numberSlots
    for row in 0..<rows where result[row] == 0 {
      ledger.notNumbers[source].rows += isNumber(slots, row) ? 1 : 0
    }
  }

  /// Counts values that were made otherwise than by an expression.
  ///
  /// - Parameters:
  ///   - rows: how many were no numbers.
  ///   - tried: how many were made.
  func note(notNumbers rows: Int, of tried: Int) {
    ledger.notNumbers[drawnSource].rows += rows
    ledger.notNumbers[drawnSource].of += tried
  }

  /// Counts missing values of the present feature that no median fills.
  ///
  /// - Parameters:
  ///   - values: the feature's values.
  ///   - rows: how many.
  func noteUnfilled(_ values: UnsafeMutablePointer<Double>, _ rows: Int) {
    let feature = drawnSource - model.quantities.count
    ledger.unfilled[feature].of += rows
    for row in 0..<rows where values[row].isNaN { ledger.unfilled[feature].rows += 1 }
  }

  private func isNumber(_ slots: [Int], _ row: Int) -> Bool {
    slots.allSatisfy { frame.numbers[$0][row].isFinite }
  }
}
