// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Probability
import Testing

/// Sums over columns against plain loops, at every length of tail.
@Suite struct SumKernelTests {
  private static func numbers(_ count: Int, _ salt: Double) -> [Double] {
    (0..<count).map { 1 / (Double($0) + salt) - 0.1 }
  }

  private static func isClose(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { abs($0 - $1) <= 1e-14 * max(1, abs($1)) }
  }

  @Test func productsAreSummed() {
    for count in 0...70 {
      let (a, b) = (Self.numbers(count, 0.3), Self.numbers(count, 1.7))
      let plain = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(Self.isClose([ck_dot(a, b, count)], [plain]), "\(count)")
    }
  }

  @Test func rowsAreWeighted() {
    let weights = [0.5, -0.25, 2]
    for count in 0...40 {
      let stride = count + 3
      let rows = Self.numbers(3 * stride, 0.7)
      var out = [Double](repeating: .nan, count: count + 1)
      ck_weighted_rows(&out, rows, stride, weights, 3, count)
      let plain = (0..<count).map { column in
        (0..<3).reduce(0.0) { $0 + weights[$1] * rows[$1 * stride + column] }
      }
      #expect(Array(out[..<count]) == plain && out[count].isNaN, "\(count)")
    }
  }

  @Test func factorsAreFoundByPlace() {
    let factors = Self.numbers(11, 0.2)
    for count in 0...40 {
      let places = (0..<count).map { Int32($0 * 7 % 11) }
      var values = Self.numbers(count + 1, 0.9)
      let before = values
      ck_multiply_at(&values, factors, places, count)
      let plain = (0..<count).map { before[$0] * factors[Int(places[$0])] }
      #expect(Array(values[..<count]) == plain && values[count] == before[count], "\(count)")
    }
  }

  @Test(arguments: [1, 5, 255]) func valuesAreAddedByPlace(_ width: Int) {
    for count in [0, 1, 3, 4, 5, 8, 1_001] {
      let places = (0..<count).map { Int32($0 * 31 % width) }
      let values = Self.numbers(count, 0.4)
      var sums = [Double](repeating: 2, count: width)
      var plain = sums
      ck_add_at(&sums, width, values, places, count)
      for (value, place) in zip(values, places) { plain[Int(place)] += value }
      #expect(Self.isClose(sums, plain), "\(width), \(count)")
    }
  }

  @Test func theGreatestIsFound() {
    #expect(ck_greatest([], 0) == -.infinity)
    for count in 1...40 {
      var values = (0..<count).map { Double(($0 * 13 + count) % 41) - 50 }
      #expect(ck_greatest(values, count) == values.max(), "\(count)")
      for index in stride(from: count % 3, to: count, by: 3) { values[index] = .nan }
      let known = values.filter { !$0.isNaN }.max() ?? -.infinity
      #expect(ck_greatest(values, count) == known, "\(count)")
    }
  }

  @Test func fallsAreLimited() {
    let width = CK_TILE
    for count in 1...30 {
      var values = (0..<width * count).map { Double($0 * 29 % 97) }
      var plain = values
      for column in 0..<width {
        for row in 1..<max(1, count) {
          plain[row * width + column] = max(
            plain[row * width + column], plain[(row - 1) * width + column] - 5)
        }
        for row in (1..<max(1, count)).reversed() {
          plain[(row - 1) * width + column] = max(
            plain[(row - 1) * width + column], plain[row * width + column] - 5)
        }
      }
      ck_limit_falls(&values, count, 5)
      #expect(values == plain, "\(count)")
    }
  }
}
