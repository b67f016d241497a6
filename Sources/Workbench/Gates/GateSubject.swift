// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// Whom or what a gate is about.
struct GateSubject {
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
        of.error(
          "a gate is about a feature or a classifier, not both",
          advice: "leave 'of' or 'feature' out")
        return nil
      }
      feature = name
      if let segment = record["segment"] {
        segment.error("'\(metric.name)' of a feature is one number", advice: "leave 'segment' out")
        return nil
      }
      return
    }
    if let reader = record["feature"] {
      reader.error("'\(metric.name)' is not measured of a feature", advice: "name a classifier: of")
      return nil
    }
    guard let reader = record["of"] else {
      if record.hasUnknownKey { return nil }
      let names =
        (metric.isOfFeaturesOnly ? [] : context.classifiers.map(\.name))
        + (metric.isOfFeatures ? context.population.schema.names : [])
      record.reader.error(
        "a gate on '\(metric.name)' needs "
          + (metric.isOfFeatures
            ? metric.isOfFeaturesOnly ? "'feature: NAME'" : "'of: CLASSIFIER' or 'feature: NAME'"
            : "'of: CLASSIFIER'"),
        advice: "known: \(names.joined(separator: ", "))")
      return nil
    }
    if metric.isOfFeaturesOnly {
      reader.error("'\(metric.name)' is measured of a feature", advice: "name one: feature")
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
