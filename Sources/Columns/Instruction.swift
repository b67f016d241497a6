// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// One loop over the rows of a chunk.
enum Instruction {
  /// Fills a column with one number.
  case fill(Destination, NumberSource)
  /// Copies a column.
  case copy(Destination, NumberSource)
  case unary(Destination, UnaryOperation, NumberSource)
  case binary(Destination, BinaryOperation, NumberSource, NumberSource)
  /// A condition's register, the value if true, the value if false.
  case choose(Destination, Int, NumberSource, NumberSource)
  /// A slot of levels, a table in the pool.
  case lookup(Destination, Int, Int)
  /// A slot of levels, a code, what stands there for that code.
  case place(Destination, Int, UInt8, NumberSource)
  case fillTruth(Destination, Bool)
  case compare(Destination, Comparison, NumberSource, NumberSource)
  case isMissing(Destination, NumberSource)
  case isLevel(Destination, Int, UInt8)
  /// A slot of levels, a table in the pool.
  case lookupTruth(Destination, Int, Int)
  case and(Destination, Int, Int)
  case or(Destination, Int, Int)
  case not(Destination, Int)
}
