// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// What looks at a block of customers month after month.
public protocol BlockVisitor {
  /// A block begins; its first month follows.
  ///
  /// - Parameter block: the customers.
  mutating func begin(_ block: CustomerBlock)
  /// Customers leave before the next month: every column closes up.
  ///
  /// - Parameters:
  ///   - kept: the rows of last month that stay, ascending.
  ///   - rows: how many rows there were.
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int)
  /// A month of the warm-up has passed, which is not scored: for who remembers what was seen.
  ///
  /// - Parameters:
  ///   - month: months since the first scored one, below 0.
  ///   - runner: the block's columns.
  mutating func warmUp(month: Int, _ runner: BlockRunner)
  /// A month's truth and view are ready.
  ///
  /// - Parameters:
  ///   - month: months since the first scored one.
  ///   - runner: the block's columns.
  mutating func visit(month: Int, _ runner: BlockRunner)
  /// The block has run through its months.
  mutating func end()
}

extension BlockVisitor {
  /// Remembers nothing.
  public mutating func warmUp(month: Int, _ runner: BlockRunner) {}
}

/// Runs blocks of customers through their months, in buffers allocated once.
///
/// A month runs in this order: exit, entry, moves, evolution, true segments, view. Customers on the
/// books in the first month run through a warm-up of evolution and view before it.
public final class BlockRunner {
  /// The compiled world and view.
  public let model: PopulationModel
  /// What the bank sees this month.
  public internal(set) var features: FeatureTable
  /// What each view step changed, counted by scored month.
  public internal(set) var ledger: Ledger
  /// Called for every month of the view as it is made, by the step that made it.
  public var observer: (any ViewObserver)?
  /// What view steps have learned from the development view.
  var imputedValues: [Double]
  /// What steps that learn have seen in the first scored month.
  public internal(set) var captured: [[Double]]

  let frame: BlockFrame
  let root: SeedPath
  let replicate: UInt32
  let drawScratch: UnsafeMutablePointer<Double>
  var cellBase = CellBase(cohort: 0, replicate: 0)
  var isEntrant = false
  /// What is being drawn or worked out, as a position in the ledger's impossible draws; those of the
  /// world are also positions among its values that are no numbers.
  var drawnSource = 0
  var entryMonth = 0

  /// Allocates the buffers.
  ///
  /// - Parameters:
  ///   - model: the compiled world and view.
  ///   - capacity: the most customers a block may have.
  ///   - replicate: which repetition of the whole population.
  public init(_ model: PopulationModel, capacity: Int, replicate: Int = 0) {
    self.model = model
    self.replicate = UInt32(replicate)
    root = model.root
    frame = BlockFrame(model.layout, capacity: capacity)
    features = FeatureTable(schema: model.view.schema, capacity: capacity + 8)
    ledger = Ledger(model)
    imputedValues = model.imputedValues
    captured = Array(repeating: [], count: model.view.imputations)
    drawScratch = .allocate(capacity: DrawScratch.columns * (capacity + 8))
    drawScratch.initialize(repeating: 0, count: DrawScratch.columns * (capacity + 8))
  }

  deinit { drawScratch.deallocate() }

  /// How many customers are on the books this month.
  public var rows: Int { frame.rows }
  /// The customers' indices within their cohort.
  public var indices: UnsafePointer<UInt32> { UnsafePointer(frame.indices) }

  /// The true segments of a scheme.
  ///
  /// - Parameter scheme: the scheme's position in the model.
  /// - Returns: one index for each row.
  public func truth(of scheme: Int) -> UnsafePointer<SegmentIndex> {
    UnsafePointer(frame.levels[model.truths[scheme].slot])
  }

  /// The numbers by which a scheme's metrics are also weighted.
  ///
  /// - Parameter scheme: the scheme's position in the model.
  /// - Returns: one number for each row; nothing when the scheme has no weights.
  public func weights(of scheme: Int) -> UnsafePointer<Double>? {
    model.truths[scheme].weightSlot.map { UnsafePointer(frame.numbers[$0]) }
  }

  /// The values of a number quantity of the world.
  ///
  /// - Parameter slot: the quantity's slot.
  /// - Returns: one value for each row.
  public func numbers(at slot: Int) -> UnsafePointer<Double> { UnsafePointer(frame.numbers[slot]) }

  /// The level codes of a level quantity of the world.
  ///
  /// - Parameter slot: the quantity's slot.
  /// - Returns: one code for each row.
  public func levels(at slot: Int) -> UnsafePointer<UInt8> { UnsafePointer(frame.levels[slot]) }

  /// The cells of all present rows for a quantity of the caller's own.
  ///
  /// - Parameters:
  ///   - path: the path of the cells.
  ///   - month: months since the first scored one; nothing for what is drawn once.
  /// - Returns: one cell for each row.
  public func cells(_ path: SeedPath, month: Int?) -> CellRun {
    cellBase.run(path, frame, month: month.map(MonthCode.of) ?? MonthCode.birth)
  }

  /// Runs a block through its months.
  ///
  /// - Parameters:
  ///   - block: the customers.
  ///   - lastMonth: the last month to run, counted from the first scored one.
  ///   - visitor: what looks at each scored month.
  public func run(
    _ block: CustomerBlock, through lastMonth: Int, _ visitor: inout some BlockVisitor
  ) {
    begin(block)
    visitor.begin(block)
    var month = isEntrant ? entryMonth : -model.warmUp
    bear(month)
    while true {
      segment(month)
      see(month)
      if month >= 0 {
        visitor.visit(month: month, self)
      } else {
        visitor.warmUp(month: month, self)
      }
      guard month < lastMonth else { break }
      month += 1
      for index in frame.moverCounts.indices { frame.moverCounts[index] = 0 }
      if month > 0 {
        let before = frame.rows
        let kept = leave(month)
        if kept < before {
          visitor.keep(UnsafeBufferPointer(start: frame.chosen, count: kept), of: before)
          frame.keep(frame.chosen, count: kept)
        }
        guard kept > 0 else { break }
        move(month)
      }
      evolve(month)
    }
    visitor.end()
  }

  /// Remembers what a step that learns sees, while what it learns is not known yet.
  func capture(_ imputation: Int, _ values: UnsafePointer<Double>, _ rows: Int) {
    guard imputedValues[imputation].isNaN else { return }
    captured[imputation] += (0..<rows).lazy.map { values[$0] }.filter { !$0.isNaN }
  }

  private func begin(_ block: CustomerBlock) {
    frame.begin(block)
    isEntrant = block.cohort > 0
    entryMonth = block.entryMonth
    cellBase = CellBase(cohort: UInt16(block.cohort), replicate: replicate)
  }
}
