// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import ScenarioLanguage

/// The points at which rules are tried: one for each combination of cells, or drawn customers.
struct LintPoints: Sendable {
  /// What rules read, with the cells of each; no cells where customers are tried.
  let axes: [LintAxis]
  /// The values by input, where customers are tried.
  private let sampled: [[Double]]
  /// How many points, also those that cannot be.
  let count: Int
  /// The points that can be.
  private(set) var all: PointSet
  /// How many of the inputs are features of their own, no sums.
  private var features: Int
  /// Whether all there can be is among them.
  let isExact: Bool
  /// From one cell to the next, by axis.
  private let strides: [Int]

  /// The most combinations of cells that are tried.
  static let most = 1 << 20

  /// Tries every combination of cells.
  ///
  /// - Parameter axes: the inputs, cut into cells.
  init?(_ axes: [LintAxis]) {
    var strides = [Int](repeating: 1, count: axes.count)
    var total = 1
    for index in axes.indices.reversed() {
      strides[index] = total
      let (product, isTooLarge) = total.multipliedReportingOverflow(by: axes[index].cells.count)
      guard !isTooLarge, product <= Self.most else { return nil }
      total = product
    }
    (self.axes, self.strides, count) = (axes, strides, total)
    (sampled, isExact, all, features) = ([], true, PointSet(all: total), axes.count)
  }

  /// The same without the combinations that cannot be.
  ///
  /// - Parameters:
  ///   - links: inputs that go together.
  ///   - sums: how many of the inputs, the last ones, are sums.
  /// - Returns: the points; nothing where the inputs go together in too many ways.
  func limited(by links: [LinkedInputs], sums: Int) -> LintPoints? {
    var points = self
    points.features = axes.count - sums
    for link in links {
      guard let possible = link.possible(axes) else { return nil }
      let own = link.members.map(\.input)
      for point in 0..<count {
        let place = own.reduce(0) { $0 * axes[$1].cells.count + cell(point, $1) }
        if !possible[place] { points.all.remove(point) }
      }
    }
    return points
  }

  /// Says that a point can be, as a customer is there.
  mutating func admit(_ point: Int) { all.insert(point) }

  /// Tries customers.
  ///
  /// - Parameters:
  ///   - inputs: what rules read.
  ///   - values: the customers' values by input.
  ///   - customers: how many there are.
  init(_ inputs: [RuleInput], values: [[Double]], customers: Int) {
    axes = inputs.map { LintAxis($0, atoms: [], cuts: [], range: -.infinity ... .infinity) }
    sampled = values
    count = customers
    (isExact, strides, all, features) = (false, [], PointSet(all: customers), inputs.count)
  }

  /// The point of a customer.
  ///
  /// - Parameter cells: the cell on each axis.
  /// - Returns: the point.
  func point(_ cells: [Int]) -> Int { zip(cells, strides).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The cell of a point on an axis.
  func cell(_ point: Int, _ axis: Int) -> Int { point / strides[axis] % axes[axis].cells.count }

  /// The value of a point on an axis.
  private func value(_ point: Int, _ axis: Int) -> Double {
    isExact ? axes[axis].cells[cell(point, axis)].value : sampled[axis][point]
  }

  /// The points whose value on an axis is missing.
  func missing(_ axis: Int) -> PointSet {
    var found = PointSet(none: count)
    if isExact, axes[axis].cells.last?.isMissing != true { return found }
    for point in 0..<count where value(point, axis).isNaN { found.insert(point) }
    return found.intersection(all)
  }

  /// Whether a set holds all points at which one feature lies in some cell: then that customers can be there goes by
  /// that feature alone, not by what goes together.
  func goesByOneFeature(_ set: PointSet) -> Bool {
    axes.indices.prefix(features).contains { axis in
      if case .sums = axes[axis].input.values { return false }
      var (inside, outside) = (Set<Int>(), Set<Int>())
      all.visitAll { point in
        if set.contains(point) {
          inside.insert(cell(point, axis))
        } else {
          outside.insert(cell(point, axis))
        }
      }
      return !inside.isSubset(of: outside)
    }
  }

  /// Where a condition is true, and where it is unknown.
  func answers(_ condition: CheckedExpression) -> (yes: PointSet, unknown: PointSet) {
    if let known = condition.constantTruth {
      return (known ? all : PointSet(none: count), PointSet(none: count))
    }
    let size = 4096
    let program = ColumnProgram(condition)
    let scratch = ColumnScratch(capacityRows: size)
    var (yes, unknown) = (PointSet(none: count), PointSet(none: count))
    var truth = [UInt8](repeating: 0, count: size)
    for start in stride(from: 0, to: count, by: size) {
      let rows = min(size, count - start)
      evaluate(program, start, rows, scratch, &truth)
      for row in 0..<rows {
        if truth[row] == Truth.yes { yes.insert(start + row) }
        if truth[row] == Truth.unknown { unknown.insert(start + row) }
      }
    }
    return (yes.intersection(all), unknown.intersection(all))
  }

  private func evaluate(
    _ program: ColumnProgram, _ start: Int, _ rows: Int, _ scratch: ColumnScratch,
    _ truth: inout [UInt8]
  ) {
    let slots = (axes.map(\.input.slot).max() ?? 0) + 1
    var columns = ColumnInputs(
      numbers: Array(repeating: nil, count: slots), levels: Array(repeating: nil, count: slots))
    let wanted = Set(program.expression.numberSlots + program.expression.levelSlots)
    let used = axes.indices.filter { wanted.contains(axes[$0].input.slot) }
    let numbers = UnsafeMutablePointer<Double>.allocate(capacity: max(1, rows * used.count))
    let codes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, rows * used.count))
    defer {
      numbers.deallocate()
      codes.deallocate()
    }
    for (place, axis) in used.enumerated() {
      let (column, bytes) = (numbers + place * rows, codes + place * rows)
      for row in 0..<rows {
        let value = value(start + row, axis)
        (column + row).initialize(to: value)
        let isCode = value >= 0 && value < Double(CheckedExpression.missingLevel)
        (bytes + row).initialize(to: isCode ? UInt8(value) : CheckedExpression.missingLevel)
      }
      columns.numbers[axes[axis].input.slot] = UnsafePointer(column)
      columns.levels[axes[axis].input.slot] = UnsafePointer(bytes)
    }
    truth.withUnsafeMutableBufferPointer { buffer in
      guard let out = buffer.baseAddress else { return }
      program.evaluateCondition(columns, rows: rows, scratch: scratch, into: out)
    }
  }
}
