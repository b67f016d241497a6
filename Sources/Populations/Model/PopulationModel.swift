// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability

/// The compiled world and view: one graph that draws customers and moves them through months.
public struct PopulationModel: Sendable {
  /// Which population of the scenario is drawn.
  public enum Role: String, Sendable {
    /// The customers who are judged.
    case evaluated
    /// The customers on whom classifiers are trained, drawn from streams of their own.
    case development
  }

  /// The first scored month.
  public let from: Month
  /// How many months are scored.
  public let months: Int
  /// Customers on the books in the first month.
  public let customers: Int
  /// Months of evolution and view before the first scored one.
  public internal(set) var warmUp: Int
  /// Entrants by scored month.
  public let entrants: [Int]
  /// Whether level shares of the first book are met exactly.
  public let isQuota: Bool
  /// What the segments are, scheme by scheme.
  public var schemes: [SegmentScheme] { truths.map(\.scheme) }
  /// What the bank sees.
  public var schema: FeatureSchema { view.schema }
  /// The declared changes of the world.
  public let drift: [DriftChange]
  /// What training and monitoring may know of the truth, by scheme.
  public let labels: [String: LabelRule]
  /// The quantities that go together.
  public let groups: [JointGroup]
  /// The numbers that view steps learn from the development view, such as the medians that
  /// imputations put in; NaN before they are known.
  public var imputedValues: [Double]
  /// The seed path of everything that is drawn.
  public var root: SeedPath

  let epochs: MonthEpochs
  let layout: FrameLayout
  var quantities: [Quantity]
  let truths: [TrueScheme]
  let workedOut: WorkedOutPlaces
  let view: ViewModel
  let exitHazards: [Hazard]?
  var exitPath: SeedPath { root.child("exit") }

  /// The chance of leaving in one epoch.
  struct Hazard: Sendable {
    /// The chance when it is the same for all.
    let constant: Double?
    /// The chance by row.
    let program: ColumnProgram
  }

  /// The same customers with a warm-up of at least so many months.
  ///
  /// What the world is in the first scored month depends on the months that it evolved before: views
  /// that look back differently far see the same customers only after warm-ups of one length.
  ///
  /// - Parameter months: the least number of months.
  /// - Returns: the population.
  public func warmedUp(for months: Int) -> PopulationModel {
    var population = self
    population.warmUp = max(warmUp, months)
    return population
  }

  /// The blocks that make up a population, in cohort and index order.
  ///
  /// - Parameters:
  ///   - size: the most customers in a block, at least 1.
  ///   - lastMonth: the last month whose entrants are wanted.
  /// - Returns: the blocks.
  public func blocks(of size: Int, through lastMonth: Int) -> [CustomerBlock] {
    var blocks = Self.divided(0, customers, size)
    for month in 1..<max(1, min(lastMonth + 1, months)) {
      blocks += Self.divided(month + 1, entrants[month], size)
    }
    return blocks
  }

  private static func divided(_ cohort: Int, _ count: Int, _ size: Int) -> [CustomerBlock] {
    stride(from: 0, to: count, by: size).map {
      CustomerBlock(cohort: cohort, firstIndex: $0, count: min(size, count - $0))
    }
  }

  /// Whether a scheme's metrics are also weighted by a number of the world.
  ///
  /// - Parameter scheme: the scheme's position.
  /// - Returns: whether they are.
  public func isWeighted(_ scheme: Int) -> Bool { truths[scheme].weightSlot != nil }

  /// Where an attribute of the world by which metrics are weighted lies.
  ///
  /// - Parameter name: a number quantity, with or without `world.`.
  /// - Returns: its slot; nothing when there is no such number quantity.
  public func slot(ofNumber name: String) -> Int? {
    let plain = Self.plain(name)
    return quantities.first { $0.name == plain && $0.levelNames.isEmpty }?.slot
  }

  /// Where a level quantity of the world lies.
  ///
  /// - Parameter name: a level quantity, with or without `world.`.
  /// - Returns: its slot; nothing when there is no such level quantity.
  public func slot(ofLevels name: String) -> Int? {
    let plain = Self.plain(name)
    return quantities.first { $0.name == plain && !$0.levelNames.isEmpty }?.slot
  }

  /// The features whose values can be missing, by column.
  public var featuresThatMayBeMissing: Set<Int> {
    Set(view.features.indices.filter { view.features[$0].mayBeMissing })
  }
}

/// What training and monitoring may know of a scheme's true segments.
public struct LabelRule: Sendable, Equatable {
  /// Where labels come from, for the report.
  public let source: String?
  /// The share of customers who have one.
  public let share: Double
  /// Months until one arrives.
  public let delay: Int
  /// The share of labels that name another segment, each equally likely.
  public let noise: Double
}
