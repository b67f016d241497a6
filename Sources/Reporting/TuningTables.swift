// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// The tables of what `segbench tune` has found.
enum TuningTables {
  /// A table for a terminal and for Markdown.
  struct Both {
    let text: TextTable
    let markdown: MarkdownTable

    init(_ headings: [(heading: String, isNumber: Bool)], _ rows: [[String]]) {
      var text = TextTable(
        columns: headings.map {
          TextTable.Column(heading: $0.heading, alignment: $0.isNumber ? .decimal : .left)
        })
      var markdown = MarkdownTable(
        headings.map { ($0.heading.replacing("\n", with: " "), $0.isNumber) })
      for row in rows {
        text.append(row.map { TextTable.Cell($0) })
        markdown.append(row)
      }
      text.removeEmptyColumns()
      (self.text, self.markdown) = (text, markdown)
    }
  }

  /// What the values are, were, and could as well be.
  static func values(_ summary: TuningSummary) -> Both {
    let rows = summary.values.map { value -> [String] in
      let digits = decimals(value)
      func number(_ number: Double) -> String { Rounded.fixed(number, decimals: digits) }
      let plateau = value.plateau.map { "\(number($0.lowerBound))–\(number($0.upperBound))" }
      let spread = value.spread.map { "\(number($0.low))–\(number($0.high))" }
      return [
        value.name, number(value.present), number(value.best), plateau ?? "", spread ?? "",
        value.share.map { Rounded.fixed($0 * 100, decimals: 0) } ?? "",
        value.reset.map { difference($0, summary.goal.title) } ?? "",
        summary.isMet ? number(value.chosen) : "",
      ]
    }
    return Both(
      [
        ("value", false), ("in the\nfile", true), (summary.isMet ? "best" : "nearest", true),
        ("as good\n", false), ("95 of 100\npopulations", false), ("importance\n%", true),
        ("lost with\nthe file's", false), ("to take\n", true),
      ], rows)
  }

  /// What the values reach.
  static func measures(_ summary: TuningSummary) -> Both {
    let rows = ([summary.goal] + summary.conditions).enumerated().map { index, measure in
      func text(_ number: Double?) -> String {
        number.map { value($0, measure.title) } ?? Rounded.undefined
      }
      return [
        measure.title, measure.wish, text(measure.present), text(measure.best),
        summary.isMet ? text(measure.chosen) : "",
        index == 0 ? "" : measure.isMet ? "met" : "missed",
      ]
    }
    return Both(
      [
        ("metric", false), ("wanted", false), ("in the\nfile", true),
        (summary.isMet ? "best" : "nearest", true), ("to take\n", true), ("\n", false),
      ], rows)
  }

  /// So many decimals as tell the numbers of a value from each other.
  private static func decimals(_ value: TuningSummary.Value) -> Int {
    let numbers = [value.present, value.best, value.chosen]
    let size = numbers.map(\.magnitude).reduce(0, max)
    let most = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4
    return (0...most).first { digits in
      let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
      return numbers.allSatisfy { abs(($0 * scale).rounded() - $0 * scale) < 1e-9 * scale }
    } ?? most
  }

  /// A metric's value.
  private static func value(_ number: Double, _ title: String) -> String {
    Rounded.fixed(number, decimals: number.magnitude >= 10 ? 2 : 4)
  }

  /// A difference with its interval.
  static func difference(_ difference: TuningSummary.Difference, _ title: String) -> String {
    let half = (difference.high - difference.low) / 2
    let digits =
      half > 0 ? min(5, max(0, Rounded.decimals(halfWidth: half) + 1)) : 4
    let numbers = [difference.value, difference.low, difference.high].map {
      Rounded.fixed($0, decimals: digits)
    }
    return half > 0 ? "\(numbers[0]) (\(numbers[1]) to \(numbers[2]))" : numbers[0]
  }
}
