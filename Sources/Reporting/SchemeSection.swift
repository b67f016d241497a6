// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One scheme in Markdown: recall by segment, and misclassification by month.
struct SchemeSection {
  private let scheme: SchemeSummary

  init(_ scheme: SchemeSummary) { self.scheme = scheme }

  /// The section's text.
  var text: String {
    let method = scheme.scheme.method.map { " (\($0.rawValue))" } ?? ""
    return "## " + MarkdownTable.escaped(scheme.scheme.name) + method + "\n\n" + recalls + "\n"
      + months
  }

  private var recalls: String {
    let names = scheme.classifiers.map { (heading: $0.name, isNumber: true) }
    var table = MarkdownTable(
      [("Recall, % of the segment", false), ("True share, %", true)] + names)
    for (index, segment) in scheme.scheme.segments.enumerated() {
      let share = scheme.shares.first { $0.name == segment }
      table.append(
        [segment, share.map { Change.text($0.first, $0.last) } ?? ""]
          + scheme.classifiers.map { Estimate.percent($0.recalls[index]).textWithInterval })
    }
    return table.text
  }

  private var months: String {
    let names = scheme.classifiers.map { (heading: $0.name, isNumber: true) }
    var table = MarkdownTable([("Misclassified, % in", false)] + names)
    for (index, month) in scheme.months.enumerated() {
      table.append(
        [month.description]
          + scheme.classifiers.map { Estimate.percent($0.byMonth[index]).textWithInterval })
    }
    if scheme.months.count > 2 {
      table.append(
        ["least to most"]
          + scheme.classifiers.map { Sparkline.text($0.byMonth.map { $0?.value.number }) })
    }
    return table.text
  }
}
