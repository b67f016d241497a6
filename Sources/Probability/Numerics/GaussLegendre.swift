// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// Gauss–Legendre quadrature on panels: exact for polynomials up to degree 23 on each.
public struct GaussLegendre: Sendable {
  /// The points of a panel from -1 to 1, ascending.
  public let nodes: [Double]
  /// Their weights, which add up to 2.
  public let weights: [Double]

  /// The rule with twelve points.
  public static let twelve = GaussLegendre(points: 12)

  /// The rule with four points, exact up to degree seven.
  public static let four = GaussLegendre(points: 4)

  private init(points: Int) {
    var (nodes, weights) = ([Double](), [Double]())
    if let table = gsl_integration_glfixed_table_alloc(points) {
      for index in 0..<points {
        var (node, weight) = (0.0, 0.0)
        gsl_integration_glfixed_point(-1, 1, index, &node, &weight, table)
        nodes.append(node)
        weights.append(weight)
      }
      gsl_integration_glfixed_table_free(table)
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// Calls a visitor with every point of an interval that is cut into equal panels.
  ///
  /// - Parameters:
  ///   - low: the interval's lower end.
  ///   - high: its upper end.
  ///   - panels: how many panels, at least 1.
  ///   - visit: called with each point and its weight; the weights add up to `high - low`.
  @inlinable
  public func visit(
    from low: Double, to high: Double, panels: Int, _ visit: (Double, Double) -> Void
  ) {
    let half = (high - low) / Double(panels) / 2
    for panel in 0..<panels {
      let middle = low + half * Double(2 * panel + 1)
      for index in nodes.indices { visit(middle + half * nodes[index], half * weights[index]) }
    }
  }
}
