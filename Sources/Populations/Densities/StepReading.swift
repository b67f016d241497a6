// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// How a step of the view is read backwards: from what it shows to what it was given.
enum StepReading: Sendable {
  /// It maps values without noise; a piece after it comes from these pieces before it.
  case pieces(@Sendable (SeenPiece) -> [SeenPiece])
  /// It passes the value on with an error of known law.
  case channel(any SeenChannel)
  /// It leaves values out.
  case missing(MissingReading)
  /// It fills missing values with a number.
  case fill(Double)
  /// It shows the value of some months ago; one that never changes goes through unchanged.
  case lagged(LagLaw)
  /// It cannot be read backwards, for this reason.
  case unreadable(String)
}

/// Which values are left out.
enum MissingReading: Sendable {
  /// A share of all values, or nothing where what else is seen decides the share: that a value is
  /// missing then says nothing about it.
  case regardless(Double?)
  /// By the value itself: a chance for each of some adjoining intervals.
  case byValue([(values: ValueInterval, chance: Double)])
  /// By something the seen values do not tell.
  case hidden(String)

  /// Reads the chance of a missing value.
  ///
  /// - Parameters:
  ///   - chance: the chance by row.
  ///   - valueSlot: the slot of the value itself.
  ///   - seen: the slots of features.
  init(_ chance: CheckedExpression, valueSlot: Int, seen: Set<Int>) {
    let slots = Set(chance.numberSlots)
    guard chance.levelSlots.isEmpty, slots.isSubset(of: seen.union([valueSlot])) else {
      self = .hidden("a value is missing by something that is not seen")
      return
    }
    guard slots.contains(valueSlot) else {
      self = .regardless(chance.constantValue)
      return
    }
    guard slots == [valueSlot], let cells = ThresholdCells(chance.root, slot: valueSlot) else {
      self = .hidden("the chance that a value is missing changes with it other than by steps")
      return
    }
    var numbers = [Double](repeating: .nan, count: valueSlot + 1)
    self = .byValue(
      cells.intervals.map { interval, inside in
        numbers[valueSlot] = inside
        return (interval, min(1, max(0, chance.value(numbers: numbers, levels: []))))
      })
  }

  /// The pieces before the step.
  func pieces(_ piece: SeenPiece) -> [SeenPiece] {
    switch (self, piece.values) {
    case (.byValue(let cells), .missing):
      [piece] + cells.map { piece.with(.interval($0.values)).times($0.chance) }
    case (.byValue(let cells), .point(let value)):
      [piece.times(1 - (cells.first { $0.values.contains(value) }?.chance ?? 0))]
    case (.byValue(let cells), .interval(let interval)):
      cells.compactMap { cell in
        cell.values.intersection(interval).map {
          piece.with(.interval($0)).times(1 - cell.chance)
        }
      }
    case (.regardless(let chance), .missing):
      [piece, piece.with(.interval(.all)).times(chance ?? 1)]
    case (.regardless(let chance), _): [piece.times(1 - (chance ?? 0))]
    case (.hidden, _): []
    }
  }
}
