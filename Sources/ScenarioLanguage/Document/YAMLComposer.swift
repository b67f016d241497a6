// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Has the YAML library read a text, and goes on where it stops at a duplicate key.
///
/// The library stops at the first duplicate. The first of the equal keys is then renamed, in a
/// copy, to one that nobody writes, of the same length so that all places stay, until all keys
/// differ; the tree later tells which keys were equal.
struct YAMLComposer {
  /// The signs of a private plane, one for each renamed key.
  static let renamedSigns = Unicode.Scalar(0xF0000 as UInt32).map { $0.value..<0xFFFFE } ?? 0..<0
  private static let mostRenamed = 200

  let source: SourceText
  let file: String

  /// Reads the text.
  ///
  /// - Returns: the tree of the library, and for each sign that a key was renamed with, the sign
  ///   that stood there.
  /// - Throws: the syntax error, or duplicates that cannot be told apart.
  func compose() throws(ScenarioProblems) -> (Node, [Unicode.Scalar: Unicode.Scalar]) {
    var lines = source.lines
    var renamed: [Unicode.Scalar: Unicode.Scalar] = [:]
    while true {
      let text = lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
      do {
        let parser = try Parser(yaml: text, encoding: .utf8)
        guard let node = try parser.singleRoot() else {
          throw ScenarioProblems(
            file: file, "the file is empty",
            advice: "a scenario starts with the line 'scenario: 1'")
        }
        return (node, renamed)
      } catch let problems as ScenarioProblems {
        throw problems
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let mark = context.mark
        guard renamed.count < Self.mostRenamed,
          let (old, new) = rename(in: &lines, at: mark, count: renamed.count)
        else {
          throw ScenarioProblems(
            file: file, line: mark.line, column: mark.column,
            "the key '\(names.first ?? "")' is written twice in one record")
        }
        renamed[new] = old
      } catch {
        throw YAMLFault(source: source, file: file).problems(error)
      }
    }
  }

  /// Gives the key at a place a first sign of its own.
  private func rename(
    in lines: inout [[Unicode.Scalar]], at mark: Mark, count: Int
  ) -> (old: Unicode.Scalar, new: Unicode.Scalar)? {
    let (line, start) = (mark.line - 1, mark.column - 1)
    guard lines.indices.contains(line), lines[line].indices.contains(start) else { return nil }
    let isQuoted = lines[line][start] == "\"" || lines[line][start] == "'"
    let column = isQuoted ? start + 1 : start
    guard lines[line].indices.contains(column),
      !"\\\"'&!*[{?".unicodeScalars.contains(lines[line][column]),
      let new = Unicode.Scalar(Self.renamedSigns.lowerBound + UInt32(count))
    else { return nil }
    let old = lines[line][column]
    lines[line][column] = new
    return (old, new)
  }
}
