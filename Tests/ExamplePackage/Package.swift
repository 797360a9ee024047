// swift-tools-version: 6.2
import PackageDescription

// A package elsewhere that brings its own strategy and builds its own command line.
let package = Package(
  name: "ExamplePackage",
  dependencies: [.package(name: "Stepladder", path: "../..")],
  targets: [
    .executableTarget(
      name: "example", dependencies: [.product(name: "Stepladder", package: "Stepladder")])
  ]
)
