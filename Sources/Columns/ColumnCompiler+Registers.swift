// SPDX-License-Identifier: GPL-3.0-or-later

extension ColumnCompiler {
  func isConstant(_ place: Int) -> Bool {
    if case .number(.constant) = locations[place] { true } else { false }
  }

  func number(_ place: Int) -> NumberSource {
    if case .number(let source) = locations[place] { source } else { .constant(0) }
  }

  /// The operand as a column: a constant is written out first.
  mutating func column(_ place: Int) -> NumberSource {
    let source = number(place)
    guard case .constant = source else { return source }
    let register = numbers.take()
    instructions.append(.fill(.register(register), source))
    return .register(register)
  }

  func truth(_ place: Int) -> Int {
    if case .truth(let register) = locations[place] { register } else { 0 }
  }

  /// Gives back the registers of operands that nothing later reads.
  mutating func release(_ operands: [Int]) {
    for operand in Set(operands).sorted() where lastUse[operand] == locations.count {
      switch locations[operand] {
      case .number(.register(let register)): numbers.release(register)
      case .truth(let register): truths.release(register)
      case .number: break
      }
    }
  }

  mutating func numberDestination(releasing operands: [Int]) -> Destination {
    release(operands)
    let isRoot = isRoot
    let register = isRoot ? 0 : numbers.take()
    locations.append(.number(.register(register)))
    return isRoot ? .result : .register(register)
  }

  mutating func truthDestination() -> Destination {
    let isRoot = isRoot
    let register = isRoot ? 0 : truths.take()
    locations.append(.truth(register))
    return isRoot ? .result : .register(register)
  }
}
