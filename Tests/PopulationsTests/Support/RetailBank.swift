// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// The retail bank that is shipped, with 200,000 customers, and checks of its posteriors.
enum RetailBank {
  private static let customers = 200_000

  /// The scenario's population, world, segments, view and drift.
  ///
  /// - Parameter change: what is changed in the scenario's text.
  /// - Returns: the model.
  /// - Throws: what is wrong with the scenario.
  static func model(_ change: (String) -> String = { $0 }) throws -> PopulationModel {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Scenarios/retail-bank.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let first = try #require(text.range(of: "\npopulation:"))
    let last = try #require(text.range(of: "\nclassifiers:"))
    let part = String(text[first.lowerBound..<last.lowerBound]) + "\n"
    return try WrittenWorld.model(change(part), customers: customers)
  }

  /// Expects that residuals and calibration are those of right posteriors.
  ///
  /// - Parameters:
  ///   - sample: posteriors beside what is seen and what is true, at least 50,000.
  ///   - label: what they are of.
  /// - Throws: nothing that is expected.
  static func check(_ sample: PosteriorCheck.Sample, _ label: String) throws {
    #expect(sample.truth.count > customers / 4)
    #expect(sample.impossible == 0, "\(label)")
    #expect(PosteriorCheck.residualChance(sample) > 1e-4, "\(label)")
    let segments = sample.posteriors[0].count
    for segment in 0..<segments {
      let chance = PosteriorCheck.calibrationChance(sample, segment: segment)
      #expect(chance > 1e-4 / Double(segments), "\(label), segment \(segment)")
    }
  }
}
