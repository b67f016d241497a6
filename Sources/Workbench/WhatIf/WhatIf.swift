// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// Other data that the bank could have: what the least possible errors would be then.
///
/// It changes the view alone, or which features are seen, so that the same customers are looked at.
public struct WhatIf: Sendable {
  /// The keys of a what-if.
  static let shape = RecordShape(
    "a what-if",
    [
      .init("without", .list(.name), "features of the view that are not seen any more"),
      .init("with", .list(.name), "features of the view that are seen too"),
    ] + ScenarioPatch.fields + [
      .init(
        "information", .choice(["this month", "history"]),
        "what the best rule goes by: what is seen this month, or in all months so far; this month if it "
          + "is not said"),
      .init(
        "for", .list(.name),
        "the classifiers whose floors are asked for; all whose floors it concerns if it is not said"
      ),
      .init(
        "months", BudgetSpecification.monthsShape,
        "the months whose floors are asked for; the last scored one if it is not said"),
    ], mayBeAnnotated: true)

  /// Its name in the scenario.
  public let name: String
  /// What is changed in the view.
  let patch: ScenarioPatch
  /// The columns that are not seen any more.
  let without: [Int]
  /// The columns that are seen too.
  let with: [Int]
  /// Whether the best rule goes by all months so far.
  let remembers: Bool
  /// The months that are asked for, counted from the first scored one, ascending.
  let months: [Int]
  /// The floors that it concerns: what is seen now.
  let sets: [InformationSet]
  /// The changed tree; nothing where the view stays as it is.
  let tree: ScenarioNode?
  /// The judged customers in the changed view; nothing where it stays as it is.
  let population: PopulationModel?

  /// What is seen then in the place of what is seen now.
  ///
  /// - Parameter set: one of `sets`.
  /// - Returns: the set with other columns.
  func changed(_ set: InformationSet) -> InformationSet {
    let columns = Set(set.columns).subtracting(without).union(with)
    return InformationSet(
      scheme: set.scheme, columns: columns.sorted(), classifiers: set.classifiers,
      remembers: set.remembers)
  }

  /// What is changed, one line each, in the words of the scenario.
  ///
  /// - Parameter schema: the features of the view.
  /// - Returns: the lines.
  func lines(_ schema: FeatureSchema) -> [String] {
    let lists = [("without", without), ("with", with)].filter { !$0.1.isEmpty }
    return lists.map { word, columns in
      word + ": "
        + VectorName.folded(columns.map { schema.features[$0].name }).joined(separator: ", ")
    } + patch.lines + (remembers ? ["information: history"] : [])
  }

  /// Reads the block `floor: what if:`.
  ///
  /// - Parameters:
  ///   - reader: the block; nothing when there is none.
  ///   - context: the scenario around it.
  /// - Returns: the what-ifs in the order written; those with problems are left out.
  static func all(_ reader: ScenarioReader?, _ context: WhatIfContext) -> [WhatIf] {
    (reader?.named("what-if") ?? []).compactMap { name, value in
      // Each has a log of its own, so that one with problems does not hide those of the next.
      let own = ScenarioReader(value.node, path: value.path, log: ProblemLog())
      let found = own.record(shape).flatMap { WhatIf(name, $0, context) }
      for problem in own.log.problems { value.log.note(problem) }
      return own.log.hasErrors ? nil : found
    }
  }

  private init?(_ name: String, _ record: RecordReader, _ context: WhatIfContext) {
    let (reader, population) = (record.reader, context.population)
    guard let patch = ScenarioPatch(reading: record, of: context.root, isOfView: true) else {
      return nil
    }
    without = context.columns(record["without"])
    with = context.columns(record["with"])
    let remembers = record["information"]?.choice(["this month", "history"]) == "history"
    self.remembers = remembers
    months =
      record["months"].map {
        BudgetSpecification.months($0, population, otherwise: "leave 'months' out for the last one")
      } ?? [population.months - 1]
    let concerned = context.sets(record["for"]).filter { [without, with] in
      let sees = Set($0.columns)
      return remembers || !sees.isDisjoint(with: without) || !sees.isSuperset(of: with)
        || context.changes(patch, sees)
    }
    self.name = name
    self.patch = patch
    sets = concerned
    guard !reader.log.hasErrors else { return nil }
    guard !patch.isEmpty || !without.isEmpty || !with.isEmpty || remembers else {
      reader.error(
        "a what-if must change something",
        advice: "without, with, perfect, fresh, set, leave out, add, information")
      return nil
    }
    guard !concerned.isEmpty else {
      reader.error(
        "nothing changes for what classifiers see"
          + (record.has("for") ? " that stand under 'for'" : ""),
        advice: "name features that a classifier sees")
      return nil
    }
    guard !patch.isEmpty else {
      (tree, self.population) = (nil, nil)
      return
    }
    guard let tree = patch.applied(to: context.root, reader),
      let changed = context.compiled(tree, reader)
    else { return nil }
    (self.tree, self.population) = (tree, changed)
  }
}
