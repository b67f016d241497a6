// SPDX-License-Identifier: GPL-3.0-or-later

extension Array where Element: Comparable {
  /// How many elements of an ascending array are at most as large as a limit.
  ///
  /// - Parameter limit: the limit.
  /// - Returns: the number of elements up to it.
  /// - Complexity: O(log n).
  func rank(of limit: Element) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
