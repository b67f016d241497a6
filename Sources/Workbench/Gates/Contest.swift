// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
import ScenarioLanguage

/// Which classifiers of two scenarios are set side by side, and what is worth telling of it.
struct Contest: Sendable {
  /// A classifier of either that find the same.
  struct Pair: Sendable {
    let champion: String
    let challenger: String
    /// The challenger's scheme.
    let scheme: SegmentScheme
    /// Segments that the champion's scheme alone has.
    let missing: [String]
    /// Whether both are the same, so that nothing can differ.
    let isSame: Bool
  }

  private(set) var champion: Scenario
  /// The challenger, with the champion's seed.
  private(set) var challenger: Scenario
  let pairs: [Pair]
  private(set) var notes: [String] = []

  /// Finds the pairs.
  ///
  /// - Parameters:
  ///   - champion: what is used now.
  ///   - challenger: what might replace it.
  /// - Throws: why the two cannot be set side by side.
  init(
    _ champion: ChallengerComparison.Contender, _ challenger: ChallengerComparison.Contender
  ) throws(ChallengerComparison.Misfit) {
    let (own, other) = (champion.scenario, challenger.scenario)
    if let difference = Self.misfit(own.population, other.population) {
      throw ChallengerComparison.Misfit(description: difference)
    }
    self.champion = own
    if own.seed == other.seed {
      self.challenger = other
    } else {
      do throws(ScenarioProblems) {
        self.challenger = try Scenario(
          ScenarioOverrides(seed: own.seed).applied(to: other.resolved))
      } catch { throw ChallengerComparison.Misfit(description: error.problems[0].message) }
      notes = ["the challenger's seed is another one: it was run with the champion's"]
    }
    notes += Self.differences(own, other)
    let isSame = self.champion.isSubstantiallySame(as: self.challenger.resolved)
    let names = [champion.classifier, challenger.classifier].compactMap(\.self)
    if let first = names.first, let last = names.last {
      pairs = [try Self.pair(own, first, other, last, isSame: isSame)]
    } else {
      (pairs, notes) = Self.common(own, other, notes, isSame: isSame)
    }
    for (scenario, side) in [(own, "champion"), (self.challenger, "challenger")] {
      let compared = pairs.map { side == "champion" ? $0.champion : $0.challenger }
      for classifier in scenario.classifiers
      where classifier.choice.referral != nil && compared.contains(classifier.name) {
        notes.append(
          "the \(side) '\(classifier.name)' leaves customers to a person: its share is of those whom it decides"
        )
      }
    }
    guard !pairs.isEmpty else {
      throw ChallengerComparison.Misfit(
        description: "no classifier of one name finds the same scheme in both")
    }
    (self.champion, self.challenger) = Scenario.warmedUpAlike(self.champion, self.challenger)
  }

  /// Why two populations cannot be set side by side, if they cannot.
  private static func misfit(_ own: PopulationModel, _ other: PopulationModel) -> String? {
    func range(_ population: PopulationModel) -> String {
      "\(population.from) to \(population.from + (population.months - 1))"
    }
    guard own.from == other.from, own.months == other.months else {
      return "the months are not the same: \(range(own)), and \(range(other))"
    }
    guard own.customers == other.customers else {
      return "the customers are not the same: \(NumberText.grouped(own.customers)), and "
        + NumberText.grouped(other.customers)
    }
    guard own.entrants == other.entrants else {
      return "not as many customers enter in both"
    }
    return nil
  }

  /// Blocks that say who the customers are, or what is seen of them, and are not the same.
  private static func differences(_ own: Scenario, _ other: Scenario) -> [String] {
    let keys = PopulationModel.fields.map(\.key).filter { key in
      switch (own.resolved[key], other.resolved[key]) {
      case (let one?, let two?): !one.saysTheSame(as: two)
      case (nil, nil): false
      default: true
      }
    }
    guard !keys.isEmpty else { return [] }
    return [
      "not the same in both: \(keys.joined(separator: ", ")); what differs may come from there, not from "
        + "the classifiers"
    ]
  }

  private static func pair(
    _ own: Scenario, _ first: String, _ other: Scenario, _ last: String, isSame: Bool
  ) throws(ChallengerComparison.Misfit) -> Pair {
    guard let champion = own.classifiers.first(where: { $0.name == first }) else {
      throw ChallengerComparison.Misfit(
        description: "the champion's scenario has no classifier '\(first)'")
    }
    guard let challenger = other.classifiers.first(where: { $0.name == last }) else {
      throw ChallengerComparison.Misfit(
        description: "the challenger's scenario has no classifier '\(last)'")
    }
    guard champion.scheme.name == challenger.scheme.name else {
      throw ChallengerComparison.Misfit(
        description: "'\(first)' finds '\(champion.scheme.name)', but '\(last)' finds "
          + "'\(challenger.scheme.name)'")
    }
    return Pair(
      champion: first, challenger: last, scheme: challenger.scheme,
      missing: missing(champion.scheme, challenger.scheme), isSame: isSame && first == last)
  }

  private static func missing(_ own: SegmentScheme, _ other: SegmentScheme) -> [String] {
    own.segments.filter { !other.segments.contains($0) }
  }

  /// The classifiers of one name that find the same in both, and what is told of the others.
  private static func common(
    _ own: Scenario, _ other: Scenario, _ notes: [String], isSame: Bool
  ) -> ([Pair], [String]) {
    let pairs = own.classifiers.compactMap { champion in
      other.classifiers.first {
        $0.name == champion.name && $0.scheme.name == champion.scheme.name
      }.map {
        Pair(
          champion: champion.name, challenger: champion.name, scheme: $0.scheme,
          missing: missing(champion.scheme, $0.scheme), isSame: isSame)
      }
    }
    var names: [String] = []
    for name in (own.classifiers + other.classifiers).map(\.name) where !names.contains(name) {
      if !pairs.contains(where: { $0.champion == name }) { names.append(name) }
    }
    guard !names.isEmpty else { return (pairs, notes) }
    return (
      pairs, notes + ["not compared, for lack of a partner: " + names.joined(separator: ", ")]
    )
  }
}
