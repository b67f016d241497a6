// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// A judged gate in words and numbers, as all reports show it.
struct GateWords {
  let gate: CheckedGate

  init(_ gate: CheckedGate) { self.gate = gate }

  private var factor: Double { gate.isShare ? 100 : 1 }

  /// Decimals down to the half width of the interval; two without one.
  private var decimals: Int {
    guard let low = gate.low, let high = gate.high, high > low else { return 2 }
    return max(1, Rounded.decimals(halfWidth: (high - low) / 2 * factor))
  }

  private func text(_ number: Double?) -> String {
    number.map { Rounded.fixed($0 * factor, decimals: decimals) } ?? ""
  }

  private var unit: String { gate.isShare ? " %" : "" }

  /// What was measured.
  var value: String { text(gate.value) }
  /// The baseline's number.
  var baseline: String { text(gate.baseline) }
  /// The change from the baseline, with its sign.
  var change: String {
    guard let difference = gate.difference else { return "" }
    return (difference > 0 ? "+" : "") + text(difference)
  }
  /// What the value, or its change, may truly be: "0.1 to 0.4".
  var interval: String {
    guard let low = gate.low, let high = gate.high else { return "" }
    return text(low) + " to " + text(high)
  }
  /// The bound or the margin.
  var limit: String {
    guard let limit = gate.limit else { return "" }
    let shown = Rounded.fixed(limit * factor, decimals: 4)
    var text = shown[...]
    while text.hasSuffix("0") { text = text.dropLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }
  /// The power in per cent; with `≤` where it is the most that a change can have.
  var power: String {
    gate.power.map { (gate.isBestPower == true ? "≤ " : "") + Rounded.fixed($0 * 100, decimals: 0) }
      ?? ""
  }
  /// What the wanted power needs; with `≥` where that is the least.
  var needed: String {
    gate.needed.map {
      (gate.isBestPower == true ? "≥ " : "") + Rounded.count($0)
        + (gate.neededUnit == "replicates" ? " replicates" : "")
    } ?? ""
  }
  /// In what the numbers are: changes of shares in percentage points.
  var shownUnit: String {
    guard gate.isShare, gate.value != nil else { return "" }
    return gate.isChange ? "%, points" : "%"
  }

  /// What happened, in a sentence for a reviewer.
  var sentence: String {
    let place = gate.month.map { "in \($0) " } ?? ""
    switch gate.verdict {
    case .notMeasurable: return gate.reason ?? ""
    case .pass where gate.difference == 0 && gate.varies == nil && gate.baseline != nil:
      return place + "nothing differs from the baseline (\(value)\(unit))"
    case .undecided where gate.reason != nil:
      return place + numbers + "; but " + (gate.reason ?? "")
    default: return place + numbers + meaning
    }
  }

  /// A pass that says no more than that nothing worse was shown.
  static let weakPass = "pass, not shown worse"

  /// Whether it is one.
  var isWeakPass: Bool { gate.verdict == .pass && gate.claim != "no worse" }

  /// The verdict, with what a pass says where that is less than usual.
  var verdict: String { isWeakPass ? Self.weakPass : gate.verdict.rawValue }

  private var numbers: String {
    let range = interval.isEmpty ? "" : " (\(interval), \(confidence))"
    guard gate.baseline != nil else { return "it is \(value)\(unit)" + range }
    return "it is \(value)\(unit) against \(baseline)\(unit) in the baseline, a change of "
      + "\(change)\(range)"
  }

  private var meaning: String {
    let bound = (gate.baseline == nil ? "the bound of " : "the margin of ") + limit + unit
    switch gate.verdict {
    case .fail: return ": shown to lie beyond \(bound)"
    case .undecided: return ": neither shown to keep within \(bound) nor to lie beyond it"
    case .pass where gate.claim == "no worse": return ": shown to keep within \(bound)"
    default: return ": not shown to lie beyond \(bound)"
    }
  }

  /// How sure each end of the interval is.
  private var confidence: String {
    let plain = Rounded.fixed(gate.confidence * 100, decimals: 0) + " %"
    guard let shared = gate.failConfidence else { return plain + " each way" }
    // Down to a tenth of what is left to error.
    let decimals = max(0, Rounded.decimals(halfWidth: (1 - shared) * 100))
    return plain + " to pass, \(Rounded.fixed(shared * 100, decimals: decimals)) % to fail"
  }

  /// Wins and losses: "low 12 : 30, high 4 : 9".
  var flips: String {
    gate.flips.map { flips in
      "\(flips.segment) \(Rounded.count(flips.wins)) : \(Rounded.count(flips.losses))"
    }.joined(separator: ", ")
  }

  /// The lines that explain a gate which is no plain pass.
  var explanation: [String] {
    var lines = [sentence]
    if !gate.flips.isEmpty {
      let month = gate.month.map { " in \($0)" } ?? ""
      lines.append("wins : losses by true segment\(month): \(flips)")
    }
    return lines
  }
}
