// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
import ScenarioLanguage

/// A floor that was worked out here beside what is known of it from elsewhere.
public struct KnownFloorCheck: Sendable {
  /// Whether both agree.
  public enum Verdict: String, Sendable {
    /// They lie within three standard errors of each other.
    case agrees
    /// They lie further apart.
    case differs
    /// They lie within three standard errors, which are too large to tell much.
    case unsure = "not sure"
    /// There is no floor to compare.
    case unavailable = "not available"
  }

  /// The scenario's name.
  public let scenario: String
  /// What is known.
  public let known: KnownFloor
  /// The floor, or why there is none, with its interval.
  public let floor: Measurement
  /// The classifier with the least counted error, and that error.
  public let best: Measurement?
  /// On how many customers of the first book the floor was worked out.
  public let customers: Int

  /// The standard error of the floor and of what is known together.
  public var standardError: Double? {
    guard let low = floor.low, let high = floor.high else { return nil }
    let own = (high - low) / (2 * Measurement.standardErrors)
    return (own * own + known.standardError * known.standardError).squareRoot()
  }

  /// How many standard errors the two lie apart; nothing where there is no floor.
  public var distance: Double? {
    guard let value = floor.value.number, let standardError else { return nil }
    let difference = value - known.error
    return standardError > 0 ? difference / standardError : abs(difference) < 1e-9 ? 0 : .infinity
  }

  /// Whether they agree.
  ///
  /// Who asks for fewer customers than are enough is not failed for that; `remark` tells it.
  public var verdict: Verdict {
    guard let distance else { return .unavailable }
    guard abs(distance) <= Self.mostErrors else { return .differs }
    return isSure || customers < Self.enoughCustomers ? .agrees : .unsure
  }

  /// What is to be said of the standard error; nothing where it is small enough.
  public var remark: String? {
    guard !isSure else { return nil }
    let more =
      customers < Self.enoughCustomers
      ? "\(NumberText.grouped(Self.enoughCustomers)) are usual" : "more make it smaller"
    let cause =
      known.standardError > Self.mostStandardError
      ? "that of what is known already" : "on \(NumberText.grouped(customers)) customers; \(more)"
    return "the standard error is above 0.05 percentage points, \(cause)"
  }

  private var isSure: Bool { standardError.map { $0 <= Self.mostStandardError } ?? true }

  /// The most standard errors that agreeing values lie apart: 3, which chance passes once in 370.
  public static let mostErrors = 3.0
  /// The greatest standard error that lets a comparison tell enough.
  public static let mostStandardError = 0.0005
  /// How many customers bring floors to that standard error, where doubts of customers differ by no more than
  /// 0.22 (their standard deviation).
  public static let enoughCustomers = 200_000

  /// Runs a scenario and sets its floors beside those that are known.
  ///
  /// - Parameters:
  ///   - scenario: a scenario that says which floors are known.
  ///   - options: how the run is carried out.
  ///   - progress: where the run tells how far it is.
  /// - Returns: a check for each known floor, in the first month.
  /// - Throws: what the run throws.
  public static func all(
    of scenario: Scenario, _ options: RunOptions, progress: RunProgress = RunProgress()
  ) async throws -> [KnownFloorCheck] {
    var scenario = scenario
    scenario.budget = .none
    scenario.floor.whatIfs = []
    let table = try await Runner(scenario, options, progress: progress).run().measurements
    let month = scenario.population.from
    let schemes = scenario.population.schemes.map(\.name)
    return scenario.floor.known.map { known in
      let looked = schemes.firstIndex(of: known.scheme).map { scenario.floor.customers(for: $0) }
      let errors = table.rows(
        metric: .only(MetricName.misclassification), month: .only(month),
        scheme: .only(known.scheme)
      ).filter { $0.classifier != nil && $0.segment == nil && $0.value.number != nil }
      return KnownFloorCheck(
        scenario: scenario.name, known: known, floor: floor(of: known.scheme, scenario, table),
        best: errors.min { ($0.value.number ?? 1) < ($1.value.number ?? 1) },
        customers: looked ?? scenario.floor.customers)
    }
  }

  /// The floor of who sees all features in the first month, or why there is none.
  private static func floor(
    of scheme: String, _ scenario: Scenario, _ table: MeasurementTable
  ) -> Measurement {
    let all = scenario.population.schema.features.count
    let classifier = scenario.classifiers.first {
      $0.scheme.name == scheme && $0.sees.count == all
    }
    guard let classifier else {
      let reason = "no classifier of scheme '\(scheme)' sees all features"
      return Measurement(MetricName.floor, .undefined(reason: reason), scheme: scheme)
    }
    let floors = table.rows(
      metric: .only(MetricName.floor), scheme: .only(scheme), classifier: .only(classifier.name))
    // Where there is none in the month, the one over all months says why.
    return floors.first { $0.month == scenario.population.from } ?? floors.first
      ?? Measurement(
        MetricName.floor, .undefined(reason: "'\(classifier.name)' could not be fitted"),
        scheme: scheme)
  }
}
