// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// A table that leads from a value to the first cut point it might lie below.
///
/// A value's key is either its distance from an origin or its own bits in an order-preserving
/// form (which spread skewed features evenly).
struct BinGuide: Sendable, Equatable {
  /// What a value's cell is made from.
  enum Key: Sendable, Equatable {
    /// The cell is (x - origin) × scale.
    case distance(origin: Double, scale: Double)
    /// The cell is (ordered bits of x - origin) / 2ˢʰⁱᶠᵗ.
    case bits(origin: Int64, shift: Int32)
  }

  /// What a value's cell is made from.
  let key: Key
  /// For each cell, how many cuts have a key in the cells before it.
  let starts: [UInt16]
  /// Steps of the scan that nearly all values need, 1 to 4.
  let steps: Int

  /// Fills the table for one key.
  ///
  /// - Parameters:
  ///   - cuts: ascending cut points, then one infinity.
  ///   - key: what a value's cell is made from.
  ///   - cells: how many cells there are.
  init(cuts: [Double], key: Key, cells: Int) {
    var binning = Self.kernelKey(key, cells: cells)
    let cellOfCut = cuts.dropLast().map { Int(column_guide_cell(&binning, $0)) }
    var passed = 0
    starts = (0..<cells).map { cell in
      while passed < cellOfCut.count, cellOfCut[passed] < cell { passed += 1 }
      return UInt16(passed)
    }
    self.key = key
    steps = 1
  }

  /// The same table with another number of steps.
  init(_ guide: BinGuide, steps: Int) {
    key = guide.key
    starts = guide.starts
    self.steps = steps
  }

  /// Lends the table to a kernel.
  ///
  /// - Parameters:
  ///   - cuts: the cut points the table was made for, then one infinity.
  ///   - body: what to do with it.
  /// - Returns: what `body` returns.
  func withBinning<Result>(
    cuts: [Double], _ body: (UnsafePointer<column_binning>) -> Result
  ) -> Result {
    cuts.withUnsafeBufferPointer { cuts in
      starts.withUnsafeBufferPointer { starts in
        var binning = Self.kernelKey(key, cells: starts.count)
        binning.cuts = cuts.baseAddress
        binning.count = Int32(cuts.count - 1)
        binning.guide = starts.baseAddress
        binning.steps = Int32(steps)
        return withUnsafePointer(to: binning, body)
      }
    }
  }

  /// The part of the kernel's description that tells a value's cell.
  private static func kernelKey(_ key: Key, cells: Int) -> column_binning {
    var binning = column_binning()
    binning.cells = Int32(cells)
    switch key {
    case .distance(let origin, let scale):
      binning.origin = origin
      binning.scale = scale
    case .bits(let origin, let shift):
      binning.by_bits = 1
      binning.bits_origin = origin
      binning.shift = shift
    }
    return binning
  }
}
