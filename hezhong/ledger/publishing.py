"""The published input schemas: ``python -m hezhong.ledger.publishing docs/ledger`` writes one file for each table."""

import json
import sys
from pathlib import Path

from hezhong.ledger.shapes import json_schema
from hezhong.ledger.tables import TABLES


def texts() -> dict[str, str]:
    """Return file name -> JSON Schema, of every table."""
    return {f"{table.name}.schema.json": json.dumps(json_schema(table), ensure_ascii=False, indent=2) + "\n" for table in TABLES.values()}


def publish(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, "utf8")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
