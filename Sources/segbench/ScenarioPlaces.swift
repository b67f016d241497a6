// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import ScenarioLanguage
import Workbench

/// Finds the scenarios with gates among files and folders.
enum ScenarioPlaces {
  /// A scenario with gates and its file.
  struct Gated {
    let file: String
    let loaded: ScenarioLoading.Loaded
  }

  /// Loads the scenarios that have gates.
  ///
  /// - Parameters:
  ///   - places: files, and folders that are searched with all below them.
  ///   - warnings: whether to tell what is worth telling of good scenarios.
  /// - Returns: the scenarios, in the order of the places and of file names.
  /// - Throws: an exit code, after it was told what is wrong.
  static func gated(_ places: [String], warnings: Bool) throws -> [Gated] {
    var found: [Gated] = []
    for place in places {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
        throw ValidationError("There is no file or folder '\(place)'.")
      }
      let files = isFolder.boolValue ? try below(place) : [place]
      for file in files where !found.contains(where: { $0.file == file }) {
        guard try !isFolder.boolValue || hasGates(file) else { continue }
        let loaded = try ScenarioLoading.load(file, warnings: warnings)
        guard !loaded.scenario.gates.gates.isEmpty else {
          throw ValidationError("The scenario '\(file)' has no gates.")
        }
        found.append(Gated(file: file, loaded: loaded))
      }
    }
    guard !found.isEmpty else {
      throw ValidationError(
        "No scenario with gates among: \(places.joined(separator: ", ")).")
    }
    let names = found.map(\.loaded.scenario.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      let files = found.filter { $0.loaded.scenario.name == twice }.map(\.file)
      throw ValidationError(
        "Scenarios of one name have one baseline, but '\(twice)' is the name of "
          + files.joined(separator: " and of ") + ".")
    }
    return found
  }

  private static func hasGates(_ file: String) throws -> Bool {
    do throws(ScenarioProblems) {
      return try ScenarioSource.load(file).root["gates"] != nil
    } catch {
      ScenarioLoading.tell(error.problems, error.sources)
      throw ScenarioLoading.scenarioError
    }
  }

  /// All scenario files of a folder and of those in it, by name; not those that a run or a baseline
  /// keeps beside its results.
  private static func below(_ folder: String) throws -> [String] {
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: trimmed)
    } catch {
      throw ValidationError("The folder '\(folder)', or one in it, cannot be read.")
    }
    func place(_ name: String) -> Substring {
      name[..<(name.lastIndex(of: "/") ?? name.startIndex)]
    }
    let results = Set(names.filter { $0.split(separator: "/").last == "manifest.json" }.map(place))
    return names.filter { name in
      (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !results.contains(place(name))
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { trimmed + "/" + $0 }
  }
}
