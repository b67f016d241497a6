// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws negative binomial counts with one size and means that differ from row to row: a gamma
/// rate from the cell's first draw, then a Poisson count from its second.
struct MixedPoissonRowDrawer: RowDrawer {
  private let size: Double
  private let rates: QuantileTable

  /// - Parameter size: the shape of the rates.
  /// - Throws: an impossible size.
  init(size: Double) throws(LawError) {
    self.size = size
    let law = try GammaLaw(shape: size, scale: 1)
    do { rates = try .shared(law) } catch {
      throw LawError(
        law: NegativeBinomialLaw.id, parameter: "size", value: size,
        requirement: "must have quantiles that GSL can compute (\(error))")
    }
  }

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let mean = parameters[0]
    let rate = scratch
    cells.fillNormals(into: rate)
    rates.draw(z: rate, count: cells.count, into: rate)
    for row in 0..<cells.count {
      let possible = mean[row] >= 0 && mean[row] <= 1e9
      rate[row] = possible ? rate[row] * (mean[row] / size) : .nan
    }
    return PoissonRowDrawer.draw(
      mean: rate, most: .greatestFiniteMagnitude, cells: cells, word: 1, into: out,
      scratch: scratch + cells.count)
  }
}
