"""Where files of objects lie, how packed page texts are read, how page images are made."""
