// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// A challenger beside the champion, on groups at 0 and 2 whose rates are known.
@Suite struct ChallengerTests {
  private static func scenario(
    _ cut: Double, seed: Int = 1, customers: Int = 20_000, months: Int = 1, high: Double = 2
  ) throws -> Scenario {
    let text = """
      scenario: 1
      name: pair
      seed: \(seed)
      population: {customers: \(customers), from: 2026-01, months: \(months)}
      world:
        group: {levels: {low: 0.5, high: 0.5}}
        other: {levels: {left: 0.5, right: 0.5}}
        score: {normal: {mean: {by group: {low: 0, high: \(high)}}, sd: 1}}
      segments: {group: {is: group, ordered: yes}, side: {is: other, ordered: yes}}
      view: {score: [{of: score}]}
      classifiers:
        judged: {finds: group, cuts: {of: score, at: [\(cut)]}}
        fixed: {finds: group, cuts: {of: score, at: [1]}}
        aside: {finds: side, cuts: {of: score, at: [1]}}

      """
    return try Scenario(ScenarioDocument(text: text, file: "pair.yaml").root)
  }

  private func comparison(
    _ champion: Scenario, _ challenger: Scenario, margin: Double = 0.005,
    names: (champion: String, challenger: String) = ("judged", "judged")
  ) throws -> ChallengerComparison {
    try ChallengerComparison(
      .init(champion, classifier: names.champion), .init(challenger, classifier: names.challenger),
      margin: margin, confidence: 0.95)
  }

  private func parts(
    _ champion: Scenario, _ challenger: Scenario, margin: Double = 0.005, threads: Int = 1,
    replicates: Int = 1
  ) async throws -> [ComparedClassifier.Part] {
    try await comparison(champion, challenger, margin: margin).run(
      RunOptions(threads: threads, replicates: replicates), progress: RunProgress())[0].parts
  }

