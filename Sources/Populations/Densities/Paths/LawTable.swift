// SPDX-License-Identifier: GPL-3.0-or-later

/// Values of some laws at points of a line, all laws at each point side by side.
struct LawTable: Sendable {
  /// How many laws there are.
  let laws: Int
  private let values: [Double]

  /// Takes values.
  ///
  /// - Parameters:
  ///   - values: point by point a value for each law.
  ///   - laws: how many laws there are.
  init(_ values: [Double], laws: Int) { (self.values, self.laws) = (values, laws) }

  /// A law's value, interpolated.
  ///
  /// - Parameters:
  ///   - start: the first of some points in a row.
  ///   - weights: the weights of these points.
  ///   - law: the position of the law.
  /// - Returns: the value.
  func value<let points: Int>(
    _ start: Int, _ weights: InlineArray<points, Double>, of law: Int
  ) -> Double {
    var sum = 0.0
    for offset in 0..<points { sum += weights[offset] * values[(start &+ offset) &* laws &+ law] }
    return sum
  }

  /// The interpolated values of some laws.
  ///
  /// - Parameters:
  ///   - start: the first of some points in a row.
  ///   - weights: the weights of these points.
  ///   - used: the positions of the laws, ascending.
  ///   - all: receives a value for each of these.
  func interpolate<let points: Int>(
    _ start: Int, _ weights: InlineArray<points, Double>, of used: [Int],
    into all: UnsafeMutableBufferPointer<Double>
  ) {
    guard let first = used.first, let last = used.last else { return }
    values.withUnsafeBufferPointer { values in
      let from = start &* laws
      guard last - first + 1 == used.count else {
        for (index, law) in used.enumerated() {
          var sum = 0.0
          for offset in 0..<points {
            sum += weights[offset] * values[from &+ offset &* laws &+ law]
          }
          all[index] = sum
        }
        return
      }
      let rows = UnsafeRawBufferPointer(values)
      let vectors = UnsafeMutableRawBufferPointer(all)
      var index = 0
      while index &+ 4 <= used.count {
        var sum = SIMD4<Double>()
        for offset in 0..<points {
          let place = from &+ offset &* laws &+ first &+ index
          sum +=
            weights[offset]
            * rows.loadUnaligned(fromByteOffset: place &* 8, as: SIMD4<Double>.self)
        }
        vectors.storeBytes(of: sum, toByteOffset: index &* 8, as: SIMD4<Double>.self)
        index &+= 4
      }
      while index < used.count {
        var sum = 0.0
        for offset in 0..<points {
          sum += weights[offset] * values[from &+ offset &* laws &+ first &+ index]
        }
        all[index] = sum
        index &+= 1
      }
    }
  }
}
