// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Rules whose conditions compare sums and products of several numbers, for one choice of levels and
/// of the cells of all other numbers: what is left to decide.
struct EdgeRule: Sendable {
  /// A condition over the signs of edges.
  indirect enum Condition: Sendable {
    case known(Bool)
    case compare(Comparison, edge: Int)
    case both(Condition, Condition)
    case either(Condition, Condition)
    case not(Condition)

    /// The answer; nothing while the signs do not tell.
    ///
    /// - Parameter sign: the sign of an edge: below 0, above it or 0; NaN while it is not known.
    /// - Returns: the answer.
    func answer(_ sign: (Int) -> Double) -> Bool? {
      switch self {
      case .known(let answer): return answer
      case .compare(let comparison, let edge):
        let value = sign(edge)
        return value.isNaN ? nil : comparison(value, 0) == Truth.yes
      case .both(let left, let right):
        let (one, other) = (left.answer(sign), right.answer(sign))
        if one == false || other == false { return false }
        return one == true && other == true ? true : nil
      case .either(let left, let right):
        let (one, other) = (left.answer(sign), right.answer(sign))
        if one == true || other == true { return true }
        return one == false && other == false ? false : nil
      case .not(let inner): return inner.answer(sign).map { !$0 }
      }
    }
  }

  /// The conditions, of which the first that holds tells the segment.
  let conditions: [Condition]
  /// The sums that are compared with 0: the factor of each product, by a bit for each of its numbers.
  let edges: [[Double]]
  /// Whether no numbers are multiplied with each other.
  let isLinear: Bool
  /// How many numbers there are.
  let count: Int

  /// Reads conditions in which no level and no other number is left.
  ///
  /// - Parameters:
  ///   - conditions: the conditions.
  ///   - slots: the slots of the numbers, by position.
  ///
  /// There is none where something else than sums of products is compared.
  init?(_ conditions: [CheckedExpression], slots: [Int]) {
    var reader = Reader(slots: slots)
    var found: [Condition] = []
    for condition in conditions {
      guard let read = reader.read(condition.root) else { return nil }
      found.append(read)
    }
    self.conditions = found
    edges = reader.edges
    isLinear = reader.isLinear
    count = slots.count
  }

  /// The segment; nothing while the signs do not tell.
  func segment(_ sign: (Int) -> Double) -> Int? {
    for (index, condition) in conditions.enumerated() {
      guard let answer = condition.answer(sign) else { return nil }
      if answer { return index }
    }
    return conditions.count
  }

  private struct Reader {
    let slots: [Int]
    var edges: [[Double]] = []
    var isLinear = true

    mutating func read(_ node: CheckedExpression.Node) -> Condition? {
      switch node {
      case .truth(let answer): return .known(answer)
      case .compare(let comparison, let left, let right):
        guard let sum = MultiAffine(.binary(.subtract, left, right)) else { return nil }
        return edge(sum).map { .compare(comparison, edge: $0) }
      case .both(let left, let right):
        guard let left = read(left), let right = read(right) else { return nil }
        return .both(left, right)
      case .either(let left, let right):
        guard let left = read(left), let right = read(right) else { return nil }
        return .either(left, right)
      case .not(let inner): return read(inner).map { .not($0) }
      case .isMissing: return .known(false)
      default: return nil
      }
    }

    private mutating func edge(_ sum: MultiAffine) -> Int? {
      var factors = [Double](repeating: 0, count: 1 << slots.count)
      for (product, factor) in sum.terms {
        var bits = 0
        for slot in product {
          guard let position = slots.firstIndex(of: slot) else { return nil }
          bits |= 1 << position
        }
        factors[bits] = factor
        if product.count > 1 { isLinear = false }
      }
      if let known = edges.firstIndex(of: factors) { return known }
      edges.append(factors)
      return edges.count - 1
    }
  }
}
