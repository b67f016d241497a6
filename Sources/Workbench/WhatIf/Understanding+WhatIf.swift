// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

extension Understanding {
  /// What the floors are set beside, and how those floors will be found, or why they will not.
  ///
  /// - Parameter layout: how lines are laid out.
  /// - Returns: the lines of the section; none where nothing is asked.
  func whatIfs(_ layout: TextColumns) -> [String] {
    let (population, floor) = (scenario.population, scenario.floor)
    guard floor.customers > 0, !floor.whatIfs.isEmpty else { return [] }
    let rows = floor.whatIfs.flatMap { whatIf -> [(String, String)] in
      let view = whatIf.population ?? population
      let floors = whatIf.sets.map { set in
        let names = set.classifiers.map { scenario.classifiers[$0].name }
        return (
          "",
          "for \(names.joined(separator: ", ")): "
            + form(whatIf, set, view)
        )
      }
      return [(whatIf.name, whatIf.lines(population.schema).joined(separator: "; "))] + floors
    }
    return ["", "what if: floors of other data"] + layout.lines(rows)
  }
  private func form(
    _ whatIf: WhatIf, _ set: InformationSet, _ view: PopulationModel
  ) -> String {
    let changed = whatIf.changed(set)
    let found = Self.form(changed.timeline(view, PosteriorLibrary()), view)
    guard whatIf.remembers, case .success(let plan) = changed.plan(view) else { return found }
    do throws(Unavailable) {
      _ = try HistoryModel(plan, through: 0)
      return "filtered over all months seen, " + found
    } catch {
      return "not available: \(error.reason)"
    }
  }
}
