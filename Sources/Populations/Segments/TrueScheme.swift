// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers
import Probability

/// One scheme of true segments: how each customer's segment follows from the world.
struct TrueScheme: Sendable {
  /// How a true segment comes about.
  enum Kind: Sendable {
    /// It is the level of a quantity.
    case same
    /// It is where a number lies between bounds, which are ascending.
    case cut(ColumnProgram, WindowMemory?, bounds: [Double])
    /// It is the first whose condition holds; the last stands for all others.
    case firstMatch([ColumnProgram])
    /// It is the greatest of utility times sharpness plus kept noise; utilities by epoch.
    case drawn([[ColumnProgram]], NoiseNode)
  }

  /// The scheme's names.
  let scheme: SegmentScheme
  /// The slot of the segment's level codes.
  let slot: Int
  /// How the segment comes about.
  let kind: Kind
  /// The slot of the number by which metrics are also weighted.
  let weightSlot: Int?
  /// The quantities it is made from, by name.
  let parents: [String]
  /// What it is, in words.
  let summary: String
}

/// Gumbel noise of a drawn segment, one value for each level, kept until it is redrawn.
struct NoiseNode: Sendable {
  /// The state columns of the noise, one for each level.
  let slots: [Int]
  /// The path of each level's cells, by the level's name.
  let paths: [SeedPath]
  /// The path of the draws of who is redrawn.
  let redrawPath: SeedPath
  /// Lists of moved rows after which all of it is redrawn.
  let movers: [Int]
  /// The share of customers whose noise is redrawn each month.
  let monthlyShare: Double
}

extension BlockRunner {
  /// Works out the true segments of a month.
  func segment(_ month: Int) {
    let age = month - (isEntrant ? entryMonth : -model.warmUp)
    for (scheme, truth) in model.truths.enumerated() {
      let source = model.workedOut.schemes[scheme]
      let out = frame.levels[truth.slot]
      switch truth.kind {
      case .same: break
      case .cut(let program, let window, let bounds):
        let column = frame.scratch[2]
        work(out: program, of: source, into: column)
        window?.apply(to: column, frame, age: age)
        cut(column, bounds, into: out)
      case .firstMatch(let conditions): firstMatch(conditions, source, into: out)
      case .drawn(let utilities, let noise):
        if age == 0 { draw(noise, MonthCode.birth, chosen: nil) } else { redraw(noise, month) }
        greatest(utilities[model.epochs(month)], noise, source, into: out)
      }
    }
  }

  private func cut(
    _ column: UnsafePointer<Double>, _ bounds: [Double], into out: UnsafeMutablePointer<UInt8>
  ) {
    out.update(repeating: 0, count: rows)
    for bound in bounds {
      for row in 0..<rows { out[row] &+= column[row] >= bound ? 1 : 0 }
    }
  }

  private func firstMatch(
    _ conditions: [ColumnProgram], _ source: Int, into out: UnsafeMutablePointer<UInt8>
  ) {
    out.update(repeating: UInt8(conditions.count), count: rows)
    let answers = frame.bytes[2]
    for (index, condition) in conditions.enumerated().reversed() {
      decide(condition, of: source + index, into: answers)
      let segment = UInt8(index)
      for row in 0..<rows { out[row] = answers[row] & 1 == 1 ? segment : out[row] }
    }
  }

  /// Draws noise for all rows, or for the frame's chosen ones.
  private func draw(_ noise: NoiseNode, _ code: UInt16, chosen: Int?) {
    for (level, slot) in noise.slots.enumerated() {
      let path = noise.paths[level]
      let cells =
        chosen.map { cellBase.run(path, frame, chosen: $0, month: code) }
        ?? cellBase.run(path, frame, month: code)
      let uniforms = frame.scratch[3]
      cells.fillUniforms(into: uniforms)
      // Gumbel noise is -ln(-ln u).
      ck_log(uniforms, uniforms, cells.count)
      for k in 0..<cells.count { uniforms[k] = -uniforms[k] }
      ck_log(uniforms, uniforms, cells.count)
      for k in 0..<cells.count { uniforms[k] = -uniforms[k] }
      let column = frame.numbers[slot]
      if let chosen {
        for k in 0..<chosen { column[Int(frame.chosen[k])] = uniforms[k] }
      } else {
        column.update(from: uniforms, count: rows)
      }
    }
  }

  private func redraw(_ noise: NoiseNode, _ month: Int) {
    let code = MonthCode.of(month)
    if !noise.movers.isEmpty {
      let count = choose(movedBy: noise.movers)
      if count > 0 { draw(noise, code, chosen: count) }
    }
    guard noise.monthlyShare > 0, month > 0 else { return }
    let uniforms = frame.scratch[3]
    cellBase.run(noise.redrawPath, frame, month: code).fillUniforms(into: uniforms)
    var count = 0
    for row in 0..<rows {
      frame.chosen[count] = Int32(truncatingIfNeeded: row)
      count &+= uniforms[row] < noise.monthlyShare ? 1 : 0
    }
    if count > 0 { draw(noise, code, chosen: count) }
  }

  private func greatest(
    _ utilities: [ColumnProgram], _ noise: NoiseNode, _ source: Int,
    into out: UnsafeMutablePointer<UInt8>
  ) {
    let (best, present) = (frame.scratch[2], frame.scratch[3])
    for (level, utility) in utilities.enumerated() {
      work(out: utility, of: source + level, into: present)
      let kept = frame.numbers[noise.slots[level]]
      if level == 0 {
        for row in 0..<rows { best[row] = present[row] + kept[row] }
        out.update(repeating: 0, count: rows)
      } else {
        let code = UInt8(level)
        for row in 0..<rows {
          let sum = present[row] + kept[row]
          out[row] = sum > best[row] ? code : out[row]
          best[row] = max(sum, best[row])
        }
      }
    }
  }
}
