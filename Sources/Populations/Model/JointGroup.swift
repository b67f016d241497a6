// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Quantities of the world whose draws go together by a normal copula.
public struct JointGroup: Sendable {
  /// The group's name in the scenario.
  public let name: String
  /// The quantities, in the copula's order.
  public let quantities: [String]
  /// How their normal scores go together, given all that their laws depend on.
  public let copula: NormalCopula
}

extension PopulationModel {
  /// The log density of a group's copula at some values of its quantities, given their parents.
  ///
  /// Added to the `logDensity(of:value:numbers:levels:month:)` of each quantity it gives their joint
  /// log density. Like those it speaks of values as drawn: not of what `monthly`, a drift that
  /// shifts, or a move toward a new law has made of them.
  ///
  /// - Parameters:
  ///   - group: the group's name under `together`.
  ///   - values: the value of each quantity of the group, by name.
  ///   - numbers: values of other number quantities their laws depend on, by name.
  ///   - levels: level codes of level quantities their laws depend on, by name.
  ///   - month: months since the first scored one.
  /// - Returns: the logarithm of the copula's density; nothing when there is no such group, a value
  ///   or a parent is not given, parameters are impossible, a drift shifts a quantity in this month,
  ///   or a value lies at the end of its law's support or outside.
  public func logDensity(
    ofGroup group: String, values: [String: Double], numbers: [String: Double] = [:],
    levels: [String: UInt8] = [:], month: Int = 0
  ) -> Double? {
    guard let group = groups.first(where: { $0.name == group }) else { return nil }
    let known = numbers.merging(values) { _, own in own }
    var scores: [Double] = []
    for name in group.quantities {
      guard let value = values[name],
        let law = law(of: name, numbers: known, levels: levels, month: month)
      else { return nil }
      scores.append(law.normalScore(of: value))
    }
    return scores.allSatisfy(\.isFinite) ? group.copula.logDensity(normalScores: scores) : nil
  }
}
