// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability

/// What a model says of a table, as plain arrays that can be compared.
struct Prediction: Equatable {
  var segments: [SegmentIndex]
  /// By row, then segment; as bits, so that missing ones compare too.
  var probabilities: [[UInt64]]

  /// Predicts with probabilities.
  init(
    _ model: any FittedClassifier, _ features: FeatureTable, segments count: Int = 3,
    firstIndex: UInt32 = 0, indices: [UInt32]? = nil, month: UInt16 = 3
  ) {
    var estimates = Estimates(
      capacity: features.capacity + 3, segmentCount: count, withProbabilities: true)
    let scratch = PredictionScratch(capacityRows: features.capacity)
    let indices = indices ?? (0..<UInt32(features.rows)).map { $0 + firstIndex }
    indices.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let cells = CellRun(
        path: SeedPath(root: 1), indices: start, count: features.rows, month: month)
      model.predict(features, of: cells, into: &estimates, scratch: scratch)
    }
    segments = Array(estimates.segments[0..<features.rows])
    probabilities = (0..<features.rows).map { row in
      (0..<count).map { estimates.probabilities[$0 * estimates.capacity + row].bitPattern }
    }
  }

  /// The probabilities of a row.
  func chances(_ row: Int) -> [Double] { probabilities[row].map { Double(bitPattern: $0) } }
}

extension FeatureTable {
  /// The table with its rows in another order, or only some of them.
  func picking(_ rows: [Int]) -> FeatureTable {
    let columns = schema.features.indices.map { index in
      let column = column(index)
      return rows.map { column[$0] }
    }
    return FeatureTable(schema: schema, columns: columns)
  }
}

extension LabelledFeatures {
  /// The same customers in another order, or only some of them.
  func picking(_ rows: [Int]) -> LabelledFeatures {
    LabelledFeatures(
      features: features.picking(rows), truth: rows.map { truth[$0] }, sees: sees, scheme: scheme)
  }
}
