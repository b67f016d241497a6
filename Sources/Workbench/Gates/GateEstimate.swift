// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Foundation
import Probability

/// How far a number lies beyond what a gate allows, with how that varies.
struct GateEstimate: Sendable {
  /// What was measured.
  var value: Double
  /// The baseline's number.
  var baseline: Double?
  /// What the bound or the margin comes to.
  var limit: Double
  /// How far beyond the limit, above 0 where it is broken.
  var excess: Double
  /// The standard error of `excess` by what was seen to vary; 0 where nothing did.
  var sampling: Double
  /// The same of the value, or of its difference from the baseline.
  var shownSampling: Double
  /// The most that one customer, of all who were counted, can move the number; 0 where that is not known,
  /// or nothing can vary.
  var grain: Double
  /// Degrees of freedom; infinite where the standard error is as good as known.
  var freedom: Double
  /// What varies.
  var varies: String?
  /// On how many customers or customer-months it rests.
  var count: Int
  /// How many customers, or replicates where those vary, made the standard error what it is.
  var units: Int
  /// How many times all was repeated.
  var replicates: Int
  /// How many customers a month it rests on.
  var customers: Double
  /// The least standard error that a change of twice the margin can have.
  var plannedError: Double?

  /// How many standard errors of a one-sided bound.
  func reach(_ confidence: Double) -> Double {
    freedom.isFinite
      ? StudentT.quantile(confidence, freedom: freedom)
      : StandardNormal.quantile(upperTail: 1 - confidence)
  }

  /// The standard error of `excess`, with one customer more or less for what was not seen.
  var standardError: Double { (sampling * sampling + grain * grain).squareRoot() }

  /// How far a number may lie from the truth, at a confidence to one side.
  ///
  /// Where nothing was seen to vary, among customers or between replicates, nothing is known but that of n
  /// customers none changed: fewer than -ln(α) / n do so (the exact bound; 3 / n at 95 %: Hanley and
  /// Lippman-Hand 1983). Both kinds of doubt add up as squares.
  ///
  /// - Parameters:
  ///   - confidence: how sure, from one half.
  ///   - sampling: the number's standard error by what was seen to vary.
  /// - Returns: the half width, from 0.
  func half(_ confidence: Double, of sampling: Double) -> Double {
    let seen = sampling > 0 ? reach(confidence) * sampling : 0
    let unseen = -log(1 - confidence) * grain
    return (seen * seen + unseen * unseen).squareRoot()
  }

  /// The least and the most that `excess` may truly be, each at a confidence.
  func bounds(_ confidence: Double) -> (low: Double, high: Double) {
    let half = half(confidence, of: sampling)
    return (excess - half, excess + half)
  }

  /// How likely what is there is shown at a confidence.
  ///
  /// Of a change: that one twice as bad as the margin is shown to be too bad. It is as likely that a change of
  /// nothing is shown to be within the margin at this confidence. Of a bound: that a number as far from it as
  /// was measured is shown to lie on its side.
  ///
  /// - Parameter confidence: how sure, to one side.
  /// - Returns: the power; nothing where nothing varies, or the distance is none.
  func power(_ confidence: Double) -> Double? {
    guard distance > 0, plannedOrSeen > 0 else { return nil }
    return NoncentralT.upperTail(
      reach(confidence), shift: distance / plannedOrSeen, freedom: freedom)
  }

  /// How many customers, or replicates, a power needs.
  ///
  /// - Parameters:
  ///   - wanted: the power.
  ///   - confidence: how sure, to one side.
  ///   - leastCustomers: on how many customers a month it must rest to be judged at all.
  /// - Returns: how many; never fewer replicates than two, between which something can vary.
  func needed(power wanted: Double, _ confidence: Double, leastCustomers: Int) -> Int? {
    guard plannedOrSeen > 0, distance > 0 else { return nil }
    let reach = reach(confidence) + StandardNormal.quantile(upperTail: 1 - wanted)
    let ratio = max(0, reach) * plannedOrSeen / distance
    let needed = (ratio * ratio * Double(units)).rounded(.up)
    let least =
      replicates > 1
      ? 2 : (Double(leastCustomers) * Double(units) / max(1, customers)).rounded(.up)
    return max(needed, least) < 1e12 ? Int(max(needed, least)) : nil
  }

