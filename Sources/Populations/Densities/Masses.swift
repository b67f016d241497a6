// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Masses of some laws, law by law, or their logarithms.
extension [Double] {
  /// Sets the masses of laws.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws, ascending.
  ///   - width: how many masses each law has.
  ///   - value: what they are set to.
  mutating func setMasses(of laws: [Int], _ width: Int, to value: Double) {
    visit(laws, width) { $0.update(repeating: value) }
  }

  /// Adds to the logarithm of each law's only mass what another one stands for.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws, ascending.
  ///   - others: a logarithm for each of them.
  ///   - isFirst: whether nothing was added before.
  mutating func addExponentials(
    of laws: [Int], _ others: UnsafeMutableBufferPointer<Double>, isFirst: Bool
  ) {
    precondition(others.count >= laws.count)
    var done = 0
    visit(laws, 1) { own in
      if isFirst {
        _ = own.update(fromContentsOf: others[done..<done &+ own.count])
      } else {
        for index in own.indices { own[index].addExponential(others[done &+ index]) }
      }
      done += own.count
    }
  }

  /// Takes the exponentials of masses, but for a factor that brings the greatest to 1.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws, ascending.
  ///   - width: how many masses each law has.
  /// - Returns: the factor's logarithm; minus infinity where all masses vanish.
  mutating func makePlain(_ laws: [Int], _ width: Int) -> Double {
    var greatest = -Double.infinity
    visit(laws, width) { own in
      guard let start = own.baseAddress else { return }
      greatest = Swift.max(greatest, ck_greatest(start, own.count))
    }
    guard greatest > -.infinity else { return greatest }
    visit(laws, width) { own in
      for index in own.indices { own[index] -= greatest }
      if let start = own.baseAddress { ck_exp(start, start, own.count) }
    }
    return greatest
  }

  /// Divides masses by the greatest of them.
  ///
  /// - Parameters:
  ///   - laws: the positions of the laws, ascending.
  ///   - width: how many masses each law has.
  /// - Returns: the greatest; where it is 0 nothing is divided.
  mutating func divideByGreatest(_ laws: [Int], _ width: Int) -> Double {
    var greatest = 0.0
    visit(laws, width) { own in
      if let start = own.baseAddress {
        greatest = Swift.max(greatest, ck_greatest(start, own.count))
      }
    }
    guard greatest > 0 else { return 0 }
    visit(laws, width) { own in
      for index in own.indices { own[index] /= greatest }
    }
    return greatest
  }

  /// Visits the masses of laws, those of neighbours together.
  private mutating func visit(
    _ laws: [Int], _ width: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    guard let first = laws.first, let last = laws.last else { return }
    withUnsafeMutableBufferPointer { masses in
      guard last - first + 1 != laws.count else {
        return body(.init(rebasing: masses[first &* width..<(last &+ 1) &* width]))
      }
      for law in laws { body(.init(rebasing: masses[law &* width..<(law &+ 1) &* width])) }
    }
  }
}
