// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Numbers that go together by a normal copula, for some kinds of customers in one month.
///
/// What is seen of each leaves points of its score with weights: one where it is seen as it is, those
/// of a quadrature where it was rounded or has noise. Sums run over all combinations; of one number
/// that is spread without noise the conditional normal law gives the shares of its cells.
struct KnownTogether: KnownPathGroup {
  /// The laws of one hidden state.
  struct Part: Sendable {
    let share: Double
    /// By member.
    let laws: [PlacedLaw]
  }

  private let members: [TogetherGroup.Member]
  private let copula: NormalCopula
  private let columns: [Int: Int]
  private let laws: [[Part]]
  private let channels: [[any KnownChannel]]

  /// Takes the laws; none where a channel's parameters are impossible.
  init?(_ group: TogetherGroup, _ laws: [[Part]]) {
    (members, copula, self.laws) = (group.members, group.copula, laws)
    columns = Dictionary(uniqueKeysWithValues: group.columns.enumerated().map { ($1, $0) })
    var channels: [[any KnownChannel]] = []
    for member in group.members {
      let known = member.group.noisy.compactMap { $0.channel.given([]) }
      guard known.count == member.group.noisy.count else { return nil }
      channels.append(known)
    }
    self.channels = channels
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let evidence = members.map { member in
      seen.map { seen in
        SeenEvidence(member.group, isDiscrete: false) { column in
          columns[column].map { seen[$0] } ?? .nan
        }
      } ?? SeenEvidence(nothingOf: member.group)
    }
    // What nothing is seen of and nothing asks for leaves the others' law as it is.
    let weight = members.indices.reduce(0.0) { sum, index in
      isSilent(index, evidence[index]) ? sum + log(evidence[index].places[0].weight) : sum
    }
    let told = members.indices.filter { !isSilent($0, evidence[$0]) }
    let width = masses.count / max(1, laws.count)
    var own = [Double](repeating: 0, count: width)
    for law in used {
      for cell in own.indices { own[cell] = 0 }
      var scale = -Double.infinity
      for part in laws[law] {
        let (added, logScale) = sums(told, evidence, part, width)
        guard logScale > -.infinity else { continue }
        let most = max(scale, logScale)
        for cell in own.indices {
          own[cell] =
            own[cell] * (scale == -.infinity ? 0 : exp(scale - most))
            + part.share * added[cell] * exp(logScale - most)
        }
        scale = most
      }
      for cell in own.indices { masses[law * width + cell] = log(own[cell]) + scale + weight }
    }
  }

  /// Whether a number tells nothing and is not asked for.
  private func isSilent(_ index: Int, _ evidence: SeenEvidence) -> Bool {
    members[index].cells.isEmpty && evidence.places.count == 1
      && evidence.places[0].values == .interval(.all) && evidence.passed.allSatisfy { $0 == nil }
  }

  /// The masses of a part by combined cell, but for a factor.
  private func sums(
    _ told: [Int], _ evidence: [SeenEvidence], _ part: Part, _ width: Int
  ) -> (masses: [Double], logScale: Double) {
    var masses = [Double](repeating: 0, count: width)
    guard !told.isEmpty else {
      masses[0] = 1
      return (masses, 0)
    }
    let strides = strides(width)
    var spread = told.map { index in
      ScoreSpread(
        part.laws[index], evidence[index], channels[index], members[index].cells,
        stride: strides[index])
    }
    guard spread.allSatisfy({ !$0.isImpossible }) else { return (masses, -.infinity) }
    // The widest one without noise is summed by its conditional law.
    let order = spread.indices.sorted {
      (spread[$0].rank, $0) < (spread[$1].rank, $1)
    }
    let logScale = spread.reduce(0) { $0 + $1.logScale }
    spread = order.map { spread[$0] }
    let positions = order.map { members[told[$0]].position }
    ScoreSum(copula.weights(ofPositions: positions), spread).add(to: &masses)
    return (masses, logScale)
  }

  /// By how much a cell of each member moves the position of a combined cell; 0 for no cells.
  private func strides(_ width: Int) -> [Int] {
    var rest = width
    return members.map { member in
      guard !member.cells.isEmpty else { return 0 }
      rest /= member.cells.count
      return rest
    }
  }
}

extension NormalCopula {
  /// What makes independent normals into the scores of some quantities, in an order.
  ///
  /// - Parameter positions: the positions of these quantities, each once.
  /// - Returns: for each the weights of the normals up to its own.
  func weights(ofPositions positions: [Int]) -> [[Double]] {
    let rest = (0..<size).filter { !positions.contains($0) }
    return Array(weights(inOrder: positions + rest).prefix(positions.count))
  }
}
