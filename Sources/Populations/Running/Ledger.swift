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

  /// Values of one place of the scenario that could not be made.
  public struct Failure: Sendable, Equatable {
    /// Where they are declared: `world.QUANTITY`, `view.FEATURE`, `segments.SCHEME.SEGMENT`.
    public let source: String
    /// How many could not be made.
    public internal(set) var rows = 0
    /// How many were to be made.
    public internal(set) var of = 0
  }

  /// The steps that are departures, in the order of the view.
  public internal(set) var entries: [Entry]
  /// Values seen, by scored month.
  public internal(set) var seen: [Int]
  /// Draws whose law had impossible parameters for the row, so that the value is missing: counted by
  /// `world.QUANTITY` in their order, then by `view.FEATURE`, in all months with the warm-up.
  public internal(set) var impossible: [Failure]
  /// Values of the world that expressions worked out to no finite number, although all that they read
  /// was one, so that the value is missing: counted in the order of `WorkedOutPlaces`, in all
  /// months with the warm-up.
  public internal(set) var notNumbers: [Failure]

  /// Missing values that no median filled, as the development view had none to take it of: counted in
  /// the order of the view's features, in all months with the warm-up.
  public internal(set) var unfilled: [Failure]

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
    impossible =
      model.quantities.map { Failure(source: "world." + $0.name) }
      + model.view.features.map { Failure(source: "view." + $0.name) }
    notNumbers = model.workedOut.names.map { Failure(source: $0) }
    unfilled = model.view.features.map { Failure(source: "view." + $0.name) }
  }

  /// Adds the counts of another part of the same population.
  public static func += (left: inout Ledger, right: Ledger) {
    for index in left.entries.indices {
      for month in left.seen.indices {
        left.entries[index].changed[month] += right.entries[index].changed[month]
      }
    }
    for month in left.seen.indices { left.seen[month] += right.seen[month] }
    Self.add(right.impossible, to: &left.impossible)
    Self.add(right.notNumbers, to: &left.notNumbers)
    Self.add(right.unfilled, to: &left.unfilled)
  }

  private static func add(_ right: [Failure], to left: inout [Failure]) {
    for index in left.indices {
      left[index].rows += right[index].rows
      left[index].of += right[index].of
    }
  }
}
