// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Glibc
import Probability

/// The posterior of a scheme's segments given what is seen in one month.
public final class PosteriorModel: Sendable {
  /// One kind of customer, as far as what is seen can tell kinds apart.
  struct Kind: Sendable {
    /// The logarithm of its share.
    let logWeight: Double
    /// For every group the position of its laws.
    let laws: [Int]
    /// The chance of each segment by combined cell; nothing when a group gives the segments.
    let chances: [[Double]]
    /// A hidden state of the kind.
    let state: HiddenState
  }

  let plan: PosteriorPlan
  let month: Int
  let kinds: [Kind]
  /// For every group its laws.
  let laws: [[KnownGroup]]
  /// For every path group its laws, with how many there are.
  let pathLaws: [(laws: any KnownPathGroup, count: Int)]
  let firstTenure: [Double]
  private let targets: [SeenGroup.Target]
  let hiddenSlots: [Int]

  /// How many segments there are.
  public var segments: Int { plan.segment.segments }

  init(
    _ plan: PosteriorPlan, month: Int, kinds: [Kind], laws: [[KnownGroup]],
    pathLaws: [(laws: any KnownPathGroup, count: Int)], firstTenure: [Double], hiddenSlots: [Int]
  ) {
    self.plan = plan
    self.month = month
    self.kinds = kinds
    self.laws = laws
    self.pathLaws = pathLaws
    targets = plan.targets.map(\.target)
    self.firstTenure = firstTenure
    self.hiddenSlots = hiddenSlots
  }

  /// The shares of the segments before anything is seen.
  public var prior: [Double] {
    var posterior = [Double](repeating: 0, count: segments)
    var scratch = PosteriorScratch(self)
    _ = read({ _ in .nan }, isBlind: true, &posterior, &scratch)
    return posterior
  }

  /// The posterior of one customer.
  ///
  /// - Parameters:
  ///   - values: the seen value of a column; NaN when it is missing.
  ///   - posterior: receives a probability for each segment; they add up to 1.
  ///   - scratch: working memory.
  /// - Returns: whether what is seen is possible; if not, nothing is received.
  public func posterior(
    seeing values: (Int) -> Double, into posterior: inout [Double],
    _ scratch: inout PosteriorScratch
  ) -> Bool {
    read(values, isBlind: false, &posterior, &scratch)
  }

  private func read(
    _ values: (Int) -> Double, isBlind: Bool, _ posterior: inout [Double],
    _ scratch: inout PosteriorScratch
  ) -> Bool {
    for index in plan.groups.indices {
      if isBlind {
        weigh(SeenEvidence(nothingOf: plan.groups[index]), index, &scratch.masses[index])
      } else {
        weigh(index, values, &scratch)
      }
    }
    for index in plan.pathGroups.indices {
      let columns = plan.pathGroups[index].columns
      weighPaths(index, isBlind ? nil : columns.map(values), &scratch)
    }
    var sums = [Double](repeating: -.infinity, count: segments)
    for kind in kinds {
      var weight = kind.logWeight
      if !isBlind { weight += logSeenLevels(kind.state, values) }
      guard weight > -.infinity else { continue }
      add(kind, weight, scratch, to: &sums)
    }
    let greatest = sums.max() ?? -.infinity
    guard greatest > -.infinity else { return false }
    var total = 0.0
    for segment in sums.indices {
      posterior[segment] = exp(sums[segment] - greatest)
      total += posterior[segment]
    }
    for segment in sums.indices { posterior[segment] /= total }
    return true
  }

  /// Works out the masses of a group, or remembers them: many customers look alike.
  private func weigh(
    _ index: Int, _ values: (Int) -> Double, _ scratch: inout PosteriorScratch
  ) {
    let group = plan.groups[index]
    let isDiscrete = laws[index].first?.law.isDiscrete ?? false
    guard group.needsQuadrature else {
      return weigh(
        SeenEvidence(group, isDiscrete: isDiscrete, values), index, &scratch.masses[index])
    }
    let key = group.columns.map { values($0).bitPattern }
    if let known = scratch.remembered[index][key] {
      scratch.masses[index] = known
      return
    }
    weigh(SeenEvidence(group, isDiscrete: isDiscrete, values), index, &scratch.masses[index])
    if scratch.remembered[index].count < PosteriorScratch.mostRemembered {
      scratch.remembered[index][key] = scratch.masses[index]
    }
  }

