// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// Keeps what the tuned classifier reads of a block's customers in all their months.
struct TuningVisitor: BlockVisitor {
  private let sampler: TuningSampler
  private let models: [PosteriorModel?]
  /// Working memory of the posteriors, by month.
  private(set) var scratch: [PosteriorScratch?]
  private var columns: [[Double]]
  private var truth: [SegmentIndex] = []
  private var chances: [UInt32] = []
  private var previous: [Int32] = []
  private var weights: [Double] = []
  private var lastRow: [UInt32: Int32] = [:]
  private var months: [TuningMonth] = []
  private var kept: [Int32]?

  init(
    _ sampler: TuningSampler, _ models: [PosteriorModel?], _ scratch: [PosteriorScratch?],
    _ block: CustomerBlock
  ) {
    self.sampler = sampler
    self.models = models
    self.scratch = scratch
    columns = sampler.columns.map { _ in [] }
  }

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    if sampler.remembers { self.kept = Array(kept) }
  }
  mutating func end() {}

  mutating func warmUp(month: Int, _ runner: BlockRunner) {
    if sampler.remembers { addMonth(month, runner) }
  }

  private mutating func addMonth(_ month: Int, _ runner: BlockRunner) {
    let seen = runner.features
    months.append(
      TuningMonth(
        month: sampler.from + month, isScored: month >= 0,
        features: FeatureTable(
          schema: sampler.schema, columns: sampler.columns.map { seen.column($0) }),
        kept: kept))
    kept = nil
  }

  mutating func visit(month: Int, _ runner: BlockRunner) {
    let (rows, first) = (runner.rows, truth.count)
    let seen = runner.features
    if sampler.remembers {
      addMonth(month, runner)
    } else {
      for (place, column) in sampler.columns.enumerated() {
        columns[place] += seen.values[seen.range(of: column)]
      }
    }
    let own = runner.truth(of: sampler.scheme)
    truth += UnsafeBufferPointer(start: own, count: rows)
    if sampler.evidence.contains(.weights), let own = runner.weights(of: sampler.scheme) {
      weights += UnsafeBufferPointer(start: own, count: rows)
    }
    if sampler.evidence.contains(.history) { remember(first, runner) }
    if !models.isEmpty { weigh(month, runner, own) }
  }

  private mutating func remember(_ first: Int, _ runner: BlockRunner) {
    for row in 0..<runner.rows {
      previous.append(lastRow[runner.indices[row]] ?? -1)
      lastRow[runner.indices[row]] = Int32(first + row)
    }
  }

  /// Works out each customer's chances; where nothing explains what is seen, the truth stands for them.
  private mutating func weigh(
    _ month: Int, _ runner: BlockRunner, _ truth: UnsafePointer<SegmentIndex>
  ) {
    guard let model = models[month], var own = scratch[month] else { return }
    scratch[month] = nil
    var posterior = [Double](repeating: 0, count: model.segments)
    let seen = runner.features
    for row in 0..<runner.rows {
      let isPossible = model.posterior(
        seeing: { seen.values[$0 * seen.capacity + row] }, into: &posterior, &own)
      chances += isPossible ? Self.units(posterior) : Self.certain(truth[row], model.segments)
    }
    scratch[month] = own
  }

  /// Chances as whole units that add up to one; what rounding leaves goes to the likeliest.
  static func units(_ chances: [Double]) -> [UInt32] {
    let one = Double(1 << TuningTile.chanceBits)
    var units = chances.map { Int64(($0 * one).rounded()) }
    let likeliest = chances.indices.max { chances[$0] < chances[$1] } ?? 0
    units[likeliest] += Int64(one) - units.reduce(0, +)
    return units.map { UInt32(clamping: $0) }
  }

  private static func certain(_ segment: SegmentIndex, _ segments: Int) -> [UInt32] {
    (0..<segments).map { $0 == Int(segment) ? 1 << TuningTile.chanceBits : 0 }
  }

  /// What was kept, as a tile.
  func tile(part: Int) -> TuningTile {
    TuningTile(
      part: part, features: FeatureTable(schema: sampler.schema, columns: columns),
      months: months, truth: truth, chances: chances, previous: previous, weights: weights)
  }
}
