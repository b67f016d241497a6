// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Learns a naive Bayes model feature by feature.
struct NaiveBayesLearner {
  /// Labels of the labelled customers.
  let labels: [Int]
  /// How many customers each segment has.
  let counts: [Int]
  /// What is found.
  let scheme: SegmentScheme
  /// What is added to the count of each level.
  let smoothing: Double
  private(set) var model: ScoreModel
  private(set) var parameters: [FittedParameter]
  private(set) var lines: [String]

  /// Starts with the segments' shares.
  ///
  /// - Parameters:
  ///   - training: features and labels.
  ///   - smoothing: what is added to the count of each level.
  /// - Throws: that there are no labels.
  init(_ training: LabelledFeatures, smoothing: Double) throws(FitError) {
    let shares = try SegmentShares(training)
    counts = shares.counts
    scheme = training.scheme
    self.smoothing = smoothing
    labels = training.truth.filter { $0 != noEstimate }.map { Int($0) }
    model = ScoreModel(
      start: shares.shares.map { $0 > 0 ? naturalLogarithm($0) : ScoreModel.never })
    parameters = [FittedParameter("share", shares.shares)]
    lines = shares.description
    let unseen = scheme.segments.indices.filter { shares.counts[$0] == 0 }
    if !unseen.isEmpty {
      let names = unseen.map { scheme.segments[$0] }.joined(separator: ", ")
      lines.append("never estimated, as training has none: \(names)")
    }
  }

  /// Learns a feature's law within each segment.
  ///
  /// - Parameters:
  ///   - column: the feature in training.
  ///   - law: the law it follows.
  /// - Throws: that the feature cannot follow the law.
  mutating func learn(_ column: TrainingColumn, law: FeatureLaw) throws(FitError) {
    if column.present.isEmpty {
      lines.append("\(column.feature.name): left out, as every training value is missing")
      return
    }
    switch law {
    case .normal, .lognormal: try learnNormal(column, isLogarithm: law == .lognormal)
    case .count: try learnCounts(column)
    case .levels: learnLevels(column)
    }
  }

  private mutating func learnNormal(
    _ source: TrainingColumn, isLogarithm: Bool
  ) throws(FitError) {
    var column = source
    let name = source.feature.name
    let least = isLogarithm ? try column.takeLogarithms() : 0
    let pooled = Moments(column.present)
    guard pooled.variance > 0 else {
      lines.append("\(name): left out, as it is constant in training")
      return
    }
    let moments = bySegment(column).map { $0.isEmpty ? pooled : Moments($0) }
    let variances = moments.map { $0.variance + 1e-9 * pooled.variance }
    let input =
      isLogarithm
      ? ScoreInput.logarithms(of: column.column, least: least) : .values(of: column.column)
    model.addNormal(
      input, centre: moments.map(\.mean), factor: variances.map { 0.5 / $0 },
      constant: variances.map { -0.5 * naturalLogarithm(2 * Double.pi * $0) })
    let prefix = isLogarithm ? "\(name).log " : "\(name)."
    parameters.append(FittedParameter(prefix + "mean", moments.map(\.mean)))
    parameters.append(FittedParameter(prefix + "variance", variances))
    describe(name, isLogarithm ? "lognormal (of logarithms)" : "normal") {
      "\(ShortNumber.text(moments[$0].mean)) ± \(ShortNumber.text(variances[$0].squareRoot()))"
    }
  }

  private mutating func learnCounts(_ column: TrainingColumn) throws(FitError) {
    let name = column.feature.name
    let segments: [[Double]] = bySegment(column)
    let pooled = column.present.map { $0.rounded() }
    let most = FeatureLaw.greatestCount
    if pooled.contains(where: { $0 < 0 }) { throw .countNegative(feature: name) }
    if pooled.contains(where: { $0 > Double(most) }) {
      throw .countTooLarge(feature: name, most: most)
    }
    let greatest = Int(pooled.max() ?? 0)
    let last = min(most, max(64, 2 * greatest))
    let laws = segments.map { values in
      CountLaw(values.isEmpty ? pooled : values.map { $0.rounded() })
    }
    let entries = laws.flatMap { law -> [Double] in law.logDensities(upTo: last) + [0] }
    model.addTable(ScoreTable(column: column.column, last: last, isCount: true, entries: entries))
    parameters.append(FittedParameter("\(name).mean", laws.map(\.mean)))
    parameters.append(FittedParameter("\(name).1/size", laws.map { 1 / $0.size }))
    describe(name, "count (above \(last) as \(last))") {
      let size = laws[$0].size
      let form = size.isFinite ? "size \(ShortNumber.text(size))" : "Poisson"
      return "mean \(ShortNumber.text(laws[$0].mean)) \(form)"
    }
  }

  private mutating func learnLevels(_ column: TrainingColumn) {
    guard case .levels(let names) = column.feature.kind else { return }
    var entries: [Double] = []
    var shares: [[Double]] = []
    for values in bySegment(column) {
      var counts = [Double](repeating: smoothing, count: names.count)
      for value in values where value >= 0 && value < Double(names.count) {
        counts[Int(value)] += 1
      }
      let total = counts.reduce(0, +)
      shares.append(counts.map { $0 / total })
      entries += counts.map { naturalLogarithm($0 / total) } + [0]
    }
    model.addTable(
      ScoreTable(column: column.column, last: names.count - 1, isCount: false, entries: entries))
    for (level, name) in names.enumerated() {
      parameters.append(
        FittedParameter("\(column.feature.name).\(name)", shares.map { $0[level] }))
    }
    describe(column.feature.name, "levels (\(names.joined(separator: ", ")))") {
      shares[$0].map { ShortNumber.text($0) }.joined(separator: " ")
    }
  }

  /// A line with what was learned for each segment that training has.
  private mutating func describe(_ name: String, _ law: String, _ text: (Int) -> String) {
    let seen = scheme.segments.indices.filter { counts[$0] > 0 }
    let parts = seen.map { "\(scheme.segments[$0]) \(text($0))" }
    lines.append("\(name): \(law): " + parts.joined(separator: "; "))
  }

  /// The values that are not missing, by segment.
  private func bySegment(_ column: TrainingColumn) -> [[Double]] {
    var values = [[Double]](repeating: [], count: counts.count)
    for (label, value) in zip(labels, column.values) where !value.isNaN {
      values[label].append(value)
    }
    return values
  }

  /// The learned model.
  ///
  /// - Returns: a model that estimates segments.
  func fitted() -> FittedScores {
    FittedScores(model: model, description: lines, parameters: parameters)
  }
}
