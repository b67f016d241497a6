// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Populations
import ScenarioLanguage

/// What the world's numbers are like in the first scored month: what the warm-up has made of the
/// declared laws.
struct FirstMonthValues: Sendable {
  /// One number of the world, or the elements of a vector together.
  private struct Quantity: Sendable {
    let name: String
    let unit: String?
    let slots: [Int]
    var values: [Double] = []
    /// How many values were looked at, those that are no numbers among them.
    var count = 0

    /// Which share is no number; nothing where all are.
    var lacking: String? {
      guard values.count < count else { return nil }
      let share = 100 * Double(count - values.count) / Double(count)
      return values.isEmpty
        ? "a number for nobody"
        : "no number for \(share < 0.1 ? "less than 0.1" : FirstMonthValues.text(share)) %"
    }
  }

  private var quantities: [Quantity] = []

  /// Starts without customers.
  ///
  /// - Parameter model: the population.
  init(of model: PopulationModel) {
    let numbers = model.worldGraph.filter { model.slot(ofNumber: $0.name) != nil }
    let runs = VectorName.runs(numbers.map(\.name)) { _, _ in true }
    quantities = runs.map { run in
      Quantity(
        name: VectorName.folded(numbers[run].map(\.name)).joined(),
        unit: numbers[run.lowerBound].unit,
        slots: numbers[run].compactMap { model.slot(ofNumber: $0.name) })
    }
  }

  /// Adds the customers of a block in its first month.
  ///
  /// - Parameter runner: the block.
  mutating func add(_ runner: BlockRunner) {
    for index in quantities.indices {
      for slot in quantities[index].slots {
        quantities[index].values += UnsafeBufferPointer(
          start: runner.numbers(at: slot), count: runner.rows)
        quantities[index].count += runner.rows
      }
    }
  }

  /// Puts the values in order.
  mutating func sort() {
    for index in quantities.indices {
      quantities[index].values = quantities[index].values.filter(\.isFinite).sorted()
    }
  }

  /// A row for each number: its median, where nine of ten customers lie, its mean.
  var rows: [(name: String, text: String)] {
    quantities.compactMap { quantity in
      let values = quantity.values
      guard let first = values.first, let last = values.last else {
        return quantity.lacking.map { (quantity.name, $0) }
      }
      let lacking = quantity.lacking.map { ", \($0)" } ?? ""
      let unit = quantity.unit.map { " \($0)" } ?? ""
      guard first < last else {
        return (quantity.name, "always \(Self.text(first))\(unit)\(lacking)")
      }
      func quantile(_ share: Double) -> String {
        Self.text(values[min(values.count - 1, Int(share * Double(values.count)))])
      }
      let mean = values.reduce(0, +) / Double(values.count)
      return (
        quantity.name,
        "median \(quantile(0.5))\(unit), 90 % from \(quantile(0.05)) to \(quantile(0.95)), "
          + "mean \(Self.text(mean))\(lacking)"
      )
    }
  }

  /// A very large or small number to three digits, with its power of ten.
  private static func scientific(_ value: Double) -> String {
    var power = Int(log10(value.magnitude).rounded(.down))
    var digits = (value / pow(10, Double(power)) * 100).rounded() / 100
    if digits.magnitude >= 10 { (digits, power) = (digits / 10, power + 1) }
    return "\(digits.brief)e\(power)"
  }

  /// A number to three digits.
  private static func text(_ value: Double) -> String {
    let size = value.magnitude
    guard size >= 1e-4, size < 1e15 else { return value == 0 ? "0" : scientific(value) }
    var (scale, digits) = (1.0, 0)
    while size * scale < 100, digits < 7 { (scale, digits) = (scale * 10, digits + 1) }
    if digits == 0 {
      var unit = 1.0
      while size / unit >= 1000 { unit *= 10 }
      return TextColumns.grouped(Int((value / unit).rounded() * unit))
    }
    return ((value * scale).rounded() / scale).brief
  }
}
