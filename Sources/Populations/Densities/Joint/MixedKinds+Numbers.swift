// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension MixedKinds {
  /// Adds what a class of kinds gives to each segment.
  mutating func addClass(
    _ mass: Double, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight, _ sums: inout [Double]
  ) {
    for position in used.indices {
      guard mix(position, rule, drawn, sight) else { return }
    }
    if self.sums.add(numbers, base: drawn.base, mass: mass, to: &sums) { return }
    // Utilities too far apart for products of exponentials: kind by kind they would be as well.
    self.sums.addFar(numbers, drawn, mass: mass, to: &sums)
  }

  /// Mixes a number's laws over the kinds of a class.
  ///
  /// - Returns: whether what is seen is possible.
  private mutating func mix(
    _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Bool {
    let group = sight.joint.groups[position]
    switch sight.joint.mixtures[position] {
    case .places(let laws):
      let key = rule * used.count + position
      let points = fixed[key] ?? drawn.points(laws.places, [], position)
      fixed[key] = points
      for _ in placeWeights.count..<max(placeWeights.count, laws.places.count) {
        placeWeights.append(0)
      }
      if placeWeights.count > laws.places.count {
        placeWeights.removeLast(placeWeights.count - laws.places.count)
      }
      laws.mix(
        seen(group, sight), of: used[position], shares, from: firsts[position],
        into: &placeWeights)
      numbers[position].take(points, weights: placeWeights, drawn.segments, least: Self.least)
      return numbers[position].count > 0
    case .points(let laws):
      if used[position].count > 1, let seen = seen(group, sight),
        let found = laws.points(seen, of: used[position], shares, from: firsts[position])
      {
        let points = drawn.points(found.map(\.value), found.map(\.weight), position)
        numbers[position].take(points, weights: points.weights, drawn.segments, least: 0)
        return true
      }
    case .each: break
    }
    let entry = entry(position, rule, drawn, sight)
    if let nodes = memory[position].entries[entry].nodes {
      return mix(nodes, entry, position, drawn, sight)
    }
    if used[position].count == 1 {
      guard let few = few(used[position][0], position, rule, drawn, sight) else { return false }
      numbers[position].take(few.points, weights: few.points.weights, drawn.segments, least: 0)
      return true
    }
    return join(position, rule, drawn, sight)
  }

  private func seen(_ group: Int, _ sight: Sight) -> [Double]? {
    sight.isBlind ? nil : sight.model.columns[group].map(sight.values)
  }

  /// Puts the points of all laws of a number together, those of nearly the same utilities as one.
  private mutating func join(
    _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Bool {
    var all: [(value: Double, weight: Double, law: Int, point: Int)] = []
    var found: [Few] = []
    for law in used[position] {
      guard let few = few(law, position, rule, drawn, sight) else { continue }
      let share = shares[firsts[position] + law]
      for point in few.points.values.indices {
        all.append(
          (few.points.values[point], share * few.points.weights[point], found.count, point))
      }
      found.append(few)
    }
    let total = all.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return false }
    all.sort { ($0.value, $0.law, $0.point) < ($1.value, $1.law, $1.point) }
    let segments = drawn.segments
    var (values, weights, utilities): ([Double], [Double], [Double]) = ([], [], [])
    var begin = 0
    while begin < all.count {
      func utility(_ index: Int, _ segment: Int) -> Double {
        found[all[index].law].points.utilities[all[index].point &* segments &+ segment]
      }
      var end = begin + 1
      while end < all.count,
        (0..<segments).allSatisfy({
          abs(utility(end, $0) - utility(begin, $0)) < Self.narrow
        })
      {
        end += 1
      }
      let weight = all[begin..<end].reduce(0) { $0 + $1.weight }
      if weight > 0 {
        values.append(all[begin].value)
        weights.append(weight / total)
        for segment in 0..<segments {
          let sum = (begin..<end).reduce(0) { $0 + all[$1].weight * utility($1, segment) }
          utilities.append(sum / weight)
        }
      }
      begin = end
    }
    let points = DrawnChances.Points(
      values: values, weights: weights, utilities: utilities, segments: segments)
    numbers[position].take(points, weights: weights, segments, least: 0)
    return true
  }

  /// How far utilities may lie apart that count as the same.
  private static let narrow = 0.04

  /// Mixes laws by the points that they share.
  private mutating func mix(
    _ nodes: NodePoints, _ place: Int, _ position: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Bool {
    let each = nodes.points.values.count
    weighAll(nodes, place, position, drawn, sight)
    var (weights, total) = ([Double](repeating: 0, count: each), 0.0)
    let first = firsts[position]
    memory[position].entries[place].weights.withUnsafeBufferPointer { known in
      shares.withUnsafeBufferPointer { shares in
        for law in used[position] {
          let share = shares[first &+ law]
          for index in 0..<each {
            let own = share * known[law &* each &+ index]
            weights[index] += own
            total += own
          }
        }
      }
    }
    guard total > 0 else { return false }
    for index in 0..<each { weights[index] /= total }
    numbers[position].take(nodes.points, weights: weights, drawn.segments, least: Self.least)
    return true
  }
}
