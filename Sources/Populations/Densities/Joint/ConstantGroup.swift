// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScenarioLanguage

/// A feature of what follows from levels alone: once they are known, nothing is left to draw but what
/// the view does to it.
struct ConstantGroup: PathGroup {
  let feature: FeatureReading
  private let value: CheckedExpression

  /// Makes the group.
  ///
  /// - Parameters:
  ///   - feature: the feature.
  ///   - value: what it shows, an expression over levels.
  init(_ feature: FeatureReading, _ value: CheckedExpression) {
    (self.feature, self.value) = (feature, value)
  }

  /// No number's slot.
  var slot: Int { -1 }
  var columns: [Int] { [feature.column] }
  var target: SeenGroup.Target { .none }
  var pathMonths: Int { 0 }
  var isByCohort: Bool { false }
  var tellsKindsApart: Bool { true }

  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int] {
    let read = Set(value.levelSlots + (feature.channel?.levelSlots ?? [])).sorted()
    return read.map { slot in slots.position(slot).map { Int(state.present[$0]) } ?? 0 }
  }

  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)? {
    var found: [[KnownConstants.Part]] = []
    for states in laws {
      var own: [KnownConstants.Part] = []
      for weighted in states {
        let levels = slots.bySlot(weighted.state.present)
        let value = value.value(numbers: [], levels: levels)
        guard !value.isNaN else { return nil }
        var channel: (any KnownChannel)?
        if let declared = feature.channel {
          guard let known = declared.given(levels) else { return nil }
          channel = known
        }
        own.append(.init(share: weighted.weight, value: value, channel: channel))
      }
      found.append(own)
    }
    return KnownConstants(feature: feature, laws: found)
  }
}

/// Values that are known, for some kinds of customers.
struct KnownConstants: KnownPathGroup {
  /// The value of one hidden state.
  struct Part: Sendable {
    let share: Double
    let value: Double
    let channel: (any KnownChannel)?
  }

  let feature: FeatureReading
  let laws: [[Part]]

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    guard let seen else {
      for law in used { masses[law] = 0 }
      return
    }
    let pieces = SeenPiece.counting(
      feature.pieces(seen[0]), isDiscrete: feature.channel?.isDiscrete ?? true)
    for law in used {
      var sum = 0.0
      for part in laws[law] {
        if let channel = part.channel {
          sum += part.share * channel.mass(pieces, given: part.value)
        } else {
          for piece in pieces where piece.values.contains(part.value) {
            sum += part.share * piece.weight
          }
        }
      }
      masses[law] = log(sum)
    }
  }
}
