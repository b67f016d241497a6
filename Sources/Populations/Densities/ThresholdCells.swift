// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The adjoining intervals of a number within which an expression does not change with it.
struct ThresholdCells: Sendable {
  /// The intervals in ascending order, each with a value inside; between two intervals stands the
  /// threshold itself.
  let intervals: [(values: ValueInterval, inside: Double)]

  /// Cuts at thresholds.
  ///
  /// - Parameter thresholds: the numbers compared with.
  init(thresholds: [Double]) {
    let bounds = Set(thresholds).sorted()
    guard let first = bounds.first, let last = bounds.last else {
      intervals = [(.all, 0)]
      return
    }
    func open(_ low: Double, _ high: Double) -> ValueInterval {
      ValueInterval(low: low, high: high, includesLow: false, includesHigh: false)
    }
    var found = [(values: open(-.infinity, first), inside: Self.beside(first, -1))]
    for (index, bound) in bounds.enumerated() {
      found.append((ValueInterval(low: bound, high: bound), bound))
      let next = index + 1 < bounds.count ? bounds[index + 1] : .infinity
      found.append(
        (open(bound, next), bound == last ? Self.beside(bound, 1) : bound / 2 + next / 2))
    }
    intervals = found
  }

  /// Cuts where an expression may change with a number; nothing when it reads the number otherwise
  /// than by comparing it with constants.
  ///
  /// - Parameters:
  ///   - root: the expression.
  ///   - slot: the number's slot.
  init?(_ root: CheckedExpression.Node, slot: Int) {
    guard let thresholds = root.thresholds(of: slot) else { return nil }
    self.init(thresholds: thresholds)
  }

  private static func beside(_ bound: Double, _ side: Double) -> Double {
    bound + side * max(1, abs(bound))
  }
}

extension CheckedExpression.Node {
  /// The constants that a number is compared with; nothing when it is read in another way.
  ///
  /// - Parameter slot: the number's slot.
  /// - Returns: the constants in the order written.
  func thresholds(of slot: Int) -> [Double]? {
    switch self {
    case .compare(_, .number(slot), .constant(let bound)),
      .compare(_, .constant(let bound), .number(slot)):
      return [bound]
    case .isMissing(.number(slot)): return []
    case .number(slot): return nil
    default:
      var found: [Double] = []
      for operand in operands {
        guard let inner = operand.thresholds(of: slot) else { return nil }
        found += inner
      }
      return found
    }
  }
}
