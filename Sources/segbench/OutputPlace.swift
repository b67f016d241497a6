// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Results

/// Where the caller wants results to go, tried before the work begins.
enum OutputPlace {
  /// Refuses an option that is there and empty, which would stand for the root of all folders.
  ///
  /// - Parameters:
  ///   - path: the option's value.
  ///   - what: what it must name.
  /// - Throws: an error of usage.
  static func refuseEmpty(_ path: String?, _ what: String) throws {
    if path?.isEmpty == true {
      throw ValidationError("--out must name \(what), but is empty.")
    }
  }

  /// Tries the folder that results will go to.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - names: the files that will be written to it.
  ///   - sources: files that are read and must not be replaced.
  /// - Throws: the exit code of an error of usage, after it has been told what is wrong.
  static func tryFolder(_ path: String, for names: [String], keeping sources: [String]) throws {
    for name in names { try refuseReplacing(sources, path + "/" + name, "folder") }
    do throws(ResultsError) {
      try ResultsPlace.tryFolder(path, for: names)
    } catch {
      throw refusal("cannot write results to '\(path)': \(error)")
    }
  }

  /// Tries the file that results will go to.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - sources: files that are read and must not be replaced.
  ///   - option: the option that names it.
  /// - Throws: the exit code of an error of usage, after it has been told what is wrong.
  static func tryFile(
    _ path: String, keeping sources: [String], option: String = "--out"
  ) throws {
    guard !path.isEmpty else { throw ValidationError("\(option) must name a file, but is empty.") }
    try refuseReplacing(sources, path, "file", option)
    do throws(ResultsError) {
      try ResultsPlace.tryFile(path)
    } catch {
      throw refusal("cannot write results to '\(path)': \(error)", option)
    }
  }

  /// Writes a file that appears under its name only when it is complete.
  ///
  /// - Parameters:
  ///   - text: what it holds.
  ///   - path: the file.
  /// - Throws: the exit code of what could not be done, after it has been told why.
  static func write(_ text: String, to path: String) throws {
    do throws(ResultsError) {
      let file = try AtomicFile(at: path)
      try file.append(Array(text.utf8))
      try file.commit()
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
  }

  private static func refuseReplacing(
    _ sources: [String], _ path: String, _ kind: String, _ option: String = "--out"
  ) throws {
    if let source = sources.first(where: { ResultsPlace.isSamePlace($0, path) }) {
      throw refusal(
        "would replace '\(source)', which is read; name another \(kind)", option)
    }
  }

  private static func refusal(_ problem: String, _ option: String = "--out") -> ExitCode {
    Terminal.complain("\(option): \(problem)\n")
    return ScenarioLoading.scenarioError
  }
}
