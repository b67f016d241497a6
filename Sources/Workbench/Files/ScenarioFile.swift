// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// What the caller sets in place of the scenario's own values.
public struct ScenarioOverrides: Sendable {
  /// Customers on the books in the first month.
  public var customers: Int?
  /// How many months are scored.
  public var months: Int?
  /// The root seed.
  public var seed: UInt64?
  /// On how many customers floors are worked out, in a scenario with a `floor` block.
  public var floorCustomers: Int?

  /// Makes overrides; what is not given stays as the scenario says.
  ///
  /// - Parameters:
  ///   - customers: customers on the books in the first month.
  ///   - months: how many months are scored.
  ///   - seed: the root seed.
  ///   - floorCustomers: on how many customers floors are worked out.
  public init(
    customers: Int? = nil, months: Int? = nil, seed: UInt64? = nil, floorCustomers: Int? = nil
  ) {
    self.customers = customers
    self.months = months
    self.seed = seed
    self.floorCustomers = floorCustomers
  }

  /// The tree with the overrides in place.
  ///
  /// - Parameter root: the tree of a scenario.
  /// - Returns: the changed tree; values keep their positions.
  public func applied(to root: ScenarioNode) -> ScenarioNode {
    var root = root
    if let seed { root = root.setting(["seed"], to: String(seed)) }
    if let customers { root = root.setting(["population", "customers"], to: String(customers)) }
    if let months { root = root.setting(["population", "months"], to: String(months)) }
    if let floorCustomers {
      root = root.setting(["floor", "customers"], to: String(floorCustomers))
    }
    return root
  }
}

extension ScenarioNode {
  /// The tree with one single value in place of what stands at a path.
  ///
  /// - Parameters:
  ///   - path: keys that lead to it; the last is added where it is missing.
  ///   - text: the value as it would be written.
  /// - Returns: the changed tree; unchanged where the path does not exist.
  public func setting(_ path: [String], to text: String) -> ScenarioNode {
    guard let key = path.first, let entries else {
      return path.isEmpty
        ? ScenarioNode(content: .scalar(text: text, isQuoted: false), position: position) : self
    }
    var changed = entries
    let rest = Array(path.dropFirst())
    if let index = entries.firstIndex(where: { $0.key == key }) {
      let entry = entries[index]
      changed[index] = Entry(
        key: key, keyPosition: entry.keyPosition, value: entry.value.setting(rest, to: text))
    } else if rest.isEmpty {
      let value = ScenarioNode(content: .scalar(text: text, isQuoted: false), position: position)
      changed.append(Entry(key: key, keyPosition: position, value: value))
    }
    return ScenarioNode(content: .record(changed), position: position)
  }
}
