// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// What is seen of one of several numbers that go together, on the scale of its normal score.
struct ScoreSpread {
  /// A score with its weight under the number's own law, in a cell.
  struct Point {
    let score: Double
    let weight: Double
    let cell: Int
  }

  /// A stretch of scores within a cell, all of which are as likely as the law says, times a weight.
  struct Stretch {
    let low: Double
    let high: Double
    let weight: Double
    let cell: Int
  }

  /// Points that stand for what is seen.
  private(set) var points: [Point] = []
  /// Stretches, where nothing but where the number lies is seen.
  private(set) var stretches: [Stretch] = []
  /// The logarithm of the factor that the weights lack.
  private(set) var logScale = 0.0
  /// By how much a cell moves the position of a combined cell.
  let stride: Int

  /// How far scores reach.
  private static let reach = 8.5
  /// The widest panel: conditional laws of other scores change slowly within it.
  private static let widest = 0.75

  /// Reads what is seen.
  ///
  /// - Parameters:
  ///   - law: the number's law.
  ///   - evidence: what is seen, read backwards.
  ///   - channels: the channels of noise.
  ///   - cells: the cells that the segment cuts it into; none for no cut.
  ///   - stride: by how much a cell moves the position of a combined cell.
  init(
    _ law: PlacedLaw, _ evidence: SeenEvidence, _ channels: [any KnownChannel],
    _ cells: [ValueInterval], stride: Int
  ) {
    self.stride = stride
    let passed = zip(channels, evidence.passed).compactMap { channel, pieces in
      pieces.map { (channel, $0) }
    }
    var atoms: [(score: Double, log: Double, cell: Int)] = []
    for place in evidence.places where place.weight > 0 {
      switch place.values {
      case .missing: continue
      case .point(let value):
        let mass = passed.reduce(1) { $0 * $1.0.mass($1.1, given: value) }
        let cell = cells.firstIndex { $0.contains(value) } ?? 0
        let log = law.logMass(at: value) + log(place.weight * mass)
        if log > -.infinity { atoms.append((law.normalScore(value), log, cell)) }
      case .interval(let interval):
        for (cell, own) in (cells.isEmpty ? [.all] : cells).enumerated() {
          guard let both = interval.intersection(own), both.low < both.high else { continue }
          let low = max(
            -Self.reach, both.low == -.infinity ? -.infinity : law.normalScore(both.low))
          let high = min(
            Self.reach, both.high == .infinity ? .infinity : law.normalScore(both.high))
          if low < high {
            stretches.append(Stretch(low: low, high: high, weight: place.weight, cell: cell))
          }
        }
      }
    }
    // A single value has no probability beside a stretch.
    if stretches.isEmpty { takeAtoms(atoms) }
    if !passed.isEmpty, !stretches.isEmpty { takeNoise(law, passed) }
  }

  /// Whether what is seen is impossible.
  var isImpossible: Bool { points.isEmpty && stretches.isEmpty }

  /// Where it stands in the order of sums: those with the fewest points first, then those that are
  /// known up to stretches, the widest last.
  var rank: Double {
    stretches.isEmpty
      ? Double(points.count) : 1e6 + stretches.reduce(0) { $0 + $1.high - $1.low }
  }

  private mutating func takeAtoms(_ atoms: [(score: Double, log: Double, cell: Int)]) {
    logScale = atoms.map(\.log).max() ?? 0
    points = atoms.filter { $0.score.isFinite }.map {
      Point(score: $0.score, weight: exp($0.log - logScale), cell: $0.cell)
    }
  }

  /// Puts points in the place of stretches, since noise makes some scores more likely than others.
  private mutating func takeNoise(
    _ law: PlacedLaw, _ passed: [(channel: any KnownChannel, pieces: [SeenPiece])]
  ) {
    func logNoise(_ score: Double) -> Double {
      let value = law.quantile(normalScore: score)
      return passed.reduce(0) { $0 + log($1.channel.mass($1.pieces, given: value)) }
    }
    var found: [(score: Double, log: Double, cell: Int)] = []
    for stretch in stretches {
      var (low, high) = (stretch.low, stretch.high)
      var ends: [Double] = []
      for (channel, pieces) in passed {
        let reach = channel.reach(pieces)
        low = max(low, reach.lowerBound == -.infinity ? low : law.normalScore(reach.lowerBound))
        high = min(high, reach.upperBound == .infinity ? high : law.normalScore(reach.upperBound))
        ends += channel.kinks(pieces).map(law.normalScore)
      }
      guard low < high else { continue }
      let inner = Set(ends.filter { $0 > low && $0 < high }).sorted()
      var fit = PanelFit(tolerance: 1e-11)
      func logDensity(_ score: Double) -> Double { logNoise(score) - score * score / 2 }
      for (from, to) in zip([low] + inner, inner + [high]) { fit.add(from, to, logDensity) }
      for panel in fit.panels(logDensity) ?? [] {
        let parts = Int(((panel.to - panel.from) / Self.widest).rounded(.up))
        GaussLegendre.twelve.visit(from: panel.from, to: panel.to, panels: parts) { score, weight in
          let own = StandardNormal.logDensity(score) + logNoise(score)
          found.append((score, log(weight * stretch.weight) + own, stretch.cell))
        }
      }
    }
    stretches = []
    takeAtoms(found.filter { $0.log > -.infinity })
  }

  /// Points in the place of stretches, for sums of which it is not the last.
  var asPoints: [Point] {
    guard !stretches.isEmpty else { return points }
    return stretches.flatMap { stretch in
      let parts = Int(((stretch.high - stretch.low) / Self.widest).rounded(.up))
      var found: [Point] = []
      GaussLegendre.twelve.visit(from: stretch.low, to: stretch.high, panels: parts) {
        let weight = $1 * stretch.weight * StandardNormal.density($0)
        found.append(Point(score: $0, weight: weight, cell: stretch.cell))
      }
      return found
    }
  }
}
