// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Testing

@Suite struct CatalogueTableTests {
  private let catalogue = CatalogueTable(
    heading: "metric", factHeadings: ["direction", "range"],
    entries: [
      CatalogueTable.Entry(
        id: "misclassification", summary: "Share of customers whose estimate is not the truth.",
        facts: ["lower", "0 to 1"]),
      CatalogueTable.Entry(id: "客群", summary: "宽 characters align.", facts: ["higher", "any"]),
    ])

  @Test func alignsItsColumns() {
    #expect(
      catalogue.terminal(TerminalStyle()) == """
        metric             direction  range   what it is
        misclassification  lower      0 to 1  Share of customers whose estimate is not the truth.
        客群               higher     any     宽 characters align.

        """)
  }

  @Test func cutsSummariesToTheWidth() {
    let lines = catalogue.terminal(TerminalStyle(width: 60)).split(separator: "\n")
    #expect(lines[1] == "misclassification  lower      0 to 1  Share of customers wh…")
    #expect(lines[1].count == 60)
  }

  @Test func namesCannotSteerTheTerminal() {
    let odd = CatalogueTable(
      heading: "id", entries: [CatalogueTable.Entry(id: "a\u{1B}[31m", summary: "b\nc")])
    #expect(odd.terminal(TerminalStyle()) == "id      what it is\na [31m  b c\n")
  }
}
