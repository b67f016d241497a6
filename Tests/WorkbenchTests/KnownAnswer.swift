// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The least error of a scenario, worked out elsewhere in two ways or more
/// (References/known_answers.py).
struct KnownAnswer: Decodable, Sendable {
  /// One way to a value; without a standard error it is a closed form or a quadrature.
  struct Way: Decodable, Sendable {
    let value: Double
    let how: String
    let standardError: Double?

    private enum CodingKeys: String, CodingKey {
      case value, how
      case standardError = "standard error"
    }
  }

  /// The error of a stated rule.
  struct Rule: Decodable, Sendable {
    let value: Double
    let ways: [Way]
  }

  let scheme: String
  let value: Double
  let sees: String
  let ways: [Way]
  let rules: [String: Rule]?

  /// The standard error of the value itself.
  var standardError: Double { ways[0].standardError ?? 0 }

  /// All answers by scenario.
  static func all() throws -> [String: KnownAnswer] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/known-answers.json")
    return try JSONDecoder().decode(Document.self, from: Data(contentsOf: file)).answers
  }

  private struct Document: Decodable {
    let answers: [String: KnownAnswer]
  }
}
