// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Evaluation
import Populations
import Probability

/// Everything that can be named in a scenario, from the registries.
public enum Catalogue {
  /// One kind of plug-in.
  public struct Kind: Sendable {
    /// Its name in the plural.
    public let name: String
    /// What the further columns say.
    public let facts: [String]
    /// The plug-ins in the registry's order.
    public let entries: [(id: String, summary: String, facts: [String])]
  }

  /// All kinds.
  public static var kinds: [Kind] {
    [
      Kind(
        name: "laws", facts: ["parameters"],
        entries: LawRegistry.all.map { family in
          let forms = family.parameterisations.map { $0.names.joined(separator: ", ") }
          return (family.id, family.summary, [forms.joined(separator: " | ")])
        } + [("splice", "a body below a threshold and a power tail above it", ["body, tail"])]),
      Kind(
        name: "steps", facts: [],
        entries: PopulationModel.viewSteps.map { ($0.id, $0.summary, []) }),
      Kind(
        name: "classifiers", facts: ["trained", "probabilities"],
        entries: ClassifierKinds.all.map {
          (
            $0.id, $0.summary,
            [$0.needsTraining ? "yes" : "no", $0.givesProbabilities ? "yes" : "no"]
          )
        }),
      Kind(
        name: "metrics", facts: ["better", "unit"],
        entries: MetricRegistry.all.map {
          ($0.id, $0.summary, [word($0.direction), $0.range == 0...1 ? "%" : ""])
        }),
      Kind(
        name: "measures", facts: ["better", "unit", "of", "over"],
        entries: GateMetric.measures.map { measure in
          (
            measure.name, measure.summary,
            [
              measure.direction.map(word) ?? "neither", measure.unit, measure.subject,
              measure.isOfMonthsOnly ? "months" : "months, mean",
            ]
          )
        }),
      Kind(
        name: "differences", facts: [],
        entries: DifferenceRegistry.all.map { ($0.id, $0.summary, []) }),
    ]
  }

  private static func word(_ direction: MetricDirection) -> String {
    switch direction {
    case .maximise: "higher"
    case .minimise: "lower"
    case .zero: "near 0"
    }
  }
}
