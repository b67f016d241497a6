// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

extension EvolvingNumber {
  /// Whether its law stays normal, or lognormal, whatever happens to it.
  var isNormal: Bool {
    let laws = node.plans.flatMap { $0.laws ?? [] }
    let isLogarithmic = laws.allSatisfy { $0 is LognormalLaw }
    guard isLogarithmic || laws.allSatisfy({ $0 is NormalLaw }) else { return false }
    if let walk, walk.isLogarithmic != isLogarithmic { return false }
    if let fixed, (fixed.kind == .times) != isLogarithmic { return false }
    return true
  }

  /// Whether its normal scale is that of logarithms.
  var isLogarithmic: Bool { node.plans.first?.laws?.first is LognormalLaw }

  /// The mean and the standard deviation on the scale on which the law is normal.
  ///
  /// - Parameter stage: all that the value depends on; of a number for which `isNormal` holds.
  /// - Returns: both; nothing for another law.
  func moments(_ stage: Stage) -> (mean: Double, deviation: Double)? {
    guard let laws = node.plans[stage.epoch].laws, laws.indices.contains(Int(stage.level)) else {
      return nil
    }
    let steps = Double(stage.steps)
    var (mean, variance) = (0.0, 0.0)
    switch laws[Int(stage.level)] {
    case let law as NormalLaw: (mean, variance) = (law.mean, law.variance)
    case let law as LognormalLaw: (mean, variance) = (law.mu, law.sigma * law.sigma)
    default: return nil
    }
    if let walk {
      mean += steps * walk.mean
      variance += steps * walk.deviation * walk.deviation
    }
    if let fixed { mean += steps * (fixed.kind == .times ? log(fixed.amount) : fixed.amount) }
    return (mean + stage.shift, variance.squareRoot())
  }

  /// The law of a stage.
  ///
  /// - Parameter stage: all that the value depends on.
  /// - Returns: the law; nothing when it has no form of its own.
  func law(_ stage: Stage) -> PlacedLaw? {
    if isNormal, let (mean, deviation) = moments(stage) {
      let law: (any Law)? =
        isLogarithmic
        ? try? LognormalLaw(mu: mean, sigma: deviation)
        : try? NormalLaw(mean: mean, sd: deviation)
      return law.map { PlacedLaw(law: $0, changes: []) }
    }
    guard walk == nil || stage.steps == 0, let laws = node.plans[stage.epoch].laws,
      laws.indices.contains(Int(stage.level))
    else { return nil }
    return PlacedLaw(
      law: laws[Int(stage.level)], changes: changes(steps: stage.steps, shift: stage.shift))
  }

  /// The fixed changes of some months.
  ///
  /// - Parameters:
  ///   - steps: how many monthly changes.
  ///   - shift: how far moves take it, on the link scale.
  /// - Returns: the changes in order; they commute.
  func changes(steps: Int, shift: Double) -> [ScaleChange] {
    var changes: [ScaleChange] = []
    if let fixed, steps > 0 { changes.append(fixed.repeated(steps)) }
    guard shift != 0 else { return changes }
    switch node.link {
    case .identity: changes.append(ScaleChange(scale: .identity, kind: .add, amount: shift))
    case .log: changes.append(ScaleChange(scale: .identity, kind: .times, amount: exp(shift)))
    case .logit: changes.append(ScaleChange(scale: .logit, kind: .add, amount: shift))
    }
    return changes
  }
}
