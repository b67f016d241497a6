// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CCounterRandom

/// One kernel's pass over a column, with the parameters of all levels of its kind.
///
/// Levels of other kinds, and level codes beyond the last law, carry the parameters of one of its
/// own: their rows are computed and not used.
struct LevelPass: @unchecked Sendable {  // the pointers are into immutable tables held below
  let kind: DrawForm.Kind
  private let laws: [any Law]
  private let samples: [Bool]
  private var locations: [Double] = []
  private var scales: [Double] = []
  private var quantiles: [QuantileTable] = []
  private var counts: [InversionTable] = []
  private var quantilePointers: [UnsafePointer<ccr_quantiles>?] = []
  private var countPointers: [UnsafePointer<ccr_counts>?] = []
  private var isPlain = false
  private var isOneTable = false

  /// - Parameters:
  ///   - kind: the kernel.
  ///   - laws: the law of each level.
  ///   - forms: the form of each level that is of this kind, nil for the others.
  /// - Throws: `GSLError` when a law cannot be tabulated.
  init(kind: DrawForm.Kind, laws: [any Law], forms: [DrawForm?]) throws {
    self.kind = kind
    self.laws = laws
    samples = forms.map { $0 != nil }
    let own = forms.compactMap { $0 }
    let buckets = own.map { if case .inversion(let table) = $0 { table.bucketCount } else { 0 } }
    let padded = forms.map { $0 ?? own[0] } + Array(repeating: own[0], count: 256 - forms.count)
    var resized: [ObjectIdentifier: InversionTable] = [:]
    for form in padded { try add(form, bucketCount: buckets.max() ?? 0, resized: &resized) }
    isPlain = locations.allSatisfy { $0 == 0 } && scales.allSatisfy { $0 == 1 }
    isOneTable = quantiles.allSatisfy { $0 === quantiles[0] }
  }

  private mutating func add(
    _ form: DrawForm, bucketCount: Int, resized: inout [ObjectIdentifier: InversionTable]
  ) throws {
    switch form {
    case .affine(let location, let scale), .exponential(let location, let scale):
      locations.append(location)
      scales.append(scale)
    case .linear(let from, let to):
      locations.append(from)
      scales.append(to - from)
    case .table(let table, let location, let scale):
      locations.append(location)
      scales.append(scale)
      quantiles.append(table)
      quantilePointers.append(table.raw)
    case .inversion(let table):
      let key = ObjectIdentifier(table)
      let sized =
        try resized[key]
        ?? (table.bucketCount == bucketCount
          ? table : InversionTable(table.law, bucketCount: bucketCount))
      resized[key] = sized
      counts.append(sized)
      countPointers.append(sized.raw)
    case .sampler: break
    }
  }

  /// Draws the rows of this kind's levels; what other rows get is arbitrary.
  ///
  /// - Parameters:
  ///   - levels: the level of each row, or nil when there is one only.
  ///   - cells: the rows.
  ///   - out: `cells.count` values.
  ///   - scratch: one column of room.
  func draw(
    levels: UnsafePointer<UInt8>?, cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) {
    let count = cells.count
    switch kind {
    case .affine:
      cells.fillNormals(into: out)
      ccr_affine(locations, scales, levels, out, count, out)
    case .exponential:
      cells.fillNormals(into: out)
      ccr_affine(locations, scales, levels, out, count, out)
      ck_exp(out, out, count)
    case .linear:
      cells.fillUniforms(into: out)
      ccr_affine(locations, scales, levels, out, count, out)
    case .table, .logarithmicTable:
      cells.fillNormals(into: out)
      ccr_table_values(quantilePointers, isOneTable ? nil : levels, out, count, out)
      if kind == .logarithmicTable { ck_exp(out, out, count) }
      if !isPlain { ccr_affine(locations, scales, levels, out, count, out) }
    case .inversion: drawCounts(levels: levels, cells: cells, into: out, scratch: scratch)
    case .sampler: drawSamples(levels: levels, cells: cells, into: out)
    }
  }

  private func drawCounts(
    levels: UnsafePointer<UInt8>?, cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) {
    cells.fillUniforms(into: scratch)
    let beyond = ccr_count_values(
      countPointers, Double(counts[0].bucketCount), levels, scratch, cells.count, out)
    guard beyond > 0 else { return }
    for row in 0..<cells.count where out[row].isNaN {
      out[row] = counts[levels.map { Int($0[row]) } ?? 0].beyondTable(scratch[row])
    }
  }

  private func drawSamples(
    levels: UnsafePointer<UInt8>?, cells: CellRun, into out: UnsafeMutablePointer<Double>
  ) {
    let stream = CellStream()
    for row in 0..<cells.count {
      let level = levels.map { Int($0[row]) } ?? 0
      guard level < samples.count, samples[level] else { continue }
      stream.seek(row: row, of: cells)
      out[row] = laws[level].draw(using: stream)
    }
  }
}
