import Units

/// The control that other branches are compared with: nobody is liquidated, under the scenario's own rules.
///
/// It says who the owners are, when they breach and what they have then, and what everybody has at the end.
package struct ReferenceControl: Sendable {
  /// The control's own result.
  package let result: RunResult
  /// The breaches of owners in the order of time.
  let breaches: [OwnerWatch.Breach]
  let wealth: Wealth
  /// The same by the plain books, where they are kept.
  let plain: Wealth?

  /// Runs the control of a seed by itself.
  package init(setup: WorldSetup) {
    var world = World(setup: setup)
    _ = world.runPrefix()
    world.runControl()
    self.init(&world)
  }

  /// Reads a world that has run as the control.
  init(_ control: inout World) {
    breaches = control.owners.breaches
    wealth = control.wealth()
    plain = control.plainWealth()
    result = control.result(wealth: wealth)
  }

  /// Who has more and who has less in a branch than here.
  func incidence(of result: RunResult, _ branch: Wealth) -> Incidence {
    var groups = [WealthGroup](repeating: .otherOwners, count: branch.owners.count)
    // The first group that applies stands, so it is written last; strategies are no owners.
    for account in result.accounts where account.deleveragedQuantity > .zero {
      groups[account.account] = .deleveragedOwners
    }
    for item in result.liquidations where item.account < groups.count {
      groups[item.account] = .pulledInOwners
    }
    for breach in breaches { groups[breach.account] = .breachedOwners }
    return Incidence(branch, against: wealth) { groups[$0] }
  }
}
