// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// A baseline beside the one that it would replace: whether the scenario changed, the results, or both.
public struct BaselineReport {
  private let baseline: Baseline
  private let previous: Baseline?
  private let difference: BaselineDifference?
  private let folder: String
  private let isReadable: Bool
  /// How many cells, or numbers, are shown of a classifier.
  private static let shown = 6

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - baseline: what came of the scenario now.
  ///   - previous: what was accepted; nothing when nothing was.
  ///   - folder: the baseline's folder.
  ///   - isReadable: whether what was accepted could be read, if anything was.
  public init(
    _ baseline: Baseline, since previous: Baseline?, folder: String, isReadable: Bool = true
  ) {
    (self.baseline, self.previous, self.folder) = (baseline, previous, folder)
    self.isReadable = isReadable
    difference = previous.map { BaselineDifference(from: $0, to: baseline) }
  }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    let lines = (difference.map(rowLines) ?? []) + (difference?.classifiers ?? []).flatMap(lines)
    return style.applied(.strong, to: baseline.manifest.scenario) + ": " + verdict + "\n"
      + (identityLines + scenarioLines).map { "  \($0)\n" }.joined() + table(style)
      + lines.map { "  \($0)\n" }.joined()
  }

  private var isSameScenario: Bool { previous?.scenario == baseline.scenario }

  private var verdict: String {
    guard isReadable else {
      return "the baseline in \(folder) cannot be read; this would replace it"
    }
    guard let previous, let difference else {
      return "no baseline in \(folder) yet; this would be the first"
    }
    switch (isSameScenario, difference.isSame) {
    case (true, true) where difference.isAlike:
      return previous.manifest == baseline.manifest
        ? "as accepted" : "as accepted, but made with other versions"
    case (true, true): return "as accepted, but other numbers are kept of it"
    case (true, false): return "the scenario is as accepted, but the tool gives other results"
    case (false, true): return "the scenario was changed, and gives the same results"
    case (false, false): return "the scenario was changed, and so were the results"
    }
  }

  /// What tells that the baseline was accepted for something else.
  private var identityLines: [String] {
    guard let old = previous?.manifest else { return [] }
    let new = baseline.manifest
    var lines: [String] = []
    if old.scenario != new.scenario {
      lines.append("it was accepted for the scenario '\(old.scenario)'")
    }
    if old.customers != new.customers {
      lines.append(
        "customers: \(Rounded.count(new.customers)), \(Rounded.count(old.customers)) when accepted")
    }
    if old.replicates != new.replicates {
      lines.append("replicates: \(new.replicates), \(old.replicates) when accepted")
    }
    return lines
  }

  /// Lines of the scenario that were taken out and put in, with their numbers.
  private var scenarioLines: [String] {
    guard let previous, !isSameScenario else { return [] }
    let (old, new) = (Self.lines(previous.scenario), Self.lines(baseline.scenario))
    return new.difference(from: old).map { change -> (Int, Int, String) in
      switch change {
      case .remove(let line, let text, _): (line, 0, "-\(line + 1): \(text)")
      case .insert(let line, let text, _): (line, 1, "+\(line + 1): \(text)")
      }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The measurements that are other than accepted; of a first baseline those over all months, as the files
  /// hold the others.
  private func table(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "measurement", isCuttable: true),
      TextTable.Column(heading: "accepted", alignment: .decimal),
      TextTable.Column(heading: "now", alignment: .decimal),
    ])
    for (old, new) in difference?.changed ?? [] {
      let isAlike = Self.value(old) == Self.value(new)
      table.append([
        TextTable.Cell(Self.name(new)), TextTable.Cell(Self.value(old, inFull: isAlike)),
        TextTable.Cell(Self.value(new, inFull: isAlike)),
      ])
    }
    for row in baseline.measurements.rows where difference == nil && row.month == nil {
      table.append([
        TextTable.Cell(Self.name(row)), TextTable.Cell(""), TextTable.Cell(Self.value(row)),
      ])
    }
    table.removeEmptyColumns()
    return table.rows.isEmpty ? "" : table.rendered(style, indent: 2)
  }

  private static func name(_ row: Measurement) -> String {
    [
      row.metric, (row.classifier ?? row.feature).map { "of \($0)" },
      row.segment.map { "in \($0)" }, row.estimator == "overall" ? nil : "(\(row.estimator))",
      row.month?.description,
    ].compactMap(\.self).joined(separator: " ")
  }

  /// The number; in full, where it reads like another, with all digits and its interval.
  private static func value(_ row: Measurement, inFull isFull: Bool = false) -> String {
    guard let number = row.value.number else { return Rounded.undefined }
    guard isFull else { return Rounded.fixed(number, decimals: 6) }
    let interval = zip([row.low].compactMap(\.self), [row.high].compactMap(\.self)).map {
      " (\(NumberText.text($0.0)) to \(NumberText.text($0.1)))"
    }
    return NumberText.text(number) + interval.joined() + (row.n.map { ", n \($0)" } ?? "")
  }

  /// Rows and classifiers that only one of the two has: no result has changed with them.
  private func rowLines(_ difference: BaselineDifference) -> [String] {
    var lines: [String] = []
    for (word, names, rows) in [
      ("new", difference.addedClassifiers, difference.added),
      ("no more", difference.removedClassifiers, difference.removed),
    ] {
      lines += names.map { "\(word): the classifier \($0)" }
      let known = rows.filter { !names.contains($0.classifier ?? "") }.map(Self.name)
      lines += known.prefix(Self.shown).map { "\(word): \($0)" }
      if known.count > Self.shown {
        lines.append("\(word): \(Rounded.count(known.count - Self.shown)) more measurements")
      }
    }
    return lines
  }

  /// What a classifier that both have gives or has learned otherwise.
  private func lines(_ classifier: BaselineDifference.Classifier) -> [String] {
    var lines: [String] = []
    if !classifier.cells.isEmpty {
      lines.append(
        "\(classifier.name): \(Rounded.count(classifier.moved)) of "
          + "\(Rounded.count(classifier.customers)) customer-months are counted otherwise")
      lines += classifier.cells.prefix(Self.shown).map { cell in
        "  \(cell.month) \(cell.truth) taken for \(cell.estimate): \(Rounded.count(cell.new)), "
          + "\(Rounded.count(cell.old)) when accepted"
      }
      if classifier.cells.count > Self.shown {
        lines.append("  and \(Rounded.count(classifier.cells.count - Self.shown)) cells more")
      }
    }
    guard !classifier.relearned.isEmpty else { return lines }
    let count = classifier.relearned.count
    lines.append(
      "\(classifier.name): \(count) of \(classifier.learned) numbers that it has learned or states "
        + (count == 1 ? "is another" : "are others"))
    lines += classifier.relearned.prefix(Self.shown).map { old, new in
      let row = new ?? old
      func text(_ row: Baseline.Learned?) -> String {
        row.map { NumberText.text($0.value) } ?? "none"
      }
      return
        "  \(row?.parameter ?? "") (\(row?.position ?? 1)): \(text(new)), \(text(old)) when accepted"
    }
    if count > Self.shown { lines.append("  and \(Rounded.count(count - Self.shown)) more") }
    return lines
  }
}
