// SPDX-License-Identifier: GPL-3.0-or-later

/// An expression of a scenario: parsed, with places, before its names are looked up.
public struct Expression: Sendable {
  /// A name that an expression mentions.
  public struct Reference: Hashable, Sendable {
    /// The name as written, qualified by dots or not.
    public let name: String
    /// The parameter when it is written `law.PARAMETER(name)`.
    public let lawParameter: String?
    /// Whether it stands beside `==` or `!=`, where it may name a level instead of a quantity.
    public let isBesideEquality: Bool
    /// Where it stands.
    public let position: SourcePosition
  }

  /// The text as written.
  public let text: String
  /// Where it starts; inside quotes, where the quoted text starts.
  public let position: SourcePosition
  let syntax: ExpressionSyntax
  private let node: ScenarioNode
  private let path: [String]
  /// The element of a vector that the expression was written out for, if it was.
  var element: VectorElement? { node.element }
  private var columnsAreKnown: Bool { node.isOnOneLine }

  /// Reads the value under a cursor; what breaks the grammar is noted.
  ///
  /// - Parameter reader: a cursor on a number or on the text of an expression.
  public init?(reading reader: ScenarioReader) {
    guard case .scalar(let text, let isQuoted) = reader.node.content, !text.isEmpty else {
      reader.error("expected a number or an expression, but got \(reader.node.summary)")
      return nil
    }
    self.text = text
    node = reader.node
    path = reader.path
    let columnsAreKnown = node.isOnOneLine
    position = reader.node.position.moved(by: isQuoted && columnsAreKnown ? 1 : 0)
    if isQuoted, ScenarioReader.parseNumber(text) != nil {
      reader.error("quoted text is never a number", advice: "write \(text) without quotes")
      return nil
    }
    do {
      syntax = try ExpressionParser.parse(text)
    } catch {
      let moved = position.moved(by: columnsAreKnown ? error.offset : 0)
      let isCut = node.isBeforeComment && error.offset >= text.unicodeScalars.count
      let advice = isCut ? "' #' starts a comment: put the expression in quotes" : error.advice
      reader.error(error.message, advice: advice, at: moved)
      return nil
    }
  }

  /// The names that it mentions, in the order written, with repetitions; levels of a membership
  /// are none.
  public var names: [Reference] {
    var found: [Reference] = []
    syntax.walk { part, isBesideEquality in
      switch part.kind {
      case .name(let name):
        found.append(reference(name, at: part, besideEquality: isBesideEquality))
      case .element(let vector, let number):
        let element = number.elementNumber(in: element).map { "\(vector)[\($0)]" }
        found.append(reference(element ?? vector, at: part, besideEquality: isBesideEquality))
      case .call(let function, let arguments):
        guard let parameter = ExpressionFunction.lawParameter(function),
          case .name(let name)? = arguments.first?.kind
        else { return }
        found.append(reference(name, at: part, parameter: parameter))
      default: break
      }
    }
    return found
  }

  /// The position of a part of the text.
  ///
  /// - Parameter offset: how many Unicode scalars of the text stand before it.
  /// - Returns: its place; the start of the whole when the text spans lines.
  func place(_ offset: Int) -> SourcePosition {
    columnsAreKnown ? position.moved(by: offset) : position
  }

  /// A cursor on this expression, wherever the problems are collected.
  ///
  /// - Parameter log: where problems are collected.
  /// - Returns: the cursor.
  func reader(_ log: ProblemLog) -> ScenarioReader { ScenarioReader(node, path: path, log: log) }

  private func reference(
    _ name: String, at part: ExpressionSyntax, parameter: String? = nil,
    besideEquality: Bool = false
  ) -> Reference {
    Reference(
      name: name, lawParameter: parameter, isBesideEquality: besideEquality,
      position: place(part.offset))
  }
}
