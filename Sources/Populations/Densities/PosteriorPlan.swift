// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers

/// How the posterior of a scheme's segments follows from some features: the scenario read backwards.
///
/// The finite part of what is hidden (levels now and at entry, cohort, latest move) is summed over;
/// given it, groups of features are independent and their densities multiply.
public struct PosteriorPlan: Sendable {
  /// How exact the posterior is.
  public enum Form: String, Sendable {
    /// Sums of densities and probabilities in closed form.
    case exact
    /// One-dimensional quadrature, refined to a relative 1e-11, or tables interpolated to nine digits;
    /// where what is seen depends on earlier months, rare paths are taken for commoner ones between
    /// the same levels, of many paths all moves but the first and the latest are left out, and where
    /// several numbers evolve, paths that differ in moves of long ago are put together (`PathClass`): that changes a chance by 0.001 on average, by less than
    /// 0.01 for each of 200 customers (WitnessTests). Where a segment's chances change with several
    /// numbers at once, quadratures of each are combined (`DrawnChances`).
    case quadrature
    /// Where a segment is drawn by more than two numbers, or by two of many kinds of customers, a few points
    /// stand for each number, the more the sharper utilities are, and
    /// given what is seen numbers are taken for independent in classes of kinds (`MixedKinds`), or points are
    /// combined by a lattice of quantiles (`DrawnChances`):
    /// a chance is then off by 0.0001 on average at most, by less than 0.0005 for each of 200 customers.
    case approximate
  }

  /// A feature that tells a hidden level, or the months on the books.
  struct LevelFeature: Sendable {
    let reading: FeatureReading
    let slot: Int
  }

  /// How exact the posterior is as far as it does not depend on how many hidden states there are
  /// (`PosteriorTimeline.form`).
  public let form: Form
  /// The columns of the view that tell something about the segment, ascending.
  public let columns: [Int]
  /// The first month in which the posterior is not available, and why; nothing when it always is.
  public let limit: (month: Int, reason: String)?

  let model: PopulationModel
  let scheme: Int
  let segment: SegmentReading
  let groups: [SeenGroup]
  let pathGroups: [any PathGroup]
  let levelFeatures: [LevelFeature]
  let tenureFeatures: [FeatureReading]
  let hiddenSlots: [Int]
  let library: PosteriorLibrary
  /// The columns of the view that are seen.
  let seen: [Int]
  /// For every path group the seen columns that decide what its own show.
  let seenDeciders: [[Int]]
  /// Features whose readings differ between settings, with whether their single values have a density.
  let decided: [(reading: FeatureReading, isDensity: Bool)]
  /// The plans of all other settings.
  let others: [PosteriorPlan]

  /// Whether anything depends on when a customer entered or last moved.
  var dependsOnTime: Bool { groups.contains { $0.latent.dependsOnTime } }
  /// Whether anything depends on when a customer last moved, beside what the path tells.
  var tracksMoves: Bool {
    groups.contains { $0.latent.dependsOnTime && $0.latent.node.afterMove == .redraw }
  }
  /// Whether several numbers evolve whose laws do not tell kinds apart.
  func mixesSeveral(_ states: Int) -> Bool {
    states > HiddenLaw.mostExact && pathGroups.count { !$0.tellsKindsApart } > 1
  }
  /// How many months back the path of the levels matters.
  var pathMonths: Int { pathGroups.map(\.pathMonths).max() ?? 0 }
  /// What the segment needs to know of each group's number, those that evolve last.
  var targets: [(slot: Int, target: SeenGroup.Target)] {
    groups.map { ($0.latent.slot, $0.target) } + pathGroups.map { ($0.slot, $0.target) }
  }
  /// The slots of the numbers whose cells are combined, in their order.
  var cellSlots: [Int] {
    func isCut(_ target: SeenGroup.Target) -> Bool {
      if case .cells = target { true } else { false }
    }
    return groups.filter { isCut($0.target) }.map(\.latent.slot)
      + pathGroups.filter { isCut($0.target) }.flatMap { [$0.slot] + $0.furtherCells.map(\.slot) }
  }

