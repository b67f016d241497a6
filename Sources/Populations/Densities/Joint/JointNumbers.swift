// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The numbers on whose laws, given what is seen, the segment's chances depend together.
struct JointNumbers: Sendable {
  /// The numbers' groups, by position among all groups.
  let groups: [Int]
  /// Whether anything is seen of each number's group.
  let isSeen: [Bool]
  /// The rules by which the chances follow, one for each choice of levels.
  let rules: [DrawnChances]

  /// Finds the groups.
  init(_ plan: PosteriorPlan, _ rules: [DrawnChances], _ columns: [[Int]]) {
    let targets = plan.targets
    groups = plan.segment.jointSlots.compactMap { slot in
      targets.firstIndex { $0.slot == slot }
    }
    isSeen = groups.map { !columns[$0].isEmpty }
    self.rules = rules
  }
}

/// Collects the rules by which chances follow from several numbers, one for each choice of levels.
struct JointRules {
  private let plan: PosteriorPlan
  private let epoch: Int
  private var known: [[UInt8]: Int] = [:]
  /// The rules.
  private(set) var all: [DrawnChances] = []

  init(_ plan: PosteriorPlan, _ epoch: Int) { (self.plan, self.epoch) = (plan, epoch) }

  /// The rule for some levels, by position; -1 where the chances depend on no numbers together.
  ///
  /// - Parameter levels: level codes by slot.
  mutating func rule(levels: [UInt8]) -> Int {
    let segment = plan.segment
    guard !segment.jointSlots.isEmpty, case .drawn(let utilities) = segment.kind else { return -1 }
    let key = segment.levelSlots.map { levels[$0] }
    if let position = known[key] { return position }
    let positive = plan.positiveSlots
    all.append(
      DrawnChances(
        utilities[epoch], slots: segment.jointSlots, levels: levels,
        isPositive: positive.contains))
    known[key] = all.count - 1
    return all.count - 1
  }
}

extension PosteriorPlan {
  /// The slots of numbers whose laws have positive values alone, whatever changes them.
  var positiveSlots: Set<Int> {
    let found = model.quantities.filter { quantity in
      guard case .law(let node) = quantity.kind, node.link != .identity else { return false }
      return node.plans.allSatisfy { plan in
        plan.laws.map { $0.allSatisfy { $0.support.lowerBound >= 0 } } ?? false
      }
    }
    return Set(found.map(\.slot))
  }
}

extension PosteriorModel {
  /// The expected chances of the segments for one kind of customer, given what is seen.
  ///
  /// - Parameters:
  ///   - rule: the rule by which they follow.
  ///   - kind: the kind.
  ///   - values: the seen value of a column.
  ///   - isBlind: whether nothing at all is seen.
  ///   - scratch: working memory.
  /// - Returns: a chance for each segment; zeros where what is seen is impossible.
  func expected(
    _ rule: Int, ofKind kind: Int, _ values: (Int) -> Double, _ isBlind: Bool,
    _ scratch: inout PosteriorScratch
  ) -> [Double] {
    guard let joint else { return [] }
    let laws = joint.groups.map { kinds.laws[kind * widths.count + $0] }
    if let known = scratch.expected[[rule] + laws] { return known }
    var chances = [Double](repeating: 0, count: segments)
    var numbers: [DrawnChances.Number] = []
    for (position, law) in laws.enumerated() {
      let key = law * joint.rules.count + rule
      if let known = scratch.numbers[position][key] {
        numbers.append(known)
      } else if let law = posterior(joint.groups[position], law, values, isBlind) {
        let found = joint.rules[rule].number(law, position)
        scratch.numbers[position][key] = found
        numbers.append(found)
      }
    }
    if numbers.count == laws.count { joint.rules[rule].expect(numbers, into: &chances) }
    scratch.expected[[rule] + laws] = chances
    return chances
  }

  /// The law of a group's number given what is seen of it.
  private func posterior(
    _ group: Int, _ law: Int, _ values: (Int) -> Double, _ isBlind: Bool
  ) -> NumberPosterior? {
    guard group < laws.count else {
      return pathLaws[group - laws.count].laws.posterior(
        isBlind ? nil : columns[group].map(values), of: law)
    }
    let own = laws[group][law]
    let evidence =
      isBlind
      ? SeenEvidence(nothingOf: plan.groups[group])
      : SeenEvidence(plan.groups[group], isDiscrete: own.law.isDiscrete, values)
    return own.posterior(evidence)
  }
}
