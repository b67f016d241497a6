// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The declared changes, and which of them have found what they change.
final class DriftBook {
  /// All changes in the order written, with the numbers that they change as far as they are read.
  private(set) var changes: [DriftChange]
  /// The stretches of months with the same changes in force.
  let epochs: MonthEpochs
  private var found: Set<Int> = []
  /// Changes of which one value at least is known that they concern.
  private var concerned: Set<Int> = []
  /// Changes whose scale has been refused.
  private var undefined: Set<Int> = []
  private(set) var knownTargets: [String] = []

  /// Makes the book.
  ///
  /// - Parameters:
  ///   - changes: all changes in the order written.
  ///   - months: how many scored months there are.
  init(_ changes: [DriftChange], months: Int) {
    self.changes = changes
    epochs = MonthEpochs(changes, months: months)
  }

  /// A value in every epoch.
  ///
  /// - Parameters:
  ///   - node: the unchanged value.
  ///   - target: the name under which a drift may change it.
  /// - Returns: one expression for each epoch.
  func byEpoch(_ node: CheckedExpression.Node, _ target: String) -> [CheckedExpression] {
    let mine = own(target)
    let values = epochs.active.map { active in
      CheckedExpression(
        active.filter(mine.contains).reduce(node) { changes[$1].applied(to: $0) })
    }
    for index in mine { noteNumbers(of: index, values) }
    return values
  }

  /// Notes the numbers of a change that concerns one number only.
  private func noteNumbers(of index: Int, _ values: [CheckedExpression]) {
    let from = changes[index].from
    let isFirst = concerned.insert(index).inserted
    changes[index].numbers = nil
    guard isFirst, let before = values[epochs(from - 1)].constantValue,
      let after = values[epochs(from)].constantValue, before.isFinite, after.isFinite
    else { return }
    changes[index].numbers = (before, after)
  }

  /// The drifts in force in an epoch, as words for messages; empty when there are none.
  func inForce(_ epoch: Int) -> String {
    var names: [String] = []
    for change in epochs.active[epoch] where !names.contains(changes[change].name) {
      names.append(changes[change].name)
    }
    return names.isEmpty ? "" : " while drift '\(names.joined(separator: "' and '"))' is in force"
  }

  /// Whether any change concerns a target; the target is known from now on.
  func concerns(_ target: String) -> Bool { !own(target).isEmpty }

  private func own(_ target: String) -> Set<Int> {
    if !knownTargets.contains(target) { knownTargets.append(target) }
    let mine = Set(changes.indices.filter { DriftTarget(changes[$0].target).covers(target) })
    found.formUnion(mine)
    return mine
  }

  /// Notes every change on a scale on which some values of its target have no place.
  ///
  /// - Parameters:
  ///   - target: the name under which a drift may change the values.
  ///   - bounds: the values there can be.
  ///   - log: where problems are collected.
  func noteUndefinedScales(_ target: String, within bounds: ClosedRange<Double>, in log: ProblemLog)
  {
    for index in own(target).sorted() where !changes[index].isDefined(within: bounds) {
      guard undefined.insert(index).inserted else { continue }
      let change = changes[index]
      let limits = change.scale == .log ? "below 0" : "outside 0 to 1"
      reader(of: change, log).error(
        "'\(change.target)' can lie \(limits), where it has no place on the \(change.scale) scale",
        advice: "change it on the identity scale, or by a law whose values are never \(limits)")
    }
  }

  private func reader(of change: DriftChange, _ log: ProblemLog) -> ScenarioReader {
    let node = ScenarioNode(
      content: .scalar(text: change.target, isQuoted: false), position: change.position)
    return ScenarioReader(
      node, path: ["drift", change.name, "changes", change.target], log: log)
  }

  /// Notes every change whose target nothing answered to.
  ///
  /// - Parameters:
  ///   - log: where problems are collected.
  ///   - isUnread: whether a target is part of what could not be read, which has been told.
  func noteUnknownTargets(in log: ProblemLog, unless isUnread: (String) -> Bool) {
    for (index, change) in changes.enumerated()
    where !found.contains(index) && !isUnread(change.target) {
      let node = ScenarioNode(
        content: .scalar(text: change.target, isQuoted: false), position: change.position)
      ScenarioReader(node, path: ["drift", change.name, "changes"], log: log)
        .unknown(change.target, "target of drift", known: knownTargets)
    }
  }
}
