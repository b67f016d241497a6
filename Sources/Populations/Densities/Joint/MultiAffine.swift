// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A sum of products of numbers in which no number is multiplied with itself: linear in each number
/// once the others are known.
struct MultiAffine: Sendable {
  /// The factor of each product, by the ascending slots of its numbers; the constant by none.
  private(set) var terms: [[Int]: Double]

  /// Reads an expression; nothing when it is no such sum.
  ///
  /// - Parameter node: a number, in which no level is left.
  init?(_ node: CheckedExpression.Node) {
    switch node {
    case .constant(let value) where value.isFinite: terms = [[]: value]
    case .number(let slot): terms = [[slot]: 1]
    case .unary(.negate, let inner):
      guard let inner = MultiAffine(inner) else { return nil }
      terms = inner.terms.mapValues { -$0 }
    case .binary(let operation, let left, let right):
      guard let left = MultiAffine(left), let right = MultiAffine(right) else { return nil }
      switch operation {
      case .add: self = left.adding(right, times: 1)
      case .subtract: self = left.adding(right, times: -1)
      case .multiply:
        guard let product = left.multiplied(with: right) else { return nil }
        self = product
      case .divide:
        guard right.slots.isEmpty, right.constant != 0 else { return nil }
        terms = left.terms.mapValues { $0 / right.constant }
      default: return nil
      }
    default: return nil
    }
    terms = terms.filter { $0.key.isEmpty || $0.value != 0 }
  }

  /// The slots of its numbers, ascending.
  var slots: [Int] { Set(terms.keys.flatMap { $0 }).sorted() }
  /// What stays when all numbers are 0.
  var constant: Double { terms[[]] ?? 0 }

  /// The value at which it vanishes, where it depends on one number alone, and whether it is above 0
  /// beyond.
  var root: (slot: Int, value: Double, isAscending: Bool)? {
    guard slots.count == 1, let rate = terms[[slots[0]]] else { return nil }
    return (slots[0], -constant / rate, rate > 0)
  }

  private func adding(_ other: MultiAffine, times factor: Double) -> MultiAffine {
    var sum = self
    for (slots, value) in other.terms { sum.terms[slots, default: 0] += factor * value }
    return sum
  }

  private func multiplied(with other: MultiAffine) -> MultiAffine? {
    guard Set(slots).isDisjoint(with: other.slots) else { return nil }
    var product = self
    product.terms = [:]
    for (left, one) in terms {
      for (right, two) in other.terms {
        product.terms[(left + right).sorted(), default: 0] += one * two
      }
    }
    return product
  }
}

extension CheckedExpression.Node {
  /// The same with comparisons of one number, however written, as comparisons of the number itself
  /// with a constant.
  var withPlainThresholds: Self {
    replacing { node in
      guard case .compare(let comparison, let left, let right) = node,
        let root = MultiAffine(.binary(.subtract, left, right))?.root, root.value.isFinite
      else { return nil }
      return .compare(
        root.isAscending ? comparison : comparison.swapped, .number(slot: root.slot),
        .constant(root.value))
    }
  }

  /// The same with the greater or lesser of two numbers, and absolute values, as choices by a
  /// comparison.
  var withChoices: Self {
    replacing { node in
      switch node {
      case .binary(.maximum, let left, let right):
        let (left, right) = (left.withChoices, right.withChoices)
        return .choose(.compare(.greaterOrEqual, left, right), left, right)
      case .binary(.minimum, let left, let right):
        let (left, right) = (left.withChoices, right.withChoices)
        return .choose(.compare(.lessOrEqual, left, right), left, right)
      case .unary(.absolute, let inner):
        let inner = inner.withChoices
        return .choose(
          .compare(.greaterOrEqual, inner, .constant(0)), inner, .unary(.negate, inner))
      default: return nil
      }
    }
  }

  /// A condition in which no choice is compared any more: where one is, either outcome is, under its
  /// condition; comparisons of one number are plain.
  var withoutChoices: Self { withChoices.withOutcomes.withPlainThresholds }

  private var withOutcomes: Self {
    replacing { node in
      guard case .compare = node else { return nil }
      var first: Self?
      node.walk { if case .choose = $0, first == nil { first = $0 } }
      guard let choice = first, case .choose(let condition, let yes, let no) = choice else {
        return node
      }
      let outcomes = [yes, no].map { outcome in
        node.replacing { $0 == choice ? outcome : nil }.withOutcomes
      }
      let decided = condition.withOutcomes
      return .either(.both(decided, outcomes[0]), .both(.not(decided), outcomes[1]))
    }
  }

  /// The slots of numbers that are compared by sums of products, whatever the levels are; not those
  /// that are only compared with constants.
  var comparedTogether: [Int] {
    var found: Set<Int> = []
    walk { node in
      guard case .compare(_, let left, let right) = node, node.plainThresholds.isEmpty else {
        return
      }
      let both = CheckedExpression(.binary(.subtract, left, right))
      if both.root.isMultiAffine { found.formUnion(both.numberSlots) }
    }
    return found.sorted()
  }

  /// Whether some numbers are compared with nothing but constants or by sums of products.
  func comparesSums(of slots: Set<Int>) -> Bool {
    var found = true
    walk { node in
      guard case .compare(_, let left, let right) = node, node.plainThresholds.isEmpty else {
        return
      }
      let both = CheckedExpression(.binary(.subtract, left, right))
      guard !slots.isDisjoint(with: both.numberSlots) else { return }
      found = found && both.root.isMultiAffine
    }
    return found
  }

  /// Whether it is a sum of products whatever the levels are.
  private var isMultiAffine: Bool {
    var most = 1
    walk { if case .byLevel(_, let values) = $0 { most = Swift.max(most, values.count) } }
    return (0..<most).allSatisfy { index in
      let known = replacing { node in
        guard case .byLevel(_, let values) = node, !values.isEmpty else { return nil }
        return values[Swift.min(index, values.count - 1)]
      }
      return MultiAffine(known) != nil
    }
  }

  /// The conditions of all choices inside.
  var choiceConditions: [Self] {
    var found: [Self] = []
    walk { if case .choose(let condition, _, _) = $0 { found.append(condition) } }
    return found
  }

  /// All comparisons of a number with a constant inside, by slot.
  var plainThresholds: [(slot: Int, bound: Double)] {
    var found: [(slot: Int, bound: Double)] = []
    walk { node in
      switch node {
      case .compare(_, .number(let slot), .constant(let bound)),
        .compare(_, .constant(let bound), .number(let slot)):
        found.append((slot, bound))
      default: break
      }
    }
    return found
  }
}
