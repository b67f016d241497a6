// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// The summary of a run in GitHub's Markdown, the text of `summary.md`.
public struct MarkdownReport {
  let summary: RunSummary
  private let manifest: Manifest

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - summary: what a person wants to know of the run.
  ///   - manifest: what the run was made from.
  public init(_ summary: RunSummary, manifest: Manifest) {
    self.summary = summary
    self.manifest = manifest
  }

  /// The report's text.
  public var text: String {
    var parts = [
      "# " + MarkdownTable.escaped(summary.title) + "\n", population, classifiers, causes,
      whatIfs, trust, moves,
    ]
    parts += summary.schemes.filter { !$0.classifiers.isEmpty }.map { SchemeSection($0).text }
    parts += [drift, departures, unmade, madeFrom]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var population: String {
    let sentences = PopulationText(summary.population).lines.map { $0 + "." }
    var text = "## Who was simulated\n\n" + sentences.joined(separator: " ") + "\n"
    let personas = summary.population.personas
    guard !personas.isEmpty else { return text }
    var table = MarkdownTable([
      ("Persona", false), ("First month, %", true), ("Last month, %", true),
    ])
    for share in personas {
      table.append([
        share.name, Estimate.percent(share.first).text, Estimate.percent(share.last).text,
      ])
    }
    text += "\n" + table.text
    return text
  }

  private var causes: String {
    let budget = BudgetTable(summary.schemes)
    guard let month = budget.month else { return "" }
    let mechanisms = MechanismTable(summary.schemes)
    return "## Why each classifier errs, in \(month)\n\n" + budget.markdown.text
      + "\nPercentage points. Overlap: what who sees everything as it is cannot avoid. View: what the "
      + "bank's systems hide. Model: what the form of the classifier cannot tell. Training: what its "
      + "sample is too small for. Staleness: what has changed since it was fitted.\n"
      + budget.notes.map { "\n" + MarkdownTable.escaped($0) + "\n" }.joined()
      + (mechanisms.isEmpty ? "" : "\n" + mechanisms.markdown.text)
  }

  private var trust: String {
    let trust = FloorTrust(summary.schemes)
    guard !trust.markdown.isEmpty else { return "" }
    return "## How sure the floors are\n\n" + trust.markdown.text
      + "\nErrors are counted against the truth that was drawn, and expected by the chances that the "
      + "floors are made of. Right chances leave a distance beyond 4 once in 16,000 times. The expected "
      + "rate varies less from sample to sample: the lower the last column, the more so.\n"
      + trust.warnings.map { "\n" + MarkdownTable.escaped("Beware: " + $0) + ".\n" }.joined()
  }

  private var whatIfs: String {
    let table = WhatIfTable(summary.whatIfs)
    guard !table.isEmpty else { return "" }
    return "## What better data would bring\n\n" + (table.lines.isEmpty ? "" : table.markdown.text)
      + "\nThe least error of any rule that sees what these classifiers see, and of one that would see "
      + "other data, on the same customers. Below zero, the data help.\n"
      + table.notes.map { "\n" + Rounded.undefined + " " + MarkdownTable.escaped($0) + "\n" }
      .joined()
  }

  private var moves: String {
    guard let month = summary.moves.first?.month else { return "" }
    return "## Who changes segment when tables are cut anew, in \(month)\n\n"
      + MoveTable(lines: summary.moves).markdown.text
      + "\nOf the first month's customers who are still there. Boundary moved: by the first month's "
      + "cut points they would be where they were. Held back: by those they would have moved, by "
      + "the new ones they have not.\n"
  }

  private var drift: String {
    var table = MarkdownTable([
      ("Feature", false), ("Largest PSI", true), ("In", false),
      ("By chance below (95 %)", true),
      ("Looks like", false), ("Largest KS", true), ("In", false),
    ])
    for drift in summary.drift {
      table.append([
        DriftTable.name(drift), DriftTable.number(drift.stabilityIndex.value.number),
        drift.stabilityIndex.month?.description ?? "", DriftTable.number(drift.withoutDrift),
        DriftTable.sign(drift), DriftTable.number(drift.kolmogorovSmirnov?.value.number),
        drift.kolmogorovSmirnov?.month?.description ?? "",
      ])
    }
    return table.isEmpty ? "" : "## Drift of the view from the first month\n\n" + table.text
  }

  private var unmade: String {
    guard !summary.unmade.isEmpty else { return "" }
    return
      "## Values that could not be made\n\nThey are missing, and whatever is made from them.\n\n"
      + summary.unmade.map { "- " + MarkdownTable.escaped($0.sentence) + "\n" }.joined()
  }

  private var departures: String {
    var table = MarkdownTable([
      ("View", false), ("Step", false), ("Cells changed, %", true), ("Of", true),
    ])
    for departure in summary.departures {
      table.append([
        departure.feature, departure.step, Estimate.percent(departure.share).text,
        departure.share.n.map(Rounded.count) ?? "",
      ])
    }
    return table.isEmpty ? "" : "## Where the view departs from the world\n\n" + table.text
  }

  private var madeFrom: String {
    let replicates = manifest.replicates == 1 ? "replicate" : "replicates"
    return "## Made from\n\nScenario \(MarkdownTable.escaped(manifest.scenario)), "
      + "root seed \(manifest.seed), \(Rounded.count(manifest.replicates)) \(replicates); "
      + "segbench \(manifest.segbench), \(manifest.generator), "
      + "normal values by \(manifest.normal), GSL \(manifest.gsl), Swift \(manifest.swift). "
      + "Scenario hash \(manifest.scenarioHash).\n"
  }
}
