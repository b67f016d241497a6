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
  /// Sums of the present block's chosen customers: the best rule's, then the classifiers'.
  private var sums: [[FloorTally.CustomerSums]]
  /// By true segment in how many months these customers are in it, and in how many the best rule misses them.
  private var present: [[UInt16]]
  private var missed: [[UInt16]]

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
    sums = Array(repeating: [], count: floor.set.classifiers.count + 1)
    present = Array(repeating: [], count: segments)
    missed = present
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
    let empty = Array(repeating: FloorTally.CustomerSums(), count: count)
    sums = Array(repeating: empty, count: sums.count)
    present = present.map { _ in Array(repeating: 0, count: count) }
    missed = present
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
    guard !sums[0].isEmpty, let model = floor.models[month], var own = scratch[month] else {
      return
    }
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
    for customer in sums[0] { tally.best.add(customer) }
    for segment in present.indices {
      tally.missed[segment].add(
        errors: missed[segment], months: present[segment], customers: present[segment].count)
      (present[segment], missed[segment]) = ([], [])
    }
    for index in tally.classifiers.indices {
      for customer in sums[index + 1] { tally.classifiers[index].add(customer) }
    }
    sums[0] = []
  }

  private func count(
    _ customer: Int, _ truth: SegmentIndex, _ row: Int, _ month: Int, _ estimates: [Estimates],
    _ group: Int?
  ) {
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
    sums[0][customer].add(judgement)
    present[Int(truth)][customer] += 1
    if judgement.isWrong { missed[Int(truth)][customer] += 1 }
    for (index, classifier) in floor.set.classifiers.enumerated() {
      let estimate = Int(estimates[classifier].segments[row])
      guard judge.posterior.indices.contains(estimate) else { continue }
      let judgement = judge.judgement(estimate, truth)
      tally.classifiers[index].months[month].add(judgement)
      if let group {
        tally.grouped?[group: group, month: month].classifiers[index].add(judgement)
      }
      sums[index + 1][customer].add(judgement)
    }
  }
}
