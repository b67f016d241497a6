// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Testing

/// The kernels beside plain loops in the stated order of additions: the same bits, so that every
/// processor's version gives the same, as Swift never fuses a multiplication and an addition.
struct ScoreKernelTests {
  private static let (rows, features, segments, padded) = (43, 5, 6, 8)
  private static let lows = [-1.5, -1e100, -0.5, -2, -1]
  private static let highs = [1.5, 1e100, 0.5, 2, 1]

  /// Numbers from -2 to 2 without pattern, some of them missing if asked for.
  private static func numbers(_ count: Int, _ start: UInt64, missing: Bool = false) -> [Double] {
    (0..<UInt64(count)).map { index in
      let word = (start + index) &* 0x9E37_79B9_7F4A_7C15
      let mixed = (word ^ (word >> 29)) &* 0xBF58_476D_1CE4_E5B9
      return missing && mixed % 7 == 0 ? .nan : Double(mixed >> 11) / 0x1p51 - 2
    }
  }

  private static let columns = numbers(features * rows, 1000, missing: true)
  private static let lowest = numbers(features, 1)
  private static let centre = numbers(features * padded, 2000)
  private static let factor = numbers(features * padded, 3000)
  private static let constant = numbers(features * padded, 4000)
  private static let start = numbers(padded, 5000)

  /// A plain loop over one row and segment.
  private static func score(
    _ row: Int, _ segment: Int, term: (_ x: Double, _ index: Int) -> Double
  ) -> Double {
    var score = start[segment]
    for feature in 0..<features {
      var x = columns[feature * rows + row]
      if x < lows[feature] { x = lowest[feature] }
      if x > highs[feature] { x = highs[feature] }
      score += term(x, feature * padded + segment)
    }
    return score
  }

  /// The scores that a kernel works out.
  private static func scores(
    _ kernel: (UnsafeMutablePointer<Double>, UnsafePointer<classifier_terms>) -> Void
  ) -> [Double] {
    var scores = [Double](repeating: 0, count: padded * rows)
    columns.withUnsafeBufferPointer { columns in
      let starts = (0..<features).map { columns.baseAddress?.advanced(by: $0 * rows) }
      starts.withUnsafeBufferPointer { starts in
        lows.withUnsafeBufferPointer { lows in
          lowest.withUnsafeBufferPointer { lowest in
            highs.withUnsafeBufferPointer { highs in
              centre.withUnsafeBufferPointer { centre in
                factor.withUnsafeBufferPointer { factor in
                  constant.withUnsafeBufferPointer { constant in
                    var terms = classifier_terms(
                      columns: starts.baseAddress, features: Int32(features),
                      low: lows.baseAddress, lowest: lowest.baseAddress,
                      high: highs.baseAddress, centre: centre.baseAddress,
                      factor: factor.baseAddress, constant: constant.baseAddress)
                    classifier_start(&scores, Int64(rows), Int64(rows), Int32(padded), start)
                    kernel(&scores, &terms)
                  }
                }
              }
            }
          }
        }
      }
    }
    return scores
  }

  @Test func linearTermsAddInTheOrderOfTheFeatures() {
    let given = Self.scores {
      classifier_add_linear($0, Int64(Self.rows), Int64(Self.rows), Int32(Self.padded), $1)
    }
    for row in 0..<Self.rows {
      for segment in 0..<Self.padded {
        let expected = Self.score(row, segment) { x, index in
          x.isNaN ? Self.constant[index] : Self.factor[index] * x
        }
        #expect(given[segment * Self.rows + row].bitPattern == expected.bitPattern)
      }
    }
  }

  @Test func normalTermsAddInTheOrderOfTheFeatures() {
    let given = Self.scores {
      classifier_add_normal($0, Int64(Self.rows), Int64(Self.rows), Int32(Self.padded), $1)
    }
    for row in 0..<Self.rows {
      for segment in 0..<Self.padded {
        let expected = Self.score(row, segment) { x, index in
          let distance = x - Self.centre[index]
          return x.isNaN ? 0 : Self.constant[index] - distance * distance * Self.factor[index]
        }
        #expect(given[segment * Self.rows + row].bitPattern == expected.bitPattern)
      }
    }
  }

  @Test func theGreatestIsTheFirstOfEquals() {
    var scores = Self.numbers(Self.padded * Self.rows, 6000).map { ($0 * 2).rounded() }
    scores[0] = 9
    scores[3 * Self.rows] = 9
    var found = [UInt8](repeating: 99, count: Self.rows)
    var greatest = [Double](repeating: 0, count: Self.rows)
    classifier_greatest(
      &found, &greatest, scores, Int64(Self.rows), Int64(Self.rows), Int32(Self.segments))
    for row in 0..<Self.rows {
      let values = (0..<Self.segments).map { scores[$0 * Self.rows + row] }
      #expect(greatest[row] == values.max())
      #expect(Int(found[row]) == values.firstIndex(of: greatest[row]))
    }
  }

  @Test func productsAddInLanes() {
    let (count, width) = (40, Self.features)
    let values = Self.numbers(width * count, 7000)
    let residuals = Self.numbers(Self.padded * count, 8000)
    var sums = [Double](repeating: 0.25, count: width * Self.padded)
    values.withUnsafeBufferPointer { values in
      let starts = (0..<width).map { values.baseAddress?.advanced(by: $0 * count) }
      classifier_add_products(
        &sums, residuals, Int64(count), Int64(count), Int32(Self.padded), starts, Int32(width))
    }
    for feature in 0..<width {
      for segment in 0..<Self.padded {
        var lanes = [Double](repeating: 0, count: 8)
        for row in 0..<count {
          lanes[row % 8] += residuals[segment * count + row] * values[feature * count + row]
        }
        let even = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6])
        let odd = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7])
        let expected = 0.25 + (even + odd)
        #expect(sums[feature * Self.padded + segment].bitPattern == expected.bitPattern)
      }
    }
  }

  @Test func tableRowsRoundAndStayInside() {
    let values = [0, 0.4, 0.5, 3.2, 3.5, 4.6, -0.6, -1e300, 1e300, .infinity, .nan, 2, 2, 2]
    var rows = [Int32](repeating: 99, count: values.count)
    classifier_table_rows(&rows, values, Int64(values.count), 4, 0, 4)
    #expect(rows == [0, 0, 1, 3, 4, 4, 0, 0, 4, 4, 5, 2, 2, 2])
    classifier_table_rows(&rows, values, Int64(values.count), 4, 5, 5)
    #expect(rows == [0, 0, 1, 3, 4, 5, 5, 5, 5, 5, 5, 2, 2, 2])
  }
}
