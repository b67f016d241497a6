// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// How one feature's values are counted: cut points from its development column, fine enough for
/// the Kolmogorov–Smirnov distance, with the few cuts of the PSI among them.
///
/// Bin `b` holds the values x with `cuts[b - 1] < x <= cuts[b]`; the last bin has no upper end. A
/// value that is frequent in the development column (each value, when there are few) has a bin of
/// its own, so features with few values are counted exactly.
public struct BinnedReference: Sendable, Equatable {
  /// The cut points, ascending and distinct, followed by one infinity.
  let cuts: [Double]
  /// Positions in `cuts` of the PSI's cut points.
  let coarseCuts: [Int]
  /// Whether the values are levels, which have no order.
  public let isOrdered: Bool
  /// How a value leads to its bin.
  let guide: BinGuide

  /// Cuts a development column.
  ///
  /// - Parameters:
  ///   - development: the feature's values, of which NaN are missing.
  ///   - coarseBins: how many bins the PSI has if no two of its cuts are equal, from 2.
  ///   - fineBins: about how many bins the distance of distributions has, 16 to 16 384.
  /// - Complexity: O(n log n).
  public init(development: [Double], coarseBins: Int = 10, fineBins: Int = 4096) {
    precondition(coarseBins >= 2, "the PSI has two bins or more")
    precondition((16...16_384).contains(fineBins), "16 to 16384 fine bins")
    let sample = SortedSample(development)
    let coarse = sample.quantileCuts(bins: coarseBins)
    let fine = Self.fineCuts(of: sample, bins: fineBins)
    self.init(cuts: fine + coarse, coarse: coarse, isOrdered: true, probes: sample.values)
  }

  /// Gives each level of a feature its own bin, in the fine and in the coarse count.
  ///
  /// - Parameter levels: how many levels there are; values are the positions from 0.
  public init(levels: Int) {
    precondition(levels >= 1, "a feature has a level or more")
    let positions = (0..<levels).map { Double($0) }
    self.init(
      cuts: Array(positions.dropLast()), coarse: Array(positions.dropLast()), isOrdered: false,
      probes: positions)
  }

  private init(cuts: [Double], coarse: [Double], isOrdered: Bool, probes: [Double]) {
    var distinct: [Double] = []
    for cut in cuts.map({ $0 + 0 }).sorted() where cut.isFinite && cut != distinct.last {
      distinct.append(cut)
    }
    self.isOrdered = isOrdered
    var positions: [Int] = []
    for (position, cut) in distinct.enumerated() where coarse.contains(cut) {
      positions.append(position)
    }
    coarseCuts = positions
    self.cuts = distinct + [.infinity]
    guide = BinGuide(cuts: self.cuts, probes: probes)
  }

  /// How many fine bins there are.
  public var bins: Int { cuts.count }

  /// The fine cut points, ascending: bins are closed above.
  public var cutPoints: [Double] { Array(cuts.dropLast()) }

  /// The PSI's cut points: bins are closed above.
  public var coarseCutPoints: [Double] { coarseCuts.map { cuts[$0] } }

  /// Whether a fine bin can hold one value only.
  func isAtom(_ bin: Int) -> Bool {
    !isOrdered || (bin > 0 && bin < cuts.count - 1 && cuts[bin - 1].nextUp == cuts[bin])
  }
}
