@_exported public import Units
@_exported public import Simulation
