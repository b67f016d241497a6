// SPDX-License-Identifier: GPL-3.0-or-later
public import Results

/// What `segbench tune` has found, for a terminal and for `tune.md`.
public struct TuningReport {
  private let summary: TuningSummary

  /// Makes a report.
  ///
  /// - Parameter summary: what was found.
  public init(_ summary: TuningSummary) { self.summary = summary }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    let parts = [
      style.applied(.strong, to: headline) + "\n" + judged + "\n",
      TuningTables.values(summary).text.rendered(style),
      TuningTables.measures(summary).text.rendered(style),
      notes.map { style.applied(.faint, to: $0) + "\n" }.joined(),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The report as `tune.md`.
  public var markdown: String {
    let parts = [
      "# Values of \(MarkdownTable.escaped(summary.classifier)) tuned\n",
      MarkdownTable.escaped(headline) + ".\n\n" + MarkdownTable.escaped(judged) + ".\n",
      "## Values\n\n" + TuningTables.values(summary).markdown.text,
      "## What they reach\n\n" + TuningTables.measures(summary).markdown.text,
      notes.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined(),
      "## Made from\n\nScenario \(MarkdownTable.escaped(summary.scenario)), seed \(summary.seed), hash `"
        + "\(summary.scenarioHash)`. Every candidate stands in `candidates.csv`.\n",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What comes of it, in a sentence.
  private var headline: String {
    guard summary.isMet else {
      return "no choice of values meets the conditions; the nearest miss is shown"
    }
    if summary.keepsFile {
      return "the file's values cannot be told apart from the best"
    }
    guard let gain = summary.gain else { return "better values were found" }
    let amount = TuningTables.difference(gain, summary.goal.title)
    return "better values were found: \(summary.goal.title) gains \(amount)"
  }

  private var judged: String {
    let by =
      summary.isExpected
      ? "by each customer's chances" : "by the truth that was drawn"
    return "\(Rounded.count(summary.candidates, "candidate")) for \(summary.classifier), judged on "
      + "\(Rounded.count(summary.customers, "customer")), "
      + "\(Rounded.count(summary.customerMonths, "customer-month")), \(by)"
  }

  private var notes: [String] {
    var notes: [String] = []
    if let reason = summary.withoutChances {
      notes.append("the truth that was drawn counts, as chances are not known: \(reason)")
    }
    if summary.end == .budget {
      notes.append(
        "the search ended as the \(Rounded.count(summary.allowed, "candidate")) it may look at were used up, not as "
          + "nothing better was found: raise 'candidates' under 'tune' to look further")
    }
    if summary.end == .grid {
      notes.append(
        "values without a 'step' were tried on a grid of numbers: a better choice may lie between them"
      )
    }
    if summary.isMet {
      notes.append(
        "as good: what cannot be told apart from the best by the paired difference, at 95 %, while the other "
          + "values stay, and what lies between without being surely worse; together \(Rounded.count(summary.alike, "candidate"))"
      )
    }
    if summary.leavingMore > 0, let without = summary.without {
      notes.append(
        "\(Rounded.count(summary.leavingMore, "candidate")) \(summary.leavingMore == 1 ? "leaves" : "leave") more customers "
          + "without a segment than the file's values, which leave \(Rounded.fixed(without * 100, decimals: 2)) %, "
          + "and may not be taken: such customers count in no error")
    }
    if summary.dropped > 0 {
      notes.append(
        "\(Rounded.count(summary.dropped, "candidate")) \(summary.dropped == 1 ? "was" : "were") given up on an eighth of the customers; one as good "
          + "as the best is given up once in 1,000 times")
    }
    if let fresh = summary.fresh {
      let title = summary.goal.title
      notes.append(
        "on \(Rounded.count(fresh.populations, "fresh population")) the best values are worse by "
          + "\(TuningTables.difference(fresh.optimism, title)) than where they were found, and those to take "
          + "gain \(TuningTables.difference(fresh.gain, title)) over the file's")
    } else if summary.isMet {
      notes.append("the answer was not tried on fresh customers: see 'confirm' under 'tune'")
    }
    return notes
  }
}
