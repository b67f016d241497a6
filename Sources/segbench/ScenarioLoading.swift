// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScenarioLanguage
import Workbench

/// Loads scenario files for the commands, telling all that is wrong with them.
enum ScenarioLoading {
  /// Exit codes of the program, beside those of usage.
  static let scenarioError = ExitCode(64)

  /// A scenario with its file.
  struct Loaded {
    let scenario: Scenario
    let source: ResolvedScenario
    /// The resolved text, as it is written with results.
    var text: String { ResolvedScenario(root: scenario.resolved, sources: source.sources).text }
  }

  /// Loads and compiles a scenario.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - overrides: what the caller sets in place of the scenario's values.
  ///   - warnings: whether to tell what is worth telling of a good scenario.
  /// - Returns: the scenario.
  /// - Throws: an exit code, after the problems have been written to standard error.
  static func load(
    _ path: String, _ overrides: ScenarioOverrides = ScenarioOverrides(), warnings: Bool = true
  ) throws -> Loaded {
    var (sources, hasLoaded) = (SourceTexts(), false)
    do throws(ScenarioProblems) {
      let source = try ScenarioSource.load(path)
      (sources, hasLoaded) = (source.sources, true)
      let scenario = try Scenario(overrides.applied(to: source.root))
      if warnings { tell(scenario.warnings, sources) }
      return Loaded(scenario: scenario, source: source)
    } catch {
      tell(error.problems, hasLoaded ? sources : error.sources)
      throw scenarioError
    }
  }

  /// The variant of a name.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - loaded: the scenario that should have it.
  /// - Returns: the variant.
  /// - Throws: an exit code, after it has been told that there is none.
  static func variant(_ name: String, of loaded: Loaded) throws -> Variant {
    let variants = loaded.scenario.variants
    if let variant = variants.first(where: { $0.name == name }) { return variant }
    let log = ProblemLog()
    let reader = ScenarioReader(loaded.scenario.resolved, path: ["variants"], log: log)
    reader.unknown(name, "variant", known: variants.map(\.name))
    tell(log.problems, loaded.source.sources)
    throw scenarioError
  }

  /// A runner of a scenario and its variant.
  ///
  /// - Throws: an exit code, after it has been told what the variant breaks.
  static func runner(
    _ loaded: Loaded, _ variant: Variant, _ options: RunOptions, _ progress: RunProgress
  ) throws -> VariantRunner {
    do throws(ScenarioProblems) {
      return try VariantRunner(loaded.scenario, variant, options, progress: progress)
    } catch {
      tell(error.problems, loaded.source.sources)
      throw scenarioError
    }
  }

  /// Writes problems to standard error.
  static func tell(_ problems: [Problem], _ sources: SourceTexts) {
    guard !problems.isEmpty else { return }
    let renderer = ProblemRenderer(sources: sources, colour: Terminal.hasColour(Terminal.isError))
    Terminal.complain(renderer.render(problems))
  }
}
