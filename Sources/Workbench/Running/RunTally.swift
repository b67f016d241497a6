// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// Everything a run counts; parts of it add up to the same bits in any order.
struct RunTally: Sendable {
  /// What one classifier's estimates were worth.
  struct Lane: Sendable {
    /// By scored month.
    var months: [ClassificationTally]
    /// Over all months, with the customer as the unit.
    var clustered = ClusteredTally()
    /// What varies between customers over all months.
    var clusters: ClusteredCounts
    /// Customers on watch by scored month, of a classifier that remembers.
    var onWatch: [Int]
    /// Measures that were worked out by a classifier that remembers, in all months with the warm-up.
    var measured = 0
    /// Those that gave no number although all that they read was known.
    var notNumbers = 0
  }

  /// Two classifiers of one scheme beside each other.
  struct Pair: Sendable {
    /// The first classifier's position.
    let first: Int
    /// The second classifier's position.
    let second: Int
    /// By scored month.
    var months: [PairedTally]
    /// Over all months, with the customer as the unit.
    var clustered = ClusteredDifferenceTally()
  }

  /// Customers on the books, by scored month.
  var customers: [Int]
  /// Customers who entered, by scored month.
  var entrants: [Int]
  /// Customers who left, by scored month.
  var exits: [Int]
  /// Customers by scheme, month and true segment.
  var truths: [[[Int]]]
  /// By classifier.
  var lanes: [Lane]
  /// Pairs of classifiers of one scheme.
  var pairs: [Pair]
  /// By floor.
  var floors: [FloorTally]
  /// By feature and month.
  var bins: [[BinCounts]]
  /// What the view's steps changed.
  var ledger: Ledger?

  /// An empty tally.
  init(_ plan: ReplicatePlan) {
    let months = plan.scenario.population.months
    let schemes = plan.scenario.population.schemes
    customers = Array(repeating: 0, count: months)
    entrants = customers
    exits = customers
    truths = schemes.map { scheme in
      Array(repeating: Array(repeating: 0, count: scheme.segments.count), count: months)
    }
    lanes = plan.lanes.indices.map { index in
      let tally = ClassificationTally(
        segments: schemes[plan.lanes[index].scheme].segments.count, holding: plan.evidence(index))
      return Lane(
        months: Array(repeating: tally, count: months),
        clusters: ClusteredCounts(
          segments: tally.segments, holding: tally.holding, prices: plan.prices(index)),
        onWatch: Array(repeating: 0, count: months))
    }
    pairs = plan.pairs.map {
      Pair(
        first: $0.first, second: $0.second, months: Array(repeating: PairedTally(), count: months))
    }
    floors = plan.floors.map {
      FloorTally($0, months: months, segments: schemes[$0.set.scheme].segments.count)
    }
    bins = plan.bins.map { Array(repeating: BinCounts($0), count: months) }
  }

  /// Adds another part of the same run.
  static func += (left: inout RunTally, right: RunTally) {
    for month in left.customers.indices {
      left.customers[month] += right.customers[month]
      left.entrants[month] += right.entrants[month]
      left.exits[month] += right.exits[month]
      for scheme in left.truths.indices {
        for segment in left.truths[scheme][month].indices {
          left.truths[scheme][month][segment] += right.truths[scheme][month][segment]
        }
      }
      for index in left.lanes.indices {
        left.lanes[index].months[month] += right.lanes[index].months[month]
        left.lanes[index].onWatch[month] += right.lanes[index].onWatch[month]
      }
      for index in left.pairs.indices {
        left.pairs[index].months[month] += right.pairs[index].months[month]
      }
      for index in left.bins.indices { left.bins[index][month] += right.bins[index][month] }
    }
    for index in left.lanes.indices {
      left.lanes[index].clustered += right.lanes[index].clustered
      left.lanes[index].clusters += right.lanes[index].clusters
      left.lanes[index].measured += right.lanes[index].measured
      left.lanes[index].notNumbers += right.lanes[index].notNumbers
    }
    for index in left.floors.indices { left.floors[index] += right.floors[index] }
    for index in left.pairs.indices { left.pairs[index].clustered += right.pairs[index].clustered }
    if let ledger = right.ledger {
      left.ledger =
        left.ledger.map {
          var sum = $0
          sum += ledger
          return sum
        } ?? ledger
    }
  }
}
