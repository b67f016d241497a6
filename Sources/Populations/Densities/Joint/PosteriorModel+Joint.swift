// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

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
