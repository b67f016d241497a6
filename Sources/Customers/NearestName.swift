// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the name a person most probably meant, for messages about unknown names.
///
/// - Parameters:
///   - given: the name that was written.
///   - known: the names that would have been valid.
/// - Returns: the valid name at the smallest edit distance (a swap of neighbours counts as one),
///   the first of equals; nothing when all are further than a third of the length, at least 2.
/// - Complexity: O(length² × names).
public func nearestName(to given: String, among known: [String]) -> String? {
  let limit = max(2, given.count / 3)
  var best: (name: String, distance: Int)?
  for name in known {
    let distance = editDistance(Array(given.lowercased()), Array(name.lowercased()))
    if distance <= limit, distance < name.count, distance < best?.distance ?? Int.max {
      best = (name, distance)
    }
  }
  return best?.name
}

/// Damerau's distance with swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1] + Array(repeating: 0, count: right.count)
    for j in right.indices {
      let change = last[j] + (left[i] == right[j] ? 0 : 1)
      row[j + 1] = min(change, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
