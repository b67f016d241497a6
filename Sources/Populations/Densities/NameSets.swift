// SPDX-License-Identifier: GPL-3.0-or-later

/// Names in sets that are joined step by step.
struct NameSets {
  private var leader: [String: String]

  init(_ names: [String]) {
    leader = Dictionary(names.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func find(_ name: String) -> String? {
    guard var at = leader[name] else { return nil }
    while let next = leader[at], next != at { at = next }
    return at
  }

  mutating func join(_ names: [String]) {
    let leaders = names.compactMap { find($0) }
    guard let first = leaders.first else { return }
    for other in leaders where other != first { leader[other] = first }
  }

  func all(with names: [String]) -> Set<String> {
    let wanted = Set(names.compactMap { find($0) })
    return Set(leader.keys.filter { name in find(name).map(wanted.contains) ?? false })
  }
}
