// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Foundation
import Populations
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The scenarios whose least error is known, against values that were worked out elsewhere.
///
/// Each comparison with a drawn error allows 5 standard errors: a false alarm has probability 6e-7 and
/// there are fewer than 100 of them, at seeds that are fixed.
@Suite struct KnownAnswerTests {
  private static let folder = Fixtures.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios/known-answers")
  private static let customers = 200_000

  /// Classifiers that decide as the Bayes rule does, and so reach the least error.
  private static let best: [String: [String]] = [
    "two-gaussians": ["cut"], "twonorm": ["textbook"], "ringnorm": ["textbook"],
    "led": ["bayes"], "bernoulli-table": ["bayes"], "normal-questionnaire": ["best"],
    "agrawal-1": ["published"], "agrawal-3": ["published"],
  ]

  private static func scenarioNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test func everyScenarioHasAnAnswer() throws {
    #expect(try Self.scenarioNames() == KnownAnswer.all().keys.sorted())
  }

  /// Quadratures agree to 1e-6, draws within 4 standard errors (6e-5, of fixed seeds).
  @Test func twoWaysLeadToEachAnswer() throws {
    for (name, answer) in try KnownAnswer.all().sorted(by: { $0.key < $1.key }) {
      let first = answer.ways[0]
      #expect(answer.value == first.value && answer.ways.count >= 2, "\(name)")
      for way in answer.ways.dropFirst() {
        let errors = [first, way].map { $0.standardError ?? 0 }
        let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
        let allowed = max(1e-6, 4 * error)
        #expect(abs(way.value - first.value) <= allowed, "\(name): \(way.how)")
        #expect((way.standardError ?? 0) <= 0.0005, "\(name): \(way.how)")
      }
    }
  }

  @Test func agrawalOneIsThreeSixtyFirsts() throws {
    let answer = try #require(try KnownAnswer.all()["agrawal-1"])
    #expect(abs(answer.value - 3.0 / 61) < 1e-15)
  }

  @Test func classifiersMeetTheAnswersAndNoneBeatsThem() async throws {
    let answers = try KnownAnswer.all()
    for name in try Self.scenarioNames() {
      let answer = try #require(answers[name])
      let errors = try await errors(of: name, scheme: answer.scheme)
      #expect(!errors.isEmpty, "\(name)")
      for (classifier, error) in errors {
        let allowed = 5 * deviation(answer.value, answer.standardError)
        #expect(error > answer.value - allowed, "\(classifier) beats the answer of \(name)")
        if Self.best[name]?.contains(classifier) == true {
          #expect(abs(error - answer.value) < allowed, "\(name) \(classifier): \(error)")
        }
        guard let rule = answer.rules?[classifier] else { continue }
        let own = 5 * deviation(rule.value, rule.ways[0].standardError ?? 0)
        #expect(abs(error - rule.value) < own, "\(name) \(classifier): \(error)")
      }
    }
  }

  private func deviation(_ rate: Double, _ error: Double) -> Double {
    (rate * (1 - rate) / Double(Self.customers) + error * error).squareRoot()
  }

  private func errors(of name: String, scheme: String) async throws -> [(String, Double)] {
    let path = Self.folder.appending(path: name + ".yaml").path
    let overrides = ScenarioOverrides(customers: Self.customers)
    let scenario = try Scenario(overrides.applied(to: try ScenarioSource.load(path).root))
    #expect(scenario.warnings.isEmpty, "\(name): \(scenario.warnings)")
    let outcome = try await Runner(scenario, RunOptions(threads: 2)).run()
    return try scenario.classifiers.map { classifier in
      let rows = outcome.measurements.rows(
        metric: .only("misclassification"), month: .only(scenario.population.from),
        scheme: .only(scheme), classifier: .only(classifier.name))
      return (classifier.name, try #require(rows.first?.value.number))
    }
  }
}
