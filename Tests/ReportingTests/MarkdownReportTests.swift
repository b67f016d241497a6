// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

@Suite struct MarkdownReportTests {
  @Test(
    arguments: [
      ("aum_avg", "aum_avg"), ("_x_", "\\_x\\_"), ("a|b", "a\\|b"), ("*x*", "\\*x\\*"),
      ("<b>", "\\<b>"), ("<0.1", "<0.1"), ("a\nb", "a b"), ("R&D", "R\\&D"),
    ])
  func titleIsShownAsItIs(title: String, written: String) {
    let summary = RunSummary(title: title, schemes: [], measurements: MeasurementTable())
    let text = MarkdownReport(summary, manifest: RetailExample.manifest).text
    #expect(text.hasPrefix("# " + written + "\n"))
  }
}
