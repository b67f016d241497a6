// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of each law of a number, given what is seen of it.
extension MixedKinds {
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
    let key = RememberedMasses.Key(
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
  func isWeighed(_ law: Int, _ each: Int, _ place: Int, _ position: Int) -> Bool {
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
  mutating func weigh(
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
