// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Replicates are joined measurement by measurement, though some have nobody of a segment.
@Suite struct ReplicateSummaryTests {
  private static let few = """
    scenario: 1
    name: few
    seed: 3
    population: {customers: 9, from: 2026-01, months: 2}
    world:
      persona: {levels: {usual: 0.85, rare: 0.15}}
      balance: {normal: {mean: {by persona: {usual: 0, rare: 2}}, sd: 1}}
    segments: {tier: {is: persona, ordered: yes}}
    view: {balance: [{of: balance}, {missing: 0.3, per: month}]}
    classifiers:
      cut: {finds: tier, cuts: {of: balance, at: [1], missing: usual}}
      bayes: {finds: tier, naive bayes: {}, train: {customers: 200}}
    """

  @Test func rowsThatSomeReplicatesLackAreJoinedBySubject() async throws {
    let scenario = try Scenario(ScenarioDocument(text: Self.few, file: "few.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2, replicates: 6)).run()
      .measurements
    let overall = table.rows.filter { $0.month == nil }
    let joined = overall.filter { $0.replicate == nil }
    var incomplete = 0
    for row in joined {
      let own = overall.filter { other in
        var subject = other
        (subject.replicate, subject.value, subject.n) = (nil, row.value, row.n)
        (subject.low, subject.high, subject.varies) = (row.low, row.high, row.varies)
        return other.replicate != nil && subject == row
      }
      #expect(!own.isEmpty && Set(own.map(\.replicate)).count == own.count, "\(row)")
      let values = own.compactMap(\.value.number)
      if values.count == 6 {
        let mean = values.reduce(0, +) / 6
        #expect(abs(try #require(row.value.number) - mean) < 1e-9 * max(1, abs(mean)), "\(row)")
      } else {
        #expect(row.value.number == nil, "\(row)")
        incomplete += values.isEmpty ? 0 : 1
      }
    }
    // The seed leaves some replicates without a customer of the rare segment.
    #expect(joined.contains { $0.metric == MetricName.floorRecall && $0.value.number == nil })
    #expect(incomplete > 0)
  }
}
