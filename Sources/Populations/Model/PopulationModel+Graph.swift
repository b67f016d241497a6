// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension PopulationModel {
  /// One node of the graph, for people.
  public struct Node: Sendable {
    /// Its name.
    public let name: String
    /// Its unit; nothing when it has none.
    public let unit: String?
    /// What it is made from.
    public let parents: [String]
    /// How it comes about.
    public let summary: String
  }

  /// The quantities of the world, in the order of their making.
  public var worldGraph: [Node] {
    quantities.map {
      Node(name: $0.name, unit: $0.unit, parents: $0.parents, summary: $0.summary)
    }
  }

  /// The schemes of true segments.
  public var segmentGraph: [Node] {
    truths.map {
      Node(name: $0.scheme.name, unit: nil, parents: $0.parents, summary: $0.summary)
    }
  }

  /// The features of the view with their steps.
  public var viewGraph: [Node] {
    view.features.map { feature in
      let steps = feature.steps.map { placed in
        type(of: placed.step).id + (placed.step.note.map { " (\($0))" } ?? "")
      }
      return Node(
        name: feature.name, unit: nil, parents: feature.parents,
        summary: (steps.isEmpty ? "as it is" : steps.joined(separator: ", "))
          + (feature.mayBeMissing ? "; may be missing" : ""))
    }
  }
}

extension [Quantity] {
  /// The shares of a quantity's levels in the first month, as declared.
  ///
  /// - Parameter slot: the slot of a level quantity.
  /// - Returns: a share for each level; nothing when there is no such quantity.
  func declaredShares(ofLevels slot: Int) -> [Double]? {
    let quantity = first { $0.slot == slot && !$0.levelNames.isEmpty }
    guard case .levels(let node)? = quantity?.kind else { return nil }
    guard let given = node.givenSlot else { return node.shares[0] }
    guard let weights = declaredShares(ofLevels: given) else { return nil }
    return node.shares[0].indices.map { level in
      zip(weights, node.shares).reduce(0) { $0 + $1.0 * $1.1[level] }
    }
  }
}
