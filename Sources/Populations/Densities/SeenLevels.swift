// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What one customer's features tell of levels and of months on the books.
struct SeenLevels {
  private let model: PosteriorModel
  private let tenures: [[SeenPiece]]
  /// For every level feature the position of its level and the chance of what is seen by code.
  private let chances: [(position: Int, byCode: [Double])]

  /// Reads a customer's features backwards.
  init(_ model: PosteriorModel, _ values: (Int) -> Double) {
    self.model = model
    tenures = model.plan.tenureFeatures.map { $0.pieces(values($0.column)) }
    chances = model.plan.levelFeatures.compactMap { feature in
      guard let position = model.hiddenSlots.firstIndex(of: feature.slot) else { return nil }
      let pieces = feature.reading.pieces(values(feature.reading.column))
      let codes = (model.kinds.states.map { Int($0.present[position]) }.max() ?? 0) + 1
      return (
        position,
        (0..<codes).map { code in
          pieces.reduce(0) { $0 + ($1.values.contains(Double(code)) ? $1.weight : 0) }
        }
      )
    }
  }

  /// Whether no level is seen.
  var tellNoLevel: Bool { chances.isEmpty }

  /// The chance that levels are seen as they are.
  func share(_ state: HiddenState) -> Double {
    chances.reduce(1) { $0 * $1.byCode[Int(state.present[$1.position])] }
  }

  /// The chance that months on the books are seen as they are.
  func share(ofCohort cohort: Int) -> Double {
    tenures.reduce(1) { share, pieces in
      share * pieces.reduce(0) { $0 + $1.weight * tenureShare(cohort, $1.values) }
    }
  }

  private func tenureShare(_ cohort: Int, _ values: SeenPiece.Values) -> Double {
    let (month, firstTenure) = (model.month, model.firstTenure)
    guard cohort == 0 else { return values.contains(Double(month - cohort)) ? 1 : 0 }
    switch values {
    case .missing: return 0
    case .point(let value):
      guard abs(value) < 1e6, value == value.rounded() else { return 0 }
      let start = Int(value) - month
      return firstTenure.indices.contains(start) ? firstTenure[start] : 0
    case .interval:
      return firstTenure.indices.reduce(0) {
        $0 + (values.contains(Double($1 + month)) ? firstTenure[$1] : 0)
      }
    }
  }
}
