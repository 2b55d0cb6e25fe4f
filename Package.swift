// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

// Tables of the compiled rules for the command to hold: `make` builds it with them.
let snapshot = Context.environment["STANCE_SNAPSHOT"].map { path in
  [CSetting.define("STANCE_SNAPSHOT", to: "\"\(path)\"")]
}

let package = Package(
  name: "Stance",
  products: [
    .library(name: "Stance", targets: ["Stance"]),
    .executable(name: "stance", targets: ["stance-cli"]),
  ],
  targets: [
    .target(name: "RulesData", cSettings: snapshot),
    .target(name: "Heap"),
    .target(
      name: "PageData",
      exclude: ["page.css", "article.css", "article.js", "report.css", "report.js"]),
    .target(name: "Rules", dependencies: ["RulesData"], swiftSettings: settings),
    .target(name: "Stance", dependencies: ["Rules"], swiftSettings: settings),
    .executableTarget(
      name: "stance-cli", dependencies: ["Stance", "Rules", "PageData", "Heap"],
      swiftSettings: settings),
    .executableTarget(
      name: "rules-snapshot", dependencies: ["Stance", "Rules"], swiftSettings: settings),
    .executableTarget(
      name: "TextBenchmark", dependencies: ["Stance", "Rules"], path: "Benchmarks/TextBenchmark",
      swiftSettings: settings),
    .executableTarget(
      name: "LoadBenchmark", dependencies: ["Stance", "Rules"], path: "Benchmarks/LoadBenchmark",
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Stance", "Rules"], path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "Stance", "TestSupport"],
      exclude: ["JSONCases.txt", "Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "StanceTests", dependencies: ["Stance", "Rules", "TestSupport"],
      exclude: [
        "Splitting.txt", "Tokens.txt", "AttributionTable.txt", "Labels.txt", "KnownRuleGaps.tsv",
        "Affiliations.txt", "Targets.txt", "Syntax.txt",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "GoldTests", dependencies: ["Stance", "Rules", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["stance-cli", "Stance", "Rules", "TestSupport"],
      exclude: ["Golden", "GoldenInputs"],
      swiftSettings: settings),
    .testTarget(name: "LayeringTests", dependencies: ["TestSupport"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
