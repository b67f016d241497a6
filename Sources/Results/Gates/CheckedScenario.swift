// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of all gates of a scenario.
public struct CheckedScenario: Sendable, Equatable, Codable {
  /// How the scenario stands to its baseline.
  public enum Baseline: String, Sendable, Codable, CaseIterable {
    /// There is none.
    case missing
    /// It cannot be read, or cannot be set beside the scenario.
    case unusable
    /// It was made from the same scenario.
    case same
    /// The scenario was changed since.
    case changed
  }

  /// The scenario's name.
  public var scenario: String
  /// Its file.
  public var file: String
  /// How it stands to its baseline.
  public var baseline: Baseline
  /// What is worth telling of the baseline: why it cannot be used, what there is to do.
  public var notes: [String]
  /// Numbers that the baseline's own scenario does not give any more: the tool has changed.
  public var departures: [String]
  /// The gates, in the order of the file.
  public var gates: [CheckedGate]

  /// Makes a scenario's verdicts.
  ///
  /// - Parameters:
  ///   - scenario: its name.
  ///   - file: its file.
  ///   - baseline: how it stands to its baseline.
  ///   - notes: what is worth telling of the baseline.
  ///   - departures: numbers that the baseline's own scenario does not give any more.
  ///   - gates: the gates, in the order of the file.
  public init(
    scenario: String, file: String, baseline: Baseline, notes: [String] = [],
    departures: [String] = [], gates: [CheckedGate] = []
  ) {
    (self.scenario, self.file, self.baseline) = (scenario, file, baseline)
    (self.notes, self.departures, self.gates) = (notes, departures, gates)
  }

  /// Whether a gate was broken, or the tool gives other numbers than it did.
  public var isBroken: Bool { !departures.isEmpty || gates.contains(where: \.isBroken) }
  /// Whether a gate could not be measured.
  public var isUnmeasured: Bool { gates.contains { $0.verdict == .notMeasurable } }
}
