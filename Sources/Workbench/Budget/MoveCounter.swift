// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// Remembers where a table of quantiles placed the customers of a block in the first month, and counts
/// who has moved since, by its boundaries of then and of a later month.
struct MoveCounter {
  /// The classifiers that are cut anew with the population, by position.
  let lanes: [Int]
  /// Estimates of the first month, by such a classifier and the customer's place in the block.
  private var before: [[SegmentIndex]]
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)

  init(_ scenario: Scenario) {
    lanes = scenario.classifiers.indices.filter { index in
      let classifier = scenario.classifiers[index].classifier
      return classifier.learns && !type(of: classifier).needsLabels
    }
    before = lanes.map { _ in [] }
  }

  mutating func begin(_ block: CustomerBlock) {
    self.block = block
    for lane in before.indices { before[lane] = [] }
  }

  /// Keeps the estimates of the first month.
  ///
  /// - Parameters:
  ///   - estimates: those of one classifier.
  ///   - lane: the classifier, by its place among `lanes`.
  mutating func remember(_ estimates: Estimates, lane: Int) {
    before[lane] = Array(estimates.segments.prefix(estimates.rows))
  }

  /// Adds the customers of a later month who were there in the first.
  ///
  /// - Parameters:
  ///   - fixed: estimates by the boundaries of the first month.
  ///   - anew: estimates by the boundaries of this month.
  ///   - lane: the classifier, by its place among `lanes`.
  ///   - runner: who the rows are.
  ///   - tally: what is counted.
  func count(
    _ fixed: Estimates, _ anew: Estimates, lane: Int, _ runner: BlockRunner,
    into tally: inout MoveTally
  ) {
    guard !before[lane].isEmpty else { return }
    var position = 0
    for row in 0..<runner.rows {
      position = block.position(of: runner.indices[row], from: position)
      tally.add(
        before: before[lane][position], fixed: fixed.segments[row], anew: anew.segments[row])
    }
  }
}
