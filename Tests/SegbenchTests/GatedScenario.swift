// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

/// A small scenario with gates, for commands.
enum GatedScenario {
  /// A folder with a small scenario that has gates.
  static func place(cut: String = "1", gates: String? = nil) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    try write(scratch, cut: cut, gates: gates)
    return scratch
  }

  static let usualGates = """
    gates:
      - {metric: misclassification, of: cut, worse by at most: 1 %}
      - {metric: recall, of: cut, segment: high, at least: 70 %, over: each month}
    """

  static func write(
    _ scratch: ScratchFolder, cut: String = "1", gates: String? = nil, high: String = "high",
    note: String = "as usual"
  ) throws {
    let text = """
      scenario: 1
      name: groups
      title: '\(note)'
      seed: 1
      population: {customers: 3_000, from: 2026-01, months: 2}
      world:
        group: {levels: {low: 0.5, \(high): 0.5}}
        score: {normal: {mean: {by group: {low: 0, \(high): 2}}, sd: 1}}
      segments: {group: {is: group, ordered: yes}}
      view: {score: [{of: score}]}
      classifiers: {cut: {finds: group, cuts: {of: score, at: [\(cut)]}}}
      \(gates ?? usualGates)

      """
    try Data(text.utf8).write(to: URL(filePath: scratch.file("groups.yaml")))
  }
}
