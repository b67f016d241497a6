// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Probability

/// Posteriors of drawn customers beside their true segments.
struct PosteriorCheck {
  /// One month's customers: what was seen by column, posteriors by row, true segments.
  struct Sample {
    var seen: [[Double]] = []
    var posteriors: [[Double]] = []
    var truth: [UInt8] = []
    var impossible = 0

    /// The customers of whom no value is missing.
    var withoutMissing: Sample {
      let rows = truth.indices.filter { row in seen.allSatisfy { !$0[row].isNaN } }
      return Sample(
        seen: seen.map { column in rows.map { column[$0] } },
        posteriors: rows.map { posteriors[$0] }, truth: rows.map { truth[$0] })
    }
  }

  /// Works out the posteriors of all customers of a month.
  ///
  /// - Parameters:
  ///   - model: the population.
  ///   - scheme: whose segments are found.
  ///   - month: the scored month.
  ///   - columns: what is seen; everything if it is not said.
  ///   - others: what the residuals are regressed on, if not on what is seen.
  ///   - record: the month's customers, if they are drawn already.
  ///   - library: what several posteriors have in common.
  /// - Returns: the posteriors beside what was seen and what is true.
  /// - Throws: why there is no posterior.
  static func sample(
    _ model: PopulationModel, scheme: String, month: Int, seeing columns: [Int]? = nil,
    regressingOn others: [Int]? = nil, record: RecordedMonth? = nil,
    sharing library: PosteriorLibrary = PosteriorLibrary()
  ) throws -> Sample {
    let schemes = model.schemes.map(\.name)
    let position = schemes.firstIndex(of: scheme) ?? 0
    let names = model.schema.names
    let plan = try PosteriorPlan(
      model, scheme: position, seeing: columns ?? Array(names.indices), sharing: library)
    guard let reader = try plan.models(through: month)[month] else { return Sample() }
    var scratch = PosteriorScratch(reader)
    let recorded = record ?? RecordedPopulation(model, only: month)[month]
    let seen = others ?? columns ?? Array(names.indices)
    let columns = names.map { recorded.view[$0] ?? [] }
    var sample = Sample(seen: seen.map { columns[$0] })
    sample.truth = recorded.truths[scheme] ?? []
    var posterior = [Double](repeating: 0, count: reader.segments)
    for row in recorded.customers.indices {
      if !reader.posterior(seeing: { columns[$0][row] }, into: &posterior, &scratch) {
        sample.impossible += 1
      }
      sample.posteriors.append(posterior)
    }
    return sample
  }

  /// The posteriors that a model of a month gives to what is seen in it.
  ///
  /// - Parameters:
  ///   - model: the population as it is believed to be.
  ///   - scheme: whose segments are found.
  ///   - month: the scored month.
  ///   - columns: what is seen.
  ///   - seen: its values by column.
  /// - Returns: a posterior for each row.
  /// - Throws: why there is none.
  static func posteriors(
    _ model: PopulationModel, scheme: String, month: Int, columns: [Int], seen: [[Double]]
  ) throws -> [[Double]] {
    let position = model.schemes.map(\.name).firstIndex(of: scheme) ?? 0
    let plan = try PosteriorPlan(model, scheme: position, seeing: columns)
    guard let reader = try plan.models(through: month)[month] else { return [] }
    var scratch = PosteriorScratch(reader)
    var posterior = [Double](repeating: 0, count: reader.segments)
    return (seen.first ?? []).indices.map { row in
      _ = reader.posterior(
        seeing: { column in seen[columns.firstIndex(of: column) ?? 0][row] }, into: &posterior,
        &scratch)
      return posterior
    }
  }

