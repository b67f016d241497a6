// SPDX-License-Identifier: GPL-3.0-or-later

/// How a run is carried out; nothing here changes its results but the replicates.
public struct RunOptions: Sendable {
  /// How many tasks work at once.
  public var threads: Int
  /// How many times the whole is repeated with other randomness.
  public var replicates: Int
  /// The most customers in a block.
  public var blockSize: Int
  /// Takes the blocks in another order when it is not 0, to prove that it changes nothing.
  public var shuffle: UInt64

  /// Makes options.
  ///
  /// - Parameters:
  ///   - threads: how many tasks work at once, at least 1.
  ///   - replicates: how many times the whole is repeated, at least 1.
  ///   - blockSize: the most customers in a block, at least 1.
  ///   - shuffle: takes the blocks in another order when it is not 0.
  public init(threads: Int = 1, replicates: Int = 1, blockSize: Int = 2048, shuffle: UInt64 = 0) {
    precondition(threads >= 1 && replicates >= 1 && blockSize >= 1, "counts from 1")
    self.threads = threads
    self.replicates = replicates
    self.blockSize = blockSize
    self.shuffle = shuffle
  }
}
