// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage
import Testing

/// Columns of awkward values, of more rows than one chunk holds.
private struct Columns {
  static let rows = 1_100
  var numbers: [[Double]]
  var levels: [[UInt8]]

  init(seed: UInt64) {
    var source = RandomExpression(seed: seed)
    numbers = (0..<3).map { _ in (0..<Self.rows).map { _ in source.value() } }
    levels = (0..<2).map { _ in
      (0..<Self.rows).map { _ in source.below(8) == 0 ? 255 : UInt8(source.below(4)) }
    }
  }

  func withInputs(_ body: (ColumnInputs) -> Void) {
    numbers[0].withUnsafeBufferPointer { first in
      numbers[1].withUnsafeBufferPointer { second in
        numbers[2].withUnsafeBufferPointer { third in
          levels[0].withUnsafeBufferPointer { one in
            levels[1].withUnsafeBufferPointer { two in
              body(
                ColumnInputs(
                  numbers: [first.baseAddress, second.baseAddress, third.baseAddress],
                  levels: [one.baseAddress, two.baseAddress]))
            }
          }
        }
      }
    }
  }

  func row(_ row: Int) -> (numbers: [Double], levels: [UInt8]) {
    (numbers.map { $0[row] }, levels.map { $0[row] })
  }
}

private func sameBits(_ left: Double, _ right: Double) -> Bool {
  left.bitPattern == right.bitPattern || (left.isNaN && right.isNaN)
}

struct ColumnProgramTests {
  @Test(arguments: 0..<300)
  func columnsAgreeWithRowsBitForBit(seed: Int) {
    var source = RandomExpression(seed: UInt64(seed))
    let number = CheckedExpression(source.number(depth: 5))
    let condition = CheckedExpression(source.condition(depth: 5))
    let columns = Columns(seed: UInt64(seed) + 1_000)
    let scratch = ColumnScratch(capacityRows: Columns.rows)
    var values = [Double](repeating: 0, count: Columns.rows)
    var truths = [UInt8](repeating: 9, count: Columns.rows)
    columns.withInputs { inputs in
      ColumnProgram(number).evaluate(inputs, rows: Columns.rows, scratch: scratch, into: &values)
      ColumnProgram(condition).evaluateCondition(
        inputs, rows: Columns.rows, scratch: scratch, into: &truths)
    }
    for index in 0..<Columns.rows {
      let row = columns.row(index)
      let value = number.value(numbers: row.numbers, levels: row.levels)
      let truth = condition.truth(numbers: row.numbers, levels: row.levels)
      #expect(sameBits(values[index], value), "row \(index): \(values[index]) and \(value)")
      #expect(truths[index] == truth, "row \(index)")
      if !sameBits(values[index], value) || truths[index] != truth { break }
    }
  }

  /// Where an expression says that finite numbers always give one, no finite numbers give another.
  @Test func whatIsAlwaysFiniteIsSoInEveryRow() {
    var claims = 0
    for seed in 0..<4_000 {
      var source = RandomExpression(seed: UInt64(seed))
      let number = CheckedExpression(source.number(depth: 3))
      let condition = CheckedExpression(source.condition(depth: 3))
      guard number.isAlwaysFinite || condition.isAlwaysFinite else { continue }
      claims += 1
      #expect(ColumnProgram(number).isAlwaysFinite == number.isAlwaysFinite)
      for _ in 0..<40 {
        let numbers = (0..<3).map { _ in source.value() }.map { $0.isFinite ? $0 : 1e308 }
        let value = number.value(numbers: numbers, levels: [0, 0])
        let truth = condition.truth(numbers: numbers, levels: [0, 0])
        #expect(!number.isAlwaysFinite || value.isFinite, "\(number.root)")
        #expect(!condition.isAlwaysFinite || truth != Truth.unknown, "\(condition.root)")
      }
    }
    #expect(claims > 500)
  }

  @Test func theResultMayBeAnInputColumn() {
    var income: [Double] = (0..<3_000).map(Double.init)
    let growth = [Double](repeating: 1.5, count: 3_000)
    let product = CheckedExpression(.binary(.multiply, .number(slot: 0), .number(slot: 1)))
    let scratch = ColumnScratch(capacityRows: 3_000)
    income.withUnsafeMutableBufferPointer { income in
      growth.withUnsafeBufferPointer { growth in
        guard let column = income.baseAddress else { return }
        let inputs = ColumnInputs(numbers: [UnsafePointer(column), growth.baseAddress])
        ColumnProgram(product).evaluate(inputs, rows: 3_000, scratch: scratch, into: column)
      }
    }
    #expect(income == (0..<3_000).map { Double($0) * 1.5 })
  }

  @Test func aTableByLevelMayReadTheColumnThatItWrites() {
    var values: [Double] = [1, 2, 3, 4]
    let levels: [UInt8] = [0, 1, 255, 0]
    let table = CheckedExpression(
      .byLevel(
        slot: 0,
        values: [.number(slot: 0), .binary(.multiply, .number(slot: 0), .constant(10))]))
    let scratch = ColumnScratch(capacityRows: 4)
    values.withUnsafeMutableBufferPointer { values in
      levels.withUnsafeBufferPointer { levels in
        guard let column = values.baseAddress else { return }
        let inputs = ColumnInputs(numbers: [UnsafePointer(column)], levels: [levels.baseAddress])
        ColumnProgram(table).evaluate(inputs, rows: 4, scratch: scratch, into: column)
      }
    }
    #expect(values[0] == 1 && values[1] == 20 && values[2].isNaN && values[3] == 4)
  }

  @Test func equalPartsAreWorkedOutOnceAndConstantsNeedNoColumn() {
    let part = CheckedExpression.Node.binary(.multiply, .number(slot: 0), .constant(2))
    let sum = CheckedExpression(.binary(.add, part, .binary(.add, part, .constant(1))))
    #expect(ColumnProgram(sum).registersNeeded == 2)
    #expect(ColumnProgram(CheckedExpression(part)).registersNeeded == 0)
  }
}