  /// What is to be shown: a change at its margin, else the distance from the bound.
  private var distance: Double { baseline == nil ? excess.magnitude : limit }

  private var plannedOrSeen: Double { max(standardError, plannedError ?? 0) }
}

extension GateEstimate {
  /// Sets numbers beside what a gate requires.
  ///
  /// Groups of customers are left out one after another (the delete-a-group jackknife: Kott 2001),
  /// so that customers are the unit over all months, and a candidate and its baseline lose the same
  /// customers. With two or more replicates these are the unit, by Student's t.
  ///
  /// - Parameters:
  ///   - requirement: what is required.
  ///   - sign: 1 where less is better, -1 where more is.
  ///   - candidates: the candidate's number by replicate.
  ///   - baselines: the baseline's, none where the gate does not compare.
  ///   - isSame: whether the baseline is the same scenario, so that nothing can differ.
  ///   - customers: how many customers a month the number rests on.
  ///   - book: how many customers the first book has.
  init(
    _ requirement: Gate.Requirement, sign: Double, candidates: [GateNumber],
    baselines: [GateNumber], isSame: Bool, customers: Double, book: Int
  ) {
    let values = candidates.map(\.value)
    let others = baselines.map(\.value)
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
    let base = others.isEmpty ? nil : mean(others)
    value = mean(values)
    baseline = base
    count = candidates.map(\.count).reduce(0, +)
    let relative = requirement.relative(to: base ?? 0)
    limit = requirement.limit(base ?? 0, relative)
    func excess(_ value: Double, _ base: Double?) -> Double {
      requirement.excess(sign, value, base ?? 0, relative)
    }
    func shown(_ value: Double, _ base: Double?) -> Double { value - (base ?? 0) }
    self.excess = excess(value, base)
    (sampling, shownSampling, grain, freedom, varies, units) = (0, 0, 0, .infinity, nil, book)
    (replicates, self.customers) = (candidates.count, customers)
    let unseen = (candidates[0].reach ?? 0) / max(1, customers * Double(candidates.count))
    if isSame {
      (units, varies) = (candidates.count > 1 ? candidates.count : book, nil)
      freedom = Double(candidates.count > 1 ? candidates.count : CustomerGroups.count) - 1
    } else if candidates.count > 1 {
      let pairs = values.indices.map { (values[$0], others.isEmpty ? nil : others[$0]) }
      sampling = Self.errorOfMean(pairs.map { excess($0.0, $0.1) })
      shownSampling = Self.errorOfMean(pairs.map { shown($0.0, $0.1) })
      (freedom, varies, units) = (Double(values.count - 1), "replicates", values.count)
      grain = unseen
    } else if !candidates[0].without.isEmpty {
      let own = candidates[0].without
      let theirs: [Double?] = baselines.first.map { $0.without } ?? own.map { _ in nil }
      let pairs = Array(zip(own, theirs))
      sampling = Self.jackknife(pairs.map { excess($0.0, $0.1) })
      shownSampling = Self.jackknife(pairs.map { shown($0.0, $0.1) })
      grain = unseen
      freedom = Double((candidates + baselines).map(\.groups).min() ?? 2) - 1
      varies = "customers"
    } else if let error = candidates[0].standardError {
      // Not counted customer by customer: as if both were independent, which is too wide.
      let other = baselines.first?.standardError ?? 0
      let scale = relative == nil ? 1 : 1 + (relative ?? 0)
      shownSampling = (error * error + other * other).squareRoot()
      sampling = (error * error + scale * scale * other * other).squareRoot()
      varies = "customers"
    }
    // What a change would do is not seen of what is now; a bound is judged by what is seen.
    plannedError =
      others.isEmpty
      ? nil : Self.planned(limit, candidates[0].reach, customers, values.count, book)
  }

  /// The least standard error of a change of twice the margin: those who change do so one way.
  private static func planned(
    _ margin: Double, _ reach: Double?, _ customers: Double, _ replicates: Int, _ book: Int
  ) -> Double? {
    guard let reach, reach > 0, customers > 0 else { return nil }
    let share = min(0.5, 2 * margin / reach)
    return reach * (share * (1 - share) / (customers * Double(replicates))).squareRoot()
  }

  private static func errorOfMean(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / (count - 1) / count).squareRoot()
  }

  private static func jackknife(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((count - 1) / count * squares).squareRoot()
  }
}
