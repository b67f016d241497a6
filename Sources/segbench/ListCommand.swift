// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import Workbench

/// `segbench list`: every law, view step, classifier, metric, measure for gates and difference.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List the laws, view steps, classifiers, metrics, measures and differences there are.",
    discussion: "Gates can bound metrics and measures; 'better' says which way.")

  @Argument(
    help: "One kind: laws, steps, classifiers, metrics, measures or differences. (default: all)")
  var kind: String?

  func validate() throws {
    let kinds = Catalogue.kinds
    if let kind, !kinds.contains(where: { $0.name == kind }) {
      let known = kinds.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no kind '\(kind)'; known: \(known).")
    }
  }

  func run() throws {
    let chosen = Catalogue.kinds.filter { kind == nil || $0.name == kind }
    let tables = chosen.map { chosen in
      CatalogueTable(
        heading: chosen.name, factHeadings: chosen.facts,
        entries: chosen.entries.map { .init(id: $0.id, summary: $0.summary, facts: $0.facts) }
      ).terminal(Terminal.style)
    }
    try Terminal.print(tables.joined(separator: "\n"))
  }
}
