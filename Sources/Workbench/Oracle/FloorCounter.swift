// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// Sets the classifiers of one information set beside their floor, customer by customer.
///
/// As many customers of each cohort are looked at as the scenario says, evenly spread over the cohort, so
/// that every worker has its part. Which they are depends on nothing but their number in the cohort and
/// perhaps the month.
final class FloorCounter {
  private let floor: Floor
  private let shares: FloorSpecification
  private let population: PopulationModel
  private(set) var tally: FloorTally
  private var scratch: [PosteriorScratch?]
  private var judge: PosteriorJudge
  private var (first, cohort) = (0, 0)
  /// Which customer is of which group, where sums by group are wanted.
  private let sorting: CustomerGroups?
  private let progress: RunProgress
  /// Another that looks at the same customers before this one, whose posteriors are taken over.
  private let source: FloorCounter?
  /// What another takes over of the present month, where one does.
  private var kept: KeptPosteriors?
  /// Where sums of a customer of the present block stand; -1 for who is not looked at.
  private var places: [Int32] = []
  /// Sums of the present block's chosen customers: the best rule's, then the classifiers', errors and regrets.
  private var errors: [[Double]]
  private var regrets: [[Double]]
  /// Errors that are counted less those that are expected.
  private var differences: [[Double]]
  private var months: [Int] = []
  /// In how many months each classifier has named a segment.
  private var decided: [[Int]] = []

  /// Makes room.
  ///
  /// - Parameters:
  ///   - floor: the floor.
  ///   - shares: on how many customers it stands.
  ///   - population: the customers who are judged.
  ///   - progress: what asks the run to stop.
  ///   - sorting: which customer is of which group, where sums by group are wanted.
  ///   - others: those of another run that looks at the same blocks and months before this one.
  init(
    _ floor: Floor, _ shares: FloorSpecification, _ population: PopulationModel,
    _ progress: RunProgress, by sorting: CustomerGroups? = nil,
    beside others: [FloorCounter?] = []
  ) {
    (self.progress, self.sorting) = (progress, sorting)
    source = others.compactMap(\.self).first { other in
      zip(other.floor.models, floor.models).contains { $0 != nil && $0 === $1 }
        && other.shares.customers(for: other.floor.set.scheme)
          == shares.customers(for: floor.set.scheme)
        && other.changes == shares.changes(for: floor.set.scheme)
    }
    self.floor = floor
    self.shares = shares
    self.population = population
    let segments = population.schemes[floor.set.scheme].segments.count
    tally = FloorTally(floor, months: population.months, segments: segments)
    if sorting != nil {
      let none = FloorSums(
        confusion: ConfusionMatrix(segments: segments),
        classifiers: floor.set.classifiers.map { _ in ExpectedTally() })
      tally.grouped = GroupedTally(none, months: population.months)
    }
    scratch = floor.models.map { $0.map { PosteriorScratch($0) } }
    judge = PosteriorJudge(floor.costs, segments: segments)
    errors = Array(repeating: [], count: floor.set.classifiers.count + 1)
    regrets = errors
    differences = errors
    source?.kept = KeptPosteriors(segments: segments)
  }

  /// A block begins.
  func begin(_ block: CustomerBlock) {
    (first, cohort) = (block.firstIndex, block.cohort)
    places = Array(repeating: -1, count: block.count)
    var count = 0
    for month in changes ? Array(0..<population.months) : [0] {
      for index in chosen(month) where places[index] < 0 {
        places[index] = Int32(count)
        count += 1
      }
    }
    months = Array(repeating: 0, count: count)
    decided = floor.set.classifiers.map { _ in months }
    for index in errors.indices {
      errors[index] = Array(repeating: 0, count: count)
      regrets[index] = errors[index]
      differences[index] = errors[index]
    }
  }

  /// Whether other customers are looked at in each month.
  private var changes: Bool { shares.changes(for: floor.set.scheme) }

  /// The places in the block of who is looked at in a month.
  private func chosen(_ month: Int) -> [Int] {
    shares.chosen(
      from: first..<first + places.count, of: population.customers, for: floor.set.scheme,
      month: month
    ).map { $0 - first }
  }

  /// A month's truth, view and estimates are ready.
  func visit(month: Int, _ runner: BlockRunner, _ estimates: [Estimates]) {
    guard !months.isEmpty, let model = floor.models[month], var own = scratch[month] else { return }
    scratch[month] = nil
    let (features, truth) = (runner.features, runner.truth(of: floor.set.scheme))
    let capacity = features.capacity
    let known = source?.floor.models[month] === model ? source?.kept : nil
    var isChosen = [Bool](repeating: !changes, count: places.count)
    if changes { for index in chosen(month) { isChosen[index] = true } }
    var position = 0
    kept?.clear()
    features.values.withUnsafeBufferPointer { values in
      for row in 0..<runner.rows {
        let index = Int(runner.indices[row])
        let place = Int(places[index - first])
        guard place >= 0, isChosen[index - first] else { continue }
        if progress.isCancelled { break }
        let isPossible =
          known?.take(position, into: &judge.posterior)
          ?? model.posterior(seeing: { values[$0 * capacity + row] }, into: &judge.posterior, &own)
        kept?.keep(judge.posterior, isPossible)
        position += 1
        if isPossible {
          let group = sorting?.group(index: index, cohort: cohort)
          count(place, truth[row], row, month, estimates, group)
        } else {
          tally.unexplained[month] += 1
        }
      }
    }
    scratch[month] = own
  }

  /// The block has run through its months.
  func end() {
    for customer in months.indices {
      for index in errors.indices {
        let (error, regret) = (errors[index][customer], regrets[index][customer])
        if index == 0 {
          tally.best.error.add(sum: error, months: months[customer])
        } else {
          let months = decided[index - 1][customer]
          tally.classifiers[index - 1].error.add(sum: error, months: months)
          tally.classifiers[index - 1].regret.add(sum: regret, months: months)
          tally.classifiers[index - 1].difference.add(
            sum: differences[index][customer], months: months)
        }
      }
    }
    months = []
  }

  private func count(
    _ customer: Int, _ truth: SegmentIndex, _ row: Int, _ month: Int, _ estimates: [Estimates],
    _ group: Int?
  ) {
    months[customer] += 1
    let best = judge.begin()
    var judgement = judge.judgement(best, truth)
    // The best rule under costs is another one than the least wrong.
    judgement.cost = judge.cheapest
    judgement.costRegret = nil
    tally.best.months[month].add(judgement)
    tally.confusion[month].add(truth: truth, estimate: SegmentIndex(best))
    if let group {
      tally.grouped?[group: group, month: month].best.add(judgement)
      tally.grouped?[group: group, month: month].confusion.add(
        truth: truth, estimate: SegmentIndex(best))
    }
    errors[0][customer] += judgement.error
    for (index, classifier) in floor.set.classifiers.enumerated() {
      let estimate = Int(estimates[classifier].segments[row])
      guard judge.posterior.indices.contains(estimate) else { continue }
      decided[index][customer] += 1
      let judgement = judge.judgement(estimate, truth)
      tally.classifiers[index].months[month].add(judgement)
      if let group {
        tally.grouped?[group: group, month: month].classifiers[index].add(judgement)
      }
      errors[index + 1][customer] += judgement.error
      regrets[index + 1][customer] += judgement.regret
      differences[index + 1][customer] += (judgement.isWrong ? 1 : 0) - judgement.error
    }
  }
}