  /// P(Z > z).
  private static func upper(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// How many standard errors a 95 % bound is away with 63 degrees of freedom.
  private static let reach = 1.6694

  /// Cut at 1.5 beside one at 1: known differences lie within five standard errors (once in 10^5).
  @Test func verdictsAreThoseOfTheKnownRates() async throws {
    let found = try await parts(Self.scenario(1), Self.scenario(1.5))
    let low = Self.upper(1.5) - Self.upper(1)
    let high = Self.upper(0.5) - Self.upper(1)
    #expect(found.map(\.segment) == [nil, "low", "high"])
    #expect(found.map(\.verdict) == [.worse, .better, .worse])
    for (part, truth) in zip(found, [(low + high) / 2, low, high]) {
      let (from, to) = (try #require(part.low), try #require(part.high))
      let error = (to - from) / (2 * Self.reach)
      let difference = try #require(part.difference)
      #expect(error < 0.01 && abs(difference - truth) < 5 * error, "\(difference) for \(truth)")
      // What differs are the customers who were moved, counted one by one.
      let moved = difference * Double(try #require(part.customerMonths))
      #expect(abs(moved - Double(part.losses - part.wins)) < 1e-6)
      let (old, new) = (try #require(part.champion), try #require(part.challenger))
      #expect(abs(new - old - difference) < 1e-12)
      #expect(try #require(part.sureness) > 0.999)
    }
    #expect(found[1].losses == 0 && found[2].wins == 0)
  }

  @Test func changingPlacesMirrorsEverything() async throws {
    let (one, other) = (try Self.scenario(1), try Self.scenario(1.5))
    let mirrored: [ComparedClassifier.Verdict: ComparedClassifier.Verdict] = [
      .better: .worse, .worse: .better,
    ]
    for (there, back) in zip(try await parts(one, other), try await parts(other, one)) {
      #expect(back.verdict == mirrored[there.verdict] ?? there.verdict)
      #expect(back.wins == there.losses && back.losses == there.wins)
      let pairs = [
        (there.difference, back.difference), (there.low, back.high), (there.high, back.low),
      ]
      for (value, mirror) in pairs {
        #expect(abs(try #require(value) + (try #require(mirror))) < 1e-12)
      }
    }
  }

  @Test func theMarginTellsEquivalentFromUndecided() async throws {
    let (one, other) = (try Self.scenario(1), try Self.scenario(1.5))
    #expect(try await parts(one, other, margin: 0.1)[0].verdict == .equivalent)
    let few = (try Self.scenario(0.9, customers: 300), try Self.scenario(1.1, customers: 300))
    #expect(try await parts(few.0, few.1)[0].verdict == .undecided)
    // Nobody differs, but of three hundred who do not, one in a thousand may.
    let alike = try await comparison(
      few.0, Self.scenario(0.9, customers: 300, high: 2), names: ("fixed", "fixed")
    ).run(RunOptions(), progress: RunProgress())[0].parts[0]
    #expect(alike.verdict == .equivalent && alike.low == 0 && alike.high == 0)
    let unseen = try await parts(few.0, Self.scenario(0.9001, customers: 300), margin: 0.001)[0]
    #expect(unseen.wins == 0 && unseen.losses == 0 && unseen.verdict == .undecided)
  }

  /// The same classifier cannot differ from itself, within no margin at all.
  @Test func theSameIsEquivalentToItself() async throws {
    let same = try Self.scenario(1)
    let found = try await parts(same, same, margin: 0)
    #expect(found.allSatisfy { $0.verdict == .equivalent && $0.wins == 0 && $0.losses == 0 })
    #expect(found.allSatisfy { $0.sureness == nil })
  }

  /// Cuts at 0.8 and 1.2 err for the same share.
  ///
  /// With 60 seeds and 5 % each way, 11 or more come once in five thousand or more seldom.
  @Test func equalCutsSeldomSeemToDiffer() async throws {
    var count: [ComparedClassifier.Verdict: Int] = [:]
    for seed in 1...60 {
      let one = try Self.scenario(0.8, seed: seed, customers: 2_000)
      let other = try Self.scenario(1.2, seed: seed, customers: 2_000)
      count[try await parts(one, other, margin: 0)[0].verdict, default: 0] += 1
    }
    #expect(count[.better, default: 0] < 11 && count[.worse, default: 0] < 11, "\(count)")
    #expect(count[.undecided, default: 0] > 30 && count[.equivalent] == nil, "\(count)")
  }

  /// A difference of exactly the margin is taken for equivalent as seldom.
  @Test func theMarginItselfSeldomSeemsEquivalent() async throws {
    let (low, high) = (Self.upper(1.5) - Self.upper(1), Self.upper(0.5) - Self.upper(1))
    var count: [ComparedClassifier.Verdict: Int] = [:]
    for seed in 1...60 {
      let one = try Self.scenario(1, seed: seed, customers: 2_000)
      let other = try Self.scenario(1.5, seed: seed, customers: 2_000)
      count[try await parts(one, other, margin: (low + high) / 2)[0].verdict, default: 0] += 1
    }
    #expect(count[.equivalent, default: 0] < 11, "\(count)")
  }

  @Test func threadsChangeNothing() async throws {
    let (one, other) = (try Self.scenario(1, months: 3), try Self.scenario(1.1, months: 3))
    let plain = try await parts(one, other, replicates: 3)
    #expect(try await parts(one, other, threads: 3, replicates: 3) == plain)
  }

  /// What cannot be set side by side, by what the message must say.
  @Test func whatDoesNotFitIsRefused() throws {
    let own = try Self.scenario(1)
    func reason(
      _ other: Scenario, _ champion: String = "judged", _ challenger: String = "judged"
    ) -> String? {
      do throws(ChallengerComparison.Misfit) {
        _ = try ChallengerComparison(
          .init(own, classifier: champion), .init(other, classifier: challenger), margin: 0.01,
          confidence: 0.95)
        return nil
      } catch { return error.description }
    }
    #expect(reason(own) == nil)
    #expect(
      reason(try Self.scenario(1, months: 2))
        == "the months are not the same: 2026-01 to 2026-01, and 2026-01 to 2026-02")
    #expect(
      reason(try Self.scenario(1, customers: 3_000))
        == "the customers are not the same: 20,000, and 3,000")
    #expect(reason(own, "judged", "aside") == "'judged' finds 'group', but 'aside' finds 'side'")
    #expect(reason(own, "nobody") == "the champion's scenario has no classifier 'nobody'")
    #expect(
      reason(own, "fixed", "nobody") == "the challenger's scenario has no classifier 'nobody'")
  }

  /// Another seed gives way to the champion's, and another world is told.
  @Test func whatDiffersBesideTheClassifiersIsTold() throws {
    #expect(try comparison(Self.scenario(1), Self.scenario(1.5)).notes.isEmpty)
    let notes = try comparison(Self.scenario(1), Self.scenario(1, seed: 5, high: 3)).notes
    #expect(
      notes == [
        "the challenger's seed is another one: it was run with the champion's",
        "not the same in both: world; what differs may come from there, not from the classifiers",
      ])
  }
}
