// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The names that an expression of the world may use at its place.
struct WorldScope: NameScope {
  let builder: ModelBuilder
  let extra: [(name: String, value: NamedValue)]

  func value(named name: String) -> NamedValue? {
    if let own = extra.last(where: { $0.name == name }) { return own.value }
    if let known = builder.names.last(where: { $0.name == name }) {
      builder.usedNames.insert(name.hasPrefix("world.") ? String(name.dropFirst(6)) : name)
      return known.value
    }
    if builder.unread.contains("world") { return .unread }
    if builder.blockBeingRead?.closesToldCycle(name) == true { return .unread }
    let isDeclared = builder.worldEntries.contains("tenure")
    guard name == "tenure" || name == "world.tenure", !isDeclared else { return nil }
    return .number(slot: builder.tenure())
  }

  func lawParameter(_ parameter: String, of name: String) -> NamedValue? {
    builder.lawParameter(parameter, of: name)
  }

  var knownNames: [String] {
    builder.names.map(\.name).filter { !$0.hasPrefix("world.") && !$0.hasPrefix("law.") }
      .filter { builder.isUsable($0) }
      + extra.map(\.name).filter { !$0.hasPrefix("world.") }
      + (builder.tenureSlot == nil ? [] : ["tenure"])
  }

  func reasonUnavailable(_ name: String) -> String? {
    builder.blockBeingRead?.reasonUnavailable(name)
  }
}
