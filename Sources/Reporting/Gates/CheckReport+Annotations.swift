// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results

extension CheckReport {
  /// The report as workflow commands, which GitHub shows at the gates' lines.
  public var annotations: String {
    var lines: [String] = []
    for scenario in scenarios {
      for text in scenario.departures {
        lines.append(Self.annotation("error", scenario.file, nil, "the tool has changed", text))
      }
      lines += Self.newsAnnotations(scenario)
      for gate in scenario.gates where gate.verdict != .pass {
        let kind = gate.isBroken || gate.verdict == .notMeasurable ? "error" : "warning"
        lines.append(
          Self.annotation(
            kind, gate.file, (gate.line, gate.column), "\(gate.verdict.rawValue): \(gate.gate)",
            GateWords(gate).explanation.joined(separator: "\n")))
      }
    }
    lines += abandoned.map { folder in
      Self.annotation(
        "warning", folder + "/scenario.yaml", nil, "a baseline without its scenario",
        Self.abandonment)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What a changed scenario brings, at the first of its gates that compares: others are annotated one by
  /// one with why they cannot be measured.
  private static func newsAnnotations(_ scenario: CheckedScenario) -> [String] {
    guard scenario.baseline == .changed || scenario.baseline == .same else { return [] }
    let gate = scenario.gates.first(where: \.isChange) ?? scenario.gates.first
    return scenario.news.map { text in
      annotation(
        scenario.notes.contains(text) ? "warning" : "notice", gate?.file ?? scenario.file,
        gate.map { ($0.line, $0.column) }, "changed since the baseline", text)
    }
  }

  private static func annotation(
    _ kind: String, _ file: String, _ place: (line: Int, column: Int)?, _ title: String,
    _ message: String
  ) -> String {
    func data(_ text: String) -> String {
      text.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(of: "\r", with: "%0D")
        .replacingOccurrences(of: "\n", with: "%0A")
    }
    func property(_ text: String) -> String {
      data(text).replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(
        of: ",", with: "%2C")
    }
    var properties = ["file=" + property(file)]
    if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
    properties.append("title=" + property(title))
    return "::\(kind) \(properties.joined(separator: ","))::\(data(message))"
  }
}
