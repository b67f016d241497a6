// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// What the calendar of a tier rule leaves it to do within the scored months.
struct TierLint {
  private let tiers: TierClassifier
  private let record: ScenarioNode
  private let path: String
  private let from: Month
  private let months: Int

  /// What is to be told of a classifier.
  ///
  /// - Parameters:
  ///   - specification: the classifier.
  ///   - scenario: the scenario.
  /// - Returns: findings; none for a classifier without tiers.
  static func findings(
    _ specification: ClassifierSpecification, _ scenario: Scenario
  ) -> [LintFinding] {
    let keys = ["classifiers", specification.name, TierClassifier.id]
    guard let tiers = specification.classifier as? TierClassifier,
      let record = scenario.resolved.value(at: keys)
    else { return [] }
    let lint = TierLint(
      tiers: tiers, record: record, path: keys.joined(separator: "."),
      from: scenario.population.from, months: scenario.population.months)
    return lint.amnesty + lint.waits
  }

  /// An amnesty that lasts as long as the run, or lies beside it.
  private var amnesty: [LintFinding] {
    guard let amnesty = tiers.rule.calendar.amnesty, let place = record["amnesty"]?.position else {
      return []
    }
    let last = from + (months - 1)
    if amnesty.lowerBound <= from, amnesty.upperBound >= last {
      return [
        finding(
          "the amnesty lasts for all months of the run, so nobody is moved down", "amnesty", place)
      ]
    }
    // Months of the warm-up count: what was decided in them is in force in the first scored ones.
    guard amnesty.lowerBound > last || amnesty.upperBound < from else { return [] }
    return [
      finding(
        "the amnesty lies outside the run, which goes from \(from) to \(last)", "amnesty", place)
    ]
  }

  /// Misses that cannot come together between the first scored month and the last.
  private var waits: [LintFinding] {
    let base = tiers.rule.down.dropFirst()
    // In a single month nobody is moved anyhow.
    guard months > 1, let least = base.map(\.reviews).min(),
      let most = base.map(\.reviews).max(), !lasts(most)
    else { return [] }
    let whom = lasts(least) ? "from some tiers" : "from any tier"
    let place = record["down"]?.position ?? record["exceptions"]?.position ?? record.position
    let calendar = tiers.rule.calendar
    return [
      finding(
        "who first misses in the run is not moved down \(whom) before it ends: \(most == 1 ? "1 miss takes" : "\(most) misses take") "
          + "\(months(for: most)) months with \(calendar.lag) until they are in force, and there are \(months)",
        "down", place)
    ]
  }

  /// Months from the first miss until a move down is in force, at best.
  private func months(for reviews: Int) -> Int {
    let (calendar, most) = (tiers.rule.calendar, 12 * reviews)
    let needed = (0..<most).first { offset in
      (0...offset).count { calendar.reviews(in: from + $0) } == reviews
    }
    return (needed ?? most) + 1 + calendar.lag
  }

  private func lasts(_ reviews: Int) -> Bool { months(for: reviews) <= months }

  private func finding(
    _ message: String, _ key: String, _ position: SourcePosition
  ) -> LintFinding {
    LintFinding(
      kind: .outlastsRun, severity: .warning, position: position, path: "\(path).\(key)",
      message: message, advice: nil, codes: nil, share: nil)
  }
}
