// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScenarioLanguage

/// The chances of segments that are drawn by utilities of several numbers at once: for one choice of
/// levels, the expectation over independent numbers.
struct DrawnChances: Sendable {
  let segments: Int
  private let slots: [Int]
  /// By number and segment, what the number adds to the utility.
  private let single: [[CheckedExpression?]]
  private let constants: [Double]
  private let mixed: [CheckedExpression?]
  let hasMixed: Bool
  /// Exponentials of the constants, but for a factor that brings the greatest to 1.
  let base: [Double]
  /// The most combinations of points that are all gone through.
  private static let mostCombinations = 1 << 15

  /// Takes utilities apart.
  ///
  /// - Parameters:
  ///   - utilities: a utility for each segment.
  ///   - slots: the slots of the numbers they depend on.
  ///   - levels: level codes by slot.
  ///   - isPositive: whether the number in a slot is always above 0.
  init(
    _ utilities: [CheckedExpression], slots: [Int], levels: [UInt8], isPositive: (Int) -> Bool
  ) {
    let terms = utilities.map { utility in
      let known = utility.levelSlots.reduce(utility) { $0.given(slot: $1, code: levels[$1]) }
      return UtilityTerms(known, isPositive: isPositive)
    }
    segments = utilities.count
    self.slots = slots
    single = slots.map { slot in terms.map { $0.single[slot] } }
    constants = terms.map(\.constant)
    mixed = terms.map(\.mixed)
    hasMixed = mixed.contains { $0 != nil }
    let greatest = constants.max() ?? 0
    base = constants.map { exp($0 - greatest) }
  }

  /// One number's points with what they add to the utilities.
  struct Points: Sendable {
    let values: [Double]
    let weights: [Double]
    /// By point and segment.
    let utilities: [Double]
    /// Exponentials of the utilities, but for a factor of each point that brings the greatest to 1.
    let factors: [Double]

    /// Takes the exponentials.
    init(values: [Double], weights: [Double], utilities: [Double], segments: Int) {
      (self.values, self.weights, self.utilities) = (values, weights, utilities)
      var factors = utilities
      for point in values.indices {
        let own = point * segments..<(point + 1) * segments
        let greatest = utilities[own].max() ?? 0
        for index in own { factors[index] = exp(utilities[index] - greatest) }
      }
      self.factors = factors
    }
  }

  /// A number's points for sums over all combinations, and for sums over some of them.
  struct Number: Sendable {
    /// Points of a quadrature.
    let all: Points
    /// Equally weighted quantiles, as many as the lattice has points; nothing for a single point.
    let quantiles: Points?
  }

  /// Works out what a number adds to the utilities.
  ///
  /// - Parameters:
  ///   - posterior: the number's law given what is seen.
  ///   - position: the number's position.
  /// - Returns: its points.
  func number(_ posterior: NumberPosterior, _ position: Int) -> Number {
    let all = whole(posterior, position)
    guard all.values.count > 1 else { return Number(all: all, quantiles: nil) }
    let values = posterior.quantiles(PointLattice.count)
    return Number(all: all, quantiles: self.points(values, [], position))
  }

  func points(_ values: [Double], _ weights: [Double], _ position: Int) -> Points {
    var numbers = [Double](repeating: .nan, count: (slots.max() ?? 0) + 1)
    var utilities: [Double] = []
    utilities.reserveCapacity(values.count * segments)
    for value in values {
      numbers[slots[position]] = value
      for part in single[position] {
        utilities.append(part?.value(numbers: numbers, levels: []) ?? 0)
      }
    }
    return Points(values: values, weights: weights, utilities: utilities, segments: segments)
  }

  /// The expected chances of the segments.
  ///
  /// - Parameters:
  ///   - numbers: the numbers' points, by position.
  ///   - chances: receives a chance for each segment; they add up to 1.
  /// - Complexity: O(combinations × numbers × segments), of at most 2¹⁵ combinations.
  func expect(_ numbers: [Number], into chances: inout [Double]) {
    for segment in chances.indices { chances[segment] = 0 }
    var combinations = 1
    for number in numbers where combinations <= Self.mostCombinations {
      combinations *= number.all.values.count
    }
    if combinations <= Self.mostCombinations {
      addAll(numbers.map(\.all), into: &chances)
    } else {
      addLattice(numbers, into: &chances)
    }
    let total = chances.reduce(0, +)
    for segment in chances.indices { chances[segment] /= total }
  }

  private func addAll(_ numbers: [Points], into chances: inout [Double]) {
    var chosen = [Int](repeating: 0, count: numbers.count)
    while true {
      var weight = 1.0
      for (number, point) in zip(numbers, chosen) { weight *= number.weights[point] }
      add(weight, numbers, chosen, &chances)
      var position = numbers.count - 1
      while position >= 0 {
        chosen[position] += 1
        if chosen[position] < numbers[position].values.count { break }
        chosen[position] = 0
        position -= 1
      }
      if position < 0 { return }
    }
  }

  private func addLattice(_ numbers: [Number], into chances: inout [Double]) {
    let points = numbers.map { $0.quantiles ?? $0.all }
    var steps: [Int] = []
    for number in numbers {
      steps.append(number.quantiles == nil ? 0 : PointLattice.step(steps.count { $0 > 0 }))
    }
    var chosen = [Int](repeating: 0, count: numbers.count)
    for index in 0..<PointLattice.count {
      for position in chosen.indices {
        chosen[position] = index * steps[position] % PointLattice.count
      }
      add(1, points, chosen, &chances)
    }
  }

  /// Adds the chances at one combination of points.
  @inline(__always)
  private func add(
    _ weight: Double, _ numbers: [Points], _ chosen: [Int], _ chances: inout [Double]
  ) {
    // At most as many segments as a level has codes.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: segments) { own in
      var total = 0.0
      if !hasMixed {
        for segment in 0..<segments { own[segment] = base[segment] }
        for (position, point) in chosen.enumerated() {
          numbers[position].factors.withUnsafeBufferPointer { factors in
            for segment in 0..<segments { own[segment] *= factors[point &* segments &+ segment] }
          }
        }
        for segment in 0..<segments { total += own[segment] }
      }
      if !(total > 1e-280) { total = exponentials(own, numbers, chosen) }
      let share = weight / total
      for segment in 0..<segments { chances[segment] += own[segment] * share }
    }
  }

  /// The exponentials of the utilities at a combination, but for a factor, with their sum.
  private func exponentials(
    _ own: UnsafeMutableBufferPointer<Double>, _ numbers: [Points], _ chosen: [Int]
  ) -> Double {
    var values = [Double](repeating: .nan, count: (slots.max() ?? 0) + 1)
    if hasMixed {
      for (position, point) in chosen.enumerated() {
        values[slots[position]] = numbers[position].values[point]
      }
    }
    for segment in 0..<segments {
      own[segment] = constants[segment] + (mixed[segment]?.value(numbers: values, levels: []) ?? 0)
      for (position, point) in chosen.enumerated() {
        own[segment] += numbers[position].utilities[point * segments + segment]
      }
    }
    let greatest = own.max() ?? 0
    var total = 0.0
    for segment in 0..<segments {
      own[segment] = exp(own[segment] - greatest)
      total += own[segment]
    }
    return total
  }
}
