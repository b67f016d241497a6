// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability

/// What training may know of a scheme's true segments.
struct TrainingLabels {
  let rule: LabelRule?
  let path: SeedPath
  let replicate: Int

  /// The labels of a classifier's scheme.
  init(_ scenario: Scenario, _ specification: ClassifierSpecification, replicate: Int) {
    rule = scenario.population.labels[specification.scheme.name]
    path = SeedPath(root: scenario.seed).child("labels").child(specification.scheme.name)
    self.replicate = replicate
  }

  /// The labelled customers that a classifier is trained on.
  ///
  /// - Parameters:
  ///   - development: the development population in some month.
  ///   - scheme: the scheme's position.
  ///   - specification: the classifier.
  ///   - limit: how many of the rows may be looked at; nothing for all.
  /// - Returns: the first rows that have a label, as many as the classifier is trained on.
  func training(
    _ development: DevelopmentCustomers, scheme: Int, _ specification: ClassifierSpecification,
    among limit: Int? = nil
  ) -> LabelledFeatures {
    guard let wanted = specification.training?.customers else {
      return LabelledFeatures(
        unlabelled: development.features.schema, sees: specification.sees,
        scheme: specification.scheme)
    }
    guard type(of: specification.classifier).needsLabels else {
      return unlabelled(development, specification, count: min(wanted, limit ?? wanted))
    }
    let segments = specification.scheme.segments.count
    let truth = development.truths[scheme]
    let labelled = uniforms("share", development)
    let isNoisy = uniforms("noise", development)
    let other = uniforms("other segment", development)
    var (rows, labels): ([Int], [SegmentIndex]) = ([], [])
    for row in truth.indices.prefix(limit ?? truth.count)
    where rows.count < wanted && labelled[row] < rule?.share ?? 1 {
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

  /// The first rows without labels, for those who need none.
  private func unlabelled(
    _ development: DevelopmentCustomers, _ specification: ClassifierSpecification, count: Int
  ) -> LabelledFeatures {
    let columns = development.features.schema.features.indices.map {
      Array(development.features.column($0).prefix(count))
    }
    let rows = min(count, development.features.rows)
    return LabelledFeatures(
      features: FeatureTable(schema: development.features.schema, columns: columns),
      truth: Array(repeating: noEstimate, count: rows), sees: specification.sees,
      scheme: specification.scheme)
  }

  private func uniforms(_ name: String, _ development: DevelopmentCustomers) -> [Double] {
    development.uniforms(path.child(name), replicate: replicate)
  }
}
