// What a strategy author sees with one import: units, the market's words, paths, strategies, and the program.
@_exported public import Liquidation
@_exported public import Margin
@_exported public import Market
@_exported public import Simulation
@_exported public import StepladderCLI
@_exported public import Units
