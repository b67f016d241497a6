// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations

/// A world of a number that walks, seen by the mean of some months, with a witness of its posteriors.
///
/// Two personas, poor (0.7) and rich (0.3), differ in the number's law at the start.
struct WindowCase: Sendable {
  /// The law of the number at the start.
  enum Law: Sendable {
    case lognormal(poor: Double, rich: Double, sigma: Double)
    /// Lognormal below 500,000, and Pareto's law above, with the shares above of both personas.
    case spliced(poor: Double = 0.2, rich: Double = 0.6)
  }

  var law: Law
  /// How many months the mean that is seen holds.
  var shown = 2
  /// How many months the mean holds that the segment cuts; 1 for the present value.
  var held = 2
  /// The share of late months.
  var late = 0.05
  /// By how many months they are late.
  var by = 1
  /// The standard deviation of a month's step.
  var deviation = 0.03
  /// The median of what a month multiplies the number by.
  var rise = 1.001
  /// The law of the factor; nothing for none.
  var factor: FactorWitness.Factor? = .beta(mean: 0.96, precision: 24)
  /// The bounds of the segment, at most two; none for the persona.
  var bounds: [Double] = []

  private static let jump = 500_000.0

  /// The world as in a scenario file.
  var text: String {
    let laws =
      switch law {
      case .lognormal(let poor, let rich, let sigma):
        "lognormal: {median: {by persona: {poor: \(poor), rich: \(rich)}}, sigma: \(sigma)}"
      case .spliced(let poor, let rich):
        """
        splice: {body: {lognormal: {median: {by persona: {poor: 300_000, rich: 600_000}}, sigma: 0.8}},
              tail: {from: 500_000, share above: {by persona: {poor: \(poor), rich: \(rich)}}, alpha: 1.143}}
        """
      }
    let names = ["basic", "middle"].prefix(bounds.count)
    let levels = zip(names, bounds).map { "\($0): below \($1), " }.joined() + "gold: above"
    let segment =
      bounds.isEmpty
      ? "{is: persona, ordered: yes}"
      : "{cut: aum, \(held > 1 ? "mean of: \(held) months, " : "")levels: {\(levels)}}"
    let times =
      switch factor {
      case .beta(let mean, let precision): "beta: {mean: \(mean), precision: \(precision)}"
      case .lognormal(let median, let sigma): "lognormal: {median: \(median), sigma: \(sigma)}"
      case nil: ""
      }
    return """
      population: {customers: 4_000, from: 2026-01, months: 4, entry: {monthly: 1}}
      world:
        persona: {levels: {poor: 0.7, rich: rest}}
        shock: {lognormal: {median: \(rise), sigma: \(deviation)}, each: month}
        aum:
          \(laws)
          monthly: aum * shock
      segments: {value: \(segment)}
      view:
        aum_avg:
          - {of: aum}
          - {late: {share: \(late), by: \(by) months}, per: month}
          \(times.isEmpty ? "" : "- {times: {\(times)}, per: customer}")
          \(shown > 1 ? "- {mean of: \(shown) months}" : "")
      """
  }

  /// The errors of some customers of a month.
  ///
  /// - Parameters:
  ///   - month: the month.
  ///   - range: the values that are seen.
  ///   - count: the greatest number of customers.
  ///   - fineness: how many times as many points the witness takes as usual.
  /// - Returns: what is seen of each with the greatest error of its chances, by rising values.
  /// - Throws: why the world has no posterior.
  func errors(
    _ month: Int, seen range: ClosedRange<Double>, count: Int, fineness: Double = 1
  ) throws -> [(seen: Double, error: Double)] {
    let model = try WrittenWorld.model(text)
    let sample = try PosteriorCheck.sample(model, scheme: "value", month: month)
    let near = sample.truth.indices.filter { range.contains(sample.seen[0][$0]) }
      .sorted { sample.seen[0][$0] < sample.seen[0][$1] }
    let stride = max(1, near.count / count)
    let rows = near.indices.filter { $0 % stride == 0 }.prefix(count).map { near[$0] }
    let chances = chances(ages(model, month), seen: range, fineness)
    return rows.map { row in
      let (wanted, found) = (chances(sample.seen[0][row]), sample.posteriors[row])
      let own = zip(wanted, found).map { abs($0 - $1) }
      // What is no number is no agreement.
      let isKnown = wanted.count == found.count && own.allSatisfy(\.isFinite)
      return (sample.seen[0][row], isKnown ? own.max() ?? .infinity : .infinity)
    }
  }

