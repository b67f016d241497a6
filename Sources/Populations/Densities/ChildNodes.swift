// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The laws of a number's children at the points of a quadrature over one stretch of its scale:
/// worked out once, used for every customer.
struct ChildNodes: Sendable {
  /// Where the stretch begins and ends on the scale.
  let from: Double
  let to: Double
  private let refinements: [Refinement]
  private static let panels = [4, 8, 16]
  private static let tolerance = 1e-11

  /// Works out the laws; fails where a channel has no laws of its own.
  ///
  /// - Parameters:
  ///   - from: where the stretch begins on the scale.
  ///   - to: where it ends.
  ///   - scale: the scale on which is integrated.
  ///   - channels: the channels of the number's children.
  ///   - chances: the chances of the segments at a value, where they change with it.
  ///   - segments: how many segments there are.
  init?(
    from: Double, to: Double, _ scale: IntegrationScale, _ channels: [any KnownChannel],
    _ chances: (@Sendable (Double, inout [Double]) -> Void)?, segments: Int
  ) {
    (self.from, self.to) = (from, to)
    var refinements: [Refinement] = []
    for panels in Self.panels {
      var (values, logWeights, shares): ([Double], [Double], [Double]) = ([], [], [])
      var atValue = [Double](repeating: 0, count: segments)
      GaussLegendre.twelve.visit(from: from, to: to, panels: panels) { point, weight in
        values.append(scale.value(point))
        logWeights.append(scale.logDensity(point) + log(weight))
        guard let chances, let value = values.last else { return }
        chances(value, &atValue)
        shares += atValue
      }
      var columns: [Column] = []
      for channel in channels {
        guard let laws = channel.laws(given: values) else { return nil }
        columns.append(Column(laws))
      }
      refinements.append(Refinement(logWeights: logWeights, shares: shares, columns: columns))
    }
    self.refinements = refinements
  }

  /// The logarithms of the integrals over the stretch.
  ///
  /// - Parameters:
  ///   - evidence: what is seen, read backwards.
  ///   - width: how many masses there are.
  ///   - index: the only mass that is meant; nothing where all segments are, by their chances.
  /// - Returns: the logarithms; nothing where finer points are needed.
  func logValues(_ evidence: SeenEvidence, width: Int, at index: Int?) -> [Double]? {
    var last = refinements[0].logTotal(evidence)
    for refinement in refinements.dropFirst() {
      let next = refinement.logTotal(evidence)
      if abs(next.total - last.total) < Self.tolerance {
        return refinement.logValues(next, width: width, at: index)
      }
      last = next
    }
    return nil
  }
}

extension ChildNodes {
  /// The laws at the points of one rule.
  private struct Refinement: Sendable {
    let logWeights: [Double]
    /// The chances of the segments by point, where they change with the value.
    let shares: [Double]
    let columns: [Column]

    /// The integrand's parts, but for a common factor, and the logarithm of the integral.
    typealias Parts = (parts: [Double], greatest: Double, total: Double)

    func logTotal(_ evidence: SeenEvidence) -> Parts {
      var parts = logWeights
      for (column, pieces) in zip(columns, evidence.passed) {
        if let pieces { column.add(pieces, to: &parts) }
      }
      let greatest = parts.max() ?? -.infinity
      guard greatest > -.infinity else { return (parts, greatest, greatest) }
      var total = 0.0
      for node in parts.indices {
        parts[node] = exp(parts[node] - greatest)
        total += parts[node]
      }
      return (parts, greatest, log(total) + greatest)
    }

    func logValues(_ parts: Parts, width: Int, at index: Int?) -> [Double] {
      var values = [Double](repeating: -.infinity, count: width)
      if let index {
        values[index] = parts.total
        return values
      }
      for segment in values.indices {
        var sum = 0.0
        for (node, part) in parts.parts.enumerated() {
          sum += part * shares[node * width + segment]
        }
        values[segment] = log(sum) + parts.greatest
      }
      return values
    }
  }

  /// The laws of one child by point.
  private struct Column: Sendable {
    /// The laws; nothing where the parameters are impossible.
    private let laws: [(any Law)?]
    /// Where all laws are normal: means, reciprocal standard deviations, the densities' constants.
    private var means: [Double] = []
    private var rates: [Double] = []
    private var constants: [Double] = []

    init(_ laws: [(any Law)?]) {
      self.laws = laws
      let normals = laws.compactMap { $0 as? NormalLaw }
      guard normals.count == laws.count else { return }
      means = normals.map(\.mean)
      rates = normals.map { 1 / $0.variance.squareRoot() }
      constants = rates.map { log($0) - log(2 * Double.pi) / 2 }
    }

    /// Adds the logarithm of the density of what is seen at each point.
    func add(_ pieces: [SeenPiece], to parts: inout [Double]) {
      if !means.isEmpty, pieces.count == 1, case .point(let value) = pieces[0].values {
        let weight = log(pieces[0].weight)
        for node in parts.indices {
          let score = (value - means[node]) * rates[node]
          parts[node] += weight + constants[node] - score * score / 2
        }
        return
      }
      for node in parts.indices {
        let mass = laws[node].map { law in
          pieces.reduce(0) { $0 + $1.weight * law.mass($1.values) }
        }
        parts[node] += log(mass ?? 0)
      }
    }
  }
}
