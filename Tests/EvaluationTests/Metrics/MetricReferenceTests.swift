// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// What scikit-learn 1.9.1 (and, for standard errors, statsmodels 0.15.0) says of one matrix.
private struct MatrixCase: Decodable {
  struct Rates: Decodable {
    let segment: [Double?]
    let micro: Double?
    let macro: Double?
    let weighted: Double?
  }

  enum CodingKeys: String, CodingKey {
    case matrix, accuracy, precision, recall, f1, kappa, matthews, costs, cost
    case balanced = "balanced accuracy"
    case tooHigh = "too high"
    case tooLow = "too low"
    case meanDistance = "mean distance"
    case standardErrors = "standard errors"
  }

  let matrix: [[Int]]
  let accuracy: Double
  let precision: Rates
  let recall: Rates
  let f1: Rates
  let balanced: Double
  let kappa: Double?
  let matthews: Double
  let tooHigh: Double
  let tooLow: Double
  let meanDistance: Double
  let costs: [[Double]]
  let cost: Double
  let standardErrors: [String: Double]

  var context: MetricContext {
    let names = matrix.indices.map { "s\($0)" }
    let scheme = SegmentScheme(name: "scheme", method: nil, segments: names, isOrdered: true)
    let cells = names.indices.flatMap { t in
      names.indices.map {
        CostMatrix.Cell(truth: names[t], estimate: names[$0], cost: costs[t][$0])
      }
    }
    return MetricContext(
      scheme: scheme, costs: CostMatrix(segments: names, others: 0, cells: cells))
  }

  func values(of id: String) throws -> [MetricValue] {
    let metric = try #require(MetricRegistry.metric(named: id))
    let tally = ClassificationTally(confusion: ConfusionMatrix(rows: matrix))
    return metric.values(of: tally, in: context)
  }

  func value(of id: String, _ estimator: MetricValue.Estimator = .overall) throws -> MetricValue {
    try #require(values(of: id).first { $0.estimator == estimator })
  }
}

@Suite struct MetricReferenceTests {
  private let cases: [MatrixCase]

  init() throws { cases = try ReferenceFile<MatrixCase>.read("matrices.json") }

  /// Compares recall, precision and F1.
  ///
  /// Definition: rates of a segment without customers are undefined here, and left out of means;
  /// that is scikit-learn with `zero_division=nan`. A weighted mean over segments that are all
  /// without customers is undefined; scikit-learn gives 0.
  @Test(arguments: ["precision", "recall", "f1"])
  func ratesAgree(id: String) throws {
    for one in cases {
      let rates = id == "precision" ? one.precision : id == "recall" ? one.recall : one.f1
      let segments = try one.values(of: id).filter { $0.estimator == .segment }
      #expect(segments.count == rates.segment.count)
      for (mine, theirs) in zip(segments, rates.segment) {
        #expect(agree(mine.value.value, theirs), "\(id) of \(one.matrix)")
      }
      for (estimator, theirs) in [
        (MetricValue.Estimator.micro, rates.micro), (.macro, rates.macro),
        (.weighted, rates.weighted),
      ] {
        let mine = try one.value(of: id, estimator)
        let hasWeight = one.matrix.indices.contains {
          one.matrix[$0].contains { $0 > 0 } && rates.segment[$0] != nil
        }
        #expect(
          agree(mine.value.value, estimator != .weighted || hasWeight ? theirs : nil),
          "\(estimator) \(id) of \(one.matrix)")
        let undefined = rates.segment.indices.filter { rates.segment[$0] == nil }
        if estimator != .micro { #expect(mine.leftOut == undefined.map { SegmentIndex($0) }) }
      }
    }
  }

  @Test func singleNumbersAgree() throws {
    for one in cases {
      for (id, theirs) in [
        ("accuracy", one.accuracy), ("misclassification", 1 - one.accuracy),
        ("balanced-accuracy", one.balanced), ("too-high", one.tooHigh), ("too-low", one.tooLow),
        ("mean-distance", one.meanDistance), ("cost", one.cost),
      ] {
        #expect(agree(try one.value(of: id).value.value, theirs), "\(id) of \(one.matrix)")
      }
      #expect(agree(try one.value(of: "cohen-kappa").value.value, one.kappa))
    }
  }

  /// Definition: scikit-learn gives 0 where truth or estimate has no variance; here that is
  /// undefined.
  @Test func matthewsCorrelationAgrees() throws {
    for one in cases {
      let mine = try one.value(of: "matthews-correlation").value
      let rows = one.matrix.filter { $0.contains { $0 > 0 } }.count
      let columns = one.matrix.indices.filter { j in one.matrix.contains { $0[j] > 0 } }.count
      if rows == 1 || columns == 1 {
        #expect(mine.value == nil)
        #expect(one.matthews == 0)
      } else {
        #expect(agree(mine.value, one.matthews), "of \(one.matrix)")
      }
    }
  }

  /// Kappa's standard error is statsmodels'; the others are the delta method by central
  /// differences, good to about 1e-8.
  @Test func standardErrorsAgree() throws {
    var compared = 0
    for one in cases {
      for (key, id, estimator) in [
        ("kappa", "cohen-kappa", MetricValue.Estimator.overall),
        ("matthews", "matthews-correlation", .overall), ("macro f1", "f1", .macro),
        ("weighted precision", "precision", .weighted),
      ] {
        guard let theirs = one.standardErrors[key] else { continue }
        let value = try one.value(of: id, estimator)
        let mine = try #require(value.interval)
        let centre = try #require(value.value.value)
        // The end that is not cut off at the edge of the range tells the standard error.
        let half = max(mine.high - centre, centre - mine.low)
        #expect(agree(half / 1.959_963_984_540_054, theirs, within: 1e-7), "\(id) \(one.matrix)")
        compared += 1
      }
    }
    #expect(compared > 100)
  }
}