  /// Months since the start in a month, of customers as many of each.
  func ages(_ model: PopulationModel, _ month: Int) -> [Int] {
    (0...month).map { $0 == 0 ? month + model.warmUp : month - $0 }
  }

  /// The chances that the witness gives to the segments.
  ///
  /// - Parameters:
  ///   - ages: months since the start, of customers as many of each.
  ///   - range: the values that are seen.
  ///   - fineness: how many times as many points the witness takes as usual.
  /// - Returns: the chances of the segments by what is seen.
  func chances(
    _ ages: [Int], seen range: ClosedRange<Double>, _ fineness: Double = 1
  ) -> (Double) -> [Double] {
    if !bounds.isEmpty {
      let densities = densities(walk(ages, shares: [0.7, 0.3], fineness), seen: range)
      return { FactorWitness.chances(densities($0)) }
    }
    let personas = [[0.7, 0], [0, 0.3]].map {
      densities(walk(ages, shares: $0, fineness), seen: range)
    }
    return { seen in
      let own = personas.map { $0(seen)[0] }
      return own.map { $0 / (own[0] + own[1]) }
    }
  }

  private func densities(
    _ walk: WalkWitness, seen range: ClosedRange<Double>
  ) -> (Double) -> [Double] {
    guard let factor else { return { walk.densities(log($0)) } }
    var widest = 0.25
    if case .lognormal(_, _, let sigma) = law { widest = min(widest, sigma) }
    let table = FactorWitness(walk, factor, seen: range, widest: widest)
    return { table.densities(seen: $0) }
  }

  /// The law of what is seen without its factor.
  ///
  /// - Parameters:
  ///   - ages: months since the start, of customers as many of each.
  ///   - shares: the shares of the personas.
  ///   - fineness: how many times as many points are taken as usual.
  /// - Returns: the law.
  func walk(_ ages: [Int], shares: [Double], _ fineness: Double = 1) -> WalkWitness {
    let isSpliced = if case .spliced = law { true } else { false }
    let isWide = if case .lognormal(_, _, let sigma) = law { sigma > 20 * deviation } else { false }
    var witness = WalkWitness(
      density: { place, months in
        let walked = Double(months) * deviation * deviation
        let start = place - Double(months) * log(rise)
        return shares.indices.reduce(0) { sum, persona in
          let share = shares[persona]
          return share > 0 ? sum + share * density(start, persona, walked) : sum
        }
      },
      jump: isSpliced ? log(Self.jump) : nil, deviation: deviation, shown: shown, held: held,
      late: late, by: by, ages: ages, bounds: bounds, fineness: fineness,
      isWide: isWide)
    witness.mean = log(rise)
    return witness
  }

  private func density(_ place: Double, _ persona: Int, _ walked: Double) -> Double {
    switch law {
    case .lognormal(let poor, let rich, let sigma):
      WitnessLaws.lognormal(
        place, median: persona == 0 ? poor : rich, sigma: sigma, walked: walked)
    case .spliced(let poor, let rich):
      WitnessLaws.spliced(
        place, median: persona == 0 ? 300_000 : 600_000, sigma: 0.8, from: Self.jump,
        above: persona == 0 ? poor : rich, alpha: 1.143, walked: walked)
    }
  }
}
