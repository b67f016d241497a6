// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Values of some months ago by quadrature, each with what the present number may be given it.
struct QuadratureLags: KnownPathGroup {
  /// A month's value that may be seen; by reference, since laws are gone through for every customer.
  private final class Part: Sendable {
    let group: KnownGroup
    let target: SeenGroup.Target
    /// The law of the present number.
    let present: PlacedLaw
    /// The changes since, where the number was not drawn anew; nothing where it was.
    let changes: [ScaleChange]?

    init(
      group: KnownGroup, target: SeenGroup.Target, present: PlacedLaw, changes: [ScaleChange]?
    ) {
      (self.group, self.target) = (group, target)
      (self.present, self.changes) = (present, changes)
    }
  }

  /// All that a part follows from but for its share.
  private struct PartKey: Hashable {
    let part: LagGroup.Part
    let present: EvolvingNumber.Stage
  }

  private let feature: FeatureReading?
  private let channel: (any SeenChannel)?
  /// The parts, each once: many states share them.
  private let parts: [Part]
  /// For each law its parts with their shares.
  private let laws: [[(share: Double, part: Int)]]
  /// Whether the feature shows the present number.
  private let isPresent: Bool

  /// Makes the laws.
  init?(_ group: LagGroup, _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots) {
    (feature, channel) = (group.feature, group.channel)
    isPresent = group.channel == nil && group.feature.map(\.lags.isEmpty) ?? false
    var channels: [any KnownChannel] = []
    if let channel {
      guard let known = channel.given([]) else { return nil }
      channels = [known]
    }
    var (parts, known): ([Part], [PartKey: Int]) = ([], [:])
    var found: [[(share: Double, part: Int)]] = []
    for states in laws {
      var (own, places): ([(share: Double, part: Int)], [Int: Int]) = ([], [:])
      for weighted in states {
        let (present, all) = group.parts(weighted.state, month, slots)
        for (part, chance) in all {
          let key = PartKey(part: part, present: present)
          let position = known[key] ?? parts.count
          if position == parts.count {
            guard let fresh = Self.part(group, part, present, channels) else { return nil }
            known[key] = position
            parts.append(fresh)
          }
          if let place = places[position] {
            own[place].share += weighted.weight * chance
          } else {
            places[position] = own.count
            own.append((weighted.weight * chance, position))
          }
        }
      }
      found.append(own)
    }
    (self.parts, self.laws) = (parts, found)
  }

  private static func part(
    _ group: LagGroup, _ part: LagGroup.Part, _ present: EvolvingNumber.Stage,
    _ channels: [any KnownChannel]
  ) -> Part? {
    guard let law = group.number.law(part.stage), let now = group.number.law(present),
      let (target, chances) = target(group, part, present)
    else { return nil }
    return Part(
      group: KnownGroup(
        law: law, channels: channels, target: target, segments: width(group.target),
        chances: chances, isTabled: false),
      target: target, present: now,
      changes: part.isSame
        ? group.number.changes(steps: part.months, shift: present.shift - part.stage.shift) : nil)
  }

  private static func width(_ target: SeenGroup.Target) -> Int {
    if case .cells(let cells) = target { cells.count } else { 1 }
  }

  /// What the value of an earlier month tells of the cells of today.
  private static func target(
    _ group: LagGroup, _ part: LagGroup.Part, _ present: EvolvingNumber.Stage
  ) -> (SeenGroup.Target, (@Sendable (Double, inout [Double]) -> Void)?)? {
    guard case .cells(let cells) = group.target else { return (.none, nil) }
    let number = group.number
    guard part.isSame else {
      guard let law = number.law(present) else { return nil }
      let shares = cells.map { law.mass(.interval($0)) }
      return (.smooth, { _, chances in chances = shares })
    }
    let changes = number.changes(steps: part.months, shift: present.shift - part.stage.shift)
    func before(_ value: Double) -> Double { changes.reversed().reduce(value) { $1.inverse($0) } }
    guard let walk = number.walk, part.months > 0 else {
      return (.cells(cells.map { $0.mapped(before) }), nil)
    }
    let mean = Double(part.months) * walk.mean
    let deviation = Double(part.months).squareRoot() * walk.deviation
    let ends = cells.map { cell in
      [before(cell.low), before(cell.high)].map { walk.isLogarithmic ? log(max(0, $0)) : $0 }
    }
    return (
      .smooth,
      { value, chances in
        let place = (walk.isLogarithmic ? log(value) : value) + mean
        for (index, end) in ends.enumerated() {
          let (low, high) = ((end[0] - place) / deviation, (end[1] - place) / deviation)
          chances[index] =
            low > 0
            ? StandardNormal.upperTail(low) - StandardNormal.upperTail(high)
            : StandardNormal.cdf(high) - StandardNormal.cdf(low)
        }
      }
    )
  }

  func present(_ seen: [Double]) -> Double? {
    guard isPresent, let feature else { return nil }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false)
    guard pieces.count == 1, case .point(let value) = pieces[0].values else { return nil }
    return parts.first?.group.law.isDiscrete ?? true ? nil : value
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    let evidence = evidence(seen)
    return LagPosterior(
      laws[law].map { share, position in
        let part = parts[position]
        return .init(
          logShare: log(share), present: part.present, changes: part.changes, before: part.group,
          evidence: evidence)
      }
    ).law(for: use)
  }

  private func evidence(_ seen: [Double]?) -> SeenEvidence {
    SeenEvidence(
      feature, channel, isDiscrete: parts.first?.group.law.isDiscrete ?? false, seen)
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let width = masses.count / max(1, laws.count)
    let evidence = evidence(seen)
    var own = [Double](repeating: 0, count: width)
    var known = [Double](repeating: .nan, count: parts.count * width)
    for position in used {
      for index in 0..<width { masses[position * width + index] = -.infinity }
      for (_, part) in laws[position] where known[part &* width].isNaN {
        parts[part].group.logMasses(evidence, parts[part].target, into: &own)
        for index in 0..<width { known[part &* width &+ index] = own[index] }
      }
      for index in 0..<width {
        masses[position * width + index] = sum(laws[position], known, index, width)
      }
    }
  }

  /// The logarithm of a law's mass, from logarithms of its parts' masses.
  private func sum(
    _ law: [(share: Double, part: Int)], _ known: [Double], _ index: Int, _ width: Int
  ) -> Double {
    var greatest = -Double.infinity
    for (_, part) in law { greatest = max(greatest, known[part &* width &+ index]) }
    guard greatest > -.infinity else { return greatest }
    var sum = 0.0
    for (share, part) in law { sum += share * exp(known[part &* width &+ index] - greatest) }
    return log(sum) + greatest
  }
}

extension SeenEvidence {
  /// Reads one feature's seen value backwards.
  ///
  /// - Parameters:
  ///   - feature: the feature; nothing when there is none.
  ///   - channel: its noise.
  ///   - isDiscrete: whether its number lies on separate values.
  ///   - seen: the seen value; nothing where nothing is seen.
  init(
    _ feature: FeatureReading?, _ channel: (any SeenChannel)?, isDiscrete: Bool,
    _ seen: [Double]?
  ) {
    let all = [SeenPiece(values: .interval(.all), weight: 1)]
    guard let feature, let seen else {
      self.init(places: all, passed: channel == nil ? [] : [nil])
      return
    }
    let pieces = SeenPiece.counting(
      feature.pieces(seen[0]), isDiscrete: channel?.isDiscrete ?? isDiscrete)
    self.init(
      places: channel == nil ? pieces : all,
      passed: channel == nil ? [] : [Self.telling(pieces)])
  }
}
