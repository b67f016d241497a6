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
}

/// What gates are taken to say where they do not say it themselves.
struct GateDefaults: Sendable {
  var over = Gate.Period.mean
  var claim = Gate.Claim.noWorse
  var confidence = 0.95
  var passesUndecided = false
  var leastCustomers = 100

  /// The same with what a record says otherwise.
  func overridden(by record: RecordReader) -> GateDefaults {
    var own = self
    if let word = record["over"]?.choice(Gate.Period.allCases.map(\.rawValue)) {
      own.over = Gate.Period(rawValue: word) ?? own.over
    }
    if let word = record["claim"]?.choice(Gate.Claim.allCases.map(\.rawValue)) {
      own.claim = Gate.Claim(rawValue: word) ?? own.claim
    }
    own.confidence = record.number("confidence", Shape.Limits(0.5, 0.999_999)) ?? own.confidence
    if let word = record["undecided"]?.choice(["pass", "fail"]) {
      own.passesUndecided = word == "pass"
    }
    own.leastCustomers = record.integer("least customers", .atLeastOne) ?? own.leastCustomers
    return own
  }
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
    guard gate.metric.metric != nil else {
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
      record["metric"]?.unknown(name, "metric", known: GateMetric.all.map(\.name))
      return nil
    }
    guard let subject = Subject(record, metric, context), let requirement,
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
  }

  private static let bounds = ["at most", "at least", "worse by at most"]

  /// Whether a share is bounded by what a share can be; a cause of errors may take some away.
  private static func isPossible(
    _ requirement: Requirement, _ metric: GateMetric, _ record: RecordReader
  ) -> Bool {
    guard metric.isShare, let key = Self.bounds.first(where: { record.has($0) }) else {
      return true
    }
    let bound = requirement.limit(0, nil)
    let isSigned = if case .budget = metric.source { key != "worse by at most" } else { false }
    guard bound > 1 || bound < (isSigned ? -1 : 0) else { return true }
    let written = record[key]?.node.text ?? NumberText.text(bound)
    let isMeant = bound > 1 && bound <= 100 && !written.hasSuffix("%")
    record[key]?.error(
      "'\(metric.name)' is a share, so this must lie within \(isSigned ? "-100" : "0") to 100 %, "
        + "but got \(written)",
      advice: isMeant ? "write \(NumberText.text(bound)) %" : nil)
    return false
  }

  private static func requirement(_ record: RecordReader) -> Requirement? {
    guard let key = record.one(of: Self.bounds, "bound") else { return nil }
    if key != "worse by at most", let relative = record["and relatively"] {
      relative.error("'and relatively' goes with 'worse by at most' only")
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

/// Whom or what a gate is about.
private struct Subject {
  var classifier: String?
  var scheme: SegmentScheme?
  var feature: String?
  var segment: String?

  init?(_ record: RecordReader, _ metric: GateMetric, _ context: GateContext) {
    if metric.isOfFeatures, let reader = record["feature"] {
      let names = context.population.schema.names
      guard let name = reader.text() else { return nil }
      guard names.contains(name) else {
        reader.unknown(name, "feature", known: names)
        return nil
      }
      if let of = record["of"] {
        of.error("a gate is about a feature or a classifier, not both")
        return nil
      }
      feature = name
      return
    }
    if let reader = record["feature"] {
      reader.error("'\(metric.name)' is not measured of a feature", advice: "name a classifier: of")
      return nil
    }
    guard let reader = record["of"] else {
      if record.hasUnknownKey { return nil }
      record.reader.error(
        "a gate on '\(metric.name)' needs "
          + (metric.isOfFeatures ? "'of: CLASSIFIER' or 'feature: NAME'" : "'of: CLASSIFIER'"))
      return nil
    }
    guard let name = reader.text() else { return nil }
    guard let found = context.classifiers.first(where: { $0.name == name }) else {
      reader.unknown(name, "classifier", known: context.classifiers.map(\.name))
      return nil
    }
    (classifier, scheme) = (name, found.scheme)
    guard isMeasurable(metric, found.scheme, context, record) else { return nil }
    guard let segment = record["segment"] else { return }
    guard let wanted = segment.text() else { return nil }
    guard found.scheme.segments.contains(wanted) else {
      segment.unknown(wanted, "segment", known: found.scheme.segments)
      return nil
    }
    self.segment = wanted
  }

  private func isMeasurable(
    _ gate: GateMetric, _ scheme: SegmentScheme, _ context: GateContext, _ record: RecordReader
  ) -> Bool {
    let needs = gate.metric?.needs ?? []
    let isCost = gate.name == "floor-cost" || gate.name == "cost-regret"
    if needs.contains(.costs) || isCost, context.costs[scheme.name] == nil {
      record["metric"]?.error(
        "'\(gate.name)' needs the costs of scheme '\(scheme.name)'",
        advice: "add them under 'costs'")
      return false
    }
    if needs.contains(.order), !scheme.isOrdered {
      record["metric"]?.error(
        "'\(gate.name)' needs a scheme whose segments are ordered, but '\(scheme.name)' is not",
        advice: "if they have an order, say 'ordered: yes' in the scheme")
      return false
    }
    let position = context.population.schemes.firstIndex { $0.name == scheme.name } ?? 0
    if needs.contains(.weights), !context.population.isWeighted(position) {
      record["metric"]?.error(
        "'\(gate.name)' needs a scheme whose customers weigh by an attribute, but '\(scheme.name)' "
          + "has none", advice: "say 'weight:' in the scheme")
      return false
    }
    return true
  }
}
