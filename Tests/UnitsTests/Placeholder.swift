import Testing
import Units
