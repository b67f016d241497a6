// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Gates that pass although more customers get no segment, and so count in no error.
extension GateJudge {
  /// Judges a gate; one on errors is not passed where the candidate surely leaves more customers without a
  /// segment than the baseline does, and no gate bounds that.
  ///
  /// - Parameter gate: the gate.
  /// - Returns: what became of it, with the reason where it is undecided for that.
  func checked(_ gate: Gate) -> CheckedGate {
    var checked = judged(gate)
    guard checked.verdict == .pass, !isSame, gate.metric.passesOverUndecided, !isBounded(gate),
      case let left = judged(gate.onLeftOut), left.verdict == .fail,
      let own = left.value, let before = left.baseline
    else { return checked }
    checked.verdict = .undecided
    checked.reason =
      "\(Self.percent(own)) of customers get no segment, \(Self.percent(before)) in the baseline: "
      + "they count in no error, and no gate on '\(MetricName.withoutEstimate)' bounds them"
    return checked
  }

  private func isBounded(_ gate: Gate) -> Bool {
    scenario.gates.gates.contains {
      $0.classifier == gate.classifier && $0.metric.name == MetricName.withoutEstimate
    }
  }

  private static func percent(_ share: Double) -> String {
    NumberText.text((share * 1e4).rounded() / 100) + " %"
  }
}

extension Gate {
  /// The gate that no more customers than in the baseline get no segment, as sure and over the same months.
  fileprivate var onLeftOut: Gate {
    Gate(
      metric: .withoutSegment, classifier: classifier, scheme: scheme, feature: nil, segment: nil,
      estimator: nil, requirement: .change(absolute: 0, relative: 0), over: over,
      claim: .noWorse, confidence: confidence, passesUndecided: passesUndecided,
      leastCustomers: leastCustomers, position: position)
  }
}