  /// Whether the segment is drawn by so many numbers, or by several in so many hidden states, that its chances
  /// are worked out approximately.
  ///
  /// - Parameter states: the most hidden states of a month.
  /// - Returns: whether they may be.
  func isApproximate(_ states: Int) -> Bool {
    guard case .drawn = segment.kind else { return false }
    let (numbers, most) = (segment.jointSlots.count, JointNumbers.most)
    return numbers > most.numbers || (numbers > 1 && states > most.kinds)
  }

  /// Plans a posterior.
  ///
  /// - Parameters:
  ///   - model: the population, with the values that imputations put in.
  ///   - scheme: the scheme's position.
  ///   - columns: the columns of the view that are seen.
  ///   - library: what posteriors of the same population have in common.
  /// - Throws: why the posterior has neither a closed form nor a quadrature.
  public init(
    _ model: PopulationModel, scheme: Int, seeing columns: [Int],
    sharing library: PosteriorLibrary = PosteriorLibrary()
  ) throws(Unavailable) {
    do throws(Unavailable) {
      self = try Self.plan(model, scheme, columns, library, until: nil)
    } catch {
      // What only tells who entered when tells nothing before anybody has.
      guard let month = model.entrants.firstIndex(where: { $0 > 0 }), month > 0,
        !model.tellingEntry(seeing: columns).isEmpty,
        let early = try? Self.plan(
          model, scheme, columns, library, until: (month, error.reason))
      else { throw error }
      self = early
    }
  }

  private static func plan(
    _ model: PopulationModel, _ scheme: Int, _ columns: [Int], _ library: PosteriorLibrary,
    until end: (month: Int, reason: String)?
  ) throws(Unavailable) -> PosteriorPlan {
    let workedOut = WorkedOut(model)
    let segment = try SegmentReading(model.truths[scheme], Setting(workedOut))
    let survey = WorldSurvey(model, segment, seeing: columns, workedOut, until: end)
    let settings = try Setting.all(model, workedOut, seeing: survey.columns)
    var others: [PosteriorPlan] = []
    for setting in settings.dropFirst() {
      // What laws have in common between settings is not told by their keys.
      others.append(try PosteriorPlan(survey, scheme, setting, [], PosteriorLibrary()))
    }
    return try PosteriorPlan(
      survey, scheme, settings[0], others, settings.count > 1 ? PosteriorLibrary() : library)
  }

  /// Plans a posterior where the cells of deciding numbers are known.
  private init(
    _ whole: WorldSurvey, _ scheme: Int, _ setting: Setting, _ others: [PosteriorPlan],
    _ library: PosteriorLibrary
  ) throws(Unavailable) {
    let model = whole.model
    let segment = try SegmentReading(model.truths[scheme], setting)
    var survey = WorldSurvey(whole, segment, setting)
    try survey.read()
    self.others = others
    decided = survey.decided
    self.model = model
    self.scheme = scheme
    self.segment = segment
    groups = survey.groups
    self.library = library
    pathGroups = survey.pathGroups.map {
      library.shared($0, seen: survey.seenDeciders(of: $0.columns))
    }
    seen = survey.seen
    seenDeciders = pathGroups.map { survey.seenDeciders(of: $0.columns) }
    levelFeatures = survey.levelFeatures
    tenureFeatures = survey.tenureFeatures
    hiddenSlots = survey.hiddenSlots
    self.columns = survey.columns.sorted()
    limit = (others.compactMap(\.limit) + (survey.limit.map { [$0] } ?? [])).min {
      $0.month < $1.month
    }
    let isQuadrature =
      groups.contains { $0.needsQuadrature } || !pathGroups.allSatisfy { $0 is ConstantGroup }
    form =
      isQuadrature || others.contains { $0.form == .quadrature } ? .quadrature : .exact
    let times = groups.filter { $0.latent.dependsOnTime && $0.latent.node.afterMove == .redraw }
    let movers = survey.moverCount
    guard pathMonths == 0 || movers <= 1 else {
      throw Unavailable("what is seen depends on earlier months, and \(movers) levels move")
    }
    if let first = times.first, movers > 1 {
      throw Unavailable(
        "'\(first.latent.name)' is drawn anew by moves and changes with time, and \(movers) levels "
          + "move")
    }
  }
}
