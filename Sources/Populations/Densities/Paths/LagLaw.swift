// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// How old the value is that a step shows.
enum LagLaw: Sendable, Hashable {
  /// It is brought up to date by chance, each month anew.
  case hazard(Double)
  /// It is brought up to date every so many months, each customer in a phase of its own.
  case every(Int)
  /// A share is some months old.
  case late(share: Double, by: Int)

  /// What a step that does so does, as the end of a sentence.
  var reason: String {
    switch self {
    case .hazard, .every: "is refreshed now and then"
    case .late: "comes late"
    }
  }

  /// The chances of every age of the value shown.
  ///
  /// - Parameter age: months since the customer entered the simulation.
  /// - Returns: a chance for each number of months from 0 to `age`.
  func chances(age: Int) -> [Double] {
    var chances = [Double](repeating: 0, count: age + 1)
    switch self {
    case .hazard(let hazard):
      for lag in 0..<age { chances[lag] = hazard * pow(1 - hazard, Double(lag)) }
      chances[age] = pow(1 - hazard, Double(age))
    case .every(let months):
      // Whoever entered since the last turn of their phase shows the value of their entry.
      for lag in 0..<min(age, months) { chances[lag] = 1 / Double(months) }
      if age < months { chances[age] = Double(months - age) / Double(months) }
    case .late(let share, let months):
      chances[min(age, months)] += share
      chances[0] += 1 - share
    }
    return chances
  }

  /// The chances of every age where several steps follow one another.
  ///
  /// - Parameters:
  ///   - steps: the steps in order.
  ///   - age: months since the customer entered the simulation.
  /// - Returns: a chance for each number of months from 0 to `age`.
  static func chances(_ steps: [LagLaw], age: Int) -> [Double] {
    var chances = [Double](repeating: 0, count: age + 1)
    chances[0] = 1
    for step in steps.reversed() {
      var earlier = [Double](repeating: 0, count: age + 1)
      for (lag, chance) in chances.enumerated() where chance > 0 {
        for (further, share) in step.chances(age: age - lag).enumerated() {
          earlier[lag + further] += chance * share
        }
      }
      chances = earlier
    }
    return chances
  }
}
