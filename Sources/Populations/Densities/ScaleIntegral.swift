// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The integral over a stretch of the scale, refined until it no longer changes.
struct ScaleIntegral {
  let group: KnownGroup
  let evidence: SeenEvidence
  let from: Double
  let to: Double
  let width: Int
  let index: Int?
  private static let mostPanels = 1024
  private static let tolerance = 1e-11

  init(
    _ group: KnownGroup, _ evidence: SeenEvidence, from: Double, to: Double, _ width: Int,
    _ index: Int?
  ) {
    (self.group, self.evidence, self.from, self.to) = (group, evidence, from, to)
    (self.width, self.index) = (width, index)
  }

  /// The logarithms of the integrals.
  mutating func logValues() -> [Double] {
    var panels = 4
    var (last, lastTotal) = values(panels)
    while panels < Self.mostPanels {
      panels *= 2
      let (next, total) = values(panels)
      let isSettled =
        total == -.infinity && lastTotal == -.infinity
        ? panels >= 32
        : abs(total - lastTotal) < Self.tolerance
      (last, lastTotal) = (next, total)
      if isSettled { break }
    }
    return last
  }

  private func values(_ panels: Int) -> ([Double], Double) {
    var points: [(log: Double, value: Double)] = []
    points.reserveCapacity(panels * 12)
    var greatest = -Double.infinity
    GaussLegendre.twelve.visit(from: from, to: to, panels: panels) { score, weight in
      let (integrand, value) = group.logIntegrand(score, evidence)
      let part = integrand + log(weight)
      points.append((part, value))
      greatest = max(greatest, part)
    }
    var sums = [Double](repeating: 0, count: width)
    guard greatest > -.infinity else {
      return ([Double](repeating: -.infinity, count: width), -.infinity)
    }
    var (total, shares) = (0.0, sums)
    for point in points {
      let part = exp(point.log - greatest)
      total += part
      if let index {
        sums[index] += part
      } else {
        group.chances?(point.value, &shares)
        for segment in sums.indices { sums[segment] += part * shares[segment] }
      }
    }
    return (sums.map { log($0) + greatest }, log(total) + greatest)
  }
}
