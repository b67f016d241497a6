// SPDX-License-Identifier: GPL-3.0-or-later

/// What `segbench frontier` leaves in its folder, each file complete or not there.
public enum FrontierArchive {
  /// The names of its files: every choice, the report, and the picture.
  public static let fileNames = ["frontier.csv", "frontier.md", "frontier.svg"]

  /// Writes the choices and the report.
  ///
  /// - Parameters:
  ///   - summary: what the choices do.
  ///   - report: the report.
  ///   - picture: the picture.
  ///   - folder: where the files go; it is made when there is none.
  /// - Throws: `ResultsError` when they cannot be written.
  public static func write(
    _ summary: FrontierSummary, report: String, picture: String, to folder: String
  ) throws(ResultsError) {
    let files = try FolderFiles(fileNames, in: folder)
    try files.append(csv(summary), to: 0)
    try files.append(Array(report.utf8), to: 1)
    try files.append(Array(picture.utf8), to: 2)
    try files.commit()
  }

  /// The choices as `frontier.csv`: shares of customer-months as they are, delays in months.
  ///
  /// - Parameter summary: what the choices do.
  /// - Returns: the file.
  public static func csv(_ summary: FrontierSummary) -> [UInt8] {
    var buffer = CSVBuffer()
    let metrics = [
      "switches", "unneeded", "followed", "delay", "too-high", "too-low", "wrong", "on-watch",
    ]
    for name in ["grace", "margin"] { buffer.append(name) }
    for metric in metrics {
      for suffix in ["", "-low", "-high"] { buffer.append(metric + suffix) }
    }
    buffer.append("dominated")
    buffer.endRow()
    for point in summary.points {
      buffer.append(point.grace.map { "\($0)" } ?? "as written")
      buffer.append(point.margin)
      let numbers = [
        point.switches, point.unneeded, point.followed, point.delay, point.tooHigh, point.tooLow,
        point.wrong, point.onWatch,
      ]
      for number in numbers {
        buffer.append(number?.value)
        buffer.append(number?.low)
        buffer.append(number?.high)
      }
      buffer.append(point.isComparable ? (point.isDominated ? "yes" : "no") : "")
      buffer.endRow()
    }
    return buffer.bytes
  }
}
