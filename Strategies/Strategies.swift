import Stepladder
