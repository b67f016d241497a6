// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A number of the world with all that is seen of it: independent of all other groups once the
/// hidden levels are known.
final class SeenGroup: Sendable {
  /// A number that is drawn by a law given the group's own, and seen exactly.
  struct Child: Sendable {
    /// How it is drawn.
    let channel: ChildChannel
    /// What is seen of it.
    let features: [FeatureReading]
  }

  /// What the segment needs to know of the number.
  enum Target: Sendable {
    /// Nothing.
    case none
    /// In which of these intervals it lies.
    case cells([ValueInterval])
    /// Its value: the segment's chances change with it.
    case smooth
    /// Its law given what is seen: the segment's chances change with several numbers at once, and
    /// their laws are put together (`DrawnChances`).
    case points

    /// Whether the segment's chances change with the number other than by cells.
    var changesEverywhere: Bool {
      switch self {
      case .none, .cells: false
      case .smooth, .points: true
      }
    }

    /// How many masses answer for each kind of customer.
    func width(segments: Int) -> Int {
      switch self {
      case .none, .points: 1
      case .cells(let cells): cells.count
      case .smooth: segments
      }
    }
  }

  /// The number.
  let latent: LatentReading
  /// Features of the number itself that are seen without noise.
  let exact: [FeatureReading]
  /// Features of the number itself that are seen with noise.
  let noisy: [(channel: any SeenChannel, feature: FeatureReading)]
  /// Numbers drawn given the group's own.
  let children: [Child]
  /// What the segment needs to know of the number.
  let target: Target
  /// Whether the chance that a feature is seen as it is counts even where it tells nothing of the
  /// number, since it may differ between settings.
  let countsAllChances: Bool

  /// Takes a number with what is seen of it.
  ///
  /// - Parameters:
  ///   - latent: the number.
  ///   - exact: features of the number itself that are seen without noise.
  ///   - noisy: features of the number itself that are seen with noise.
  ///   - children: numbers drawn given the group's own.
  ///   - target: what the segment needs to know of the number.
  ///   - countsAllChances: whether the chance that a feature is seen as it is counts even where it tells
  ///     nothing of the number.
  init(
    latent: LatentReading, exact: [FeatureReading],
    noisy: [(channel: any SeenChannel, feature: FeatureReading)], children: [Child],
    target: Target, countsAllChances: Bool = false
  ) {
    (self.latent, self.exact, self.noisy) = (latent, exact, noisy)
    (self.children, self.target, self.countsAllChances) = (children, target, countsAllChances)
  }

  /// The columns of the view it reads.
  var columns: [Int] {
    exact.map(\.column) + noisy.map(\.feature.column)
      + children.flatMap { $0.features.map(\.column) }
  }

  /// Whether only rounded values of its number are seen, so that many customers look alike.
  var seesFewValues: Bool { !exact.isEmpty && exact.allSatisfy(\.isRounded) }

  /// Whether a seen value gives the masses by one-dimensional quadrature.
  var needsQuadrature: Bool {
    !noisy.isEmpty || !children.isEmpty || target.changesEverywhere
  }
}

/// A law given a number of the world, as a channel from that number.
struct ChildChannel: SeenChannel {
  /// How it is drawn, in the present stretch of drift.
  let plan: DrawPlan
  /// The slot of the number it is given.
  let parentSlot: Int

  var levelSlots: [Int] { plan.levelSlots }
  var isDiscrete: Bool {
    if case .byRow(_, _, let template) = plan { template.isDiscrete } else { false }
  }

  func given(_ levels: [UInt8]) -> (any KnownChannel)? {
    KnownChild(plan: plan, parentSlot: parentSlot, levels: levels)
  }
}

/// A law given a number of the world, where the levels are known.
private struct KnownChild: KnownChannel {
  let plan: DrawPlan
  let parentSlot: Int
  let levels: [UInt8]

  init?(plan: DrawPlan, parentSlot: Int, levels: [UInt8]) {
    guard case .byRow = plan else { return nil }
    (self.plan, self.parentSlot, self.levels) = (plan, parentSlot, levels)
  }

  func mass(_ pieces: [SeenPiece], given value: Double) -> Double {
    guard let law = laws(given: [value])?.first ?? nil else { return 0 }
    return pieces.reduce(0) { $0 + $1.weight * law.mass($1.values) }
  }

  func laws(given values: [Double]) -> [(any Law)?]? {
    var numbers = [Double](repeating: .nan, count: parentSlot + 1)
    return values.map { value in
      numbers[parentSlot] = value
      return plan.law(numbers: numbers, levels: levels)
    }
  }

  func reach(_ pieces: [SeenPiece]) -> ClosedRange<Double> {
    -Double.infinity...Double.infinity
  }
}
