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
