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

extension PosteriorPlan {
  /// The slots of the numbers by whose laws the segment's chances are worked out together: those with
  /// separate values first, since each of these leaves less to decide.
  var jointSlots: [Int] {
    let separate = Set(groups.filter(\.latent.isDiscrete).map(\.latent.slot))
    let all = segment.jointSlots
    return all.filter(separate.contains) + all.filter { !separate.contains($0) }
  }
}
