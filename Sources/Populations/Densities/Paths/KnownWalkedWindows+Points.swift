// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

extension KnownWalkedWindows: PointedLaws {
  /// How far apart densities tell their slope, as a logarithm.
  private static let reach = 0.02

  /// The logarithm of the density of what is shown, on the logarithmic scale.
  private func logDensity(_ place: Double, _ law: Int) -> Double? {
    guard let (start, weights) = grid.around(place) else { return nil }
    return table.value(start, weights, of: law)
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    guard let feature, let seen else { return unseen(law) }
    var found: [(value: Double, logMass: Double)] = []
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value):
        if value > 0 { add(log(value), log(piece.weight), law, &found) }
      case .interval(let interval) where interval == .all: return unseen(law)
      case .interval(let interval):
        visit(interval) { place, weight in
          add(place, log(piece.weight * weight) + place, law, &found)
        }
      }
    }
    return found.isEmpty ? nil : NumberPosterior(values: found)
  }

  /// Adds two truths that may stand behind what is shown.
  private func add(
    _ place: Double, _ logWeight: Double, _ law: Int,
    _ found: inout [(value: Double, logMass: Double)]
  ) {
    let width = Self.reach
    guard let here = logDensity(place, law), let before = logDensity(place - width, law),
      let after = logDensity(place + width, law)
    else { return }
    for (gap, weight) in gaps[law].points(slope: (after - before) / (2 * width)) {
      found.append((exp(place - gap), logWeight + here - place + log(weight)))
    }
  }

  /// The slopes of the laws' densities are averaged: where the gap is narrow the truth's mean changes
  /// little with them.
  func points(
    _ seen: [Double], of used: [Int], _ shares: [Double], from first: Int
  ) -> [(value: Double, weight: Double)]? {
    guard let feature else { return nil }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false)
    guard pieces.count == 1, case .point(let value) = pieces[0].values, value > 0,
      let before = grid.around(log(value) - Self.reach),
      let after = grid.around(log(value) + Self.reach)
    else { return nil }
    var (slope, total, mixed) = (0.0, 0.0, GapMoments())
    for law in used {
      let share = shares[first &+ law]
      total += share
      mixed.add(share, gaps[law])
      let rise =
        table.value(after.start, after.weights, of: law)
        - table.value(before.start, before.weights, of: law)
      slope += share * rise
    }
    guard total > 0 else { return nil }
    mixed.scale(by: 1 / total)
    return mixed.points(slope: slope / total / (2 * Self.reach)).map {
      (value * exp(-$0.gap), $0.weight)
    }
  }
}
