// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Synchronization

/// Hands blocks with their positions to workers, about in order.
final class BlockOrder: Sendable {
  private let blocks: [(position: Int, block: CustomerBlock)]
  private let next = Atomic<Int>(0)

  /// Makes an order.
  ///
  /// - Parameters:
  ///   - blocks: all blocks in the order of their positions.
  ///   - shuffle: hands them out in another order when it is not 0.
  ///   - span: a block is only exchanged with others of the same span, so that whoever waits for
  ///     the blocks before it waits for blocks that have been handed out.
  init(_ blocks: [CustomerBlock], shuffle: UInt64, within span: Int) {
    var (ordered, state) = (blocks.enumerated().map { (position: $0, block: $1) }, shuffle)
    if shuffle != 0 {
      for index in ordered.indices where !index.isMultiple(of: span) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = index % span
        ordered.swapAt(index, index - Int((state >> 33) % UInt64(place + 1)))
      }
    }
    self.blocks = ordered
  }

  /// The next block and its position; nothing when all are taken.
  func take() -> (position: Int, block: CustomerBlock)? {
    let index = next.add(1, ordering: .relaxed).oldValue
    return index < blocks.count ? blocks[index] : nil
  }
}
