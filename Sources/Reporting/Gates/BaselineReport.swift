// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// A baseline beside the one that it would replace: whether the scenario changed, the results, or both.
public struct BaselineReport {
  private let baseline: Baseline
  private let previous: Baseline?
  private let folder: String

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - baseline: what came of the scenario now.
  ///   - previous: what was accepted; nothing when nothing was.
  ///   - folder: the baseline's folder.
  public init(_ baseline: Baseline, since previous: Baseline?, folder: String) {
    (self.baseline, self.previous, self.folder) = (baseline, previous, folder)
  }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    style.applied(.strong, to: baseline.manifest.scenario) + ": " + verdict + "\n"
      + scenarioLines.map { "  \($0)\n" }.joined() + table(style)
      + learnedLines.map { "  \($0)\n" }.joined()
  }

  private var isSameScenario: Bool { previous?.scenario == baseline.scenario }
  private var isSameResult: Bool {
    guard let previous else { return false }
    return previous.counts == baseline.counts && previous.learned == baseline.learned
      && previous.measurements == baseline.measurements
  }

  private var verdict: String {
    guard let previous else { return "no baseline in \(folder) yet; this would be the first" }
    if isSameScenario, isSameResult {
      return previous.manifest == baseline.manifest
        ? "as accepted" : "as accepted, but made with other versions"
    }
    if isSameScenario { return "the scenario is as accepted, but the tool gives other results" }
    return isSameResult
      ? "the scenario was changed, and gives the same results"
      : "the scenario was changed, and so were the results"
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

  /// The measurements that are new, gone, or other than accepted.
  private func table(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "measurement", isCuttable: true),
      TextTable.Column(heading: "accepted", alignment: .decimal),
      TextTable.Column(heading: "now", alignment: .decimal),
    ])
    var (order, old, new): ([String], [String: String], [String: String]) = ([], [:], [:])
    for row in previous?.measurements.rows ?? [] {
      old[Self.name(row)] = Self.value(row)
      order.append(Self.name(row))
    }
    // A first baseline is shown by its numbers over all months: the files hold the others.
    for row in baseline.measurements.rows where previous != nil || row.month == nil {
      new[Self.name(row)] = Self.value(row)
      if old[Self.name(row)] == nil { order.append(Self.name(row)) }
    }
    for name in order where old[name] != new[name] {
      table.append([
        TextTable.Cell(name), TextTable.Cell(old[name] ?? ""), TextTable.Cell(new[name] ?? ""),
      ])
    }
    return table.rows.isEmpty ? "" : table.rendered(style, indent: 2)
  }

  private static func name(_ row: Measurement) -> String {
    [
      row.metric, (row.classifier ?? row.feature).map { "of \($0)" },
      row.segment.map { "in \($0)" }, row.estimator == "overall" ? nil : "(\(row.estimator))",
      row.month?.description,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func value(_ row: Measurement) -> String {
    row.value.number.map { Rounded.fixed($0, decimals: 6) } ?? Rounded.undefined
  }

  /// Which classifiers have learned something else.
  private var learnedLines: [String] {
    guard let previous else { return [] }
    var names: [String] = []
    for row in baseline.learned where !names.contains(row.classifier) {
      names.append(row.classifier)
    }
    return names.compactMap { name in
      let old = previous.learned.filter { $0.classifier == name }
      let new = baseline.learned.filter { $0.classifier == name }
      guard old != new, !old.isEmpty else { return nil }
      let changed = zip(old, new).count { $0 != $1 } + abs(old.count - new.count)
      return "\(name): \(changed) of \(new.count) numbers that it has learned or states are others"
    }
  }
}
