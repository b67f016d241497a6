// SPDX-License-Identifier: GPL-3.0-or-later

/// What a run was made from: enough to make the same bytes again.
///
/// It holds no thread count, path or date, so equal runs have equal manifests.
public struct Manifest: Sendable, Equatable, Codable {
  /// The scenario's name.
  public var scenario: String
  /// SHA-256 of the resolved scenario's text, in hexadecimal.
  public var scenarioHash: String
  /// The root seed.
  public var seed: UInt64
  /// The counter-based generator.
  public var generator: String
  /// How words become normal values.
  public var normal: String
  /// The version of the GNU Scientific Library.
  public var gsl: String
  /// The version of the Swift compiler.
  public var swift: String
  /// The version of segbench.
  public var segbench: String
  /// Customers on the books in the first month.
  public var customers: Int
  /// Months scored.
  public var months: Int
  /// Replicates run.
  public var replicates: Int

  /// Makes a manifest.
  ///
  /// - Parameters:
  ///   - scenario: the scenario's name.
  ///   - scenarioText: the resolved scenario as it is written beside the manifest.
  ///   - seed: the root seed.
  ///   - generator: the counter-based generator.
  ///   - normal: how words become normal values.
  ///   - gsl: the version of the GNU Scientific Library.
  ///   - swift: the version of the Swift compiler.
  ///   - segbench: the version of segbench.
  ///   - customers: customers on the books in the first month.
  ///   - months: months scored.
  ///   - replicates: replicates run.
  public init(
    scenario: String, scenarioText: String, seed: UInt64, generator: String = "philox4x32-10",
    normal: String, gsl: String, swift: String, segbench: String, customers: Int, months: Int,
    replicates: Int
  ) {
    self.scenario = scenario
    scenarioHash = ContentHash.hexadecimal(of: scenarioText.utf8)
    self.seed = seed
    self.generator = generator
    self.normal = normal
    self.gsl = gsl
    self.swift = swift
    self.segbench = segbench
    self.customers = customers
    self.months = months
    self.replicates = replicates
  }

  private enum CodingKeys: String, CodingKey {
    case scenario
    case scenarioHash = "scenario-hash"
    case seed
    case generator
    case normal
    case gsl
    case swift
    case segbench
    case customers
    case months
    case replicates
  }
}
