"""The look: design system, shells, menus, covers."""
