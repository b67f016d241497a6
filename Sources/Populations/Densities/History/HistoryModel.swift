// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// The posterior of a scheme's segments given all that was seen of a customer in the months so far.
///
/// The hidden levels are filtered forward: with s the levels and x what is seen,
/// α_t(s) ∝ p(x_t | s) Σ α_{t-1}(s') P(stays and moves from s' to s). That is exact where, the levels'
/// path given, what is seen in one month says nothing about another: every number is drawn anew each
/// month, and so is whatever the view adds.
public struct HistoryModel: Sendable {
  /// One scored month.
  struct Month: Sendable {
    /// What is seen given each kind of hidden state, every state weighing 1.
    let model: PosteriorModel
    /// The kind of each state.
    let kinds: [Int]
    /// Where each state may come from, with the chance to stay on the books and to move so.
    let sources: [[(state: Int, chance: Double)]]
    /// The law of the states of those who enter in the month.
    let entrants: [Double]
  }

  /// The scored months.
  let months: [Month]
  /// How many hidden states there are.
  public let states: Int
  /// How many segments there are.
  public let segments: Int

  /// Works out what a customer's months have to do with each other.
  ///
  /// - Parameters:
  ///   - plan: the posterior given what is seen in a single month.
  ///   - last: the last month that is wanted.
  /// - Throws: why the months so far cannot be told from their levels alone.
  /// - Complexity: O(months × states × moves).
  public init(_ plan: PosteriorPlan, through last: Int) throws(Unavailable) {
    try MonthlyNewness(plan).check()
    let law = HiddenLaw(
      plan.model, slots: plan.hiddenSlots, tracksMoves: false, isByCohort: false, pathMonths: 0)
    guard law.hasManageablePairs else { throw Unavailable(PosteriorTimeline.tooMany) }
    let survival = try BookSurvival(plan.model, slots: law.slots)
    let all = HistoryStates(law, last)
    var months: [Month] = []
    for month in 0...last {
      guard let emission = plan.emission(all.states, slots: law.slots, month: month) else {
        throw Unavailable("a law of the world is impossible in some hidden state")
      }
      let sources = month == 0 ? [] : all.sources(month) { survival($0, month) }
      months.append(
        Month(
          model: emission.model, kinds: emission.kinds, sources: sources,
          entrants: all.entrants(month)))
    }
    self.months = months
    states = all.states.count
    segments = plan.segment.segments
  }

  /// Working memory for one worker.
  ///
  /// - Returns: a scratch for every month.
  public func scratches() -> [PosteriorScratch] { months.map { PosteriorScratch($0.model) } }

  /// Takes a customer one month further.
  ///
  /// - Parameters:
  ///   - month: the scored month.
  ///   - isFirst: whether the customer was not on the books before.
  ///   - values: the seen value of a column; NaN when it is missing.
  ///   - weights: the law of the customer's hidden states after the month before; receives that after
  ///     this one. What is impossible is taken for not seen.
  ///   - posterior: receives a probability for each segment.
  ///   - scratch: working memory of the month.
  /// - Returns: whether what is seen is possible; if not, no posterior is received.
  public func advance(
    to month: Int, isFirst: Bool, seeing values: (Int) -> Double, _ weights: inout [Double],
    into posterior: inout [Double], _ scratch: inout PosteriorScratch
  ) -> Bool {
    let own = months[month]
    if isFirst {
      weights = own.entrants
    } else {
      let before = weights
      var total = 0.0
      for state in weights.indices {
        weights[state] = own.sources[state].reduce(0) { $0 + before[$1.state] * $1.chance }
        total += weights[state]
      }
      guard total > 0 else { return false }
      for state in weights.indices { weights[state] /= total }
    }
    return own.model.update(
      &weights, ofKinds: own.kinds, seeing: values, into: &posterior, &scratch)
  }
}
