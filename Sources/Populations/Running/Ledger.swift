// SPDX-License-Identifier: GPL-3.0-or-later

/// What each step of the view changed, counted by month: every departure from the truth.
public struct Ledger: Sendable, Equatable {
  /// One step of one feature.
  public struct Entry: Sendable, Equatable {
    /// The feature's name.
    public let feature: String
    /// The step's key in the scenario.
    public let step: String
    /// The step's position among the feature's steps, from 0.
    public let position: Int
    /// Values it changed, by scored month.
    public internal(set) var changed: [Int]
  }

  /// The steps that are departures, in the order of the view.
  public internal(set) var entries: [Entry]
  /// Values seen, by scored month.
  public internal(set) var seen: [Int]
  /// Rows whose law had impossible parameters, so that their value is missing.
  public internal(set) var impossibleRows = 0

  init(_ model: PopulationModel) {
    entries = model.view.features.flatMap { feature in
      feature.steps.enumerated().compactMap { position, step in
        guard step.isDeparture else { return nil }
        return Entry(
          feature: feature.name, step: type(of: step.step).id, position: position,
          changed: Array(repeating: 0, count: model.months))
      }
    }
    seen = Array(repeating: 0, count: model.months)
  }

  /// Adds the counts of another part of the same population.
  public static func += (left: inout Ledger, right: Ledger) {
    for index in left.entries.indices {
      for month in left.seen.indices {
        left.entries[index].changed[month] += right.entries[index].changed[month]
      }
    }
    for month in left.seen.indices { left.seen[month] += right.seen[month] }
    left.impossibleRows += right.impossibleRows
  }
}
