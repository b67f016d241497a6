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

  /// A few points of a law given what is seen, worked out or remembered.
  mutating func few(
    _ law: Int, _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Few? {
    let place = entry(position, rule, drawn, sight)
    if let known = memory[position].entries[place].laws[law] { return known }
    let group = sight.joint.groups[position]
    guard let posterior = sight.model.posterior(group, law, sight.values, sight.isBlind) else {
      return nil
    }
    let found = Few(drawn.few(posterior, position), drawn.segments)
    memory[position].entries[place].laws[law] = found
    return found
  }

  /// The means of what a law's points add to the utilities; nothing where what is seen is impossible.
  mutating func means(
    _ law: Int, _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> [Double] {
    let place = entry(position, rule, drawn, sight)
    guard let nodes = memory[position].entries[place].nodes else {
      return few(law, position, rule, drawn, sight)?.means ?? []
    }
    weigh(law, nodes, place, position, drawn, sight)
    let segments = drawn.segments
    return Array(memory[position].entries[place].means[law * segments..<(law + 1) * segments])
  }

  /// Where what is known of a number stands, by what is seen of it.
  mutating func entry(
    _ position: Int, _ rule: Int, _ drawn: DrawnChances, _ sight: Sight
  ) -> Int {
    let group = sight.joint.groups[position]
    let key = PosteriorScratch.Key(
      2 * rule + (sight.isBlind ? 1 : 0), sight.isBlind ? [] : sight.model.columns[group],
      sight.values)
    if let known = memory[position].places[key] { return known }
    if memory[position].entries.count >= Self.mostRemembered { memory[position] = Memory() }
    let count = sight.model.lawCounts[group]
    let nodes = sight.model.nodes(group, drawn, position, sight.values, sight.isBlind)
    let each = nodes?.points.values.count ?? 0
    memory[position].places[key] = memory[position].entries.count
    memory[position].entries.append(
      Entry(
        laws: nodes == nil ? Array(repeating: nil, count: count) : [], nodes: nodes,
        weights: Array(repeating: .nan, count: count * each),
        means: Array(repeating: 0, count: each == 0 ? 0 : count * drawn.segments)))
    return memory[position].entries.count - 1
  }

  /// Whether it is known how much each shared point weighs for a law.
  private func isWeighed(_ law: Int, _ each: Int, _ place: Int, _ position: Int) -> Bool {
    !memory[position].entries[place].weights[law &* each].isNaN
  }

  /// Works out how much each shared point weighs for all laws with a share.
  mutating func weighAll(
    _ nodes: NodePoints, _ place: Int, _ position: Int, _ drawn: DrawnChances, _ sight: Sight
  ) {
    let each = nodes.points.values.count
    for law in used[position] where !isWeighed(law, each, place, position) {
      weigh(law, nodes, place, position, drawn, sight)
    }
  }

  /// Works out how much each shared point weighs for a law.
  private mutating func weigh(
    _ law: Int, _ nodes: NodePoints, _ place: Int, _ position: Int, _ drawn: DrawnChances,
    _ sight: Sight
  ) {
    let (each, segments) = (nodes.points.values.count, drawn.segments)
    guard !isWeighed(law, each, place, position) else { return }
    let group = sight.joint.groups[position]
    // A number that is seen as it is may be one that evolves: laws tell nothing more.
    let own = nodes.isKnown ? [1] : nodes.weights(sight.model.laws[group][law].law)
    for index in 0..<each {
      memory[position].entries[place].weights[law * each + index] = own[index]
      for segment in 0..<segments {
        memory[position].entries[place].means[law * segments + segment] +=
          own[index] * nodes.points.utilities[index * segments + segment]
      }
    }
  }

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

extension MixedKinds.Few {
  /// Takes the means of utilities.
  init(_ points: DrawnChances.Points, _ segments: Int) {
    self.points = points
    var means = [Double](repeating: 0, count: segments)
    for (point, weight) in points.weights.enumerated() {
      for segment in 0..<segments {
        means[segment] += weight * points.utilities[point * segments + segment]
      }
    }
    self.means = means
  }
}
