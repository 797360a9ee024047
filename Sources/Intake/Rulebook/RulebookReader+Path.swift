import Liquidation
import Units

extension RulebookReader {
  /// `path`: `summary`, `remainder` (`"owner"`, `"fund"` or `"backstop"`) and `stages`, see ``StageReader``.
  ///
  /// After the last stage the engine deleverages what is left, so a path always ends in closing. Refused is a
  /// stage that no walk over its exits leaves; the exit of a healthy account does not count.
  mutating func path(
    _ object: inout ObjectReader, name: String
  ) throws(InputError) -> StagedPath {
    let reader = StageReader(rules: self)
    return try field(&object, "path") { (value) throws(InputError) in
      try value.object { (object: inout ObjectReader) throws(InputError) in
        let summary = try object.required("summary").line(lengthMax: 200)
        let remainder = try object.required("remainder").word(StageReader.remainders)
        return StagedPath(
          name: name, summary: summary, remainder: remainder,
          stages: try reader.stages(object.required("stages")))
      }
    }
  }
}
