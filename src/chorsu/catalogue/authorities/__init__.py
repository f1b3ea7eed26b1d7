"""Agents and subjects under all their names."""
