// SPDX-License-Identifier: GPL-3.0-or-later

/// Working memory for posteriors of one model.
public struct PosteriorScratch: Sendable {
  /// Logarithms of masses by group, law and cell.
  var masses: [[[Double]]]
  /// Masses by group and seen values.
  var remembered: [[[UInt64]: [[Double]]]]
  /// The most seen values whose masses are remembered, by group.
  static let mostRemembered = 4096
  /// The most masses that are remembered, by path group.
  static let mostMasses = 400_000

  /// Makes room.
  ///
  /// - Parameter model: whose posteriors are worked out.
  public init(_ model: PosteriorModel) {
    let counts = model.laws.map(\.count) + model.pathLaws.map(\.count)
    masses = zip(model.plan.targets, counts).map { group, count in
      let row = [Double](repeating: 0, count: group.target.width(segments: model.segments))
      return Array(repeating: row, count: count)
    }
    remembered = model.plan.targets.map { _ in [:] }
  }
}
