// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability

/// What reaches the bank's systems: its features, each an ordered list of steps.
struct ViewModel: Sendable {
  /// One feature.
  struct Feature: Sendable {
    /// Its name.
    let name: String
    /// The slot of its values.
    let slot: Int
    /// Where its true value comes from.
    let source: Source
    /// What happens to it on the way.
    let steps: [Placed]
    /// Whether its values can be missing.
    let mayBeMissing: Bool
    /// The quantities it is made from, by name.
    let parents: [String]
  }

  /// Where a feature's true value comes from.
  enum Source: Sendable {
    /// A number quantity.
    case number(Int)
    /// A level quantity.
    case levels(Int)
    /// An expression over the world.
    case expression(ColumnProgram)
  }

  /// A step in its place.
  struct Placed: Sendable {
    /// The step.
    let step: any ViewStep
    /// The path of its cells.
    let path: SeedPath
    /// Its position in the ledger, when it is a departure.
    let entry: Int?
    /// Whether it counts as a departure.
    var isDeparture: Bool { entry != nil }
  }

  /// The features in column order.
  let features: [Feature]
  /// Their names and kinds.
  let schema: FeatureSchema
  /// What steps learn from the development view.
  let fits: [DevelopmentFit]
  /// How many numbers they learn.
  var imputations: Int { fits.reduce(0) { $0 + $1.count } }
}

extension BlockRunner {
  /// Makes the view of a month.
  func see(_ month: Int) {
    let age = month - (isEntrant ? entryMonth : -model.warmUp)
    for (position, feature) in model.view.features.enumerated() {
      drawnSource = model.quantities.count + position
      let values = frame.numbers[feature.slot]
      fetch(feature.source, into: values)
      var state = StepMonth(
        runner: self, values: values, path: model.root, month: month, age: age)
      for placed in feature.steps {
        state.path = placed.path
        apply(placed, to: &state)
      }
    }
    if month >= 0 { ledger.seen[month] += rows }
    features.rows = rows
    let (rows, capacity) = (rows, features.capacity)
    features.values.withUnsafeMutableBufferPointer { table in
      guard let base = table.baseAddress else { return }
      for (column, feature) in model.view.features.enumerated() {
        (base + column * capacity).update(from: frame.numbers[feature.slot], count: rows)
      }
    }
  }

  private func fetch(_ source: ViewModel.Source, into values: UnsafeMutablePointer<Double>) {
    switch source {
    case .number(let slot): values.update(from: frame.numbers[slot], count: rows)
    case .levels(let slot):
      let codes = frame.levels[slot]
      for row in 0..<rows { values[row] = Double(codes[row]) }
    case .expression(let program):
      program.evaluate(frame.inputs, rows: rows, scratch: frame.columnScratch, into: values)
    }
  }

  private func apply(_ placed: ViewModel.Placed, to state: inout StepMonth) {
    guard let entry = placed.entry, state.month >= 0 else {
      placed.step.apply(to: &state)
      return
    }
    let (before, after) = (frame.scratch[11], state.values)
    before.update(from: after, count: rows)
    placed.step.apply(to: &state)
    var changed = 0
    for row in 0..<rows { changed &+= before[row].bitPattern == after[row].bitPattern ? 0 : 1 }
    ledger.entries[entry].changed[state.month] += changed
    observer?.changed(
      entry: entry, month: state.month, before: before, after: after, rows: rows)
  }
}
