// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// A scenario and its variant beside each other, customer by customer and month by month.
struct VariantTally: Sendable {
  /// One classifier in both.
  struct Lane: Sendable {
    /// Its position in the scenario.
    let base: Int
    /// Its position in the variant.
    let variant: Int
    /// By scored month; the variant stands first.
    var months: [PairedTally]
    /// Over all months, with the customer as the unit.
    var clustered = ClusteredDifferenceTally()
  }

  /// Classifiers that find the same scheme in both.
  var lanes: [Lane]
  /// Customers on the books of both, by month.
  var inBoth: [Int]
  /// Customers on the scenario's books alone.
  var onlyInBase: [Int]
  /// Customers on the variant's books alone.
  var onlyInVariant: [Int]

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - base: the scenario, ready to run.
  ///   - variant: its variant.
  init(_ base: ReplicatePlan, _ variant: ReplicatePlan) {
    let months = base.population.months
    inBoth = Array(repeating: 0, count: months)
    (onlyInBase, onlyInVariant) = (inBoth, inBoth)
    lanes = base.lanes.indices.compactMap { index in
      let (lane, scheme) = (base.lanes[index], base.population.schemes[base.lanes[index].scheme])
      let other = variant.lanes.firstIndex {
        $0.name == lane.name && variant.population.schemes[$0.scheme].name == scheme.name
      }
      guard let other, lane.fitted != nil, variant.lanes[other].fitted != nil else { return nil }
      return Lane(
        base: index, variant: other, months: Array(repeating: PairedTally(), count: months))
    }
  }

  /// Adds the customers of a block that has run through its months in both.
  ///
  /// - Parameters:
  ///   - base: what was recorded of the scenario.
  ///   - variant: what was recorded of the variant.
  ///   - customers: how many customers the block has.
  mutating func add(_ base: EstimateRecord, _ variant: EstimateRecord, customers: Int) {
    for month in inBoth.indices {
      for customer in 0..<customers {
        switch (base.isPresent(customer, month: month), variant.isPresent(customer, month: month)) {
        case (true, true): inBoth[month] += 1
        case (true, false): onlyInBase[month] += 1
        case (false, true): onlyInVariant[month] += 1
        case (false, false): break
        }
      }
    }
    for index in lanes.indices { add(base, variant, customers, index) }
  }

  private mutating func add(
    _ base: EstimateRecord, _ variant: EstimateRecord, _ customers: Int, _ index: Int
  ) {
    let lane = lanes[index]
    var (first, second) = (
      [UInt16](repeating: 0, count: customers), [UInt16](repeating: 0, count: customers)
    )
    var scored = first
    for month in inBoth.indices {
      var (all, ones, twos, boths) = (0, 0, 0, 0)
      variant.withMonth(lane: lane.variant, month: month) { variant in
        base.withMonth(lane: lane.base, month: month) { base in
          for customer in 0..<customers {
            let (one, two) = (variant[customer], base[customer])
            guard one | two != EstimateRecord.absent else { continue }
            all += 1
            ones += Int(one)
            twos += Int(two)
            boths += Int(one & two)
            first[customer] += UInt16(one)
            second[customer] += UInt16(two)
            scored[customer] += 1
          }
        }
      }
      lanes[index].months[month] += PairedTally(
        bothRight: all - ones - twos + boths, onlyFirstWrong: ones - boths,
        onlySecondWrong: twos - boths, bothWrong: boths)
    }
    lanes[index].clustered.add(
      first: first, second: second, months: scored, customers: customers)
  }

  /// Adds other blocks.
  static func += (left: inout VariantTally, right: VariantTally) {
    for month in left.inBoth.indices {
      left.inBoth[month] += right.inBoth[month]
      left.onlyInBase[month] += right.onlyInBase[month]
      left.onlyInVariant[month] += right.onlyInVariant[month]
    }
    for index in left.lanes.indices {
      for month in left.inBoth.indices {
        left.lanes[index].months[month] += right.lanes[index].months[month]
      }
      left.lanes[index].clustered += right.lanes[index].clustered
    }
  }
}
