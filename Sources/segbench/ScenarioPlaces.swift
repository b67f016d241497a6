// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Results
import ScenarioLanguage
import Workbench

/// Finds the scenarios with gates among files and folders.
enum ScenarioPlaces {
  /// A scenario with gates and its file.
  struct Gated {
    let file: String
    let loaded: ScenarioLoading.Loaded
  }

  /// What was found.
  struct Found {
    /// Scenarios with gates, in the order of the places and of file names.
    var gated: [Gated] = []
    /// The names of all scenarios in the folders; nothing where only files were named.
    var names: Set<String>?
  }

  /// Loads the scenarios that have gates.
  ///
  /// - Parameters:
  ///   - places: files, and folders that are searched with all below them.
  ///   - warnings: whether to tell what is worth telling of good scenarios.
  /// - Returns: the scenarios, and the names of all in the folders.
  /// - Throws: an exit code, after it was told what is wrong.
  static func gated(_ places: [String], warnings: Bool) throws -> Found {
    var found = Found()
    for place in places {
      let (files, isFolder) = try files(of: place)
      if isFolder { found.names = found.names ?? [] }
      for file in files
      where !found.gated.contains(where: { ResultsPlace.isSame($0.file, file) }) {
        if isFolder {
          let root = try root(of: file)
          if let name = root["name"]?.text { found.names?.insert(name) }
          guard root["gates"] != nil else { continue }
        }
        let loaded = try ScenarioLoading.load(file, warnings: warnings)
        guard !loaded.scenario.gates.gates.isEmpty else {
          throw ValidationError(
            "The scenario '\(file)' has no gates: say under 'gates' what must hold, or leave it out."
          )
        }
        found.gated.append(Gated(file: file, loaded: loaded))
      }
    }
    guard !found.gated.isEmpty else {
      throw ValidationError(
        "No scenario with gates among: \(places.joined(separator: ", ")). Say in one under 'gates' what "
          + "must hold.")
    }
    try refuseTwins(found.gated)
    return found
  }

  /// The files that a place stands for.
  ///
  /// - Parameter place: a file, or a folder that is searched with all below it.
  /// - Returns: the files, those of a folder by name, and whether it is one.
  /// - Throws: `ValidationError` where there is no such place or no scenario file in it.
  static func files(of place: String) throws -> (files: [String], isFolder: Bool) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
      throw ValidationError("There is no file or folder '\(place)'.")
    }
    guard isFolder.boolValue else { return ([place], false) }
    let files = try below(place)
    guard !files.isEmpty else {
      throw ValidationError("The folder '\(place)' holds no scenario files.")
    }
    return (files, true)
  }

  /// The names of all scenarios of a folder; none where there is no such folder, and none of files that
  /// cannot be read.
  static func names(below folder: String) -> Set<String> {
    let files = (try? below(folder)) ?? []
    return Set(files.compactMap { try? ScenarioSource.load($0).root["name"]?.text })
  }

  private static func refuseTwins(_ gated: [Gated]) throws {
    let names = gated.map(\.loaded.scenario.name)
    guard let twice = names.first(where: { name in names.count { $0 == name } > 1 }) else {
      return
    }
    let files = gated.filter { $0.loaded.scenario.name == twice }.map(\.file)
    throw ValidationError(
      "Scenarios of one name have one baseline, but '\(twice)' is the name of "
        + files.joined(separator: " and of ") + ". Give one another name.")
  }

  private static func root(of file: String) throws -> ScenarioNode {
    do throws(ScenarioProblems) {
      return try ScenarioSource.load(file).root
    } catch {
      ScenarioLoading.tell(error.problems, error.sources)
      throw ScenarioLoading.scenarioError
    }
  }

  /// All scenario files of a folder and of those in it, by name; not those that a run or a baseline
  /// keeps beside its results.
  private static func below(_ folder: String) throws -> [String] {
    var (seen, found): (Set<String>, [String]) = ([], [])
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    do {
      try search(trimmed, &seen, &found)
    } catch {
      throw ValidationError("The folder '\(folder)', or one in it, cannot be read.")
    }
    return found.sorted()
  }

  /// Searches a folder; one that several links lead to, perhaps from inside itself, is searched once.
  private static func search(
    _ folder: String, _ seen: inout Set<String>, _ found: inout [String]
  ) throws {
    guard seen.insert(URL(filePath: folder).resolvingSymlinksInPath().path).inserted else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let holdsResults = names.contains("manifest.json")
    for name in names where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder + "/" + name
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        try search(path, &seen, &found)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml"), !holdsResults {
        found.append(path)
      }
    }
  }
}
