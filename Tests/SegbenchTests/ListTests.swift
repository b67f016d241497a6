// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Evaluation
import Populations
import Probability
import TestSupport
import Testing

/// `list` names all that a scenario may name.
@Suite struct ListTests {
  private static let registered: [(kind: String, ids: [String])] = [
    ("laws", LawRegistry.all.map { $0.id } + ["splice"]),
    ("steps", PopulationModel.viewSteps.map(\.id)),
    ("classifiers", ClassifierRegistry.all.map { $0.id } + ["oracle"]),
    ("metrics", MetricRegistry.all.map { $0.id }),
    (
      "measures",
      [
        "floor", "expected-misclassification", "regret", "floor-cost", "cost-regret",
        "floor-recall", "overlap-error", "view-error", "model-error", "training-error",
        "staleness-error", "budgeted-error", "psi", "ks", "missing", "share",
      ]
    ),
    ("differences", DifferenceRegistry.all.map { $0.id }),
  ]

  private func list(_ kind: [String]) throws -> String {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(["list"] + kind, in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty)
    return outcome.output
  }

  /// Whether a line of the table starts with the name, and not with a longer one.
  private func names(_ text: String, _ id: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let line = line.drop(while: \.isWhitespace)
      return line.hasPrefix(id + "  ")
    }
  }

  @Test func everyRegisteredPlugInIsNamed() throws {
    let text = try list([])
    for (kind, ids) in Self.registered {
      try #require(!ids.isEmpty)
      #expect(text.split(separator: "\n").contains { $0.hasPrefix(kind) }, "\(kind)")
      for id in ids { #expect(names(text, id), "\(kind): \(id)") }
    }
  }

  @Test func oneKindNamesOnlyItsOwn() throws {
    for (kind, ids) in Self.registered {
      let text = try list([kind])
      for id in ids { #expect(names(text, id), "\(kind): \(id)") }
      let others = Self.registered.filter { $0.kind != kind }.flatMap(\.ids)
      for id in others where !ids.contains(id) { #expect(!names(text, id), "\(kind): \(id)") }
    }
  }
}
