"""The areas of the window; `main_window` makes one of each, in the order of menus and cards."""
