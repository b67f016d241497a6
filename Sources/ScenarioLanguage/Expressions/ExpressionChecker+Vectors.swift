// SPDX-License-Identifier: GPL-3.0-or-later

extension ExpressionChecker {
  /// The name of the quantity that a part names, with the number of its element.
  func quantityName(_ part: ExpressionSyntax) -> String? {
    switch part.kind {
    case .name(let name):
      guard let element, scope.value(named: name) == nil else { return name }
      let own = element.name(in: name)
      return scope.value(named: own) == nil ? name : own
    case .element(let vector, let number):
      return number.elementNumber(in: element).map { "\(vector)[\($0)]" }
    default: return nil
    }
  }

  /// What `vector[number]` stands for.
  func resolve(
    _ vector: String, _ number: ExpressionSyntax, at part: ExpressionSyntax
  ) -> Checked? {
    guard let number = number.elementNumber(in: element) else {
      error(
        "the number of an element must be a whole number from 0 that is known before the run",
        advice: element == nil
          ? "such as \(vector)[3]" : "such as \(vector)[3] or \(vector)[index + 1]", at: number)
      return nil
    }
    let name = "\(vector)[\(number)]"
    if let value = scope.value(named: name) { return checked(value, name) }
    if scope.value(named: vector) == .unread { return nil }
    let known = scope.elements(of: vector)
    if known.isEmpty || scope.reasonUnavailable(name) != nil {
      noteNoVector(vector, name, at: part)
    } else {
      noteAbsent(name, of: vector, known, at: part)
    }
    return nil
  }

  private func noteNoVector(_ vector: String, _ name: String, at part: ExpressionSyntax) {
    if vector == element?.vector, scope.reasonUnavailable(name) == nil {
      error("there is no '\(name)' above: references go only backwards", at: part)
    } else if scope.value(named: vector) != nil {
      error("'\(vector)' is no vector", advice: "write \(vector)", at: part)
    } else {
      noteUnknown(scope.reasonUnavailable(name) == nil ? vector : name, at: part)
    }
  }

  private func noteAbsent(
    _ name: String, of vector: String, _ known: [Int], at part: ExpressionSyntax
  ) {
    error(
      "there is no '\(name)': \(vector) has the elements \(VectorName.text(of: known))", at: part)
  }

  /// Notes a vector's name where one of its elements must be named, or `index` where there is none.
  func notesVector(_ name: String, at part: ExpressionSyntax) -> Bool {
    if name == VectorElement.word, scope.reasonUnavailable(name) == nil {
      error(
        "'index' is the number of an element, and known only inside a vector's entry or 'sum'",
        at: part)
      return true
    }
    if let own = element?.name(in: name), let reason = scope.reasonUnavailable(own) {
      error("'\(own)' \(reason)", at: part)
      return true
    }
    let known = scope.elements(of: name)
    guard let first = known.first else { return false }
    if let element {
      noteAbsent(element.name(in: name), of: name, known, at: part)
    } else {
      error(
        "'\(name)' is a vector, with the elements \(VectorName.text(of: known))",
        advice: "name one of them, such as \(name)[\(first)], or write sum(\(name))", at: part)
    }
    return true
  }

  /// Checks `sum(argument)`: the argument for each element of the vectors in it, added up.
  func sum(_ argument: ExpressionSyntax, at part: ExpressionSyntax) -> Checked? {
    var vectors: [(name: String, numbers: [Int])] = []
    argument.walk { part, _ in
      guard case .name(let name) = part.kind, name != VectorElement.word,
        scope.value(named: name) == nil, !vectors.contains(where: { $0.name == name })
      else { return }
      let numbers = scope.elements(of: name)
      if !numbers.isEmpty { vectors.append((name, numbers)) }
    }
    guard let first = vectors.first, let least = first.numbers.first,
      let greatest = first.numbers.last
    else {
      // What is unknown is told as such.
      guard number(argument, "what 'sum' takes") != nil else { return nil }
      error("what 'sum' takes must name a vector, such as sum(x) of x[1..20]", at: argument)
      return nil
    }
    if let other = vectors.first(where: { $0.numbers != first.numbers }) {
      error(
        "vectors in one 'sum' must have the same elements, but \(first.name) has "
          + "\(VectorName.text(of: first.numbers)) and \(other.name) has "
          + VectorName.text(of: other.numbers), at: argument)
      return nil
    }
    var terms: [Node] = []
    for number in first.numbers {
      let own = ExpressionChecker(
        expression: expression, scope: scope, reader: reader,
        element: VectorElement(vector: first.name, number: number, range: least...greatest))
      guard let term = own.number(argument, "what 'sum' takes") else { return nil }
      terms.append(term)
    }
    return .number(Self.total(terms[...]))
  }

  /// Adds up by halves, so that many terms neither nest deep nor lose digits.
  private static func total(_ terms: ArraySlice<Node>) -> Node {
    guard terms.count > 1, let last = terms.last else { return terms.last ?? .constant(0) }
    guard terms.count > 2 else { return .binary(.add, terms[terms.startIndex], last) }
    let middle = terms.startIndex + terms.count / 2
    return .binary(.add, total(terms[..<middle]), total(terms[middle...]))
  }
}
