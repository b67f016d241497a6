// SPDX-License-Identifier: GPL-3.0-or-later

/// The last steps of an L-BFGS search and the direction they give.
struct LBFGSHistory {
  private struct Step {
    let move: [Double]
    let change: [Double]
    let product: Double
  }

  private let memory: Int
  private var steps: [Step] = []

  /// - Parameter memory: how many steps are kept.
  init(memory: Int) { self.memory = memory }

  var isEmpty: Bool { steps.isEmpty }

  mutating func forget() { steps.removeAll() }

  /// Keeps a step along which the function curves upwards.
  mutating func add(from here: LinePoint, to next: LinePoint) {
    let move = zip(next.point, here.point).map { $0 - $1 }
    let change = zip(next.gradient, here.gradient).map { $0 - $1 }
    let product = dot(move, change)
    guard product > 1e-14 * dot(change, change) * 1e-2 else { return }
    if steps.count == memory { steps.removeFirst() }
    steps.append(Step(move: move, change: change, product: product))
  }

  /// Minus the inverse Hessian's estimate times the gradient (two-loop recursion).
  func direction(_ gradient: [Double]) -> [Double] {
    var direction = gradient.map { -$0 }
    guard let last = steps.last else { return direction }
    var weights = [Double](repeating: 0, count: steps.count)
    for (index, step) in steps.enumerated().reversed() {
      weights[index] = dot(step.move, direction) / step.product
      for at in direction.indices { direction[at] -= weights[index] * step.change[at] }
    }
    let scale = last.product / dot(last.change, last.change)
    for at in direction.indices { direction[at] *= scale }
    for (index, step) in steps.enumerated() {
      let weight = weights[index] - dot(step.change, direction) / step.product
      for at in direction.indices { direction[at] += weight * step.move[at] }
    }
    return direction
  }
}
