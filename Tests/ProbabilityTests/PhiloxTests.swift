// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import Probability
import Testing

@Suite struct PhiloxTests {
  /// Known answers of the Random123 distribution (Salmon, Moraes, Dror, Shaw 2011).
  @Test(
    arguments: [
      ([0, 0, 0, 0], 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], 0xffff_ffff_ffff_ffff,
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], 0x299f_31d0_a409_3822,
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], UInt64, [UInt32])])
  func publishedVectors(counter: [UInt32], key: UInt64, expected: [UInt32]) {
    var words = [UInt32](repeating: 0, count: 4)
    ccr_philox(counter, key, &words)
    #expect(words == expected)
  }
}
