// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results
import ScenarioLanguage

/// Judges the gates of a scenario by what was counted of it and of its baseline.
struct GateJudge {
  let scenario: Scenario
  /// By replicate.
  let candidates: [GateNumbers]
  /// By replicate; the candidates' own where the baseline is the same scenario.
  let baselines: [GateNumbers]
  /// Wins and losses by classifier.
  let flips: [String: Sliced<FlipTally>]
  /// Whether the baseline is the same scenario.
  let isSame: Bool
  /// Why there is nothing to compare with.
  let reasonWithoutBaseline: String
  /// The power that is asked for.
  let wantedPower: Double?

  /// One month of a gate that was judged.
  private struct Judged {
    let month: Int?
    let verdict: CheckedGate.Verdict
    let estimate: GateEstimate
    /// How sure a failure is: its part of the confidence that gates and months share.
    let failing: Double
  }

  /// Judges a gate.
  ///
  /// A gate over each month passes where every month does; it is broken where any is, shown at a
  /// confidence that is shared among the months, so that many months do not break it by chance. In the
  /// same way gates that stand for each level of a quantity share one confidence.
  func judged(_ gate: Gate) -> CheckedGate {
    var checked = CheckedGate(
      gate: gate.title, file: gate.position.file, line: gate.position.line,
      column: gate.position.column, metric: gate.metric.name, isShare: gate.metric.isShare,
      isChange: gate.isChange, claim: gate.claim.rawValue, confidence: gate.confidence,
      passesUndecided: gate.passesUndecided, reason: "")
    checked.group = gate.slice?.levels
    let months = gate.judgedMonths(of: scenario.population.months)
    var found: [Judged] = []
    for month in months {
      switch estimate(gate, month) {
      case .failure(let missing):
        // A month that is known to be broken tells more than one without a number.
        let place = month.map { "in \(scenario.population.from + $0): " } ?? ""
        if checked.reason?.isEmpty != false { checked.reason = place + missing.reason }
      case .success(let estimate):
        let failing = 1 - (1 - gate.confidence) / Double(months.count * gate.siblings)
        found.append(
          Judged(
            month: month, verdict: verdict(gate, estimate, failing), estimate: estimate,
            failing: failing))
      }
    }
    let isComplete = found.count == months.count
    let worst = found.max { Self.badness($0) < Self.badness($1) }
    guard let worst, isComplete || worst.verdict == .fail else { return checked }
    fill(&checked, worst, gate)
    return checked
  }

  private func estimate(_ gate: Gate, _ month: Int?) -> Result<GateEstimate, Missing> {
    if gate.isChange, baselines.isEmpty { return .failure(Missing(reasonWithoutBaseline)) }
    var (own, others): ([GateNumber], [GateNumber]) = ([], [])
    for (replicate, numbers) in candidates.enumerated() {
      switch numbers.number(gate, of: gate.classifier, month: month) {
      case .failure(let missing): return .failure(missing)
      case .success(let number): own.append(number)
      }
      guard gate.isChange else { continue }
      switch baselines[replicate].number(gate, of: gate.classifier, month: month) {
      case .failure(let missing): return .failure(Missing("in the baseline, " + missing.reason))
      case .success(let number): others.append(number)
      }
    }
    let customers = (own + others).map { perMonth($0.count, month) }.min() ?? 0
    if customers < Double(gate.leastCustomers) {
      return .failure(
        Missing(
          "it rests on \(Int(customers)) customers a month, which is fewer than "
            + "\(gate.leastCustomers) ('least customers')"))
    }
    return .success(
      GateEstimate(
        gate.requirement, sign: gate.metric.sign, candidates: own, baselines: others,
        isSame: gate.isChange && isSame, customers: customers,
        book: scenario.population.customers))
  }

  private func perMonth(_ count: Int, _ month: Int?) -> Double {
    month == nil ? Double(count) / Double(scenario.population.months) : Double(count)
  }

  private func verdict(
    _ gate: Gate, _ estimate: GateEstimate, _ failing: Double
  ) -> CheckedGate.Verdict {
    if estimate.bounds(failing).low > 0 { return .fail }
    if gate.claim == .notShownWorse { return .pass }
    return estimate.bounds(gate.confidence).high <= 0 ? .pass : .undecided
  }

  private static func badness(_ judged: Judged) -> (Int, Double) {
    let ranks: [CheckedGate.Verdict] = [.pass, .undecided, .notMeasurable, .fail]
    let error = judged.estimate.standardError
    return (
      ranks.firstIndex(of: judged.verdict) ?? 0,
      error > 0 ? judged.estimate.excess / error : judged.estimate.excess
    )
  }

  private func fill(_ checked: inout CheckedGate, _ judged: Judged, _ gate: Gate) {
    let estimate = judged.estimate
    checked.verdict = judged.verdict
    checked.reason = nil
    checked.month = judged.month.map { (scenario.population.from + $0).description }
    checked.value = estimate.value
    checked.baseline = estimate.baseline
    checked.difference = estimate.baseline.map { estimate.value - $0 }
    checked.limit = estimate.limit
    checked.varies = estimate.varies
    checked.customers = estimate.count
    if estimate.varies != nil {
      // The bound by which a gate fails lies towards what it allows, the other one decides a pass.
      let failing = estimate.half(judged.failing, of: estimate.shownSampling)
      let passing = estimate.half(gate.confidence, of: estimate.shownSampling)
      let isWorseAbove = gate.requirement.isBrokenAbove(gate.metric.sign)
      let centre = checked.difference ?? estimate.value
      // What is shown of a number itself holds what it can be only.
      let range = gate.metric.range
      let low = centre - (isWorseAbove ? failing : passing)
      let high = centre + (isWorseAbove ? passing : failing)
      checked.low = gate.isChange ? low : max(low, range.lowerBound)
      checked.high = gate.isChange ? high : min(high, range.upperBound)
    }
    if judged.failing > gate.confidence { checked.failConfidence = judged.failing }
    // A bound that is kept is shown at the gate's own confidence.
    let shown = !gate.isChange && estimate.excess <= 0 ? gate.confidence : judged.failing
    checked.power = estimate.power(shown)
    if checked.power != nil, gate.isChange, isSame, !gate.metric.isExpected {
      checked.isBestPower = true
    }
    checked.wantedPower = wantedPower
    checked.needed = wantedPower.flatMap {
      estimate.needed(power: $0, shown, leastCustomers: gate.leastCustomers)
    }
    checked.neededUnit = checked.needed.map { _ in
      estimate.replicates > 1 ? "replicates" : "customers"
    }
    checked.flips = gate.isChange ? flips(of: gate, judged.month) : []
  }

  private func flips(of gate: Gate, _ month: Int?) -> [CheckedGate.Flips] {
    guard let name = gate.classifier, let tally = flips[name]?[gate.slice],
      let scheme = scenario.population.schemes.first(where: { $0.name == gate.scheme })
    else { return [] }
    return scheme.segments.enumerated().compactMap { index, segment in
      let (wins, losses) = tally.counts(segment: index, month: month)
      guard wins + losses > 0, gate.segment == nil || gate.segment == segment else { return nil }
      return CheckedGate.Flips(segment: segment, wins: wins, losses: losses)
    }
  }
}
