// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// An expression compiled to loops over columns.
///
/// Equal parts are worked out once; constants are operands, not columns; every row's result has
/// the same bits as `CheckedExpression.value(numbers:levels:)`, whatever the number of rows.
public struct ColumnProgram: Sendable {
  /// Whether it is a condition, not a number.
  public let isCondition: Bool
  /// What it works out.
  public let expression: CheckedExpression
  /// Whether finite numbers and known levels always give a finite number, or a known answer.
  public let isAlwaysFinite: Bool
  let instructions: [Instruction]
  let constants: [Double]
  let tables: [Double]
  let truthTables: [UInt8]
  let numberRegisters: Int
  let truthRegisters: Int

  /// Compiles an expression.
  ///
  /// - Parameter expression: a number or a condition whose names are resolved.
  public init(_ expression: CheckedExpression) {
    let compiler = ColumnCompiler(expression)
    isCondition = expression.isCondition
    self.expression = expression
    isAlwaysFinite = expression.isAlwaysFinite
    instructions = compiler.instructions
    constants = compiler.constants
    tables = compiler.tables
    truthTables = compiler.truthTables
    numberRegisters = compiler.numbers.count
    truthRegisters = compiler.truths.count
  }

  /// How many intermediate columns it holds at once.
  public var registersNeeded: Int { numberRegisters + truthRegisters }

  /// Works out a number for each row.
  ///
  /// - Parameters:
  ///   - inputs: the columns it reads, of at least `rows` rows.
  ///   - rows: the number of rows.
  ///   - scratch: room for intermediate columns.
  ///   - result: room for `rows` numbers; may be one of the input columns, but must not overlap
  ///     one otherwise.
  /// - Precondition: this is a number, not a condition.
  public func evaluate(
    _ inputs: ColumnInputs, rows: Int, scratch: ColumnScratch,
    into result: UnsafeMutablePointer<Double>
  ) {
    precondition(!isCondition, "a condition is evaluated by evaluateCondition")
    run(inputs, rows, scratch, result, nil)
  }

  /// Works out a byte of `Truth` for each row.
  ///
  /// - Parameters:
  ///   - inputs: the columns it reads, of at least `rows` rows.
  ///   - rows: the number of rows.
  ///   - scratch: room for intermediate columns.
  ///   - result: room for `rows` bytes; no input column.
  /// - Precondition: this is a condition, not a number.
  public func evaluateCondition(
    _ inputs: ColumnInputs, rows: Int, scratch: ColumnScratch,
    into result: UnsafeMutablePointer<UInt8>
  ) {
    precondition(isCondition, "a number is evaluated by evaluate")
    run(inputs, rows, scratch, nil, result)
  }

  private func run(
    _ inputs: ColumnInputs, _ rows: Int, _ scratch: ColumnScratch,
    _ numbers: UnsafeMutablePointer<Double>?, _ truths: UnsafeMutablePointer<UInt8>?
  ) {
    scratch.reserve(numbers: numberRegisters, truths: truthRegisters)
    constants.withUnsafeBufferPointer { constants in
      tables.withUnsafeBufferPointer { tables in
        truthTables.withUnsafeBufferPointer { truthTables in
          var start = 0
          while start < rows {
            let chunk = ColumnChunk(
              inputs: inputs, scratch: scratch, constants: constants, tables: tables,
              truthTables: truthTables, start: start, rows: min(scratch.rows, rows - start),
              numberResult: numbers, truthResult: truths)
            for instruction in instructions { chunk.run(instruction) }
            start += scratch.rows
          }
        }
      }
    }
  }
}
