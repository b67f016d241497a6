// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Every kind of view step; the checker, the schema and the lists are made from it.
enum ViewStepRegistry {
  /// The steps in the order of the documentation.
  static let all: [any ViewStep.Type] = [
    PlusStep.self, TimesStep.self, RoundStep.self, HeapStep.self, ClipStep.self, LikertStep.self,
    RefreshStep.self, LateStep.self, MissingStep.self, ImputeStep.self,
    MeanStep.self, MaxStep.self, MinStep.self, SumStep.self, LastStep.self, TrendStep.self,
  ]

  /// A step by its key.
  ///
  /// - Parameter id: the key.
  /// - Returns: its type.
  static func step(named id: String) -> (any ViewStep.Type)? { all.first { $0.id == id } }
}

extension PopulationModel {
  /// The kinds of view steps, for lists.
  public static var viewSteps: [(id: String, summary: String)] {
    ViewStepRegistry.all.map { ($0.id, $0.summary) }
  }
}
