// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Tries whether results can be written to a place, before the work that makes them.
///
/// A trial leaves nothing: hidden files are removed again, and folders that were made for them. It
/// cannot foresee a disk that fills up later.
public enum ResultsPlace {
  /// Tries a folder.
  ///
  /// - Parameters:
  ///   - path: the folder; one that is missing is fine when it could be made.
  ///   - names: the files that will be written to it.
  /// - Throws: `ResultsError` when the folder or a file in it could not be written.
  public static func tryFolder(_ path: String, for names: [String]) throws(ResultsError) {
    if let mode = mode(of: path), mode != S_IFDIR {
      throw ResultsError(
        file: path, problem: "it is there already and no folder", advice: "name a folder")
    }
    for name in names { try refuseSpecial(path + "/" + name) }
    _ = try FolderFiles(names, in: path)
  }

  /// Tries a file.
  ///
  /// - Parameter path: the file, in a folder that exists; a file that is there would be replaced.
  /// - Throws: `ResultsError` when it could not be written.
  public static func tryFile(_ path: String) throws(ResultsError) {
    try refuseSpecial(path)
    _ = try AtomicFile(at: path)
  }

  /// Whether two paths lead to the same file, by whatever names and links.
  ///
  /// - Parameters:
  ///   - first: a path.
  ///   - second: another path.
  /// - Returns: true when both exist and are one.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    var (left, right) = (stat(), stat())
    guard stat(first, &left) == 0, stat(second, &right) == 0 else { return false }
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino
  }

  /// Whether two paths lead to the same place, also where nothing is there yet.
  ///
  /// - Parameters:
  ///   - first: a path.
  ///   - second: another path.
  /// - Returns: true when what is written to one of them is found at the other.
  public static func isSamePlace(_ first: String, _ second: String) -> Bool {
    isSame(first, second) || resolved(first) == resolved(second)
  }

  /// A path without links, as far as it exists, and without detours.
  private static func resolved(_ path: String) -> String {
    var (known, rest) = (URL(filePath: path).standardizedFileURL, [String]())
    while !FileManager.default.fileExists(atPath: known.path), known.path != "/" {
      rest.append(known.lastPathComponent)
      known = known.deletingLastPathComponent()
    }
    return ([known.resolvingSymlinksInPath().path] + rest.reversed()).joined(separator: "/")
  }

  /// Refuses what a finished file cannot, or must not, take the name of.
  private static func refuseSpecial(_ path: String) throws(ResultsError) {
    guard let mode = mode(of: path), mode != S_IFREG else { return }
    throw ResultsError(
      file: path,
      problem: mode == S_IFDIR ? "it is a folder" : "it is a device, a pipe or a socket",
      advice: "name a file, or a place where that name is free")
  }

  /// What kind of thing a path leads to; nothing when there is none.
  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
