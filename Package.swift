// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift target of this package with the settings that all of them share.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target
{
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

/// A test target; every one may use the fixtures of `TestSupport`.
func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "segbench",
  products: [.executable(name: "segbench", targets: ["segbench"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .target(name: "CCounterRandom", dependencies: ["CGSL"]),
    .target(name: "CColumnKernels", linkerSettings: [.linkedLibrary("m")]),
    module("Customers"),
    module(
      "ScenarioLanguage",
      ["Customers", "CColumnKernels", .product(name: "Yams", package: "Yams")]),
    module("Columns", ["CColumnKernels", "ScenarioLanguage", "Customers"]),
    module("Probability", ["CGSL", "CCounterRandom", "CColumnKernels", "ScenarioLanguage"]),
    module(
      "Populations",
      ["CColumnKernels", "Probability", "Columns", "Customers", "ScenarioLanguage"]),
    module(
      "Classifiers",
      ["CColumnKernels", "Probability", "Columns", "Customers", "ScenarioLanguage"]),
    module(
      "Evaluation", ["CColumnKernels", "Probability", "Customers", "ScenarioLanguage"]),
    module("Results", ["Customers"]),
    module(
      "Workbench",
      [
        "Customers", "ScenarioLanguage", "Columns", "Probability", "Populations", "Classifiers",
        "Evaluation", "Results",
      ]),
    module("Reporting", ["Results", "Customers"]),
    .executableTarget(
      name: "segbench",
      dependencies: [
        "Workbench", "Reporting", "Results", "Evaluation", "Populations", "Probability",
        "ScenarioLanguage", "Customers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    module(
      "TestSupport", ["Customers", "ScenarioLanguage"], path: "Tests/TestSupport"),
    tests(of: "ScenarioLanguage", ["Customers"]),
    tests(of: "Columns", ["ScenarioLanguage", "Customers"]),
    tests(
      of: "Probability", ["ScenarioLanguage", "CCounterRandom", "CColumnKernels", "CGSL"],
      exclude: ["References"]),
    tests(
      of: "Populations", ["Probability", "Columns", "Customers", "ScenarioLanguage"],
      exclude: ["References"]),
    tests(
      of: "Classifiers",
      ["CColumnKernels", "Probability", "Columns", "Customers", "ScenarioLanguage"],
      exclude: ["Reference"]),
    tests(
      of: "Evaluation", ["Probability", "Customers", "ScenarioLanguage"], exclude: ["Reference"]),
    tests(of: "Results", ["Customers"]),
    tests(
      of: "Workbench",
      [
        "Customers", "ScenarioLanguage", "Columns", "Probability", "Populations", "Classifiers",
        "Evaluation", "Results",
      ], exclude: ["References"]),
    tests(of: "Reporting", ["Results", "Customers"]),
    .testTarget(
      name: "SegbenchTests",
      dependencies: [
        "TestSupport", "segbench", "Workbench", "Classifiers", "Evaluation", "Populations",
        "Probability",
      ], exclude: ["Reference"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
