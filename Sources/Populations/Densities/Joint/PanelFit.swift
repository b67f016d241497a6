// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Cuts stretches of a scale into panels until polynomials follow a density.
struct PanelFit {
  private struct Panel {
    let from: Double
    let to: Double
    let logs: [Double]
    let depth: Int
  }

  private var open: [Panel] = []
  /// How far the polynomials may be off, as a share of the whole.
  let tolerance: Double

  /// No panels yet.
  init(tolerance: Double) { self.tolerance = tolerance }

  private static let deepest = 40
  /// A share of the whole below which a panel is left out.
  private static let nothing = 1e-17

  /// Adds a stretch in which the density is smooth.
  mutating func add(_ from: Double, _ to: Double, _ logDensity: (Double) -> Double) {
    guard from < to else { return }
    open.append(Self.panel(from, to, 0, logDensity))
  }

  private static func panel(
    _ from: Double, _ to: Double, _ depth: Int, _ logDensity: (Double) -> Double
  ) -> Panel {
    var logs: [Double] = []
    logs.reserveCapacity(LegendrePanel.points)
    GaussLegendre.twelve.visit(from: from, to: to, panels: 1) { place, _ in
      let log = logDensity(place)
      logs.append(log.isNaN ? -.infinity : log)
    }
    return Panel(from: from, to: to, logs: logs, depth: depth)
  }

  /// The panels with polynomials that add up to an integral of 1; nothing where there is no density.
  mutating func panels(_ logDensity: (Double) -> Double) -> [LegendrePanel]? {
    var (settled, greatest): ([(LegendrePanel, Double)], Double) = ([], -.infinity)
    var total = 0.0
    while !open.isEmpty {
      let highest = open.reduce(greatest) { max($0, $1.logs.max() ?? $0) }
      guard highest > -.infinity else { return nil }
      if greatest > -.infinity { total *= exp(greatest - highest) }
      greatest = highest
      let fits = open.map { panel in
        LegendrePanel(
          from: panel.from, to: panel.to, values: panel.logs.map { exp($0 - highest) })
      }
      let whole = total + fits.reduce(0) { $0 + max(0, $1.integral) }
      var next: [Panel] = []
      for (panel, fit) in zip(open, fits) {
        if fit.tail <= tolerance * whole || panel.depth >= Self.deepest {
          total += fit.integral
          settled.append((fit, highest))
        } else {
          let middle = panel.from + (panel.to - panel.from) / 2
          next.append(Self.panel(panel.from, middle, panel.depth + 1, logDensity))
          next.append(Self.panel(middle, panel.to, panel.depth + 1, logDensity))
        }
      }
      open = next
    }
    let found = settled.map { $0.0.scaled(exp($0.1 - greatest)) }.filter {
      $0.integral > Self.nothing * total
    }.sorted { $0.from < $1.from }
    let sum = found.reduce(0) { $0 + $1.integral }
    guard sum > 0 else { return nil }
    return found.map { $0.scaled(1 / sum) }
  }
}
