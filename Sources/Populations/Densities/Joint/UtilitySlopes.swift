// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import ScenarioLanguage

/// How sharply the chances of segments that are drawn by several numbers answer to one of them: by it
/// quadratures choose their points, or a posterior is refused.
struct UtilitySlopes: Sendable {
  /// The utilities taken apart, for each stretch of drift and choice of levels.
  private let terms: [[UtilityTerms]]
  /// A few values of each number, by slot: the middle ones and the outermost of its laws.
  private let usual: [Int: [Double]]
  /// The most choices of levels that are gone through.
  private static let mostChoices = 4096

  /// Takes utilities apart.
  ///
  /// - Parameters:
  ///   - segment: the segment.
  ///   - model: the world.
  ///
  /// There are none where the segment is not drawn by several numbers.
  init?(_ segment: SegmentReading, _ model: PopulationModel) {
    guard case .drawn(let utilities) = segment.kind, segment.jointSlots.count > 1 else {
      return nil
    }
    let positive = model.positiveSlots
    let choices = Self.choices(segment.levelSlots, model)
    terms = utilities.flatMap { epoch in
      choices.map { choice in
        epoch.map { utility in
          let known = choice.reduce(utility) { $0.given(slot: $1.slot, code: $1.code) }
          return UtilityTerms(known, isPositive: positive.contains)
        }
      }
    }
    var usual: [Int: [Double]] = [:]
    for quantity in model.quantities where segment.jointSlots.contains(quantity.slot) {
      guard case .law(let node) = quantity.kind else { continue }
      let laws = node.plans.flatMap { $0.laws ?? [] }
      let middle = [0.16, 0.84].flatMap { share in laws.map { $0.quantile(share) } }
      usual[quantity.slot] = [middle.min(), middle.max()].compactMap { $0 }
    }
    self.usual = usual
  }

  /// All choices of levels, or where they are many those that differ from the first in one level.
  private static func choices(
    _ slots: [Int], _ model: PopulationModel
  ) -> [[(slot: Int, code: UInt8)]] {
    let names = slots.map { slot in
      model.quantities.first { $0.slot == slot && !$0.levelNames.isEmpty }?.levelNames.count ?? 1
    }
    guard names.reduce(1, { min($0 * $1, mostChoices + 1) }) <= mostChoices else {
      let first = slots.map { ($0, UInt8(0)) }
      return slots.indices.flatMap { index in
        (0..<names[index]).map { code in
          var choice = first
          choice[index].1 = UInt8(code)
          return choice
        }
      }
    }
    return zip(slots, names).reduce([[]]) { found, level in
      found.flatMap { choice in (0..<level.1).map { choice + [(level.0, UInt8($0))] } }
    }
  }

  /// Whether any utility depends on several numbers other than by a sum.
  var areMixed: Bool { terms.contains { $0.contains { $0.mixed != nil } } }

  /// The greatest slope of a difference of two utilities.
  ///
  /// - Parameters:
  ///   - slot: the slot of the number it is a function of.
  ///   - range: where the number lies, on a scale.
  ///   - value: the number at a place of the scale.
  /// - Returns: the slope by the scale.
  func steepest(
    _ slot: Int, over range: (from: Double, to: Double), value: (Double) -> Double = { $0 }
  ) -> Double {
    let count = 256
    let width = (range.to - range.from) / Double(count)
    guard width > 0 else { return 0 }
    return change(slot, (0...count).map { value(range.from + width * Double($0)) }) / width
  }

  /// By how much differences of utilities change from the lower to the upper sixth of a number's laws, in
  /// halves: the standard deviation of one that is linear in a normal number.
  func spread(_ slot: Int) -> Double { change(slot, usual[slot] ?? []) / 2 }

  /// The greatest change of a difference of two utilities from one value to the next.
  private func change(_ slot: Int, _ values: [Double]) -> Double {
    var greatest = 0.0
    for utilities in terms {
      let others = Set(utilities.compactMap(\.mixed).flatMap(\.numberSlots)).subtracting([slot])
      for numbers in settings(of: others.sorted(), slot) {
        greatest = max(greatest, change(utilities, slot, values, numbers))
      }
    }
    return greatest
  }

  private func change(
    _ utilities: [UtilityTerms], _ slot: Int, _ values: [Double], _ numbers: [Double]
  ) -> Double {
    var (greatest, numbers, before) = (0.0, numbers, [Double]())
    for value in values {
      numbers[slot] = value
      let here = utilities.map { utility in
        (utility.single[slot]?.value(numbers: numbers, levels: []) ?? 0)
          + (utility.mixed?.value(numbers: numbers, levels: []) ?? 0)
      }
      let changes = zip(here, before).map { $0 - $1 }.filter(\.isFinite)
      if let least = changes.min(), let most = changes.max() {
        greatest = max(greatest, most - least)
      }
      before = here
    }
    return greatest
  }

  /// All combinations of usual values of other numbers, by slot.
  private func settings(of others: [Int], _ slot: Int) -> [[Double]] {
    let room = (others + [slot]).max() ?? 0
    return others.reduce([[Double](repeating: .nan, count: room + 1)]) { found, other in
      found.flatMap { numbers in
        (usual[other] ?? []).map { value in
          var numbers = numbers
          numbers[other] = value
          return numbers
        }
      }
    }
  }
}

extension UtilitySlopes {
  /// Throws where a number spreads utilities by more than sums over combinations of several numbers'
  /// points are good for: they serve a class of customers by their products, each pair of numbers by
  /// quadratures of both, all others by a lattice.
  ///
  /// - Parameters:
  ///   - slot: the number's slot.
  ///   - name: its name.
  ///   - numbers: how many numbers there are.
  /// - Throws: which number it is.
  func check(_ slot: Int, _ name: String, among numbers: Int) throws(Unavailable) {
    guard areMixed || numbers > JointNumbers.mostCombined else { return }
    let most = numbers > 2 ? 2.0 : 3.5
    guard spread(slot) > most else { return }
    throw Unavailable(
      "the segment's chances change too sharply with '\(name)' for \(numbers) numbers together")
  }
}

extension PopulationModel {
  /// The slots of numbers whose laws have positive values alone, whatever changes them.
  var positiveSlots: Set<Int> {
    let found = quantities.filter { quantity in
      guard case .law(let node) = quantity.kind, node.link != .identity else { return false }
      return node.plans.allSatisfy { plan in
        plan.laws.map { $0.allSatisfy { $0.support.lowerBound >= 0 } } ?? false
      }
    }
    return Set(found.map(\.slot))
  }
}
