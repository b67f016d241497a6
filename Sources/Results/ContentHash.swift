// SPDX-License-Identifier: GPL-3.0-or-later

/// SHA-256 (FIPS 180-4, 2015), which names a scenario and a file by their content.
public struct ContentHash: Sendable {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
    0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var waiting: [UInt8] = []
  private var length: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  /// Makes the hash of no bytes yet.
  public init() { waiting.reserveCapacity(64) }

  /// Takes in more bytes.
  ///
  /// - Parameter bytes: the next bytes of the content.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      waiting.append(byte)
      length &+= 1
      if waiting.count == 64 { digestBlock() }
    }
  }

  /// The digest of all bytes taken in.
  ///
  /// - Returns: 64 hexadecimal digits in lower case.
  public consuming func hexadecimal() -> String {
    let bits = length &* 8
    waiting.append(0x80)
    while waiting.count != 56 {
      if waiting.count == 64 { digestBlock() } else { waiting.append(0) }
    }
    for shift in stride(from: 56, through: 0, by: -8) {
      waiting.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    digestBlock()
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The digest of some content at once.
  ///
  /// - Parameter bytes: the whole content.
  /// - Returns: 64 hexadecimal digits in lower case.
  public static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    var hash = ContentHash()
    hash.update(bytes)
    return hash.hexadecimal()
  }

  private mutating func digestBlock() {
    for word in 0..<16 {
      schedule[word] = (0..<4).reduce(0) { $0 << 8 | UInt32(waiting[word * 4 + $1]) }
    }
    waiting.removeAll(keepingCapacity: true)
    for word in 16..<64 {
      let (early, late) = (schedule[word - 15], schedule[word - 2])
      let first = turned(early, 7) ^ turned(early, 18) ^ (early >> 3)
      let second = turned(late, 17) ^ turned(late, 19) ^ (late >> 10)
      schedule[word] = schedule[word - 16] &+ first &+ schedule[word - 7] &+ second
    }
    var words = state
    for round in 0..<64 { mix(&words, round) }
    for index in 0..<8 { state[index] &+= words[index] }
  }

  /// One of the 64 rounds; the eight words are a to h of the standard.
  private func mix(_ words: inout [UInt32], _ round: Int) {
    let (a, e) = (words[0], words[4])
    let choice = (e & words[5]) ^ (~e & words[6])
    let majority = (a & words[1]) ^ (a & words[2]) ^ (words[1] & words[2])
    let upper = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    let lower = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    let first = words[7] &+ upper &+ choice &+ Self.constants[round] &+ schedule[round]
    for index in stride(from: 7, to: 0, by: -1) { words[index] = words[index - 1] }
    words[4] &+= first
    words[0] = first &+ lower &+ majority
  }

  private func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1,
    0x923F_82A4, 0xAB1C_5ED5, 0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3,
    0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174, 0xE49B_69C1, 0xEFBE_4786,
    0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147,
    0x06CA_6351, 0x1429_2967, 0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13,
    0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85, 0xA2BF_E8A1, 0xA81A_664B,
    0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A,
    0x5B9C_CA4F, 0x682E_6FF3, 0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208,
    0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
