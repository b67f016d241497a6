// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

/// Keeps the value within two bounds.
struct ClipStep: ViewStep {
  static let id = "clip"
  static let summary = "values beyond two bounds are shown as the bounds: `clip: [0, 50_000]`"
  static let mechanism: ViewMechanism? = .bounds
  static let shape = Shape.list(.expression)
  private let bounds: [Bound]

  /// A bound: a number, or an expression over earlier features, the world and `value`.
  private enum Bound {
    case fixed(Double)
    case byRow(ColumnProgram)

    var number: Double? {
      if case .fixed(let number) = self { number } else { nil }
    }

    /// The number where the cells of some numbers are known; nothing where it varies all the same.
    func number(_ setting: Setting) -> Double? {
      switch self {
      case .fixed(let number): number
      case .byRow(let program): (try? setting(program.expression))?.constantValue
      }
    }
  }

  var keepsWholeNumbers: Bool {
    bounds.allSatisfy { $0.number.map { $0.rounded() == $0 } ?? false }
  }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let items = reader.list() else { return nil }
    let found = items.compactMap { item -> Bound? in
      guard let checked = context.expression(item) else { return nil }
      return checked.constantValue.map { .fixed($0) } ?? .byRow(ColumnProgram(checked))
    }
    guard found.count == items.count else { return nil }
    guard items.count == 2, (found[0].number ?? -.infinity) <= (found[1].number ?? .infinity)
    else {
      reader.error(
        "expected a lower and an upper bound, but got "
          + items.map(\.node.summary).joined(separator: " and "))
      return nil
    }
    bounds = found
  }

  var expressions: [CheckedExpression] {
    bounds.compactMap { if case .byRow(let program) = $0 { program.expression } else { nil } }
  }

  func reading(_ context: ReadingContext) -> StepReading {
    guard let low = bounds[0].number(context.setting), let high = bounds[1].number(context.setting)
    else { return .unreadable("is clipped at bounds that vary by customer") }
    guard low <= high else { return .unreadable("is clipped at bounds that change places") }
    guard low < high else {
      // Every value is shown as the one that is left.
      return .pieces { piece in
        piece.values == .missing
          ? [piece] : piece.values.contains(low) ? [piece.with(.interval(.all))] : []
      }
    }
    let seen = ValueInterval(low: low, high: high)
    return .pieces { piece in
      switch piece.values {
      case .missing: [piece]
      case .point(let value):
        value == low
          ? [piece.with(.interval(.init(low: -.infinity, high: low)))]
          : value == high
            ? [piece.with(.interval(.init(low: high, high: .infinity)))]
            : seen.contains(value) ? [piece] : []
      case .interval(let interval):
        interval.intersection(seen).map { inside in
          var before = inside
          if inside.contains(low) { (before.low, before.includesLow) = (-.infinity, true) }
          if inside.contains(high) { (before.high, before.includesHigh) = (.infinity, true) }
          return [piece.with(.interval(before))]
        } ?? []
      }
    }
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard let low = bounds[0].number, let high = bounds[1].number else { return .everything }
    return min(max(range.lowerBound, low), high)...max(min(range.upperBound, high), low)
  }

  func apply(to month: inout StepMonth) {
    let (values, rows) = (month.values, month.rows)
    guard let low = bounds[0].number, let high = bounds[1].number else { return applyByRow(month) }
    for row in 0..<rows {
      let value = values[row]
      values[row] = value < low ? low : value > high ? high : value
    }
  }

  private func applyByRow(_ month: StepMonth) {
    let (values, rows, frame) = (month.values, month.rows, month.frame)
    let columns = [frame.scratch[2], frame.scratch[3]]
    for (bound, column) in zip(bounds, columns) {
      switch bound {
      case .fixed(let number): column.update(repeating: number, count: rows)
      case .byRow(let program):
        program.evaluate(
          frame.inputs, rows: rows, scratch: frame.columnScratch, into: column)
      }
    }
    let (low, high) = (columns[0], columns[1])
    for row in 0..<rows {
      let value = values[row]
      values[row] = value < low[row] ? low[row] : value > high[row] ? high[row] : value
    }
  }
}
