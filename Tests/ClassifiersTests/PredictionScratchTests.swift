// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import Testing

struct PredictionScratchTests {
  @Test func sharedScratchNeverServesAnotherTablesLogarithms() throws {
    let training = SampleBank.customers(400, seed: 1)
    let models = try ["naive bayes", "logistic", "first match"].map {
      try SampleBank.classifier($0).fit(training, using: SeedPath(root: 7))
    }
    let scratch = PredictionScratch(capacityRows: 64)
    var estimates = Estimates(capacity: 64, segmentCount: 3, withProbabilities: true)
    var table = FeatureTable(schema: SampleBank.schema, capacity: 64)
    for (month, rows) in [64, 64, 10, 64].enumerated() {
      let content = SampleBank.customers(rows, seed: UInt64(20 + month)).features
      table.rows = rows
      for column in 0..<5 {
        table.values.replaceSubrange(table.range(of: column), with: content.column(column))
      }
      let cells = CellRun(path: SeedPath(root: 1), firstIndex: 0, count: rows, month: 3)
      for model in models {
        model.predict(table, of: cells, into: &estimates, scratch: scratch)
        let fresh = Prediction(model, content)
        #expect(Array(estimates.segments[0..<rows]) == fresh.segments)
        for row in 0..<rows {
          for segment in 0..<3 {
            let bits = estimates.probabilities[segment * 64 + row].bitPattern
            #expect(bits == fresh.probabilities[row][segment])
          }
        }
      }
    }
  }
}
