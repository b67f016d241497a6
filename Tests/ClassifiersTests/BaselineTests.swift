// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import Testing

struct BaselineTests {
  private let seed = SeedPath(root: 7)

  @Test func theMajorityIsTheFirstOfEqualSegments() throws {
    let customers = SampleBank.customers(7, seed: 1)
    let columns = (0..<5).map { customers.features.column($0) }
    let training = SampleBank.labelled(columns, [2, 1, 2, 1, 0, noEstimate, noEstimate])
    let model = try MajorityClassifier().fit(training, using: seed)
    #expect(model.parameters == [FittedParameter("share", [0.2, 0.4, 0.4])])
    #expect(Prediction(model, customers.features).segments == Array(repeating: 1, count: 7))
  }

  @Test func chanceDrawsWithTheSharesOfTraining() throws {
    let customers = SampleBank.customers(20_000, seed: 9)
    let model = try StratifiedClassifier().fit(customers, using: seed)
    let drawn = Prediction(model, customers.features).segments
    var chiSquare = 0.0
    for segment in 0..<3 {
      let expected = Double(customers.counts[segment])
      let observed = Double(drawn.count { $0 == SegmentIndex(segment) })
      chiSquare += (observed - expected) * (observed - expected) / expected
    }
    // Chi-square with 2 degrees of freedom: false-alarm rate e^(-13.8 / 2) = 0.001 at this seed.
    #expect(chiSquare < 13.8)
  }

  @Test func chanceDependsOnCustomerAndMonthAlone() throws {
    let customers = SampleBank.customers(1000, seed: 9)
    let model = try StratifiedClassifier().fit(customers, using: seed)
    let table = customers.features
    let january = Prediction(model, table, month: 1)
    #expect(january == Prediction(model, table, month: 1))
    #expect(january != Prediction(model, table, month: 2))
    #expect(january != Prediction(model, table, firstIndex: 1, month: 1))
    let other = try StratifiedClassifier().fit(customers, using: seed.child("other"))
    #expect(january != Prediction(other, table, month: 1))
  }
}
