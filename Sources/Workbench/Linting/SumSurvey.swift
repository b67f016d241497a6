// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// A sum that conditions compare with constants.
struct ComparedSum {
  /// The sum.
  let form: LinearForm
  /// What its weights are multiplied by where it is first written.
  let scale: Double
  /// The slots of those of its numbers of which some condition asks whether they are missing.
  let asked: Set<Int>

  /// Whether the sum tells all that conditions ask of its numbers.
  ///
  /// It is missing where one of them is: which one, it tells if only one can be.
  ///
  /// - Parameter parts: its numbers.
  /// - Returns: whether it does.
  func settles(_ parts: [RuleInput]) -> Bool {
    guard parts.count == form.slots.count else { return false }
    let open = parts.filter { $0.mayBeMissing != false }
    return open.count <= 1 || !open.contains { asked.contains($0.slot) }
  }

  /// Whether every number between the least and the greatest sum can be one, or every whole number.
  ///
  /// - Parameters:
  ///   - parts: its numbers.
  ///   - ranges: the least and the greatest value of each.
  /// - Returns: whether it is so.
  func isConnected(_ parts: [RuleInput], _ ranges: [ClosedRange<Double>]) -> Bool {
    // With a weight of 1 each whole number is a sum; with 2 alone, each second.
    if isWhole(parts) { return weights.contains(1) }
    var (width, gap) = (0.0, 0.0)
    for ((weight, part), range) in zip(zip(weights, parts), ranges) {
      switch part.values {
      case .numbers: width += weight.magnitude * (range.upperBound - range.lowerBound)
      case .wholeNumbers: gap = max(gap, weight.magnitude)
      case .levels, .scores, .sums: return false
      }
    }
    return width >= gap
  }

  /// Whether it is a whole number from 0.
  func isWhole(_ parts: [RuleInput]) -> Bool {
    parts.allSatisfy { $0.values == .wholeNumbers }
      && weights.allSatisfy { $0 > 0 && $0 == $0.rounded() }
  }

  private var weights: [Double] { form.weights.map { $0 * scale } }

  /// The sums of some customers.
  ///
  /// - Parameter columns: its numbers, customer by customer.
  /// - Returns: the sums, NaN where one of the numbers is missing.
  func values(_ columns: [[Double]]) -> [Double] {
    (columns.first ?? []).indices.map { row in
      scale * zip(columns, form.weights).reduce(0) { $0 + $1.1 * $1.0[row] }
    }
  }
}

/// The sums that conditions compare, of numbers that they read nowhere else.
struct SumSurvey {
  /// The sums, in the order in which they are first written.
  private(set) var sums: [ComparedSum] = []
  private var forms: [(form: LinearForm, scale: Double)] = []
  /// Numbers that are read otherwise.
  private var loose: Set<Int> = []
  /// Numbers of which it is asked whether they are missing.
  private var asked: Set<Int> = []

  /// Looks through the conditions of some rules.
  ///
  /// - Parameter rules: the rules.
  init(_ rules: DecisionRules) {
    for rule in rules.rules { survey(rule.condition.root) }
    for input in rules.inputs where input.values != .numbers && input.values != .wholeNumbers {
      loose.insert(input.slot)
    }
    sums = forms.filter { own in
      loose.isDisjoint(with: own.form.slots)
        && !forms.contains {
          $0.form != own.form && !Set($0.form.slots).isDisjoint(with: own.form.slots)
        }
    }.map {
      ComparedSum(form: $0.form, scale: $0.scale, asked: asked.intersection($0.form.slots))
    }
  }

  private mutating func survey(_ node: CheckedExpression.Node) {
    switch node {
    case .both, .either, .not:
      for part in node.operands { survey(part) }
      return
    case .isMissing(.number(let slot)):
      asked.insert(slot)
      return
    case .isMissing(let inner):
      // Whether a sum is missing says nothing of how it is written.
      if let form = LinearComparison.form(inner), form.slots.count > 1 { return add(form, 1) }
    case .compare:
      if let linear = LinearComparison(node), linear.form.slots.count > 1 {
        return add(linear.form, linear.scale)
      }
    default: break
    }
    loose.formUnion(CheckedExpression(node).numberSlots)
  }

  private mutating func add(_ form: LinearForm, _ scale: Double) {
    if !forms.contains(where: { $0.form == form }) { forms.append((form, scale)) }
  }
}
