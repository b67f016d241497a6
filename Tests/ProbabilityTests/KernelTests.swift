// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CCounterRandom
import Probability
import Testing

/// The kernels on every instruction set of this machine, at every length of tail.
@Suite(.serialized) struct KernelTests {
  private func onEachInstructionSet(_ body: () -> [UInt64]) -> [[UInt64]] {
    defer {
      ccr_limit_instruction_set(2)
      ck_limit_instruction_set(2)
    }
    return (Int32(0)...2).map { limit in
      ccr_limit_instruction_set(limit)
      ck_limit_instruction_set(limit)
      return body()
    }
  }

  @Test func wordsAreThoseOfScalarPhilox() {
    for count in 0...40 {
      for scattered in [false, true] {
        let indices = (0..<count).map { UInt32($0 * $0 * 77_777 + 3) }
        let all = onEachInstructionSet {
          indices.withUnsafeBufferPointer { buffer in
            var run = CellRun(
              path: SeedPath(root: 5), firstIndex: 0xffff_fff0, count: count, cohort: 3,
              month: 11, replicate: 2)
            if scattered { run.indices = buffer.baseAddress }
            var words = [UInt64](repeating: 0, count: count + 1)
            run.fillWords(into: &words, draw: 9)
            return words
          }
        }
        let key = SeedPath(root: 5).key
        let expected: [UInt64] =
          (0..<count).map { row in
            let index = scattered ? indices[row] : 0xffff_fff0 &+ UInt32(row)
            var words = [UInt32](repeating: 0, count: 4)
            ccr_philox([index, 3 << 16 | 11, 2, 9], key, &words)
            return UInt64(words[1]) << 32 | UInt64(words[0])
          } + [0]
        #expect(all.allSatisfy { $0 == expected })
      }
    }
  }

  @Test func drawsHaveTheSameBitsOnEveryInstructionSet() throws {
    var laws = try LawFixtures.continuous() + LawFixtures.discrete()
    laws.removeAll { ($0 as? NegativeBinomialLaw)?.mean == 9000 }
    let levels = (0..<5003).map { UInt8($0 % laws.count) }
    for count in [1, 7, 8, 9, 100, 5003] {
      let all = onEachInstructionSet {
        DrawChecks.column(laws: laws, levels: levels, count: count).map(\.bitPattern)
      }
      #expect(all[0] == all[1] && all[0] == all[2])
      #expect(all[0].allSatisfy { !Double(bitPattern: $0).isNaN })
    }
  }

  /// A row's value depends on nothing but its cell and its level.
  @Test func rowsDoNotDependOnTheirBlock() throws {
    let laws = try LawFixtures.continuous() + LawFixtures.discrete()
    let levels = (0..<1000).map { UInt8(($0 * 7) % laws.count) }
    let whole = DrawChecks.column(laws: laws, levels: levels, count: 1000)
    for start in [1, 13, 500, 995] {
      let part = DrawChecks.column(
        laws: laws, levels: Array(levels[start...]), count: 1000 - start, first: UInt32(start))
      #expect(part.map(\.bitPattern) == whole[start...].map(\.bitPattern))
    }
  }

  @Test func columnFunctionsHaveTheSameBitsOnEveryInstructionSet() {
    let special: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1e308, -1, 709.7, -745,
    ]
    let values = special + (0..<1000).map { Double($0) * 0.731 - 300 }
    for function in [ck_exp, ck_log, ck_expit] {
      let all = onEachInstructionSet {
        var out = values
        function(values, &out, values.count)
        return out.map { $0.isNaN ? 0 : $0.bitPattern }
      }
      #expect(all[0] == all[1] && all[0] == all[2])
    }
  }
}
