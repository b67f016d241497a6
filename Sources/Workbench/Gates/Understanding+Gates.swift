// SPDX-License-Identifier: GPL-3.0-or-later
import Results

extension Understanding {
  /// What must hold for a change to pass.
  ///
  /// - Parameter layout: how lines are laid out.
  /// - Returns: the lines of the section; none where the scenario has no gates.
  func gates(_ layout: TextColumns) -> [String] {
    let gates = scenario.gates.gates
    guard !gates.isEmpty else { return [] }
    let rows = gates.map { gate in
      let confidence = NumberText.text((gate.confidence * 1e6).rounded() / 1e4)
      return (
        gate.isChange ? "change" : "bound",
        "\(gate.title); a pass says: \(gate.claim.rawValue), at \(confidence) %"
          + (gate.siblings > 1 ? ", shared by \(gate.siblings)" : "")
          + "; undecided: \(gate.passesUndecided ? "pass" : "fail")"
      )
    }
    let replicates = scenario.gates.replicates
    return ["", "gates" + (replicates > 1 ? ", over \(replicates) replicates" : "")]
      + layout.lines(rows)
  }
}
