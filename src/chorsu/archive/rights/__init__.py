"""The one gate: who may do what with an object."""
