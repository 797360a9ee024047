/// The runs of one variant of which only the digest of the whole is kept: every path on every seed.
///
/// A report of thousands of runs takes a line for each path, not one for each member of each run.
struct ManifestRunGrid: Hashable {
  /// The variant, where the scenario has variants.
  let variant: String?
  /// The seeds, in order.
  let seeds: [UInt64]
  /// The paths, in the order of the runs of a seed.
  let paths: [String]
  /// The digests, by path and then by seed.
  let digests: [[UInt64]]

  /// Groups runs; `nil` unless they are every path on every seed in one order, and nothing else.
  init?(_ runs: [ManifestRun]) {
    guard let first = runs.first, runs.allSatisfy({ $0.step == 0 && $0.digests.isEmpty })
    else { return nil }
    variant = first.variant
    paths = runs.prefix { $0.seed == first.seed }.map(\.path)
    seeds = stride(from: 0, to: runs.count, by: paths.count).map { runs[$0].seed }
    guard Set(paths).count == paths.count, Set(seeds).count == seeds.count,
      paths.count * seeds.count == runs.count
    else { return nil }
    let (width, height) = (paths.count, seeds.count)
    digests = (0..<width).map { path in
      (0..<height).map { runs[$0 * width + path].digest }
    }
    if self.runs != runs { return nil }
  }

  /// Reads a group.
  init(reading value: JSONValue) throws(ManifestError) {
    switch value["variant"] {
    case nil: variant = nil
    case .string(let name)?: variant = name
    default: throw .badMember("variant")
    }
    guard case .array(let numbers)? = value["seeds"], case .object(let members)? = value["digests"]
    else { throw .badMember("runs") }
    var seeds: [UInt64] = []
    for number in numbers {
      guard case .number(let digits) = number, let seed = UInt64(digits) else {
        throw .badMember("seeds")
      }
      seeds.append(seed)
    }
    var digests: [[UInt64]] = []
    for member in members {
      guard case .string(let text) = member.value else { throw .badMember("digests") }
      var row: [UInt64] = []
      for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        guard let digest = UInt64(word, radix: 16) else { throw .badMember("digests") }
        row.append(digest)
      }
      guard row.count == seeds.count else { throw .badMember("digests") }
      digests.append(row)
    }
    self.seeds = seeds
    self.digests = digests
    paths = members.map(\.name)
  }

  /// The runs: paths within seeds.
  var runs: [ManifestRun] {
    seeds.indices.flatMap { seed in
      paths.indices.map { path in
        ManifestRun(
          variant: variant, path: paths[path], seed: seeds[seed], digest: digests[path][seed],
          step: 0, digests: [])
      }
    }
  }

  /// The group as it stands in a manifest.
  private var json: JSONValue {
    .object(
      (variant.map { [JSONMember("variant", .string($0))] } ?? []) + [
        JSONMember("seeds", .array(seeds.map { .integer($0) })),
        JSONMember(
          "digests",
          .object(
            zip(paths, digests).map { path, row in
              JSONMember(
                path,
                .string(row.map { ManifestRun.hex($0, digits: 16) }.joined(separator: " ")))
            })),
      ])
  }

  /// Runs as they stand in a manifest: those of a variant together where they can be, else one by one.
  static func json(_ runs: [ManifestRun]) -> JSONValue {
    var items: [JSONValue] = []
    var rest = runs[...]
    while let first = rest.first {
      let group = rest.prefix { $0.variant == first.variant }
      rest = rest.dropFirst(group.count)
      if let grid = ManifestRunGrid(Array(group)) {
        items.append(grid.json)
      } else {
        items += group.map(\.json)
      }
    }
    return .array(items)
  }
}
