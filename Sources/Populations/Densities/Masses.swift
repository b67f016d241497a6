// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc

/// Masses of some laws, law by law, or their logarithms.
extension [Double] {
  /// Sets the masses of laws.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws.
  ///   - width: how many masses each law has.
  ///   - value: what they are set to.
  mutating func setMasses(of laws: [Int], _ width: Int, to value: Double) {
    withUnsafeMutableBufferPointer { masses in
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width { masses[index] = value }
      }
    }
  }

  /// Adds to the logarithm of each law's only mass what another one stands for.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws.
  ///   - others: a logarithm for each of them.
  ///   - isFirst: whether nothing was added before.
  mutating func addExponentials(
    of laws: [Int], _ others: UnsafeMutableBufferPointer<Double>, isFirst: Bool
  ) {
    precondition(others.count >= laws.count)
    withUnsafeMutableBufferPointer { masses in
      if isFirst {
        for (index, law) in laws.enumerated() { masses[law] = others[index] }
      } else {
        for (index, law) in laws.enumerated() { masses[law].addExponential(others[index]) }
      }
    }
  }

  /// Takes the exponentials of masses, but for a factor that brings the greatest to 1.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws.
  ///   - width: how many masses each law has.
  /// - Returns: the factor's logarithm; minus infinity where all masses vanish.
  mutating func makePlain(_ laws: [Int], _ width: Int) -> Double {
    withUnsafeMutableBufferPointer { masses in
      var greatest = -Double.infinity
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width {
          greatest = masses[index] > greatest ? masses[index] : greatest
        }
      }
      guard greatest > -.infinity else { return greatest }
      if let first = laws.first, let last = laws.last, last - first + 1 == laws.count {
        let own = UnsafeMutableBufferPointer(
          rebasing: masses[first &* width..<(last &+ 1) &* width])
        guard let start = own.baseAddress else { return greatest }
        for index in 0..<own.count { own[index] -= greatest }
        ck_exp(start, start, own.count)
        return greatest
      }
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width {
          masses[index] = exp(masses[index] - greatest)
        }
      }
      return greatest
    }
  }
}
