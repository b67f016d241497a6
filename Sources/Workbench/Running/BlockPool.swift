// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Synchronization

/// Hands blocks of customers to workers, each to whoever asks next.
///
/// Results merge exactly, so it does not matter who gets which block.
final class BlockPool: Sendable {
  private let blocks: [CustomerBlock]
  private let numbers: IndexPool

  /// Makes a pool.
  ///
  /// - Parameters:
  ///   - blocks: all blocks.
  ///   - shuffle: takes them in another order when it is not 0.
  init(_ blocks: [CustomerBlock], shuffle: UInt64) {
    self.blocks = Self.shuffled(blocks, by: shuffle)
    numbers = IndexPool(blocks.count)
  }

  /// Items in another order, or as they are when it is 0.
  static func shuffled<Item>(_ items: [Item], by shuffle: UInt64) -> [Item] {
    guard shuffle != 0 else { return items }
    var (ordered, state) = (items, shuffle)
    for index in stride(from: ordered.count - 1, to: 0, by: -1) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      ordered.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
    }
    return ordered
  }

  /// The next block; nothing when all are taken.
  func take() -> CustomerBlock? { numbers.take().map { blocks[$0] } }

  /// Runs workers until all blocks are taken.
  ///
  /// - Parameters:
  ///   - threads: how many workers there are.
  ///   - work: makes a worker's part of the result from the blocks it takes.
  /// - Returns: the parts, in no order that means anything.
  static func run<Part: Sendable>(
    threads: Int, _ work: @escaping @Sendable () -> Part
  ) async -> [Part] {
    guard threads > 1 else { return [work()] }
    return await withTaskGroup(of: Part.self) { group in
      for _ in 0..<threads { group.addTask { work() } }
      var parts: [Part] = []
      for await part in group { parts.append(part) }
      return parts
    }
  }
}

extension BlockPool {
  /// Makes something of each item, several at a time.
  ///
  /// - Parameters:
  ///   - items: the items, those that take longest first.
  ///   - threads: how many are worked on at a time, at most.
  ///   - work: makes something of an item.
  /// - Returns: what was made, in the order of the items.
  static func each<Item: Sendable, Made: Sendable>(
    _ items: [Item], threads: Int, _ work: @escaping @Sendable (Item) -> Made
  ) async -> [Made] {
    let pool = IndexPool(items.count)
    let parts = await run(threads: min(threads, max(1, items.count))) {
      var made: [(index: Int, made: Made)] = []
      while let index = pool.take() { made.append((index, work(items[index]))) }
      return made
    }
    return parts.flatMap { $0 }.sorted { $0.index < $1.index }.map(\.made)
  }
}

/// Hands out the numbers from 0 to workers, each to whoever asks next.
final class IndexPool: Sendable {
  private let count: Int
  private let next = Atomic<Int>(0)

  /// Makes a pool.
  ///
  /// - Parameter count: how many numbers there are.
  init(_ count: Int) { self.count = count }

  /// The next number; nothing when all are taken.
  func take() -> Int? {
    let index = next.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}
