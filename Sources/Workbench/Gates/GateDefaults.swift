// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// What gates are taken to say where they do not say it themselves.
struct GateDefaults: Sendable {
  var over = Gate.Period.mean
  var claim = Gate.Claim.noWorse
  var confidence = 0.95
  var passesUndecided = false
  var leastCustomers = 100

  /// The same with what a record says otherwise.
  func overridden(by record: RecordReader) -> GateDefaults {
    var own = self
    if let word = record["over"]?.choice(Gate.Period.allCases.map(\.rawValue)) {
      own.over = Gate.Period(rawValue: word) ?? own.over
    }
    if let word = record["claim"]?.choice(Gate.Claim.allCases.map(\.rawValue)) {
      own.claim = Gate.Claim(rawValue: word) ?? own.claim
    }
    own.confidence = record.number("confidence", Shape.Limits(0.5, 0.999_999)) ?? own.confidence
    if let word = record["undecided"]?.choice(["pass", "fail"]) {
      own.passesUndecided = word == "pass"
    }
    own.leastCustomers = record.integer("least customers", .atLeastOne) ?? own.leastCustomers
    return own
  }
}
