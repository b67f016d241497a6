// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Glibc
import Probability

/// The posterior of a scheme's segments given what is seen in one month.
public final class PosteriorModel: Sendable {
  let plan: PosteriorPlan
  let month: Int
  let kinds: KindTable
  /// For every group its laws.
  let laws: [[KnownGroup]]
  /// For every path group its laws, with how many there are.
  let pathLaws: [(laws: any KnownPathGroup, count: Int)]
  let firstTenure: [Double]
  let targets: [SeenGroup.Target]
  let hiddenSlots: [Int]
  let levelPlaces: LevelPlaces
  /// The models of all other settings.
  let others: [PosteriorModel]
  /// The numbers on whose laws the segment's chances depend together; nothing for none.
  let joint: JointNumbers?
  /// For every group how many masses each law has.
  let widths: [Int]
  /// For every group how many laws it has.
  var lawCounts: [Int] { laws.map(\.count) + pathLaws.map(\.count) }
  let columns: [[Int]]
  /// What the groups tell of the segment.
  let form: SumForm
  /// Of which groups masses may be remembered.
  let isRemembered: [Bool]
  /// What posteriors that see the same of a group remember together; nothing for groups that do not.
  let shared: [SharedMasses?]

  /// How many segments there are.
  public var segments: Int { plan.segment.segments }

  init(
    _ plan: PosteriorPlan, month: Int, kinds: [KindTable.Kind], laws: [[KnownGroup]],
    pathLaws: [(laws: any KnownPathGroup, count: Int)], firstTenure: [Double], hiddenSlots: [Int],
    rules: [JointRule], others: [PosteriorModel], shared: [SharedMasses?]
  ) {
    self.plan = plan
    self.month = month
    self.kinds = KindTable(kinds, isByCohort: !plan.tenureFeatures.isEmpty)
    self.laws = laws
    self.pathLaws = pathLaws
    targets = plan.targets.map(\.target)
    widths = targets.map { $0.width(segments: plan.segment.segments) }
    form = SumForm(targets, self.kinds)
    columns = plan.groups.map(\.columns) + plan.pathGroups.map(\.columns)
    isRemembered =
      plan.groups.map { $0.needsQuadrature || $0.seesFewValues }
      + plan.pathGroups.map { _ in true }
    // Kinds of one cohort have their own laws.
    self.shared =
      (self.kinds.blocks.count == 1 ? shared : shared.map { _ in nil })
      + plan.pathGroups.map { _ in nil }
    joint =
      rules.isEmpty
      ? nil : JointNumbers(plan, rules, columns, pathLaws, kinds: self.kinds.weights.count)
    self.others = others
    self.firstTenure = firstTenure
    self.hiddenSlots = hiddenSlots
    levelPlaces = LevelPlaces(plan.levelFeatures, self.kinds.states, hiddenSlots)
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
    // Plain sums serve nearly everybody; where they vanish, logarithms tell.
    for isLogarithmic in [false, true] {
      let scale = gather(values, isBlind, isLogarithmic, &scratch)
      if !others.isEmpty { join(values, isBlind, isLogarithmic, scale, &scratch) }
      if normalise(scratch.sums, isLogarithmic, into: &posterior) { return true }
    }
    return false
  }

  /// Sums over the kinds of customers of this setting.
  ///
  /// - Returns: the logarithm of the factor that plain sums lack.
  func gather(
    _ values: (Int) -> Double, _ isBlind: Bool, _ isLogarithmic: Bool,
    _ scratch: inout PosteriorScratch
  ) -> Double {
    let seen = isBlind ? nil : SeenLevels(self, values)
    scratch.beginCustomer(joint)
    for index in scratch.sums.indices { scratch.sums[index] = isLogarithmic ? -.infinity : 0 }
    var reference: Double?
    for (index, block) in kinds.blocks.enumerated() {
      let share = seen?.share(ofCohort: block.cohort) ?? 1
      guard share > 0 else { continue }
      var scale = 0.0
      for group in widths.indices {
        scale += weigh(group, index, values, isBlind, isLogarithmic, &scratch)
      }
      guard scale > -.infinity else { continue }
      let factor = isLogarithmic ? 0 : exp(scale - (reference ?? scale))
      if reference == nil { reference = scale }
      if isLogarithmic {
        addLogarithms(block, log(share), seen, values, isBlind, &scratch)
      } else {
        add(block, share * factor, seen, values, isBlind, &scratch)
      }
    }
    if let joint, joint.isMixed, !isLogarithmic {
      scratch.mixed.add(self, joint, values, isBlind, to: &scratch.sums)
    }
    return isLogarithmic ? 0 : reference ?? 0
  }

  private func normalise(
    _ sums: [Double], _ isLogarithmic: Bool, into posterior: inout [Double]
  ) -> Bool {
    let greatest = sums.max() ?? 0
    let isEnough = isLogarithmic ? greatest > -.infinity : greatest > 1e-200
    guard isEnough, greatest.isFinite else { return false }
    var total = 0.0
    for segment in sums.indices {
      posterior[segment] = isLogarithmic ? exp(sums[segment] - greatest) : sums[segment]
      total += posterior[segment]
    }
    for segment in posterior.indices { posterior[segment] /= total }
    return true
  }
}
