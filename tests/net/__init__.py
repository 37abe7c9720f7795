"""Networks: shapes, files, runtimes."""
