// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import ScenarioLanguage

/// The scenario's `tune` block: which values of a classifier may move, and what they are to reach.
public struct TuningSpecification: Sendable {
  /// The keys of the block.
  static let shape = RecordShape(
    "a tune block",
    [
      .init(
        "move", .named(.record(TunedValue.shape), "value"), isRequired: true,
        "the values of one classifier that are tuned, such as book.wealthy for its threshold 'wealthy'"
      ),
      .init(
        "minimise", .record(Criterion.goalShape), "the metric that is to be as small as can be"),
      .init(
        "maximise", .record(Criterion.goalShape), "the metric that is to be as great as can be"),
      .init(
        "keep", .list(.record(Criterion.limitShape)),
        "what a choice of values must hold to be taken"),
      .init(
        "ascending", .either([.list(.name), .list(.list(.name))]),
        "values of which each must lie above the one before; the floors of tiers do without it"),
      .init(
        "confirm", .record(confirmShape), "how the answer is tried on fresh customers"),
      .init(
        "candidates", .integer(.init(10, 1_000_000)),
        "how many choices of three and more values are looked at at most: 2_000 if it is not said"),
      .init(
        "customers", .integer(.atLeastOne),
        "on how many customers of the first book, and as large a part of the entrants; on all, as far "
          + "as memory goes, if it is not said"),
      .init(
        "expected", .flag,
        "whether choices are judged by each customer's chances, where they are known, rather than by "
          + "the truth that was drawn: as sure on fewer customers"),
    ], mayBeAnnotated: true)
  private static let confirmShape = RecordShape(
    "confirm",
    [
      .init(
        "seeds", .integer(.init(0, 1_000)), isRequired: true,
        "on how many fresh populations: 8 if it is not said, 0 for none")
    ], mayBeAnnotated: true)

  /// How many candidates are looked at when the scenario does not say.
  static let usualCandidates = 2_000
  /// On how many fresh populations the answer is tried when the scenario does not say.
  static let usualSeeds = 8

  /// The position of the classifier that is tuned.
  let classifier: Int
  /// The values that move, in the order written.
  public let values: [TunedValue]
  /// What is to be as small, or as great, as can be.
  public let objective: Criterion
  /// What must hold.
  public let constraints: [Criterion]
  /// Which values must ascend.
  let order: TuningOrder
  /// On how many fresh populations the answer is tried.
  public let seeds: Int
  /// How many choices of three and more values are looked at.
  public let candidates: Int
  /// On how many customers of the first book; nothing for all.
  let customers: Int?
  /// Whether choices are judged by chances where they are known.
  let isExpected: Bool
  /// Whether the classifier leaves customers to a person, whom conditions bound.
  let mayRefer: Bool

  /// Reads the block; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the block.
  ///   - scope: what is known of the scenario.
  init?(reading reader: ScenarioReader, _ scope: TuningScope) {
    guard let record = reader.record(Self.shape) else { return nil }
    let moved = scope.values(record["move"])
    let goal = record.one(of: ["minimise", "maximise"], "objective")
    let seeds = record["confirm"].map {
      $0.record(Self.confirmShape)?.integer("seeds", .init(0, 1_000))
    }
    let candidates = record["candidates"].map { $0.integer(.init(10, 1_000_000)) }
    let customers = record["customers"].map { $0.integer(.atLeastOne) }
    let isExpected = record["expected"].map { $0.flag() }
    guard let (classifier, values) = moved else { return nil }
    let objective = goal.flatMap { key in
      record[key].flatMap {
        Criterion(goal: $0, key == "minimise" ? .least : .greatest, of: classifier, scope)
      }
    }
    let limits = (record["keep"]?.list() ?? []).map { Criterion.limits($0, of: classifier, scope) }
    let order = scope.order(record, of: classifier, values)
    guard let objective, let order, !limits.contains(where: { $0 == nil }) else { return nil }
    self.classifier = classifier
    self.values = values
    self.objective = objective
    constraints = limits.flatMap { $0 ?? [] }
    self.order = order
    self.seeds = (seeds ?? nil) ?? Self.usualSeeds
    self.candidates = (candidates ?? nil) ?? Self.usualCandidates
    self.customers = customers ?? nil
    self.isExpected = (isExpected ?? nil) ?? false
    mayRefer = scope.evidence(of: classifier).contains(.referrals)
  }
}
