// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// What is known of a scenario while its what-ifs are read.
struct WhatIfContext {
  /// The scenario's tree.
  let root: ScenarioNode
  /// The root seed.
  let seed: UInt64
  /// The customers who are judged.
  let population: PopulationModel
  /// What is under test.
  let classifiers: [ClassifierSpecification]

  /// Reads a list of features.
  ///
  /// - Parameter reader: the list; nothing when there is none.
  /// - Returns: their columns, ascending; none of those that are wrong, which is noted.
  func columns(_ reader: ScenarioReader?) -> [Int] {
    let all = Array(population.schema.features.indices)
    return reader?.features(of: population.schema, among: all)?.sorted() ?? []
  }

  /// What some classifiers see.
  ///
  /// - Parameter reader: a list of classifiers; nothing for all.
  /// - Returns: their information sets, each for those of the list alone.
  func sets(_ reader: ScenarioReader?) -> [InformationSet] {
    let all = InformationSet.all(of: classifiers, population)
    guard let reader else { return all }
    let names = classifiers.map(\.name)
    let named = (reader.list() ?? []).compactMap { item -> Int? in
      guard let name = item.text() else { return nil }
      if let index = names.firstIndex(of: name) { return index }
      item.unknown(name, "classifier", known: names)
      return nil
    }
    return all.compactMap { set in
      let own = set.classifiers.filter(named.contains)
      guard !own.isEmpty else { return nil }
      return InformationSet(
        scheme: set.scheme, columns: set.columns, classifiers: own, remembers: set.remembers)
    }
  }

  /// Whether a patch of the view changes what is seen in some columns.
  func changes(_ patch: ScenarioPatch, _ columns: Set<Int>) -> Bool {
    let keys = (root["view"]?.entries ?? []).map(\.key)
    let changed = keys.filter { key in
      patch.perfect.contains(key) || patch.fresh.contains(key)
        || patch.edits.contains { ($0.path + ".").hasPrefix("view.\(key).") }
    }
    return columns.contains { column in
      let name = population.schema.features[column].name
      return changed.contains { $0 == name || Self.stem($0) == Self.stem(name) }
    }
  }

  /// A vector's name without its elements, with a mark that no other name ends in.
  private static func stem(_ name: String) -> String {
    name.contains("[") ? name.prefix { $0 != "[" } + "[" : name
  }

  /// Compiles the judged customers in a changed view.
  ///
  /// - Parameters:
  ///   - tree: the changed tree.
  ///   - reader: the cursor on the what-if, for what its change breaks.
  /// - Returns: the population, of the same customers and columns; nothing where the change breaks it.
  func compiled(_ tree: ScenarioNode, _ reader: ScenarioReader) -> PopulationModel? {
    let log = ProblemLog()
    let changed = ScenarioReader(tree, log: log).record(Scenario.shape).flatMap {
      PopulationModel(reading: $0, seed: seed)
    }
    guard let changed, !log.hasErrors else {
      for problem in log.problems where problem.severity == .error {
        reader.log.note(
          Problem(
            position: problem.position, path: "\(reader.pathText): \(problem.path)",
            message: problem.message, advice: problem.advice))
      }
      return nil
    }
    guard changed.schema.features.map(\.name) == population.schema.features.map(\.name) else {
      reader.error(
        "the view must keep its features",
        advice: "write 'without' to leave a feature out")
      return nil
    }
    return changed.warmedUp(for: population.warmUp)
  }
}
