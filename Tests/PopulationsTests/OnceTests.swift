// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Synchronization
import Testing

/// What is worked out once, and what is remembered, by many at a time.
@Suite struct OnceTests {
  @Test func everybodyGetsWhatTheFirstHasWorkedOut() async {
    let (once, count) = (Once<Int>(), Counter())
    let found = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<64 { group.addTask { once.value { count.next() } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == Array(repeating: 1, count: 64))
    #expect(count.value == 1)
  }

  @Test func beginningLeavesWhatIsDone() {
    let (once, count) = (Once<Int>(), Counter())
    once.begin { count.next() }
    once.begin { count.next() }
    #expect(once.value { count.next() } == 1)
    #expect(count.value == 1)
  }

  /// Whoever finds a thing under way does not wait for it.
  @Test func beginningLeavesWhatIsUnderWay() {
    let (once, count) = (Once<Int>(), Counter())
    let found = once.value {
      once.begin { count.next() }
      return 7
    }
    #expect(found == 7 && count.value == 0)
  }

  @Test func keysStandForThemselvesUntilForgotten() async {
    let (keyed, count) = (OnceByKey<Int, Int>(), Counter())
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<60 {
        group.addTask {
          _ = keyed.value(task % 6) {
            _ = count.next()
            return task % 6
          }
        }
      }
    }
    #expect(count.value == 6)
    #expect((0..<6).map { key in keyed.value(key) { -1 } } == Array(0..<6))
    keyed.forget()
    #expect(keyed.value(3) { -1 } == -1)
  }

  /// Thousands of keys, of one, two and four columns, against a dictionary.
  @Test(arguments: [1, 2, 4]) func massesAreRemembered(_ columns: Int) {
    var (memory, plain) = (RememberedMasses(), [[Double]: Double]())
    var (agree, again) = (true, 0)
    for customer in 0..<20_000 {
      // Everything is seen twice at least: else it stops to remember.
      let half = customer / 2
      let seen = (0..<columns).map { Double((half * half + $0) % (1_499 * ($0 + 1))) }
      let key = RememberedMasses.Key(0, Array(0..<columns)) { seen[$0] }
      var masses = [-1.0, -1, -1, -1]
      let scale = memory.recall(key, [1, 2], 1, into: &masses)
      if let known = plain[seen] {
        agree = agree && scale == known && masses == [-1, known + 1, known + 2, -1]
        again += 1
      } else {
        agree = agree && scale == nil
        plain[seen] = Double(customer)
        memory.remember(
          key, [1, 2], 1, [0, Double(customer) + 1, Double(customer) + 2, 0],
          scale: Double(customer))
      }
    }
    #expect(agree && again > 10_000, "\(again)")
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
