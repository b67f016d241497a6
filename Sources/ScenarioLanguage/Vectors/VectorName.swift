// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of one thing, of a vector's element `x[3]`, or of several elements `x[1..20]`.
public struct VectorName: Sendable, Hashable {
  /// A name whose brackets do not hold what they must.
  public struct Fault: Error, Equatable {
    /// What must hold, and what was given.
    public let message: String
    /// What to do about it.
    public let advice: String?
  }

  /// The most elements that one vector may have.
  public static let mostElements = 1_000
  /// The greatest number of an element.
  private static let greatest = 999_999

  /// The name before the bracket.
  public let base: String
  /// The numbers in the brackets; nothing when there are none.
  public let range: ClosedRange<Int>?

  /// Reads a name.
  ///
  /// - Parameter text: the name as written.
  /// - Throws: what is wrong inside the brackets.
  public init(_ text: String) throws(Fault) {
    guard let open = text.firstIndex(of: "[") else {
      (base, range) = (text, nil)
      return
    }
    base = String(text[..<open])
    let inside = text[text.index(after: open)...]
    guard inside.last == "]", let range = try Self.range(inside.dropLast(), of: text, base) else {
      throw Fault(
        message: "expected the numbers of elements, but got '\(text)'",
        advice: "write whole numbers, such as \(base)[1..20] or \(base)[3]")
    }
    self.range = range
  }

  private static func range(
    _ text: Substring, of name: String, _ base: String
  ) throws(Fault) -> ClosedRange<Int>? {
    if let number = number(text) { return number...number }
    guard let dots = text.firstRange(of: ".."), let first = number(text[..<dots.lowerBound]),
      let last = number(text[dots.upperBound...])
    else { return nil }
    guard first <= last else {
      throw Fault(
        message: "the numbers of elements must ascend, but got '\(name)'",
        advice: "write \(base)[\(last)..\(first)]")
    }
    guard last - first < mostElements else {
      throw Fault(
        message: "a vector has at most 1,000 elements, but '\(name)' has \(last - first + 1)",
        advice: nil)
    }
    return first...last
  }

  /// A number from 0 without sign, point or needless zeros.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 7, text.utf8.allSatisfy({ (48...57).contains($0) }),
      text == "0" || text.first != "0", let number = Int(text), number <= greatest + 1
    else { return nil }
    return number
  }

  /// The names of the elements in order; the name itself when it has no brackets.
  public var names: [String] { range.map { $0.map { "\(base)[\($0)]" } } ?? [base] }

  /// Numbers of elements as a person says them: `1 to 20`, `1 to 3 and 7`.
  ///
  /// - Parameter numbers: the numbers, ascending.
  /// - Returns: the text.
  static func text(of numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }.joined(separator: " and ")
  }
}

extension NameScope {
  /// The numbers of a vector's elements among the names that may stand here.
  ///
  /// - Parameter vector: the vector's name, qualified or not.
  /// - Returns: the numbers, ascending; none when there is no such vector.
  func elements(of vector: String) -> [Int] {
    let known = knownNames
    func numbers(_ name: String) -> [Int] {
      known.compactMap { other in
        guard other.hasPrefix(name + "["), other.last == "]" else { return nil }
        return Int(other.dropFirst(name.count + 1).dropLast())
      }.sorted()
    }
    let found = numbers(vector)
    guard found.isEmpty, let dot = vector.firstIndex(of: ".") else { return found }
    return numbers(String(vector[vector.index(after: dot)...]))
  }
}
