// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import ScenarioLanguage

/// Some rows of an evaluation: finds the operands of an instruction and runs its loop.
struct ColumnChunk {
  let inputs: ColumnInputs
  let scratch: ColumnScratch
  let constants: UnsafeBufferPointer<Double>
  let tables: UnsafeBufferPointer<Double>
  let truthTables: UnsafeBufferPointer<UInt8>
  let start: Int
  let rows: Int
  let numberResult: UnsafeMutablePointer<Double>?
  let truthResult: UnsafeMutablePointer<UInt8>?

  /// Runs one loop over the rows.
  ///
  /// - Parameter instruction: what to do.
  func run(_ instruction: Instruction) {
    let count = Int64(rows)
    switch instruction {
    case .fill(let to, let from):
      guard let out = number(to) else { return }
      UnsafeMutableBufferPointer(start: out, count: rows).update(repeating: constant(from))
    case .copy(let to, let from):
      guard let out = number(to), let column = operand(from) else { return }
      if UnsafePointer(out) != column { out.update(from: column, count: rows) }
    case .unary(let to, let operation, let from):
      ck_unary(operation.rawValue, number(to), operand(from), count)
    case .binary(let to, let operation, let left, let right):
      runBinary(to, operation, left, right)
    case .choose(let to, let condition, let yes, let no):
      ck_choose(
        number(to), scratch.truth(condition), operand(yes), step(yes), operand(no), step(no), count)
    case .lookup(let to, let slot, let table):
      ck_lookup(number(to), levels(slot), tables.baseAddress.map { $0 + table * 256 }, count)
    case .place(let to, let slot, let code, let from):
      ck_place(number(to), levels(slot), code, operand(from), step(from), count)
    default: runTruth(instruction)
    }
  }

  private func runBinary(
    _ to: Destination, _ operation: BinaryOperation, _ left: NumberSource, _ right: NumberSource
  ) {
    let (code, count) = (operation.rawValue, Int64(rows))
    if step(left) == 0 {
      ck_binary_sv(code, number(to), constant(left), operand(right), count)
    } else if step(right) == 0 {
      ck_binary_vs(code, number(to), operand(left), constant(right), count)
    } else {
      ck_binary_vv(code, number(to), operand(left), operand(right), count)
    }
  }

  private func runTruth(_ instruction: Instruction) {
    let count = Int64(rows)
    switch instruction {
    case .fillTruth(let to, let answer):
      guard let out = truth(to) else { return }
      UnsafeMutableBufferPointer(start: out, count: rows).update(repeating: Truth.known(answer))
    case .compare(let to, let comparison, let left, let right):
      if step(right) == 0 {
        ck_compare_vs(comparison.rawValue, truth(to), operand(left), constant(right), count)
      } else {
        ck_compare_vv(comparison.rawValue, truth(to), operand(left), operand(right), count)
      }
    case .isMissing(let to, let from): ck_missing(truth(to), operand(from), count)
    case .isLevel(let to, let slot, let code): ck_is_level(truth(to), levels(slot), code, count)
    case .lookupTruth(let to, let slot, let table):
      ck_lookup_byte(
        truth(to), levels(slot), truthTables.baseAddress.map { $0 + table * 256 }, count)
    case .and(let to, let left, let right):
      ck_and(truth(to), scratch.truth(left), scratch.truth(right), count)
    case .or(let to, let left, let right):
      ck_or(truth(to), scratch.truth(left), scratch.truth(right), count)
    case .not(let to, let from): ck_not(truth(to), scratch.truth(from), count)
    default: break
    }
  }

  private func number(_ destination: Destination) -> UnsafeMutablePointer<Double>? {
    switch destination {
    case .register(let register): scratch.number(register)
    case .result: numberResult.map { $0 + start }
    }
  }

  private func truth(_ destination: Destination) -> UnsafeMutablePointer<UInt8>? {
    switch destination {
    case .register(let register): scratch.truth(register)
    case .result: truthResult.map { $0 + start }
    }
  }

  private func operand(_ source: NumberSource) -> UnsafePointer<Double>? {
    switch source {
    case .constant(let index): constants.baseAddress.map { $0 + index }
    case .column(let slot): column(slot)
    case .register(let register): scratch.number(register).map { UnsafePointer($0) }
    }
  }

  private func column(_ slot: Int) -> UnsafePointer<Double> {
    guard slot < inputs.numbers.count, let column = inputs.numbers[slot] else {
      preconditionFailure("the program reads the numbers of slot \(slot), which is empty")
    }
    return column + start
  }

  private func levels(_ slot: Int) -> UnsafePointer<UInt8> {
    guard slot < inputs.levels.count, let column = inputs.levels[slot] else {
      preconditionFailure("the program reads the levels of slot \(slot), which is empty")
    }
    return column + start
  }

  private func constant(_ source: NumberSource) -> Double {
    if case .constant(let index) = source { constants[index] } else { .nan }
  }

  private func step(_ source: NumberSource) -> Int64 {
    if case .constant = source { 0 } else { 1 }
  }
}
