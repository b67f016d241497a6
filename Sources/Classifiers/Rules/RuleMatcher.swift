// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers

/// Decides by conditions over columns, as the hit policy says.
struct RuleMatcher: Sendable {
  /// How many byte columns of the working memory it uses, from 0 on.
  static let byteSlots = 2

  private let programs: [ColumnProgram]
  private let segments: [SegmentIndex]
  private let hit: HitPolicy
  private let otherwise: SegmentIndex

  /// Compiles the conditions.
  ///
  /// - Parameter rules: the rules.
  init(_ rules: DecisionRules) {
    programs = rules.rules.map { ColumnProgram($0.condition) }
    segments = rules.rules.map(\.segment)
    hit = rules.hit
    otherwise = rules.otherwise ?? noEstimate
  }

  /// Estimates the segment of every row.
  ///
  /// - Parameters:
  ///   - inputs: the columns that conditions read.
  ///   - rows: how many rows.
  ///   - scratch: working memory.
  ///   - estimates: room for the estimates, with the number of rows set.
  func decide(
    _ inputs: ColumnInputs, rows: Int, _ scratch: PredictionScratch,
    into estimates: inout Estimates
  ) {
    estimates.segments.withUnsafeMutableBufferPointer { buffer in
      guard let out = buffer.baseAddress, let truth = scratch.bytes(slot: 0, rows: rows),
        let isDoubtful = scratch.bytes(slot: 1, rows: rows)
      else { return }
      out.update(repeating: hit == .first ? otherwise : noEstimate, count: rows)
      if hit != .first { isDoubtful.update(repeating: 0, count: rows) }
      // Backwards, so that of several rules the first is written last.
      for index in programs.indices.reversed() {
        programs[index].evaluateCondition(inputs, rows: rows, scratch: scratch.columns, into: truth)
        let segment = segments[index]
        if hit != .first {
          for row in 0..<rows where truth[row] & 1 == 1 && out[row] != noEstimate {
            if hit == .unique || out[row] != segment { isDoubtful[row] = 1 }
          }
        }
        classifier_set_where(out, truth, segment, Int64(rows))
      }
      guard hit != .first else { return }
      for row in 0..<rows {
        if isDoubtful[row] == 1 {
          out[row] = noEstimate
        } else if out[row] == noEstimate {
          out[row] = otherwise
        }
      }
    }
  }
}
