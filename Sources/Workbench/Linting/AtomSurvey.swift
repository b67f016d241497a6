// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// The comparisons of some conditions, by the one input that each reads.
struct AtomSurvey {
  /// The comparisons that read one number and nothing else, by slot.
  private(set) var atoms: [Int: [CheckedExpression]] = [:]
  /// The numbers at which they may change their answer, by slot.
  private(set) var cuts: [Int: [Double]] = [:]
  /// A comparison that does not go by one input alone, or not upwards or downwards; nothing when
  /// the answer to all conditions is settled by which cell each input lies in.
  private(set) var isExact = true

  /// The slots of scores and of sums of points, of which every one is tried.
  private let scores: Set<Int>

  /// Looks through the conditions of some rules.
  init(_ rules: DecisionRules) {
    scores = Set(
      rules.inputs.filter { input in
        switch input.values {
        case .scores, .sums: true
        case .numbers, .wholeNumbers, .levels: false
        }
      }.map(\.slot))
    let conditions = rules.rules.map(\.condition)
    for condition in conditions { survey(condition.root) }
  }

  private mutating func survey(_ node: CheckedExpression.Node) {
    switch node {
    case .both(let left, let right), .either(let left, let right):
      survey(left)
      survey(right)
    case .not(let inner): survey(inner)
    case .truth, .among, .isMissingLevel: break
    default: addAtom(CheckedExpression(node))
    }
  }

  private mutating func addAtom(_ atom: CheckedExpression) {
    guard let slot = atom.numberSlots.first, !scores.isSuperset(of: atom.numberSlots) else {
      return
    }
    guard atom.numberSlots.count == 1, atom.levelSlots.isEmpty,
      let found = AnswerChanges(of: atom, slot: slot)
    else {
      isExact = false
      return
    }
    atoms[slot, default: []].append(atom)
    cuts[slot, default: []] += found.cuts
  }
}
