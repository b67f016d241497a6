// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers
import Probability
import ScenarioLanguage

/// A scorecard, ready to estimate.
struct FittedScorecard: FittedClassifier {
  let specification: ScorecardClassifier
  let scheme: SegmentScheme

  var givesProbabilities: Bool { specification.scale != nil }

  var description: [String] {
    let points = specification.points.map { attribute in
      let numbers = attribute.points.map { ShortNumber.text($0) }.joined(separator: ", ")
      let cuts = attribute.cuts.map { ShortNumber.text($0) }.joined(separator: ", ")
      return "points of \(attribute.name): \(numbers)" + (cuts.isEmpty ? "" : " cut at \(cuts)")
    }
    let levels = specification.levels
    let names = levels.segments.map { scheme.segments[Int($0)] }
    let segments = zip(names, levels.cuts).map { "\($0): points below \(ShortNumber.text($1))" }
    return points + segments + ["\(names[names.count - 1]): above"]
  }

  var parameters: [FittedParameter] {
    specification.points.map { FittedParameter("\($0.name).points", $0.points) }
      + [FittedParameter("cuts", specification.levels.cuts)]
  }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    let rows = features.rows
    guard rows > 0, let sums = scratch.numbers(rows: 2 * rows),
      let codes = scratch.bytes(slot: 0, rows: rows)
    else { return estimates.clearProbabilities() }
    add(features, into: sums, sums + rows, codes)
    let levels = specification.levels
    var lookup = levels.segments
    lookup += Array(repeating: noEstimate, count: 256 - lookup.count)
    estimates.segments.withUnsafeMutableBufferPointer { segments in
      guard let out = segments.baseAddress else { return }
      classifier_cut_level(out, sums, Int64(rows), levels.cuts, Int32(levels.cuts.count))
      ck_lookup_byte(out, out, lookup, Int64(rows))
    }
    guard let scale = specification.scale, estimates.wantsProbabilities else {
      return estimates.clearProbabilities()
    }
    let (lower, upper) = (Int(levels.segments[0]), Int(levels.segments[1]))
    for row in 0..<rows {
      let chance = scale.probability(sums[row])
      estimates.probabilities[upper * estimates.capacity + row] = chance
      estimates.probabilities[lower * estimates.capacity + row] = 1 - chance
    }
  }

  /// The sum of points of each customer, NaN where a missing value has none.
  func values(of input: RuleInput, in features: FeatureTable) -> [Double] {
    guard features.rows > 0 else { return [] }
    var column = [Double](repeating: 0, count: features.rows)
    var codes = [UInt8](repeating: 0, count: features.rows)
    return [Double](unsafeUninitializedCapacity: features.rows) { buffer, count in
      count = features.rows
      column.withUnsafeMutableBufferPointer { column in
        codes.withUnsafeMutableBufferPointer { codes in
          guard let sums = buffer.baseAddress, let column = column.baseAddress,
            let codes = codes.baseAddress
          else { return }
          add(features, into: sums, column, codes)
        }
      }
    }
  }

  /// Adds the points of all features; a sum is NaN where a missing value has none.
  private func add(
    _ features: FeatureTable, into sums: UnsafeMutablePointer<Double>,
    _ column: UnsafeMutablePointer<Double>, _ codes: UnsafeMutablePointer<UInt8>
  ) {
    let rows = features.rows
    sums.update(repeating: specification.initial, count: rows)
    features.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for attribute in specification.points {
        let start = values + attribute.column * features.capacity
        var table = attribute.points
        if attribute.hasLevels {
          classifier_level_codes(codes, start, Int64(rows), Int32(table.count))
        } else {
          classifier_cut_level(
            codes, start, Int64(rows), attribute.cuts, Int32(attribute.cuts.count))
        }
        table += Array(repeating: attribute.missing, count: 256 - table.count)
        ck_lookup(column, codes, table, Int64(rows))
        for row in 0..<rows { sums[row] += column[row] }
      }
    }
  }
}
