// SPDX-License-Identifier: GPL-3.0-or-later

/// Which element of a vector a value was written out for: `x[3]` of `x[1..20]`.
public struct VectorElement: Sendable, Hashable {
  /// The vector's name, without brackets.
  public let vector: String
  /// The element's number, which expressions call `index`.
  public let number: Int
  /// The numbers of all elements that the same entry stands for.
  public let range: ClosedRange<Int>

  /// Makes the element of an entry.
  ///
  /// - Parameters:
  ///   - vector: the vector's name.
  ///   - number: the element's number, within the range.
  ///   - range: the numbers of all elements that the entry stands for.
  public init(vector: String, number: Int, range: ClosedRange<Int>) {
    (self.vector, self.number, self.range) = (vector, number, range)
  }

  /// The word for the element's number in expressions.
  public static let word = "index"

  /// The element of a vector with the same number: `y[3]`.
  ///
  /// - Parameter vector: the vector's name, qualified or not.
  /// - Returns: the element's name.
  public func name(in vector: String) -> String { "\(vector)[\(number)]" }

  /// Whether it is the first for which the entry is written out.
  var isFirst: Bool { number == range.lowerBound }
}

extension ScenarioNode {
  /// The same value, all of it, as the value of one element of a vector.
  ///
  /// - Parameter element: the element.
  /// - Returns: the value; places stay as they are.
  func written(for element: VectorElement) -> ScenarioNode {
    let content: Content =
      switch content {
      case .scalar: content
      case .list(let items): .list(items.map { $0.written(for: element) })
      case .record(let entries):
        .record(
          entries.map {
            Entry(
              key: $0.key, keyPosition: $0.keyPosition, value: $0.value.written(for: element))
          })
      }
    return ScenarioNode(
      content: content, position: position, isOnOneLine: isOnOneLine,
      isBeforeComment: isBeforeComment, element: element)
  }
}
