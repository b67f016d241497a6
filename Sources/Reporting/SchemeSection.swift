// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One scheme in Markdown: recall by segment, and misclassification by month.
struct SchemeSection {
  private let scheme: SchemeSummary
  private let rules: [BestRule]

  init(_ scheme: SchemeSummary) {
    self.scheme = scheme
    rules = BestRule.all(scheme.classifiers)
  }

  /// The section's text.
  var text: String {
    let method = scheme.scheme.method.map { " (\($0.rawValue))" } ?? ""
    return "## " + MarkdownTable.escaped(scheme.scheme.name) + method + "\n\n" + recalls + "\n"
      + months
  }

  private var recalls: String {
    let columns = columns("best rule", of: \.recalls, beside: \.recalls)
    var table = MarkdownTable(
      [("Recall, % of the segment", false), ("True share, %", true)]
        + columns.map { ($0.heading, true) })
    for (index, segment) in scheme.scheme.segments.enumerated() {
      let share = scheme.shares.first { $0.name == segment }
      table.append(
        [segment, share.map { Change.text($0.first, $0.last) } ?? ""]
          + columns.map { Estimate.percent($0.rows[index]).textWithInterval })
    }
    let hasBest = columns.count > scheme.classifiers.count
    return table.text
      + (hasBest
        ? "\nThe best rule errs least of all that see the same; another may find a small segment more often.\n"
        : "")
  }

  private var months: String {
    let columns = columns("floor", of: \.byMonth, beside: \.byMonth)
    var table = MarkdownTable(
      [("Misclassified, % in", false)] + columns.map { ($0.heading, true) })
    for (index, month) in scheme.months.enumerated() {
      table.append(
        [month.description] + columns.map { Estimate.percent($0.rows[index]).textWithInterval })
    }
    if scheme.months.count > 2 {
      table.append(
        ["least to most"] + columns.map { Sparkline.text($0.rows.map { $0?.value.number }) })
    }
    return table.text
  }

  /// A column for each classifier, and behind those that see the same one for their best rule.
  private func columns(
    _ what: String, of best: (BestRule) -> [Measurement?],
    beside own: (ClassifierSummary) -> [Measurement?]
  ) -> [(heading: String, rows: [Measurement?])] {
    rules.flatMap { rule in
      let least = best(rule)
      let isKnown = least.contains { $0?.value.number != nil }
      return rule.classifiers.map { ($0.name, own($0)) }
        + (isKnown ? [(rule.heading(what, isOnly: rules.count == 1), least)] : [])
    }
  }
}
