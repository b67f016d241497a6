// SPDX-License-Identifier: GPL-3.0-or-later

/// What is made of the last few months of a value.
enum WindowStatistic: String, Sendable, CaseIterable {
  case mean
  case max
  case min
  case sum
  /// The latest value that is not missing.
  case last
  /// The slope per month of the least-squares line.
  case trend
}

/// A window over the last months of a column, kept as one state column for each month.
///
/// Missing values are left out; where all are missing, so is the result. A customer who entered
/// later has a shorter window.
struct WindowMemory: Sendable {
  /// What is made of the months.
  let statistic: WindowStatistic
  /// One state column for each month of the window, used in turn.
  let slots: [Int]

  /// Puts this month's values in and replaces them by the window's.
  ///
  /// - Parameters:
  ///   - values: this month's values, one for each row.
  ///   - frame: the block's columns.
  ///   - age: months since the block's customers entered the simulation.
  func apply(to values: UnsafeMutablePointer<Double>, _ frame: BlockFrame, age: Int) {
    let rows = frame.rows
    frame.numbers[slots[age % slots.count]].update(from: values, count: rows)
    guard slots.count > 1 else { return }
    let length = Swift.min(age + 1, slots.count)
    let months = (0..<length).map { UnsafePointer(frame.numbers[slots[(age - $0) % slots.count]]) }
    switch statistic {
    case .mean: average(months, rows, into: values)
    case .sum: total(months, rows, into: values)
    case .max: extreme(months, rows, into: values) { $0 > $1 }
    case .min: extreme(months, rows, into: values) { $0 < $1 }
    case .last: latest(months, rows, into: values)
    case .trend: slope(months, rows, into: values)
    }
  }

  private typealias Months = [UnsafePointer<Double>]

  /// Sums from the oldest month to the latest, so that the order never depends on where the turn
  /// of the columns stands.
  private func total(_ months: Months, _ rows: Int, into out: UnsafeMutablePointer<Double>) {
    for row in 0..<rows { out[row] = .nan }
    for month in months.reversed() {
      for row in 0..<rows {
        let value = month[row]
        out[row] = out[row].isNaN ? value : value.isNaN ? out[row] : out[row] + value
      }
    }
  }

  private func average(_ months: Months, _ rows: Int, into out: UnsafeMutablePointer<Double>) {
    total(months, rows, into: out)
    for row in 0..<rows {
      var present = 0.0
      for month in months { present += month[row].isNaN ? 0 : 1 }
      out[row] /= present
    }
  }

  private func extreme(
    _ months: Months, _ rows: Int, into out: UnsafeMutablePointer<Double>,
    _ beats: (Double, Double) -> Bool
  ) {
    for month in months.dropFirst() {
      for row in 0..<rows where out[row].isNaN || beats(month[row], out[row]) {
        out[row] = month[row]
      }
    }
  }

  private func latest(_ months: Months, _ rows: Int, into out: UnsafeMutablePointer<Double>) {
    for month in months.dropFirst() {
      for row in 0..<rows where out[row].isNaN { out[row] = month[row] }
    }
  }

  private func slope(_ months: Months, _ rows: Int, into out: UnsafeMutablePointer<Double>) {
    for row in 0..<rows {
      var (count, sumT, sumY) = (0.0, 0.0, 0.0)
      for (back, month) in months.enumerated() where !month[row].isNaN {
        count += 1
        sumT -= Double(back)
        sumY += month[row]
      }
      let (meanT, meanY) = (sumT / count, sumY / count)
      var (covariance, spread) = (0.0, 0.0)
      for (back, month) in months.enumerated() where !month[row].isNaN {
        let offset = -Double(back) - meanT
        covariance += offset * (month[row] - meanY)
        spread += offset * offset
      }
      out[row] = spread > 0 ? covariance / spread : count > 0 ? 0 : .nan
    }
  }
}
