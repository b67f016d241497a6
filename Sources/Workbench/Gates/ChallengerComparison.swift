// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Probability
import Results
import ScenarioLanguage

/// Sets a challenger beside the champion on the same customers, overall and by true segment.
public struct ChallengerComparison: Sendable {
  /// Why two scenarios cannot be set side by side.
  public struct Misfit: Error, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// A scenario, and perhaps one of its classifiers.
  public struct Contender: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// The classifier; nothing for all.
    public let classifier: String?

    /// Names a contender.
    ///
    /// - Parameters:
    ///   - scenario: the scenario.
    ///   - classifier: the classifier; nothing for all.
    public init(_ scenario: Scenario, classifier: String?) {
      (self.scenario, self.classifier) = (scenario, classifier)
    }
  }

  private let contest: Contest
  private let margin: Double
  private let confidence: Double

  /// What is worth telling.
  public var notes: [String] { contest.notes }

  /// Makes a comparison.
  ///
  /// - Parameters:
  ///   - champion: what is used now.
  ///   - challenger: what might replace it.
  ///   - margin: up to which difference they are taken for equally good, as a share, from 0.
  ///   - confidence: how sure each verdict is, to one side, at least one half and below 1.
  /// - Throws: why the two cannot be set side by side.
  public init(
    _ champion: Contender, _ challenger: Contender, margin: Double, confidence: Double
  ) throws(Misfit) {
    contest = try Contest(champion, challenger)
    (self.margin, self.confidence) = (margin, confidence)
  }

  /// Runs both.
  ///
  /// - Parameters:
  ///   - options: how it is carried out; with two or more replicates these are the unit.
  ///   - progress: how far it is.
  /// - Returns: a comparison for each pair of classifiers.
  /// - Throws: `RunCancelled` when it was asked to stop.
  public func run(
    _ options: RunOptions, progress: RunProgress
  ) async throws(RunCancelled) -> [ComparedClassifier] {
    let pairs = contest.pairs
    let own = contest.champion.limited(to: GateNeeds(classifiers: pairs.map(\.champion)))
    let other = contest.challenger.limited(to: GateNeeds(classifiers: pairs.map(\.challenger)))
    let runner = PairedRunner(
      candidate: other, baseline: own,
      names: Dictionary(uniqueKeysWithValues: pairs.map { ($0.challenger, $0.champion) }),
      options: options, progress: progress)
    let replicates = try await runner.run()
    let both = Both(
      champions: replicates.compactMap { $0.baseline.map { GateNumbers(own, $0) } },
      challengers: replicates.map { GateNumbers(other, $0.candidate) })
    return pairs.map { pair in
      let flips = replicates.compactMap { replicate in
        replicate.candidate.replicate.plan.lanes.firstIndex { $0.name == pair.challenger }
          .flatMap { replicate.flips[$0]?.all }
      }
      var compared = ComparedClassifier(
        scheme: pair.scheme.name, champion: pair.champion, challenger: pair.challenger,
        parts: ([nil] + pair.scheme.segments + pair.missing).map { part(pair, $0, both, flips) })
      let undecided = UndecidedCustomers(replicates, pair.challenger, beside: pair.champion)
      compared.notes =
        undecided.shares(beside: "the champion").map { ["\(pair.challenger): \($0)"] } ?? []
      return compared
    }
  }

  /// The numbers of both by replicate.
  private struct Both {
    let champions: [GateNumbers]
    let challengers: [GateNumbers]
  }

  private func part(
    _ pair: Contest.Pair, _ segment: String?, _ both: Both, _ flips: [FlipTally]
  ) -> ComparedClassifier.Part {
    guard let gate = Gate(comparing: segment, of: pair.scheme.name) else {
      return ComparedClassifier.Part(segment: segment, reason: "it is not measured")
    }
    var (champions, challengers): ([GateNumber], [GateNumber]) = ([], [])
    for (champion, challenger) in zip(both.champions, both.challengers) {
      switch challenger.number(gate, of: pair.challenger, month: nil) {
      case .success(let number): challengers.append(number)
      case .failure(let missing):
        return ComparedClassifier.Part(segment: segment, reason: "challenger: " + missing.reason)
      }
      switch champion.number(gate, of: pair.champion, month: nil) {
      case .success(let number): champions.append(number)
      case .failure(let missing):
        return ComparedClassifier.Part(segment: segment, reason: "champion: " + missing.reason)
      }
    }
    let population = contest.challenger.population
    let estimate = GateEstimate(
      gate.requirement, sign: gate.metric.sign, candidates: challengers, baselines: champions,
      isSame: pair.isSame, customers: Double(challengers[0].count) / Double(population.months),
      book: population.customers)
    var part = measured(estimate, segment)
    let places = segment.map { [pair.scheme.index(of: $0).map { Int($0) } ?? 0] }
    for tally in flips {
      for place in places ?? Array(pair.scheme.segments.indices) {
        let counts = tally.counts(segment: place, month: nil)
        part.wins += counts.wins
        part.losses += counts.losses
      }
    }
    return part
  }

  /// Shares misplaced: of a segment, who is not found is misplaced.
  private func measured(
    _ estimate: GateEstimate, _ segment: String?
  ) -> ComparedClassifier.Part {
    func wrong(_ value: Double?) -> Double? { value.map { segment == nil ? $0 : 1 - $0 } }
    let bounds = estimate.bounds(confidence)
    var part = ComparedClassifier.Part(segment: segment, verdict: verdict(bounds))
    part.champion = wrong(estimate.baseline)
    part.challenger = wrong(estimate.value)
    part.customerMonths = estimate.count
    (part.difference, part.low, part.high) = (estimate.excess, bounds.low, bounds.high)
    if estimate.standardError > 0, estimate.excess != 0 {
      part.sureness = NoncentralT.upperTail(
        -estimate.excess.magnitude / estimate.standardError, shift: 0, freedom: estimate.freedom)
    }
    return part
  }

  /// Within the margin either way counts as equivalent, also where a difference is sure.
  private func verdict(_ bounds: (low: Double, high: Double)) -> ComparedClassifier.Verdict {
    if bounds.low > -margin, bounds.high < margin { return .equivalent }
    if bounds.high < 0 { return .better }
    if bounds.low > 0 { return .worse }
    // What cannot differ is as good within no margin at all.
    return bounds.low == 0 && bounds.high == 0 ? .equivalent : .undecided
  }
}

extension Gate {
  /// The question how far two classifiers differ: in the share misplaced, or of a segment in its recall.
  fileprivate init?(comparing segment: String?, of scheme: String) {
    let name = segment == nil ? MetricName.misclassification : MetricName.recall
    guard let metric = GateMetric.all.first(where: { $0.name == name }) else { return nil }
    self.init(
      metric: metric, classifier: nil, scheme: scheme, feature: nil, segment: segment,
      estimator: nil, requirement: .change(absolute: 0, relative: 0), over: .mean, claim: .noWorse,
      confidence: 0.95, passesUndecided: false, leastCustomers: 1,
      position: SourcePosition(file: "", line: 1, column: 1))
  }
}
