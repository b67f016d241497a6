// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Results
import ScenarioLanguage

/// What gates may name in a scenario.
struct GateContext {
  let population: PopulationModel
  let classifiers: [ClassifierSpecification]
  let costs: [String: CostMatrix]
  /// On how many customers floors are worked out.
  let floor: FloorSpecification
  /// In which months errors are traced to their causes.
  let budget: BudgetSpecification
}

extension Gate {
  /// Reads an entry; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the cursor on it.
  ///   - defaults: what holds where it does not say.
  ///   - context: what it may name.
  /// - Returns: a gate, or one for each level of the quantity that `group` names.
  static func all(
    reading reader: ScenarioReader, _ defaults: GateDefaults, _ context: GateContext
  ) -> [Gate] {
    guard let record = reader.record(Self.shape) else { return [] }
    let slices = record["group"].map { CustomerSlice.all(reading: $0, context.population) }
    guard let gate = Gate(record, defaults, context) else { return [] }
    guard let slices, let group = record["group"] else { return [gate] }
    guard gate.metric.isOfGroups else {
      group.error(
        "'\(gate.metric.name)' is not measured by group",
        advice: "what is counted of a classifier can be, such as misclassification, recall or cost")
      return []
    }
    return slices.map { slice in
      var own = gate
      (own.slice, own.siblings) = (slice, slices.count)
      return own
    }
  }

  private init?(_ record: RecordReader, _ defaults: GateDefaults, _ context: GateContext) {
    let reader = record.reader
    let settings = defaults.overridden(by: record)
    let requirement = Self.requirement(record)
    guard let name = record.text("metric") else { return nil }
    guard let metric = GateMetric.all.first(where: { $0.name == name }) else {
      let names = GateMetric.all.map(\.name)
      let part = name + "-error"
      if names.contains(part) {
        record["metric"]?.error("unknown metric '\(name)' (did you mean '\(part)'?)")
      } else {
        record["metric"]?.unknown(
          name, "metric", known: names,
          listed: "'segbench list metrics' and 'segbench list measures' tell them")
      }
      return nil
    }
    guard let subject = GateSubject(record, metric, context), let requirement,
      Self.isPossible(requirement, metric, record)
    else { return nil }
    if case .change = requirement, metric.direction == nil {
      reader.error(
        "neither more nor less '\(name)' is better, so it cannot be worse",
        advice: "bound it by 'at most' or 'at least'")
      return nil
    }
    self.metric = metric
    classifier = subject.classifier
    scheme = subject.scheme?.name
    feature = subject.feature
    segment = subject.segment
    estimator = record["estimator"]?.choice(["overall", "micro", "macro", "weighted"])
    self.requirement = requirement
    (over, claim) = (settings.over, settings.claim)
    (confidence, passesUndecided) = (settings.confidence, settings.passesUndecided)
    leastCustomers = settings.leastCustomers
    position = reader.node.position
    if record.has("estimator"), estimator == nil { return nil }
    guard GatePossibility(self, record, context).isPossible else { return nil }
  }

  private static let bounds = ["at most", "at least", "worse by at most"]

  /// Whether the number can lie on either side of the bound, and a change of it within the margin or not.
  private static func isPossible(
    _ requirement: Requirement, _ metric: GateMetric, _ record: RecordReader
  ) -> Bool {
    guard let key = Self.bounds.first(where: { record.has($0) }) else { return true }
    let (bound, range) = (requirement.limit(0, nil), metric.range)
    let width = range.upperBound - range.lowerBound
    let allowed = key != "worse by at most" ? range : 0...(metric.isShare ? min(1, width) : width)
    guard !allowed.contains(bound) else { return true }
    let written = record[key]?.node.text ?? NumberText.text(bound)
    let isMeant = metric.isShare && bound > 1 && bound <= 100 && !written.hasSuffix("%")
    let ends = [allowed.lowerBound, allowed.upperBound].map {
      NumberText.text(metric.isShare ? $0 * 100 : ($0 * 1e4).rounded() / 1e4)
    }
    let limits =
      metric.isShare
      ? "a share, so this must lie within \(ends[0]) to \(ends[1]) %"
      : allowed.upperBound < .greatestFiniteMagnitude
        ? "a number from \(ends[0]) to \(ends[1]), so this must be one"
        : "never below \(ends[0]), so this must not be"
    record[key]?.error(
      "'\(metric.name)' is \(limits), but got \(written)",
      advice: isMeant ? "write \(NumberText.text(bound)) %" : nil)
    return false
  }

  private static func requirement(_ record: RecordReader) -> Requirement? {
    guard let key = record.one(of: Self.bounds, "bound") else { return nil }
    if key != "worse by at most", let relative = record["and relatively"] {
      relative.error(
        "'and relatively' goes with 'worse by at most' only",
        advice: "leave it out, or write 'worse by at most' in place of '\(key)'")
      return nil
    }
    let relative = record.number("and relatively", .atLeastZero)
    guard let bound = record.number(key, key == "worse by at most" ? .atLeastZero : .any) else {
      return nil
    }
    switch key {
    case "at most": return .atMost(bound)
    case "at least": return .atLeast(bound)
    default:
      if record.has("and relatively"), relative == nil { return nil }
      return .change(absolute: bound, relative: relative ?? 0)
    }
  }
}
