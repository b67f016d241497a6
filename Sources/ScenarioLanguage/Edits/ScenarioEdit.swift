// SPDX-License-Identifier: GPL-3.0-or-later

/// A change of one single value of a scenario file, such as a tuned threshold.
public struct ScenarioEdit: Sendable, Hashable {
  /// The keys that lead to the value, and `[2]` for the second item of a list.
  public let path: [String]
  /// What shall be written there, unquoted.
  public let text: String

  /// Makes an edit.
  ///
  /// - Parameters:
  ///   - path: the keys that lead to the value.
  ///   - text: what shall be written there, unquoted.
  public init(path: [String], text: String) {
    self.path = path
    self.text = text
  }

  /// Makes an edit of a number.
  ///
  /// - Parameters:
  ///   - path: the keys that lead to the value.
  ///   - number: a finite number; whole ones from 10,000 on are grouped as in `300_000`.
  public init(path: [String], number: Double) {
    self.init(path: path, text: Self.written(number))
  }

  private static func written(_ number: Double) -> String {
    guard number == number.rounded(), number.magnitude < 1e15 else { return "\(number)" }
    let digits = String(Int(number.magnitude))
    guard digits.count > 4 else { return String(Int(number)) }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "_" }
      grouped.append(digit)
    }
    return (number < 0 ? "-" : "") + grouped
  }
}

extension ScenarioDocument {
  /// The file's text with some values changed and every other character as it was.
  ///
  /// - Parameter edits: the changes, each of another value of this file.
  /// - Returns: the new text; reading it gives the old tree with just these values changed.
  /// - Throws: a problem for each value that does not exist or cannot be changed in its place.
  public func text(applying edits: [ScenarioEdit]) throws(ScenarioProblems) -> String {
    let log = ProblemLog()
    var places: [(node: ScenarioNode, length: Int, text: String)] = []
    var expected = root
    for edit in edits {
      let whole = ScenarioReader(root, path: edit.path, log: log)
      guard let node = root.value(at: edit.path) else {
        whole.error("there is no such value to change")
        continue
      }
      let new = ScenarioNode(
        content: .scalar(text: edit.text, isQuoted: false), position: node.position)
      guard case .scalar(let text, let isQuoted) = node.content, node.isOnOneLine, !text.isEmpty,
        let changed = expected.replacing(at: edit.path, with: new)
      else {
        ScenarioReader(node, path: edit.path, log: log)
          .error("only a single value that is written on one line can be changed in its place")
        continue
      }
      expected = changed
      places.append((node, text.unicodeScalars.count + (isQuoted ? 2 : 0), edit.text))
    }
    guard !log.hasErrors else { throw problems(log) }
    let result = replaced(places)
    guard edits.allSatisfy({ !$0.text.isEmpty }),
      let again = try? ScenarioDocument(text: result, file: file),
      again.root.saysTheSame(as: expected)
    else {
      ScenarioReader(root, log: log).error(
        "the changed file would not read back as meant: "
          + edits.map { "\($0.path.joined(separator: ".")) = \($0.text)" }.joined(separator: ", "))
      throw problems(log)
    }
    return result
  }

  private func problems(_ log: ProblemLog) -> ScenarioProblems {
    ScenarioProblems(log.problems, sources: SourceTexts(text, file: file))
  }

  /// Replaces from the last place to the first, so that earlier places stay where they are.
  private func replaced(_ places: [(node: ScenarioNode, length: Int, text: String)]) -> String {
    var scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
    for place in places.sorted(by: { $1.node.position < $0.node.position }) {
      let position = place.node.position
      let start = starts[position.line - 1] + position.column - 1
      scalars.replaceSubrange(start..<start + place.length, with: place.text.unicodeScalars)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
