// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Values of some months ago that are normal, or lognormal, with noise that keeps them so: mixtures
/// in closed form, tabled where single values are seen.
struct NormalLagMixtures: KnownPathGroup {
  /// One normal law of a mixture.
  private struct Part: Hashable {
    let mean: Double
    let deviation: Double
  }

  private let feature: FeatureReading?
  private let isLogarithmic: Bool
  private let parts: [[(part: Part, share: Double)]]
  /// Logarithms of densities on the normal scale, at each point for all laws.
  private let table: [Double]
  private let first: Double
  private let step: Double
  private let count: Int

  /// Makes the mixtures.
  init?(
    _ group: LagGroup, noise: (mean: Double, deviation: Double), _ laws: [[WeightedState]],
    _ month: Int, _ slots: LevelSlots
  ) {
    feature = group.feature
    isLogarithmic = group.number.isLogarithmic
    var all: [[(part: Part, share: Double)]] = []
    for states in laws {
      var (own, known): ([(part: Part, share: Double)], [Part: Int]) = ([], [:])
      for weighted in states {
        for (part, chance) in group.parts(weighted.state, month, slots).parts {
          guard let (mean, deviation) = group.number.moments(part.stage) else { return nil }
          let normal = Part(
            mean: mean + noise.mean,
            deviation: (deviation * deviation + noise.deviation * noise.deviation).squareRoot())
          if let position = known[normal] {
            own[position].share += weighted.weight * chance
          } else {
            known[normal] = own.count
            own.append((normal, weighted.weight * chance))
          }
        }
      }
      all.append(own)
    }
    parts = all
    let normals = all.flatMap { $0.map(\.part) }
    let least = normals.map(\.deviation).min() ?? 1
    let low = normals.map { $0.mean - 8.5 * $0.deviation }.min() ?? 0
    let high = normals.map { $0.mean + 8.5 * $0.deviation }.max() ?? 0
    (first, step) = (low, least / 8)
    count = Int((high - low) / step) + 7
    table = Self.table(all, first: first, step: step, count: count)
  }

  private static func table(
    _ laws: [[(part: Part, share: Double)]], first: Double, step: Double, count: Int
  ) -> [Double] {
    guard count < 20_000 else { return [] }
    var table = [Double](repeating: 0, count: count * laws.count)
    for (position, parts) in laws.enumerated() {
      for point in 0..<count {
        table[point * laws.count + position] = logDensity(parts, first + step * Double(point))
      }
    }
    return table
  }

  private static func logDensity(_ parts: [(part: Part, share: Double)], _ place: Double) -> Double
  {
    var (sum, best) = (0.0, -Double.infinity)
    for (part, _) in parts {
      let score = (place - part.mean) / part.deviation
      best = max(best, -0.5 * score * score)
    }
    for (part, share) in parts {
      let score = (place - part.mean) / part.deviation
      sum += share / part.deviation * exp(-0.5 * score * score - best)
    }
    return log(sum) + best - 0.9189385332046727
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let isSeen = seen != nil && feature != nil
    for position in used { masses[position] = isSeen ? -.infinity : 0 }
    guard let seen, let feature else { return }
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value): add(value, log(piece.weight), used, &masses)
      case .interval(let interval): add(interval, log(piece.weight), used, &masses)
      }
    }
  }

  private func add(
    _ value: Double, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    guard !isLogarithmic || value > 0 else { return }
    let place = isLogarithmic ? log(value) : value
    let rate = logWeight - (isLogarithmic ? place : 0)
    let at = (place - first) / step
    guard !table.isEmpty, at >= 2, at < Double(count - 4) else {
      for position in used {
        masses[position].addExponential(Self.logDensity(parts[position], place) + rate)
      }
      return
    }
    let start = Int(at) - 2
    let weights = PointTable.lagrange(at - Double(start))
    let laws = parts.count
    for position in used {
      var sum = rate
      for offset in 0..<6 { sum += weights[offset] * table[(start + offset) * laws + position] }
      masses[position].addExponential(sum)
    }
  }

  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    func place(_ end: Double) -> Double { isLogarithmic ? log(max(0, end)) : end }
    let (low, high) = (place(interval.low), place(interval.high))
    guard low < high else { return }
    for position in used {
      var sum = 0.0
      for (part, share) in parts[position] {
        let (from, to) = ((low - part.mean) / part.deviation, (high - part.mean) / part.deviation)
        sum +=
          share
          * (from > 0
            ? StandardNormal.upperTail(from) - StandardNormal.upperTail(to)
            : StandardNormal.cdf(to) - StandardNormal.cdf(from))
      }
      masses[position].addExponential(log(sum) + logWeight)
    }
  }
}
