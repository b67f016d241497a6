// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A counterfactual: the scenario with a named change, for the same customers.
public struct Variant: Sendable {
  /// Its name in the scenario.
  public let name: String
  /// What is changed.
  public let patch: ScenarioPatch
  /// The changed tree.
  let tree: ScenarioNode
  /// The keys that lead to it in the scenario.
  let path: [String]

  /// Reads the scenario's `variants` block.
  ///
  /// - Parameters:
  ///   - reader: the block; nothing when there is none.
  ///   - root: the scenario's tree.
  /// - Returns: the variants in the order written; those with problems are left out.
  static func all(_ reader: ScenarioReader?, of root: ScenarioNode) -> [Variant] {
    (reader?.named("variant") ?? []).compactMap { name, value in
      guard isName(name, value) else { return nil }
      return read(name, value, ScenarioPatch.variantShape, of: root)
    }
  }

  /// Reads one variant.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - reader: the cursor on what it changes.
  ///   - shape: the keys it may have.
  ///   - root: the scenario's tree.
  /// - Returns: the variant; nothing when something is wrong with it, which is noted.
  static func read(
    _ name: String, _ reader: ScenarioReader, _ shape: RecordShape, of root: ScenarioNode
  ) -> Variant? {
    // Each has a log of its own, so that one with problems does not hide those of the next.
    let own = ScenarioReader(reader.node, path: reader.path, log: ProblemLog())
    let variant = own.record(shape).flatMap { ScenarioPatch(reading: $0, of: root) }
      .flatMap { Variant(name, $0, of: root, own) }
    for problem in own.log.problems { reader.log.note(problem) }
    return variant
  }

  /// Makes a variant.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - patch: what it changes.
  ///   - root: the scenario's tree.
  ///   - reader: where problems are noted.
  init?(_ name: String, _ patch: ScenarioPatch, of root: ScenarioNode, _ reader: ScenarioReader) {
    guard !reader.log.hasErrors, let tree = patch.applied(to: root, reader) else { return nil }
    let base = root["name"]?.text ?? ""
    self.tree = tree.setting(["name"], to: "\(base)-\(name)")
    self.name = name
    self.patch = patch
    path = reader.path
  }

  /// Compiles the changed scenario.
  ///
  /// - Returns: the scenario.
  /// - Throws: what the change breaks, told at its place.
  public func scenario() throws(ScenarioProblems) -> Scenario {
    do throws(ScenarioProblems) { return try Scenario(tree) } catch {
      let place = path.joined(separator: ".")
      throw ScenarioProblems(
        error.problems.filter { $0.severity == .error }.map { problem in
          Problem(
            position: problem.position, path: "\(place): \(problem.path)",
            message: problem.message, advice: problem.advice)
        })
    }
  }

  private static func isName(_ name: String, _ reader: ScenarioReader) -> Bool {
    guard name.wholeMatch(of: /[\p{L}\p{N}._-]+/) == nil || name.utf8.count > 60 else {
      return true
    }
    reader.error(
      "'\(name)' cannot name a variant, whose results stand in a folder of that name",
      advice: "use letters, digits, '-', '_' and '.'")
    return false
  }
}
