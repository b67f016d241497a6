// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability
import ScenarioLanguage

/// A classifier of the scenario, fitted, with where it stands.
struct FittedLane: Sendable {
  /// The classifier's name in the scenario.
  let name: String
  /// The scheme it finds, by position.
  let scheme: Int
  /// The fitted classifier; nothing when it could not be fitted.
  let fitted: (any FittedClassifier)?
  /// Why it could not be fitted.
  let failure: String?
  /// The path of its cells, for those that draw.
  let path: SeedPath

  /// Fits every classifier on the development view.
  ///
  /// - Parameters:
  ///   - scenario: the classifiers and what labels they may have.
  ///   - development: the development population's first month.
  ///   - replicate: which repetition.
  ///   - threads: how many are fitted at once.
  ///   - shared: what is shared with variants of the scenario.
  /// - Returns: one lane for each classifier, in order.
  static func fit(
    _ scenario: Scenario, _ development: DevelopmentView, replicate: Int, threads: Int,
    sharing shared: SharedWork? = nil
  ) async -> [FittedLane] {
    let pool = IndexPool(scenario.classifiers.count)
    let parts = await BlockPool.run(threads: min(threads, scenario.classifiers.count)) {
      var lanes: [(index: Int, lane: FittedLane)] = []
      while let index = pool.take() {
        lanes.append(
          (
            index,
            fit(
              scenario.classifiers[index], scenario, development, replicate: replicate,
              sharing: shared)
          ))
      }
      return lanes
    }
    return parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.lane)
  }

  private static func fit(
    _ specification: ClassifierSpecification, _ scenario: Scenario, _ development: DevelopmentView,
    replicate: Int, sharing shared: SharedWork?
  ) -> FittedLane {
    let root = SeedPath(root: scenario.seed)
    let schemes = scenario.population.schemes
    let scheme = schemes.firstIndex { $0.name == specification.scheme.name } ?? 0
    let path = root.child("classifiers").child(specification.name)
    let labels = TrainingLabels(
      rule: scenario.population.labels[specification.scheme.name],
      path: root.child("labels").child(specification.scheme.name), replicate: replicate)
    let training = labels.training(
      development, scheme: scheme, specification, segments: schemes[scheme].segments.count)
    do throws(FitError) {
      let seed = path.child(replicate)
      func fit() throws(FitError) -> any FittedClassifier {
        try specification.classifier.fit(training, using: seed)
      }
      let entry = scenario.resolved["classifiers"]?[specification.name]
      let fitted: any FittedClassifier
      if let shared {
        fitted = try shared.fitted(entry, training, seed: "\(seed.key)", fit)
      } else {
        fitted = try fit()
      }
      return FittedLane(
        name: specification.name, scheme: scheme, fitted: fitted, failure: nil, path: path)
    } catch {
      return FittedLane(
        name: specification.name, scheme: scheme, fitted: nil, failure: error.description,
        path: path)
    }
  }
}

/// What training may know of a scheme's true segments.
struct TrainingLabels {
  let rule: LabelRule?
  let path: SeedPath
  let replicate: Int

  /// The labelled customers of the development view that a classifier is trained on.
  func training(
    _ development: DevelopmentView, scheme: Int, _ specification: ClassifierSpecification,
    segments: Int
  ) -> LabelledFeatures {
    guard let wanted = specification.training?.customers else {
      return LabelledFeatures(
        unlabelled: development.features.schema, sees: specification.sees,
        scheme: specification.scheme)
    }
    let truth = development.truths[scheme]
    let labelled = uniforms("share", truth.count)
    let isNoisy = uniforms("noise", truth.count)
    let other = uniforms("other segment", truth.count)
    var (rows, labels): ([Int], [SegmentIndex]) = ([], [])
    for row in truth.indices where rows.count < wanted && labelled[row] < rule?.share ?? 1 {
      rows.append(row)
      var label = truth[row]
      if isNoisy[row] < rule?.noise ?? 0, segments > 1 {
        let step = 1 + Int(other[row] * Double(segments - 1))
        label = SegmentIndex((Int(label) + min(step, segments - 1)) % segments)
      }
      labels.append(label)
    }
    let columns = development.features.schema.features.indices.map { column in
      let all = development.features.column(column)
      return rows.count == all.count ? all : rows.map { all[$0] }
    }
    return LabelledFeatures(
      features: FeatureTable(schema: development.features.schema, columns: columns),
      truth: labels, sees: specification.sees, scheme: specification.scheme)
  }

  private func uniforms(_ name: String, _ count: Int) -> [Double] {
    let cells = CellRun(
      path: path.child(name), firstIndex: 0, count: count, replicate: UInt32(replicate))
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress, count > 0 { cells.fillUniforms(into: base) }
      initialized = count
    }
  }
}