  private func weigh(
    _ evidence: SeenEvidence, _ index: Int, _ masses: inout [[Double]]
  ) {
    for (position, law) in laws[index].enumerated() {
      law.logMasses(evidence, plan.groups[index].target, into: &masses[position])
    }
  }

  /// Works out the masses of a path group, or remembers them.
  private func weighPaths(
    _ index: Int, _ seen: [Double]?, _ scratch: inout PosteriorScratch
  ) {
    let position = plan.groups.count + index
    let key = (seen ?? []).map(\.bitPattern)
    if seen != nil, let known = scratch.remembered[position][key] {
      scratch.masses[position] = known
      return
    }
    pathLaws[index].laws.logMasses(seen, into: &scratch.masses[position])
    let room = PosteriorScratch.mostMasses / max(1, pathLaws[index].count)
    if seen != nil,
      scratch.remembered[position].count < min(PosteriorScratch.mostRemembered, room)
    {
      scratch.remembered[position][key] = scratch.masses[position]
    }
  }

  /// Adds what a kind of customer gives to each segment.
  private func add(
    _ kind: Kind, _ logWeight: Double, _ scratch: PosteriorScratch, to sums: inout [Double]
  ) {
    var cells: [(width: Int, group: Int)] = []
    var weight = logWeight
    var smooth: Int?
    for (index, target) in targets.enumerated() {
      switch target {
      case .none: weight += scratch.masses[index][kind.laws[index]][0]
      case .cells(let intervals): cells.append((intervals.count, index))
      case .smooth: smooth = index
      }
    }
    guard weight > -.infinity else { return }
    if let smooth {
      let masses = scratch.masses[smooth][kind.laws[smooth]]
      for segment in sums.indices { sums[segment].addExponential(weight + masses[segment]) }
      return
    }
    for (combination, chances) in kind.chances.enumerated() {
      var (mass, rest) = (weight, combination)
      for (width, group) in cells.reversed() {
        mass += scratch.masses[group][kind.laws[group]][rest % width]
        rest /= width
      }
      guard mass > -.infinity else { continue }
      for segment in sums.indices where chances[segment] > 0 {
        sums[segment].addExponential(mass + log(chances[segment]))
      }
    }
  }

  /// The logarithm of the chance that what is seen of levels and of months on the books is so.
  private func logSeenLevels(_ state: HiddenState, _ values: (Int) -> Double) -> Double {
    var sum = 0.0
    for feature in plan.levelFeatures {
      guard let position = hiddenSlots.firstIndex(of: feature.slot) else { continue }
      let code = Double(state.present[position])
      sum += log(
        feature.reading.pieces(values(feature.reading.column)).reduce(0) {
          $0 + ($1.values.contains(code) ? $1.weight : 0)
        })
    }
    for feature in plan.tenureFeatures {
      let pieces = feature.pieces(values(feature.column))
      sum += log(
        pieces.reduce(0) { $0 + $1.weight * tenureShare(state.cohort, $1.values) })
    }
    return sum
  }

  private func tenureShare(_ cohort: Int, _ values: SeenPiece.Values) -> Double {
    guard cohort == 0 else { return values.contains(Double(month - cohort)) ? 1 : 0 }
    switch values {
    case .missing: return 0
    case .point(let value):
      let start = Int(value) - month
      return value == value.rounded() && firstTenure.indices.contains(start)
        ? firstTenure[start] : 0
    case .interval:
      return firstTenure.indices.reduce(0) {
        $0 + (values.contains(Double($1 + month)) ? firstTenure[$1] : 0)
      }
    }
  }
}
