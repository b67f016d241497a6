// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The parts of features that are one formula with numbers by segment, in the kernels' layout.
struct ScoreTerms: Sendable, Equatable {
  private let padded: Int
  /// Which values each feature's part reads.
  private(set) var inputs: [ScoreInput] = []
  private var low: [Double] = []
  private var lowest: [Double] = []
  private var high: [Double] = []
  private var centre: [Double] = []
  private var factor: [Double] = []
  private var constant: [Double] = []

  /// Makes terms of no feature.
  ///
  /// - Parameter padded: the number of segments, rounded up to a multiple of 4.
  init(padded: Int) { self.padded = padded }

  /// Adds a feature.
  ///
  /// - Parameters:
  ///   - input: which values it reads.
  ///   - centre: the value where a parabola has its top, by segment.
  ///   - factor: the factor by segment.
  ///   - constant: the constant by segment.
  mutating func add(
    _ input: ScoreInput, centre: [Double], factor: [Double], constant: [Double]
  ) {
    let rest = [Double](repeating: 0, count: padded - factor.count)
    inputs.append(input)
    low.append(input.low)
    lowest.append(input.lowest)
    high.append(input.high)
    self.centre += centre + rest
    self.factor += factor + rest
    self.constant += constant + rest
  }

  /// Calls a kernel with the terms.
  ///
  /// - Parameters:
  ///   - columns: where each input's rows start.
  ///   - body: called with the terms, which are valid during the call only.
  func withTerms(
    _ columns: UnsafePointer<UnsafePointer<Double>?>,
    _ body: (UnsafePointer<classifier_terms>) -> Void
  ) {
    var terms = classifier_terms()
    terms.columns = columns
    terms.features = Int32(inputs.count)
    low.withUnsafeBufferPointer { low in
      lowest.withUnsafeBufferPointer { lowest in
        high.withUnsafeBufferPointer { high in
          terms.low = low.baseAddress
          terms.lowest = lowest.baseAddress
          terms.high = high.baseAddress
          withFactors(terms, body)
        }
      }
    }
  }

  private func withFactors(
    _ terms: classifier_terms, _ body: (UnsafePointer<classifier_terms>) -> Void
  ) {
    var terms = terms
    centre.withUnsafeBufferPointer { centre in
      factor.withUnsafeBufferPointer { factor in
        constant.withUnsafeBufferPointer { constant in
          terms.centre = centre.baseAddress
          terms.factor = factor.baseAddress
          terms.constant = constant.baseAddress
          body(&terms)
        }
      }
    }
  }
}
