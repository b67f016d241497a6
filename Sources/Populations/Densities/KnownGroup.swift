// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A group for one kind of customer: every law known.
final class KnownGroup: Sendable {
  /// The law of the number.
  let law: PlacedLaw
  /// The channels of the noisy features, then those of the children.
  let channels: [any KnownChannel]
  /// The chances of the segments at a value, where the segment's chances change with it.
  let chances: (@Sendable (Double, inout [Double]) -> Void)?
  /// The scale on which is integrated.
  let scale: IntegrationScale
  /// Masses by the point that its only channel has passed on; nothing where there are more.
  let table: PointTable?
  /// The children's laws at the points of the quadratures over each cell; empty where there is noise.
  let nodes: [ChildNodes]

  /// Makes a group's laws for one kind of customer.
  ///
  /// - Parameters:
  ///   - law: the law of the number.
  ///   - channels: the channels of the noisy features, then those of the children.
  ///   - target: what the segment needs to know of the number.
  ///   - segments: how many segments there are.
  ///   - chances: the chances of the segments at a value.
  ///   - within: the cell in which the number lies.
  ///   - isTabled: whether masses are tabled by the point that an only channel passes on.
  convenience init(
    law: PlacedLaw, channels: [any KnownChannel], target: SeenGroup.Target, segments: Int,
    chances: (@Sendable (Double, inout [Double]) -> Void)?, within: ValueInterval = .all,
    isTabled: Bool = true
  ) {
    let bare = KnownGroup(law, channels, chances)
    var table: PointTable?
    if isTabled, within == .all, channels.count == 1, let grid = channels[0].grid(over: law) {
      let width = target.width(segments: segments)
      table = PointTable(grid, width: width) { point, masses in
        bare.logMasses(SeenEvidence(passing: point), target, into: &masses)
      }
    }
    guard !channels.isEmpty, !law.isDiscrete, table == nil else {
      self.init(law, channels, chances, table: table)
      return
    }
    let all = if case .cells(let cells) = target { cells } else { [ValueInterval.all] }
    let cells = all.compactMap { $0.intersection(within) }
    let nodes = cells.flatMap { bare.stretches(of: $0) }.compactMap { from, to in
      ChildNodes(from: from, to: to, bare.scale, channels, chances, segments: segments)
    }
    self.init(law, channels, chances, nodes: nodes)
  }

  private init(
    _ law: PlacedLaw, _ channels: [any KnownChannel],
    _ chances: (@Sendable (Double, inout [Double]) -> Void)?, table: PointTable? = nil,
    nodes: [ChildNodes] = []
  ) {
    (self.law, self.channels, self.chances) = (law, channels, chances)
    (self.table, self.nodes) = (table, nodes)
    scale = IntegrationScale(law)
  }
}
