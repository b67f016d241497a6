// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Turns the operations of an expression into loops over columns.
struct ColumnCompiler {
  /// Where the value of an operation is to be found.
  enum Location {
    case number(NumberSource)
    case truth(Int)
  }

  /// The loops so far.
  var instructions: [Instruction] = []
  private(set) var constants: [Double] = []
  private(set) var tables: [Double] = []
  private(set) var truthTables: [UInt8] = []
  /// The registers of numbers.
  var numbers = RegisterPool()
  /// The registers of truths.
  var truths = RegisterPool()
  private let graph: OperationGraph
  /// Where the value of each operation so far is.
  var locations: [Location] = []
  /// The last operation that reads each.
  private(set) var lastUse: [Int]

  /// Compiles an expression.
  ///
  /// - Parameter expression: a number or a condition.
  init(_ expression: CheckedExpression) {
    graph = OperationGraph(expression.root)
    lastUse = Array(graph.operations.indices)
    for (place, operation) in graph.operations.enumerated() {
      for operand in operation.operands { lastUse[operand] = place }
    }
    for place in graph.operations.indices { emit(place) }
  }

  var isRoot: Bool { locations.count == graph.operations.count - 1 }

  private mutating func emit(_ place: Int) {
    let operation = graph.operations[place]
    switch operation {
    case .constant, .number: emitSource(operation)
    case .unary, .binary, .choose: emitNumber(operation)
    case .byLevel(let slot, let values): emitByLevel(slot, values)
    default: emitTruth(operation)
    }
  }

  private mutating func emitSource(_ operation: OperationGraph.Operation) {
    if case .number(let slot) = operation {
      if isRoot { instructions.append(.copy(.result, .column(slot))) }
      locations.append(.number(.column(slot)))
    } else if case .constant(let bits) = operation {
      constants.append(Double(bitPattern: bits))
      let source = NumberSource.constant(constants.count - 1)
      if isRoot { instructions.append(.fill(.result, source)) }
      locations.append(.number(source))
    }
  }

  private mutating func emitNumber(_ operation: OperationGraph.Operation) {
    switch operation {
    case .unary(let code, let inner):
      let source = column(inner)
      let destination = numberDestination(releasing: [inner])
      instructions.append(.unary(destination, code, source))
    case .binary(let code, let left, let right):
      // Two constants are only left when one of them is missing; one must be a column.
      let isConstant = isConstant(left) && isConstant(right)
      let (first, second) = (isConstant ? column(left) : number(left), number(right))
      let destination = numberDestination(releasing: [left, right])
      instructions.append(.binary(destination, code, first, second))
    case .choose(let condition, let yes, let no):
      let (test, first, second) = (truth(condition), number(yes), number(no))
      let destination = numberDestination(releasing: [condition, yes, no])
      instructions.append(.choose(destination, test, first, second))
    default: break
    }
  }

  /// Looks up the levels with constant values in a table and places the other values over it.
  ///
  /// The result of placing must not overlap an input, so the caller's column is written by a copy.
  private mutating func emitByLevel(_ slot: Int, _ values: [Int]) {
    var table = [Double](repeating: .nan, count: 256)
    var placed: [(code: UInt8, source: NumberSource)] = []
    for (code, value) in values.prefix(255).enumerated() {
      let source = number(value)
      if case .constant(let index) = source {
        table[code] = constants[index]
      } else {
        placed.append((UInt8(code), source))
      }
    }
    let isRoot = isRoot
    let destination = isRoot && placed.isEmpty ? .result : Destination.register(numbers.take())
    instructions.append(.lookup(destination, slot, tables.count / 256))
    tables += table
    for (code, source) in placed { instructions.append(.place(destination, slot, code, source)) }
    release(values)
    guard case .register(let register) = destination else {
      return locations.append(.number(.constant(0)))
    }
    if isRoot { instructions.append(.copy(.result, .register(register))) }
    locations.append(.number(.register(register)))
  }

  private mutating func emitTruth(_ operation: OperationGraph.Operation) {
    switch operation {
    case .compare(let code, let left, let right):
      let swaps = isConstant(left) && !isConstant(right)
      let (first, second) = swaps ? (right, left) : (left, right)
      let (column, other) = (column(first), number(second))
      release([left, right])
      let code = swaps ? code.swapped : code
      instructions.append(.compare(truthDestination(), code, column, other))
    case .isMissing(let inner):
      let source = column(inner)
      release([inner])
      instructions.append(.isMissing(truthDestination(), source))
    case .both(let left, let right):
      let (first, second) = (truth(left), truth(right))
      release([left, right])
      instructions.append(.and(truthDestination(), first, second))
    case .either(let left, let right):
      let (first, second) = (truth(left), truth(right))
      release([left, right])
      instructions.append(.or(truthDestination(), first, second))
    case .not(let inner):
      let source = truth(inner)
      release([inner])
      instructions.append(.not(truthDestination(), source))
    default: emitLevelTruth(operation)
    }
  }

  private mutating func emitLevelTruth(_ operation: OperationGraph.Operation) {
    switch operation {
    case .truth(let answer): instructions.append(.fillTruth(truthDestination(), answer))
    case .among(let slot, let codes) where codes.count == 1:
      instructions.append(.isLevel(truthDestination(), slot, codes[0]))
    case .among(let slot, let codes):
      var table = [UInt8](repeating: Truth.no, count: 256)
      for code in codes { table[Int(code)] = Truth.yes }
      table[Int(CheckedExpression.missingLevel)] = Truth.unknown
      appendTruthTable(slot, table)
    case .isMissingLevel(let slot):
      var table = [UInt8](repeating: Truth.no, count: 256)
      table[Int(CheckedExpression.missingLevel)] = Truth.yes
      appendTruthTable(slot, table)
    default: break
    }
  }

  private mutating func appendTruthTable(_ slot: Int, _ table: [UInt8]) {
    instructions.append(.lookupTruth(truthDestination(), slot, truthTables.count / 256))
    truthTables += table
  }
}
