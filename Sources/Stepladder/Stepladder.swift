@_exported public import Liquidation
@_exported public import Margin
@_exported public import Market
@_exported public import Simulation
@_exported public import Units
