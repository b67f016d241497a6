// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// What is known of the scenario while its `tune` block is read.
struct TuningScope {
  /// The scenario's tree.
  let root: ScenarioNode
  /// The judged customers.
  let population: PopulationModel
  /// The classifiers that could be read.
  let classifiers: [ClassifierSpecification]
  /// Costs by scheme.
  let costs: [String: CostMatrix]

  /// The classifier's scheme with its costs.
  func context(of classifier: Int) -> MetricContext {
    let scheme = classifiers[classifier].scheme
    return MetricContext(
      scheme: scheme, costs: costs[scheme.name], referral: classifiers[classifier].choice.referral)
  }

  /// What can be counted of a classifier.
  func evidence(of classifier: Int) -> Evidence {
    let specification = classifiers[classifier]
    var evidence: Evidence = [.counts, .history]
    if specification.classifier.givesProbabilities { evidence.insert(.probabilities) }
    if specification.choice.referral != nil { evidence.insert(.referrals) }
    let scheme = population.schemes.firstIndex { $0.name == specification.scheme.name }
    if let scheme, population.isWeighted(scheme) { evidence.insert(.weights) }
    return evidence.union(context(of: classifier).holding)
  }

  /// Reads `move`: values of one classifier.
  ///
  /// - Parameter reader: the cursor on it.
  /// - Returns: the classifier's position and the values; nothing when something is wrong.
  func values(_ reader: ScenarioReader?) -> (Int, [TunedValue])? {
    guard let reader, let named = reader.named("value"), let entries = reader.node.entries else {
      return nil
    }
    if named.isEmpty { reader.error("must name at least one value, but names none") }
    var found: [(Int, TunedValue)] = []
    for (entry, value) in zip(entries, named) {
      guard let (classifier, path) = place(entry.key, value.value, at: entry.keyPosition),
        let node = root.value(at: path),
        let tuned = TunedValue(
          named: entry.key, value.value, path: path, node: node,
          isWhole: Self.isWhole(path))
      else { continue }
      if let first = found.first, first.0 != classifier {
        value.value.error(
          "values of one classifier are tuned at a time, but '\(first.1.name)' is another's",
          advice: "tune one after the other", at: entry.keyPosition)
        continue
      }
      found.append((classifier, tuned))
    }
    guard let first = found.first, found.count == named.count else { return nil }
    guard canBeJudged(first.0, reader) else { return nil }
    return (first.0, found.map(\.1))
  }

  /// Whether only whole numbers may stand at a place of the scenario.
  private static func isWhole(_ path: [String]) -> Bool {
    let entry = Shape.record(ClassifierSpecification.shape(of: ClassifierKinds.all))
    if case .integer = entry.shape(at: Array(path.dropFirst(2))) { return true }
    return false
  }

  private func canBeJudged(_ classifier: Int, _ reader: ScenarioReader) -> Bool {
    guard let reason = type(of: classifiers[classifier].classifier).reasonAgainstTuning else {
      return true
    }
    reader.error(
      "'\(classifiers[classifier].name)' \(reason)",
      advice: "tune a classifier that learns or has rules")
    return false
  }

  /// The place of `CLASSIFIER.VALUE`: a threshold by its name, any other number by the keys to it.
  func place(
    _ name: String, _ reader: ScenarioReader, at position: SourcePosition
  ) -> (classifier: Int, path: [String])? {
    let written = (root["classifiers"]?.entries ?? []).map(\.key)
    guard let owner = written.filter({ name.hasPrefix($0 + ".") }).max(by: { $0.count < $1.count })
    else {
      let first = name.split(separator: ".").first.map(String.init) ?? name
      if written.contains(name) {
        reader.error(
          "'\(name)' is a classifier: name one of its values", advice: example(of: name),
          at: position)
      } else {
        reader.unknown(first, "classifier", known: written, at: position)
      }
      return nil
    }
    let rest = String(name.dropFirst(owner.count + 1))
    let entry = ["classifiers", owner]
    // What is wrong with the classifier itself has been told.
    guard let classifier = classifiers.firstIndex(where: { $0.name == owner }),
      let node = root.value(at: entry)
    else { return nil }
    let named = namedNumbers(of: classifier)
    for (numbers, _) in named where node.value(at: numbers.keys + [rest]) != nil {
      return (classifier, entry + numbers.keys + [rest])
    }
    if !rest.contains("."), node[rest] == nil, let (numbers, known) = named.first {
      reader.unknown(rest, "\(numbers.noun) of '\(owner)'", known: known, at: position)
      return nil
    }
    guard let keys = node.keys(to: rest, reader, at: position) else { return nil }
    return (classifier, entry + keys)
  }

  /// The numbers of a classifier that have names of the user's own, with those names.
  func namedNumbers(of classifier: Int) -> [(numbers: NamedNumbers, names: [String])] {
    let own = classifiers[classifier]
    return type(of: own.classifier).namedNumbers.compactMap { numbers in
      root.value(at: ["classifiers", own.name] + numbers.keys)?.entries.map {
        (numbers, $0.map(\.key))
      }
    }
  }

  private func example(of classifier: String) -> String? {
    classifiers.firstIndex { $0.name == classifier }.flatMap {
      namedNumbers(of: $0).first?.names.first.map { "such as '\(classifier).\($0)'" }
    }
  }
}
