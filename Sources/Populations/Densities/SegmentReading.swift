// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Glibc
import ScenarioLanguage

/// A scheme's segments as a function of hidden levels and of the cells in which numbers lie.
struct SegmentReading: Sendable {
  /// How the segment follows.
  enum Kind: Sendable {
    /// It is the level in a slot.
    case same(slot: Int)
    /// It is the first rule whose condition holds, of these, or the one after the last.
    case firstMatch([CheckedExpression])
    /// It is where the number in a slot lies between ascending bounds.
    case cut(slot: Int, bounds: [Double])
    /// It is drawn by the softmax of utilities by epoch.
    case drawn([[CheckedExpression]])
  }

  /// How the segment follows.
  let kind: Kind
  /// How many segments there are.
  let segments: Int
  /// The slots of the numbers it depends on.
  let numberSlots: [Int]
  /// The slots of the levels it depends on.
  let levelSlots: [Int]
  /// For every number it depends on, the values at which the segment may change; nothing where the
  /// segment's chances change with it everywhere.
  let thresholds: [Int: [Double]?]
  /// Of how many months the mean is meant, for numbers of which not the present value is.
  let months: [Int: Int]

  /// Reads a scheme.
  ///
  /// - Parameters:
  ///   - truth: the scheme.
  ///   - setting: how expressions over the world read.
  /// - Throws: why its segments are no such function.
  init(_ truth: TrueScheme, _ setting: Setting) throws(Unavailable) {
    segments = truth.scheme.segments.count
    switch truth.kind {
    case .same:
      kind = .same(slot: truth.slot)
      (numberSlots, levelSlots, thresholds) = ([], [truth.slot], [:])
    case .cut(let program, let window, let bounds):
      let cut = try setting(program.expression)
      let held = window?.slots.count ?? 1
      guard window == nil || window?.statistic == .mean || held == 1 else {
        throw Unavailable(
          "the segment cuts the \(window?.statistic.rawValue ?? "window") of \(held) months")
      }
      if case .number(let slot) = cut.root {
        kind = .cut(slot: slot, bounds: bounds)
        (numberSlots, levelSlots, thresholds) = ([slot], [], [slot: bounds])
        months = held > 1 ? [slot: held] : [:]
        return
      }
      guard held == 1 else {
        throw Unavailable("the segment cuts an expression over \(held) months")
      }
      let conditions = bounds.map {
        CheckedExpression(
          CheckedExpression.Node.compare(.less, cut.root, .constant($0)).withoutChoices)
      }
      try Self.check(conditions)
      kind = .firstMatch(conditions)
      (numberSlots, levelSlots, thresholds) = Self.parts(of: conditions)
    case .firstMatch(let programs):
      var conditions: [CheckedExpression] = []
      for program in programs {
        conditions.append(CheckedExpression(try setting(program.expression).root.withoutChoices))
      }
      try Self.check(conditions)
      kind = .firstMatch(conditions)
      (numberSlots, levelSlots, thresholds) = Self.parts(of: conditions)
    case .drawn(let programs, _):
      var utilities: [[CheckedExpression]] = []
      for epoch in programs {
        var own: [CheckedExpression] = []
        for program in epoch { own.append(try setting(program.expression)) }
        utilities.append(own)
      }
      kind = .drawn(utilities)
      numberSlots = Set(utilities.flatMap { $0 }.flatMap(\.numberSlots)).sorted()
      guard numberSlots.count <= Self.mostTogether else {
        throw Unavailable(
          "the segment's chances change with \(numberSlots.count) numbers together, more than "
            + "\(Self.mostTogether)")
      }
      levelSlots = Set(utilities.flatMap { $0 }.flatMap(\.levelSlots)).sorted()
      var found: [Int: [Double]?] = [:]
      for slot in numberSlots { found[slot] = .some(nil) }
      thresholds = found
    }
    months = [:]
  }

  /// The slots of the numbers by whose laws the segment's chances are worked out together.
  var jointSlots: [Int] {
    switch kind {
    case .same, .cut: []
    case .firstMatch(let conditions):
      Set(conditions.flatMap(\.root.comparedTogether)).sorted()
    case .drawn: numberSlots.count > 1 ? numberSlots : []
    }
  }

  /// The most numbers whose laws are gone through together.
  private static let mostTogether = 8

  /// Throws why conditions in which numbers are compared with each other cannot be worked out.
  private static func check(_ conditions: [CheckedExpression]) throws(Unavailable) {
    let together = Set(conditions.flatMap(\.root.comparedTogether))
    guard together.count <= mostTogether else {
      throw Unavailable(
        "the rules of the segment compare \(together.count) numbers with each other, more than "
          + "\(mostTogether)")
    }
    guard conditions.allSatisfy({ $0.root.comparesSums(of: together) }) else {
      throw Unavailable(
        "the rules of the segment compare numbers by more than sums of their products")
    }
  }

  /// The numbers and levels that conditions read, with the constants that each number is compared with.
  private static func parts(
    of conditions: [CheckedExpression]
  ) -> (numbers: [Int], levels: [Int], thresholds: [Int: [Double]?]) {
    let numbers = Set(conditions.flatMap(\.numberSlots)).sorted()
    var found: [Int: [Double]?] = [:]
    for slot in numbers {
      let each = conditions.map { $0.root.thresholds(of: slot) }
      let all: [Double]? = each.contains { $0 == nil } ? nil : each.flatMap { $0 ?? [] }
      found[slot] = .some(all)
    }
    return (numbers, Set(conditions.flatMap(\.levelSlots)).sorted(), found)
  }

  /// Whether the segment is certain once levels and cells are known.
  var isCertain: Bool { if case .drawn = kind { false } else { true } }

  /// The chance of each segment.
  ///
  /// - Parameters:
  ///   - numbers: numbers by slot, as far as it depends on them.
  ///   - levels: level codes by slot, as far as it depends on them.
  ///   - epoch: the stretch of drift.
  ///   - chances: receives a chance for each segment.
  func chances(
    numbers: [Double], levels: [UInt8], epoch: Int, into chances: inout [Double]
  ) {
    for segment in chances.indices { chances[segment] = 0 }
    switch kind {
    case .same(let slot): chances[Int(levels[slot])] = 1
    case .cut(let slot, let bounds): chances[bounds.count { numbers[slot] >= $0 }] = 1
    case .firstMatch(let conditions):
      let first = conditions.firstIndex {
        $0.truth(numbers: numbers, levels: levels) == Truth.yes
      }
      chances[first ?? conditions.count] = 1
    case .drawn(let utilities):
      let values = utilities[epoch].map { $0.value(numbers: numbers, levels: levels) }
      let best = values.max() ?? 0
      var total = 0.0
      for segment in chances.indices {
        chances[segment] = exp(values[segment] - best)
        total += chances[segment]
      }
      for segment in chances.indices { chances[segment] /= total }
    }
  }
}
