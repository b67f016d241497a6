// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// The judged customers in the views that what-ifs ask for, each view once.
struct WhatIfViews: Sendable {
  /// The populations: first as the scenario has it.
  private(set) var populations: [PopulationModel]
  /// For every what-if the position of its population.
  private(set) var positions: [Int] = []
  /// Whether all were given a longer warm-up than the scenario has, for views that look back further.
  let isWarmedUp: Bool

  /// Compiles the views, and lets them learn what they must from the development population.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - options: how it is carried out.
  init(_ plan: ReplicatePlan, _ options: RunOptions) async {
    let whatIfs = plan.scenario.floor.whatIfs
    let warmUp = whatIfs.compactMap { $0.population?.warmUp }.max() ?? 0
    isWarmedUp = warmUp > plan.population.warmUp
    var (keys, changed): ([String], [WhatIf]) = ([""], [])
    for whatIf in whatIfs {
      let key = whatIf.tree?["view"]?.yamlText ?? ""
      if let known = keys.firstIndex(of: key) {
        positions.append(known)
      } else {
        positions.append(keys.count)
        keys.append(key)
        changed.append(whatIf)
      }
    }
    let pool = IndexPool(changed.count)
    let (wanted, scenario) = (changed, plan.scenario)
    let parts = await BlockPool.run(threads: min(options.threads, max(1, changed.count))) {
      var found: [(index: Int, population: PopulationModel)] = []
      while let index = pool.take() {
        if let population = Self.learned(wanted[index], scenario, plan.replicate, options) {
          found.append((index, population))
        }
      }
      return found
    }
    let views = parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.population)
    populations = ([plan.population] + views).map { $0.warmedUp(for: warmUp) }
  }

  /// The judged customers with what the changed view learns from the development view.
  private static func learned(
    _ whatIf: WhatIf, _ scenario: Scenario, _ replicate: Int, _ options: RunOptions
  ) -> PopulationModel? {
    guard var population = whatIf.population, !population.imputedValues.isEmpty else {
      return whatIf.population
    }
    let development = whatIf.tree.flatMap {
      scenario.population(of: $0, role: .development, customers: scenario.development.customers)
    }
    guard let development else { return population }
    population.imputedValues =
      DevelopmentView(
        development.warmedUp(for: population.warmUp), replicate: replicate,
        blockSize: options.blockSize
      ).imputedValues
    return population
  }
}
