// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A scale on which a number's density is smooth.
struct NumberScale: Sendable {
  /// The number at a place; ascending.
  let value: @Sendable (Double) -> Double
  /// The place of a number.
  let place: @Sendable (Double) -> Double
  /// Whether places are the numbers themselves.
  var isPlain = false

  /// The numbers themselves.
  static let plain = NumberScale(value: { $0 }, place: { $0 }, isPlain: true)
}

/// The law of a number of the world for one kind of customer, given what is seen of it: single
/// values with their shares, or a density as polynomials on adjoining panels of a scale.
struct NumberPosterior: Sendable {
  /// Single values with their shares, ascending; empty where there is a density.
  let atoms: [(value: Double, share: Double)]
  /// The density on the scale, ascending; its integral is 1.
  let panels: [LegendrePanel]
  /// The share of all that lies below each panel.
  let below: [Double]
  /// The scale of the panels.
  let scale: NumberScale

  /// Single values.
  ///
  /// - Parameter masses: values with the logarithms of their masses.
  ///
  /// There is none when all masses vanish.
  init?(values masses: [(value: Double, logMass: Double)]) {
    let greatest = masses.map(\.logMass).max() ?? -.infinity
    guard greatest > -.infinity else { return nil }
    var shares: [Double: Double] = [:]
    for mass in masses { shares[mass.value, default: 0] += exp(mass.logMass - greatest) }
    let values = shares.keys.sorted()
    let total = values.reduce(0) { $0 + (shares[$1] ?? 0) }
    atoms = values.map { ($0, (shares[$0] ?? 0) / total) }
    (panels, below, scale) = ([], [], .plain)
  }

  /// What the panels must be good for.
  enum Use {
    /// Shares of values between any two places: to about 1e-10.
    case shares
    /// Sums over their points, which are of twice the degree: to about 1e-10 too.
    case sums

    /// How far the polynomials may be off.
    var tolerance: Double {
      switch self {
      case .shares: 1e-10
      case .sums: 1e-5
      }
    }
  }

  /// A density, by panels that are halved until their polynomials follow it; none that vanishes.
  ///
  /// - Parameters:
  ///   - stretches: adjoining or separate stretches of the scale, ascending, in each of which the
  ///     density is smooth.
  ///   - scale: the scale.
  ///   - use: what they must be good for.
  ///   - logDensity: the logarithm of the density on the scale, but for a constant factor, at a place.
  /// - Complexity: twelve evaluations for each panel; a few dozen panels where a density is narrow.
  init?(
    over stretches: [(from: Double, to: Double)], _ scale: NumberScale,
    for use: Use, logDensity: (Double) -> Double
  ) {
    var fit = PanelFit(tolerance: use.tolerance)
    for stretch in stretches { fit.add(stretch.from, stretch.to, logDensity) }
    guard let found = fit.panels(logDensity) else { return nil }
    self.init(found, scale)
  }

  /// A density that is tabled; none that vanishes.
  ///
  /// - Parameters:
  ///   - tabled: adjoining or separate panels, ascending, with densities on the scale, but for a common
  ///     factor, at the places of the twelve-point rule.
  ///   - scale: the scale.
  init?(
    panels tabled: [(from: Double, to: Double, densities: [Double])], _ scale: NumberScale
  ) {
    let fits = tabled.map { LegendrePanel(from: $0.from, to: $0.to, values: $0.densities) }
    let total = fits.reduce(0) { $0 + $1.integral }
    guard total > 0 else { return nil }
    self.init(fits.filter { $0.integral > 1e-17 * total }.map { $0.scaled(1 / total) }, scale)
  }

  private init(_ panels: [LegendrePanel], _ scale: NumberScale) {
    (self.panels, self.scale, atoms) = (panels, scale, [])
    var (below, sum): ([Double], Double) = ([], 0)
    for panel in panels {
      below.append(sum)
      sum += panel.integral
    }
    self.below = below
  }

  /// The share of values from a place to another one on the scale of the panels.
  func share(from low: Double, to high: Double) -> Double {
    var sum = 0.0
    for panel in panels where panel.to > low && panel.from < high {
      let start = panel.from >= low ? 0 : panel.integral(to: low)
      sum += (panel.to <= high ? panel.integral : panel.integral(to: high)) - start
    }
    return sum
  }

  /// Points with weights that add up to 1: the integral of a smooth function is its weighted sum.
  var points: [(value: Double, weight: Double)] { points(ofParts: 1) }

  /// Points with weights that add up to 1.
  ///
  /// - Parameter parts: into how many parts each panel is cut, for functions that change much within one.
  /// - Returns: values with weights.
  func points(ofParts parts: Int) -> [(value: Double, weight: Double)] {
    guard panels.isEmpty else {
      var found: [(value: Double, weight: Double)] = []
      for panel in panels {
        GaussLegendre.twelve.visit(from: panel.from, to: panel.to, panels: parts) { place, weight in
          let share = weight * panel.value(at: place)
          if abs(share) > 1e-13 { found.append((scale.value(place), share)) }
        }
      }
      return found
    }
    return atoms.map { ($0.value, $0.share) }
  }

  /// The values below which equally spaced shares lie: (i + 1/2) / count for i from 0.
  ///
  /// - Parameter count: how many values, at least 1.
  /// - Returns: the values, ascending.
  func quantiles(_ count: Int) -> [Double] {
    var (found, index): ([Double], Int) = ([], 0)
    found.reserveCapacity(count)
    if panels.isEmpty {
      var upTo = atoms[0].share
      for step in 0..<count {
        let share = (Double(step) + 0.5) / Double(count)
        while upTo < share, index + 1 < atoms.count {
          index += 1
          upTo += atoms[index].share
        }
        found.append(atoms[index].value)
      }
      return found
    }
    var last = panels[0].from
    for step in 0..<count {
      let share = (Double(step) + 0.5) / Double(count)
      while index + 1 < panels.count, below[index + 1] < share {
        index += 1
        last = panels[index].from
      }
      last = Self.place(of: share - below[index], in: panels[index], from: last)
      found.append(scale.value(last))
    }
    return found
  }

  /// The place up to which a panel holds a share: Newton's steps, kept between bounds that close in.
  private static func place(
    of share: Double, in panel: LegendrePanel, from start: Double
  ) -> Double {
    var (low, high) = (max(start, panel.from), panel.to)
    var place = panel.from + (panel.to - panel.from) * share / max(panel.integral, 1e-300)
    for _ in 0..<40 {
      if !(place > low && place < high) { place = low + (high - low) / 2 }
      let error = panel.integral(to: place) - share
      if error > 0 { high = place } else { low = place }
      let density = panel.value(at: place)
      guard abs(error) > 1e-13, high - low > 1e-14 * abs(high), density > 0 else { break }
      place -= error / density
    }
    return place
  }
}
