// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results
import Testing

@Suite struct DriftTruthTests {
  private let rows = [
    DriftTruth(
      name: "app_launch", from: Month(ordinal: 24_320), until: Month(ordinal: 24_323),
      shape: "step", target: "world.digital", change: "add 0.6, on the logit scale", before: 0.7,
      after: 0.81),
    DriftTruth(
      name: "rate_cut", from: Month(ordinal: 24_324), shape: "step", target: "segments.need.saving",
      change: "add -0.5"),
  ]

  @Test func readsBackWhatItWrote() throws {
    #expect(try DriftTruth.rows(csv: DriftTruth.csv(of: rows)) == rows)
  }

  @Test func writesEmptyFieldsForWhatIsNot() {
    let text = String(decoding: DriftTruth.csv(of: rows), as: UTF8.self)
    #expect(text.hasSuffix("\nrate_cut,2027-01,,step,segments.need.saving,add -0.5,,\n"))
  }

  @Test func refusesARowWithoutAMonth() {
    let text = "name,from,until,shape,target,change,before,after\na,,,step,b,c,,\n"
    #expect(throws: ResultsError.self) { try DriftTruth.rows(csv: Array(text.utf8)) }
  }
}
