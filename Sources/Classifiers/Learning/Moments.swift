// SPDX-License-Identifier: GPL-3.0-or-later

/// Mean, variance (divided by the number of values) and skewness of some values.
struct Moments {
  /// How many values.
  let count: Int
  /// Their mean; 0 for none.
  let mean: Double
  /// Their variance, divided by their number; 0 for none.
  let variance: Double
  private let third: Double

  /// Works out the moments in two passes.
  ///
  /// - Parameter values: any finite numbers.
  init(_ values: [Double]) {
    count = values.count
    let number = Double(max(1, count))
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / number
    var (square, cube) = (0.0, 0.0)
    for value in values {
      let difference = value - mean
      square += difference * difference
      cube += difference * difference * difference
    }
    self.mean = mean
    variance = square / number
    third = cube / number
  }

  /// The third central moment in units of the standard deviation's cube; 0 for a constant.
  var skewness: Double { variance > 0 ? third / (variance * variance.squareRoot()) : 0 }
}
