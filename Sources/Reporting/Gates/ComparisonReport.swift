// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Results

/// Challengers beside champions, for a terminal, a page, or a program.
public struct ComparisonReport: Sendable {
  private let compared: [ComparedClassifier]
  private let notes: [String]
  private let margin: Double
  private let confidence: Double

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - compared: the comparisons.
  ///   - notes: what is worth telling.
  ///   - margin: up to which difference they were taken for equally good, as a share.
  ///   - confidence: how sure each verdict is, to one side.
  public init(
    _ compared: [ComparedClassifier], notes: [String], margin: Double, confidence: Double
  ) {
    (self.compared, self.notes) = (compared, notes + compared.flatMap(\.notes))
    (self.margin, self.confidence) = (margin, confidence)
  }

  private static let headings = [
    "challenger", "champion", "segment", "verdict", "champion wrong, %", "challenger wrong, %",
    "change", "may be", "sure, %", "wins", "losses",
  ]

  /// A share that somebody wrote, in per cent, without what binary fractions add.
  private static func percent(_ share: Double) -> String {
    NumberText.text((share * 1e11).rounded() / 1e9)
  }

  private static func cells(_ part: ComparedClassifier.Part) -> [String] {
    let half = part.low.flatMap { low in part.high.map { ($0 - low) / 2 * 100 } } ?? 0
    let decimals = half > 0 ? max(1, Rounded.decimals(halfWidth: half)) : 2
    func text(_ share: Double?) -> String {
      share.map { Rounded.fixed($0 * 100, decimals: decimals) } ?? ""
    }
    let change = text(part.difference)
    let isMore = part.difference.map { $0 > 0 } ?? false && change.contains { "1"..."9" ~= $0 }
    let interval = half > 0 ? text(part.low) + " to " + text(part.high) : ""
    // Never more sure than what three decimals show.
    let sure = part.sureness.map { Rounded.fixed(min($0, 0.999_99) * 100, decimals: 1) } ?? ""
    return [
      part.segment ?? "all", part.verdict.rawValue, text(part.champion), text(part.challenger),
      (isMore ? "+" : "") + change, interval, sure == "100.0" ? ">99.9" : sure,
      Rounded.count(part.wins), Rounded.count(part.losses),
    ]
  }

  private var rows: [[String]] {
    compared.flatMap { pair in
      pair.parts.enumerated().map { index, part in
        [index == 0 ? pair.challenger : "", index == 0 ? pair.champion : ""] + Self.cells(part)
      }
    }
  }

  private var remarks: [String] {
    let sure = Self.percent(confidence)
    let share = Self.percent(margin)
    return compared.flatMap { pair in
      pair.parts.compactMap { part in
        part.reason.map { "\(pair.challenger), \(part.segment ?? "all"): \($0)" }
      }
    } + notes + [
      "both were run with the same randomness; wrong: the share misplaced, of a true segment or of all; "
        + "wins: customer-months that only the challenger has right",
      "equivalent: within \(share) points either way; each verdict holds \(sure) % by itself, so of many "
        + "segments some may seem to differ by chance",
    ]
  }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    let ranks = ["may be": 3, "sure, %": 2, "wins": 1, "losses": 1]
    let texts: Set = ["challenger", "champion", "segment", "verdict", "may be"]
    var table = TextTable(
      columns: Self.headings.map {
        TextTable.Column(
          heading: $0, alignment: texts.contains($0) ? .left : .decimal,
          isCuttable: $0 == "segment", dropRank: ranks[$0])
      })
    for row in rows { table.append(row.map { TextTable.Cell($0) }) }
    return table.rendered(style) + "\n"
      + remarks.map { style.applied(.faint, to: $0) + "\n" }.joined()
  }

  /// The report as Markdown.
  public var markdown: String {
    let texts: Set = ["challenger", "champion", "segment", "verdict", "may be"]
    var table = MarkdownTable(
      Self.headings.map {
        (heading: $0.prefix(1).uppercased() + $0.dropFirst(), isNumber: !texts.contains($0))
      })
    for row in rows { table.append(row) }
    return table.text + "\n" + remarks.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined()
  }

  /// The report as one JSON object.
  ///
  /// - Returns: the object's text, members sorted by name.
  /// - Throws: when a number is not finite, which no comparison holds.
  public func json() throws -> String {
    struct Whole: Encodable {
      let compare: Int
      let confidence: Double
      let margin: Double
      let notes: [String]
      let pairs: [ComparedClassifier]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(
      Whole(compare: 1, confidence: confidence, margin: margin, notes: notes, pairs: compared))
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
