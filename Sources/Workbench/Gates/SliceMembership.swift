// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// Tells who of a population's customers belong to a slice.
struct SliceMembership: Sendable {
  private let conditions: [(place: SliceQuantity.Place, code: UInt8)]

  /// Looks the levels up.
  ///
  /// - Parameters:
  ///   - slice: the slice.
  ///   - population: the customers.
  /// - Throws: what the population lacks.
  init(_ slice: CustomerSlice, in population: PopulationModel) throws(Missing) {
    var conditions: [(place: SliceQuantity.Place, code: UInt8)] = []
    for part in slice.parts {
      guard let quantity = SliceQuantity(part.quantity, in: population) else {
        throw Missing("there is no level quantity or scheme '\(part.quantity)'")
      }
      guard let code = quantity.levels.firstIndex(of: part.level) else {
        throw Missing("'\(part.quantity)' has no level '\(part.level)'")
      }
      conditions.append((quantity.place, UInt8(code)))
    }
    self.conditions = conditions
  }

  /// Leaves only the members scored.
  ///
  /// - Parameters:
  ///   - truth: true segments by row.
  ///   - runner: the block in the present month.
  ///   - members: receives the true segments of members, and "not scored" for all others.
  /// - Complexity: O(rows × conditions).
  func keepMembers(
    of truth: UnsafePointer<SegmentIndex>, _ runner: BlockRunner,
    into members: UnsafeMutablePointer<SegmentIndex>
  ) {
    members.update(from: truth, count: runner.rows)
    for condition in conditions {
      let codes =
        switch condition.place {
        case .levels(let slot): runner.levels(at: slot)
        case .truths(let scheme): runner.truth(of: scheme)
        }
      for row in 0..<runner.rows {
        members[row] =
          codes[row] == condition.code ? members[row] : ConfusionMatrix.notScored
      }
    }
  }
}
