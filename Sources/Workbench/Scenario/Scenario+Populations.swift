// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import ScenarioLanguage

/// The scenario's populations in other sizes, and as they would be seen otherwise.
extension Scenario {
  /// The development population in another size.
  ///
  /// - Parameter customers: how many are on the books in the first month.
  /// - Returns: the population; nothing when it cannot be compiled in this size.
  func development(customers: Int) -> PopulationModel? {
    guard customers != development.customers else { return development }
    return population(of: resolved, role: .development, customers: customers)?
      .warmedUp(for: development.warmUp)
  }

  /// A population as it would be seen if features showed what is true, but for some mechanisms.
  ///
  /// - Parameters:
  ///   - mechanisms: what of the view is taken out.
  ///   - role: which population.
  /// - Returns: the population, of the same customers and columns; nothing when it cannot be compiled.
  func seen(
    without mechanisms: [ViewMechanism] = ViewMechanism.allCases,
    role: PopulationModel.Role = .evaluated
  ) -> PopulationModel? {
    var tree: ScenarioNode? = resolved
    for feature in resolved["view"]?.entries ?? [] {
      let steps = PerfectSight.steps(of: feature.value, without: mechanisms)
      tree = tree?.replacing(at: ["view", feature.key], with: steps)
    }
    let customers = role == .development ? development.customers : nil
    guard let seen = tree.flatMap({ population(of: $0, role: role, customers: customers) }),
      seen.schema.features.map(\.name) == population.schema.features.map(\.name)
    else { return nil }
    return seen.warmedUp(for: role == .development ? development.warmUp : population.warmUp)
  }

  /// A population of a changed tree.
  ///
  /// - Parameters:
  ///   - root: the tree.
  ///   - role: which population.
  ///   - customers: how many are on the books in the first month, if not as the tree says.
  /// - Returns: the population; nothing when it cannot be compiled.
  func population(
    of root: ScenarioNode, role: PopulationModel.Role, customers: Int?
  ) -> PopulationModel? {
    ScenarioReader(root, log: ProblemLog()).record(Self.shape).flatMap {
      PopulationModel(reading: $0, seed: seed, role: role, customers: customers)
    }
  }
}
