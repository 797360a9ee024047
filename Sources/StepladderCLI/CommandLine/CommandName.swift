/// The commands.
package enum CommandName: String, Sendable, CaseIterable {
  /// Several paths and seeds.
  case compare
  /// One path and one seed.
  case run
  /// Positions under the rules of venues.
  case quote
  /// A report against its manifest and against its runs made again.
  case verify
  /// Two reports.
  case diff
  /// A scenario or a rulebook.
  case check
  /// A package of one's own.
  case newStrategy = "new-strategy"
  /// A recorded market to try.
  case newFeed = "new-feed"
  /// What there is.
  case list
  /// Files of others.
  case `import`
  /// How to use it.
  case help
}
