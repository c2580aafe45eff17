#!/usr/bin/env python3
"""Writes the parts of workbooks with a zero byte between them, as the fuzzer's target `sheet` reads them.

    workbook_parts.py FOLDER WORKBOOK.xlsx …
"""

import os
import sys
import zipfile

folder, *paths = sys.argv[1:]
FIRST = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]

for path in paths:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if info.file_size < 1 << 20]
            sheets = sorted(name for name in names if name.startswith("xl/worksheets/"))
            parts = [archive.read(name) if name in names else b"" for name in FIRST + sheets]
    except zipfile.BadZipFile:
        continue
    with open(os.path.join(folder, os.path.basename(path) + ".parts"), "wb") as file:
        file.write(b"\0".join(parts))
