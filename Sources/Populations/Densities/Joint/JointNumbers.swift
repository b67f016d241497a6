// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// The numbers on whose laws, given what is seen, the segment's chances depend together.
struct JointNumbers: Sendable {
  /// The numbers' groups, by position among all groups.
  let groups: [Int]
  /// Whether anything is seen of each number's group.
  let isSeen: [Bool]
  /// The rules by which the chances follow, one for each choice of levels and cells of other numbers.
  let rules: [JointRule]
  /// Whether each number's law is mixed over kinds; if not, each kind is worked out by itself.
  let isMixed: Bool
  /// How each number's laws are mixed.
  let mixtures: [Mixture]
  /// The most kinds and numbers of which each kind is worked out by itself.
  static let most = (kinds: 64, numbers: 2)
  /// The most numbers whose points are all combined.
  static let mostCombined = 5

  /// How laws of a number are mixed.
  enum Mixture: Sendable {
    /// By densities at places that all laws share.
    case places(any PlacedLaws)
    /// By a few points that stand for the whole mixture.
    case points(any PointedLaws)
    /// By a few points of each law.
    case each
  }

  /// Finds the groups.
  ///
  /// - Parameters:
  ///   - plan: the posterior.
  ///   - rules: the rules by which chances follow.
  ///   - columns: the columns of each group.
  ///   - pathLaws: the laws of the path groups.
  ///   - kinds: how many kinds of customers there are.
  init(
    _ plan: PosteriorPlan, _ rules: [JointRule], _ columns: [[Int]],
    _ pathLaws: [(laws: any KnownPathGroup, count: Int)], kinds: Int
  ) {
    let targets = plan.targets
    groups = plan.jointSlots.compactMap { slot in
      targets.firstIndex { $0.slot == slot }
    }
    isSeen = groups.map { !columns[$0].isEmpty }
    self.rules = rules
    isMixed =
      groups.count <= Self.mostCombined
      && (kinds > Self.most.kinds || groups.count > Self.most.numbers)
      && rules.allSatisfy { if case .drawn(let drawn) = $0 { !drawn.hasMixed } else { false } }
    mixtures = groups.map { group in
      guard group >= plan.groups.count else { return .each }
      let laws = pathLaws[group - plan.groups.count].laws
      if let placed = laws as? any PlacedLaws { return .places(placed) }
      if let pointed = laws as? any PointedLaws { return .points(pointed) }
      return .each
    }
  }
}

/// How the chances of segments follow from several numbers.
enum JointRule: Sendable {
  /// They are drawn by utilities.
  case drawn(DrawnChances)
  /// They are certain by rules.
  case certain(EdgeRule)
}

/// Collects the rules by which chances follow from several numbers, one for each choice of levels and
/// cells of other numbers.
struct JointRules {
  private let plan: PosteriorPlan
  private let epoch: Int
  private let joint: [Int]
  private var known: [[Int]: (chances: [Double], rule: Int)] = [:]
  /// The rules.
  private(set) var all: [JointRule] = []

  init(_ plan: PosteriorPlan, _ epoch: Int) {
    (self.plan, self.epoch, joint) = (plan, epoch, plan.jointSlots)
  }

  /// What is known of the segment, and by which rule it follows.
  ///
  /// - Parameters:
  ///   - levels: level codes by slot.
  ///   - numbers: values inside the cells of other numbers, by slot.
  ///   - combination: what tells these cells apart.
  /// - Returns: the chances with -1 where they are certain, else the rule's position.
  mutating func rule(
    levels: [UInt8], numbers: [Double], _ combination: Int
  ) -> (chances: [Double], rule: Int) {
    let key = plan.segment.levelSlots.map { Int(levels[$0]) } + [combination]
    if let known = known[key] { return known }
    var found = (chances: [Double](repeating: 0, count: plan.segment.segments), rule: -1)
    switch plan.segment.kind {
    case .drawn(let utilities):
      found.rule = all.count
      let positive = plan.model.positiveSlots
      all.append(
        .drawn(
          DrawnChances(
            utilities[epoch], slots: joint, levels: levels, isPositive: positive.contains)))
    case .firstMatch(let conditions):
      let rule = EdgeRule(conditions.map { given($0, levels, numbers) }, slots: joint)
      if let segment = rule?.segment({ _ in .nan }) {
        found.chances[segment] = 1
      } else if let rule {
        found.rule = all.count
        all.append(.certain(rule))
      }
    case .same, .cut: break
    }
    known[key] = found
    return found
  }

  /// A condition in which levels and other numbers are known.
  private func given(
    _ condition: CheckedExpression, _ levels: [UInt8], _ numbers: [Double]
  ) -> CheckedExpression {
    let known = condition.levelSlots.reduce(condition) { $0.given(slot: $1, code: levels[$1]) }
    let root = known.root.replacing { node in
      guard case .compare(let comparison, .number(let slot), .constant(let bound)) = node,
        !joint.contains(slot)
      else { return nil }
      return .truth(comparison(numbers[slot], bound) == Truth.yes)
    }
    return CheckedExpression(root)
  }
}

extension PosteriorPlan {
  /// The slots of the numbers by whose laws the segment's chances are worked out together: those with
  /// separate values first, since each of these leaves less to decide.
  var jointSlots: [Int] {
    let separate = Set(groups.filter(\.latent.isDiscrete).map(\.latent.slot))
    let all = segment.jointSlots
    return all.filter(separate.contains) + all.filter { !separate.contains($0) }
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
    for (position, law) in laws.enumerated() where scratch.posteriors[position][law] == nil {
      guard let found = posterior(joint.groups[position], law, values, isBlind) else {
        return chances
      }
      scratch.posteriors[position][law] = found
    }
    switch joint.rules[rule] {
    case .drawn(let drawn):
      let numbers = laws.enumerated().compactMap { position, law in
        points(drawn, position, law, law * joint.rules.count + rule, &scratch)
      }
      drawn.expect(numbers, into: &chances)
    case .certain(let certain):
      let numbers = laws.enumerated().compactMap { scratch.posteriors[$0][$1] }
      var integral = EdgeIntegral(certain, numbers, segments: segments)
      chances = integral.expected()
    }
    scratch.expected[[rule] + laws] = chances
    return chances
  }

  /// A number's points, worked out or remembered.
  private func points(
    _ rule: DrawnChances, _ position: Int, _ law: Int, _ key: Int,
    _ scratch: inout PosteriorScratch
  ) -> DrawnChances.Number? {
    if let known = scratch.numbers[position][key] { return known }
    let found = scratch.posteriors[position][law].map { rule.number($0, position) }
    scratch.numbers[position][key] = found
    return found
  }

  /// The law of a group's number given what is seen of it.
  func posterior(
    _ group: Int, _ law: Int, _ values: (Int) -> Double, _ isBlind: Bool
  ) -> NumberPosterior? {
    let use: NumberPosterior.Use = plan.segment.isCertain ? .shares : .sums
    guard group < laws.count else {
      return pathLaws[group - laws.count].laws.posterior(
        isBlind ? nil : columns[group].map(values), of: law, for: use)
    }
    let own = laws[group][law]
    let evidence =
      isBlind
      ? SeenEvidence(nothingOf: plan.groups[group])
      : SeenEvidence(plan.groups[group], isDiscrete: own.law.isDiscrete, values)
    return own.posterior(evidence, for: use)
  }
}
