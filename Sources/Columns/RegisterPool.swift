// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands out registers and takes them back, so that a program needs few.
struct RegisterPool {
  private var free: [Int] = []
  /// How many registers were ever in use at once.
  private(set) var count = 0

  /// Takes a register that nobody holds.
  mutating func take() -> Int {
    if let register = free.popLast() { return register }
    count += 1
    return count - 1
  }

  /// Gives a register back.
  mutating func release(_ register: Int) { free.append(register) }
}
