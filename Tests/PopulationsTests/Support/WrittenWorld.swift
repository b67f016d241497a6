// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// A world written as in a scenario file, without the keys that say nothing about it.
enum WrittenWorld {
  private static let shape = RecordShape(
    "a scenario",
    [
      .init("name", .name, isRequired: true, ""),
      .init("seed", .integer(.atLeastZero), isRequired: true, ""),
    ] + PopulationModel.fields)

  /// Compiles a world; its problems are thrown.
  static func model(
    _ text: String, seed: UInt64 = 1, role: PopulationModel.Role = .evaluated,
    customers: Int? = nil
  ) throws -> PopulationModel {
    let (model, problems) = try read(text, seed: seed, role: role, customers: customers)
    guard let model else { throw ScenarioProblems(problems) }
    return model
  }

  /// The messages of all problems and warnings of a world.
  static func messages(_ text: String) throws -> [String] {
    try read(text, seed: 1, role: .evaluated, customers: nil).1.map(\.message)
  }

  private static func read(
    _ text: String, seed: UInt64, role: PopulationModel.Role, customers: Int?
  ) throws -> (PopulationModel?, [Problem]) {
    let document = try ScenarioDocument(text: "name: test\nseed: 1\n" + text, file: "test.yaml")
    let log = ProblemLog()
    guard let top = ScenarioReader(document.root, log: log).record(shape) else {
      return (nil, log.problems)
    }
    let model = PopulationModel(reading: top, seed: seed, role: role, customers: customers)
    return (model, log.problems)
  }
}
