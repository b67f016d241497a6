// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

/// A small made-up bank: features of every kind, segments that lie well apart, and an entry for
/// every kind of classifier.
enum SampleBank {
  static let schema = FeatureSchema(features: [
    .init(name: "age", kind: .number(unit: "year")),
    .init(name: "income", kind: .number(unit: "CNY/month")),
    .init(name: "payments", kind: .count),
    .init(name: "region", kind: .levels(["north", "east", "south"])),
    .init(name: "digital", kind: .number(unit: nil)),
  ])
  static let scheme = SegmentScheme(
    name: "need", method: .need, segments: ["paying", "saving", "borrowing"], isOrdered: true)

  /// An entry of each kind that separates the segments as well as it can.
  static let entries: [String: String] = [
    "majority": "{finds: need, majority: {}}",
    "stratified": "{finds: need, stratified: {}}",
    "first match": """
    {finds: need, thresholds: {old: 60}, first match: [{borrowing: age >= old}, \
    {saving: "age >= 40 and not missing(income) or region == south"}, {paying: otherwise}]}
    """,
    "cuts": "{finds: need, cuts: {of: age, at: [40, 60]}}",
    "score table": """
    {finds: need, score table: {scores: {age: {quantiles: 10}, income: {at: [4_500], missing: 1}}, \
    hit: first, otherwise: paying, rows: [{borrowing: {age: 9-10}}, {saving: {age: 6-8, income: '-'}}, \
    {paying: age + income < 9}]}}
    """,
    "decision table": """
    {finds: need, decision table: {hit: unique, otherwise: paying, rows: [{borrowing: {age: at least \
    60}}, {saving: {age: 40 to below 60, region: [north, east, south]}}]}}
    """,
    "scorecard": """
    {finds: need, scorecard: {at: [10, 20], points: {age: {below 40: 0, below 60: 12, above: 24, \
    missing: 0}, region: {south: 2, others: 1, missing: 0}}}}
    """,
    "tiers": """
    {finds: need, tiers: {measure: age, floors: {saving: 40, borrowing: 60}, down: {misses: 3}, \
    missing: paying}}
    """,
    "naive bayes": "{finds: need, naive bayes: {}}",
    "linear discriminant": "{finds: need, linear discriminant: {}}",
    "logistic": "{finds: need, logistic: {ridge: 1}}",
  ]

  /// Reads an entry.
  static func specification(_ text: String, mayBeMissing: Set<Int>? = nil, log: ProblemLog)
    -> ClassifierSpecification?
  {
    guard let root = try? ScenarioDocument(text: "sample: \(text)\n", file: "f").root,
      let node = root["sample"]
    else {
      Issue.record("the sample entry is no YAML: \(text)")
      return nil
    }
    let context = ClassifierContext(
      schema: schema, schemes: [scheme], mayBeMissing: mayBeMissing)
    return ClassifierSpecification(
      named: "sample", reading: ScenarioReader(node, path: ["sample"], log: log), context: context)
  }

  /// The specification of a kind's sample entry.
  static func classifier(_ id: String) throws -> any Classifier {
    let log = ProblemLog()
    let text = try #require(entries[id], "every kind needs a sample entry")
    let specification = specification(text, log: log)
    return try #require(specification, "\(log.problems)").classifier
  }

  /// Draws customers: a tenth of incomes and regions are missing if asked for.
  static func customers(_ count: Int, seed: UInt64, withMissing: Bool = true) -> LabelledFeatures {
    let path = SeedPath(root: seed)
    func uniforms(_ name: String) -> [Double] {
      var values = [Double](repeating: 0, count: count)
      values.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        CellRun(path: path.child(name), firstIndex: 0, count: count).fillUniforms(into: start)
      }
      return values
    }
    let truth = uniforms("truth").map { SegmentIndex($0 < 0.5 ? 0 : $0 < 0.8 ? 1 : 2) }
    let noise = uniforms("noise")
    let gaps = uniforms("gap")
    let places = uniforms("place")
    var columns = [[Double]](repeating: [], count: schema.features.count)
    for row in 0..<count {
      let level = Double(truth[row])
      columns[0].append(30 + 20 * level + 12 * (noise[row] - 0.5))
      let income = [3000.0, 6000, 20_000][Int(truth[row])] * (0.5 + places[row] * places[row] * 3)
      columns[1].append(withMissing && gaps[row] < 0.1 ? .nan : income)
      columns[2].append((noise[row] * (30 - 12 * level)).rounded())
      columns[3].append(
        withMissing && gaps[row] > 0.9 ? .nan : Double(Int(places[row] * 1.5 + level / 1.9)))
      columns[4].append(gaps[row])
    }
    return labelled(columns, truth)
  }

  /// Labelled features of whole columns.
  static func labelled(_ columns: [[Double]], _ truth: [SegmentIndex]) -> LabelledFeatures {
    LabelledFeatures(
      features: FeatureTable(schema: schema, columns: columns), truth: truth,
      sees: Array(schema.features.indices), scheme: scheme)
  }
}
