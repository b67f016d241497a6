// SPDX-License-Identifier: GPL-3.0-or-later

/// A sum of normals of several quantities' cells, which is standard normal again: the squares of
/// the weights sum to 1.
public struct NormalMixture: Sendable {
  /// One other quantity's part of the sum.
  public struct Part: Sendable {
    /// The key of the quantity's cells.
    public let key: UInt64
    /// The month code of its cells; nothing for that of the run.
    public let month: UInt16?
    /// Its weight.
    public let weight: Double

    /// Names a part.
    ///
    /// - Parameters:
    ///   - path: the quantity's place below the root seed.
    ///   - month: the month code of its cells; nothing for that of the run.
    ///   - weight: its weight.
    public init(path: SeedPath, month: UInt16?, weight: Double) {
      key = path.key
      self.month = month
      self.weight = weight
    }
  }

  /// The weight of the run's own normals.
  public let own: Double
  /// The parts of other quantities.
  public let others: [Part]

  /// Makes a sum.
  ///
  /// - Parameters:
  ///   - own: the weight of the run's own normals.
  ///   - others: the parts of other quantities.
  public init(own: Double, others: [Part]) {
    self.own = own
    self.others = others
  }
}

extension CellRun {
  /// How many rows are mixed at a time: their normals lie on the stack.
  private static let tile = 256

  /// Turns the run's own normals into the mixture's.
  ///
  /// - Parameters:
  ///   - mixture: the sum.
  ///   - out: the run's own normals, `count` values, changed in place.
  ///   - draw: the draw within each cell.
  func mix(_ mixture: NormalMixture, into out: UnsafeMutablePointer<Double>, draw: UInt32) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.tile) { buffer in
      guard let other = buffer.baseAddress else { return }
      for start in stride(from: 0, to: count, by: Self.tile) {
        let rows = min(Self.tile, count - start)
        let sum = out + start
        for row in 0..<rows { sum[row] = mixture.own * sum[row] }
        for part in mixture.others {
          cells(of: part, from: start, count: rows).fillNormals(into: other, draw: draw)
          let weight = part.weight
          for row in 0..<rows { sum[row] += weight * other[row] }
        }
      }
    }
  }

  /// The cells of a part for some of the rows.
  private func cells(of part: NormalMixture.Part, from start: Int, count: Int) -> CellRun {
    var cells = self
    cells.key = part.key
    cells.month = part.month ?? month
    cells.mixture = nil
    cells.firstIndex = firstIndex &+ UInt32(truncatingIfNeeded: start)
    cells.indices = indices.map { $0 + start }
    cells.count = count
    return cells
  }
}
