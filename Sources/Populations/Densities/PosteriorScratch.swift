// SPDX-License-Identifier: GPL-3.0-or-later

/// Working memory for posteriors of one model.
public struct PosteriorScratch: Sendable {
  /// Logarithms of masses by group, law and cell.
  var masses: [[[Double]]]
  /// Masses by group and seen values.
  var remembered: [[[UInt64]: [[Double]]]]
  /// The most seen values whose masses are remembered, by group.
  static let mostRemembered = 4096

  /// Makes room.
  ///
  /// - Parameter model: whose posteriors are worked out.
  public init(_ model: PosteriorModel) {
    masses = zip(model.plan.groups, model.laws).map { group, laws in
      let row = [Double](repeating: 0, count: group.width(segments: model.segments))
      return Array(repeating: row, count: laws.count)
    }
    remembered = model.plan.groups.map { _ in [:] }
  }
}