  /// The greatest of the scores, over segments, of a regression of indicator minus posterior on a
  /// constant, every feature, its square and its being missing: chi-square with `degrees` degrees of
  /// freedom where the posteriors are right, so its tail chance.
  ///
  /// Given what is seen the residual has mean 0 and variance p(1-p): the statistic is the score test
  /// of all regressors at once (Rao 1948), segment by segment, Bonferroni over segments.
  static func residualChance(_ sample: Sample) -> Double {
    let rows = sample.truth.count
    var regressors: [[Double]] = [[Double](repeating: 1, count: rows)]
    for column in sample.seen {
      let column = Self.withoutHeavyTail(column)
      let present = column.filter { !$0.isNaN }
      guard let first = present.first, present.contains(where: { $0 != first }) else { continue }
      let (center, spread) = (present.mean, present.variance.squareRoot())
      let scaled = column.map { $0.isNaN ? 0 : ($0 - center) / spread }
      regressors.append(scaled)
      regressors.append(zip(scaled, column).map { $1.isNaN ? 0 : $0 * $0 - 1 })
      if present.count < rows { regressors.append(column.map { $0.isNaN ? 1 : 0 }) }
    }
    let segments = sample.posteriors.first?.count ?? 0
    var least = 1.0
    for segment in 0..<segments {
      least = min(least, chance(sample, segment, regressors))
    }
    return least * Double(segments)
  }

  /// A positive feature with a heavy tail by its logarithm: else one customer would outweigh all others,
  /// and the score would not be normal.
  private static func withoutHeavyTail(_ column: [Double]) -> [Double] {
    let present = column.filter { !$0.isNaN }
    guard present.count > 2, present.allSatisfy({ $0 > 0 }) else { return column }
    let (center, spread) = (present.mean, present.variance.squareRoot())
    guard let greatest = present.max(), greatest - center > 30 * spread else { return column }
    return column.map { log($0) }
  }

  private static func chance(_ sample: Sample, _ segment: Int, _ all: [[Double]]) -> Double {
    let rows = sample.truth.count
    let residuals = (0..<rows).map {
      (sample.truth[$0] == segment ? 1 : 0) - sample.posteriors[$0][segment]
    }
    let weights = (0..<rows).map {
      sample.posteriors[$0][segment] * (1 - sample.posteriors[$0][segment])
    }
    // Regressors that repeat earlier ones, as a feature's square may, are left out step by step.
    var (basis, statistic): ([[Double]], Double) = ([], 0)
    for regressor in all {
      var rest = regressor
      for earlier in basis {
        let overlap = (0..<rows).reduce(0) { $0 + weights[$1] * earlier[$1] * rest[$1] }
        for row in 0..<rows { rest[row] -= overlap * earlier[row] }
      }
      let size = (0..<rows).reduce(0) { $0 + weights[$1] * rest[$1] * rest[$1] }
      guard size > 1e-6 * Double(rows) * 1e-3 else { continue }
      let unit = rest.map { $0 / size.squareRoot() }
      let score = (0..<rows).reduce(0) { $0 + unit[$1] * residuals[$1] }
      statistic += score * score
      basis.append(unit)
    }
    return basis.isEmpty
      ? 1 : GammaFunctions.upper(statistic / 2, shape: Double(basis.count) / 2)
  }

  /// The chance of a greater chi-square of true segments against posteriors in 20 bins.
  static func calibrationChance(_ sample: Sample, segment: Int) -> Double {
    var (counts, expected, variances) = (
      [Double](repeating: 0, count: 20), [Double](repeating: 0, count: 20),
      [Double](repeating: 0, count: 20)
    )
    for row in sample.truth.indices {
      let p = sample.posteriors[row][segment]
      let bin = min(19, Int(p * 20))
      counts[bin] += sample.truth[row] == segment ? 1 : 0
      expected[bin] += p
      variances[bin] += p * (1 - p)
    }
    var (statistic, degrees) = (0.0, 0.0)
    for bin in 0..<20 where variances[bin] > 5 {
      let distance = counts[bin] - expected[bin]
      statistic += distance * distance / variances[bin]
      degrees += 1
    }
    return degrees > 0 ? GammaFunctions.upper(statistic / 2, shape: degrees / 2) : 1
  }
}
