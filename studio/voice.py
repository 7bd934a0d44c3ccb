"""Makes the voice clips: `python -m studio.voice`, run by `script/assets voice`.

Every phrase of the shipped library becomes one small file, named after everything that shapes
its sound. Clips that are there already stay as they are, clips no phrase needs are removed.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from supine.library import shipped_library
from supine.timeline import phrases
from supine.voice import SAMPLE_RATE, decode
from supine.voice.clips import INDEX_NAME, SHIPPED
from supine.voice.pronunciation import Pronunciation
from supine.voice.synthesis import (
    SYNTHESISER,
    SYNTHESISER_VERSION,
    Speak,
    clip_name,
    installed_version,
    make_clip,
    synthesiser,
)


def main() -> int:
    """Bring the shipped clips up to date and say what was done; 1 without the synthesiser."""
    installed = installed_version()
    if installed != SYNTHESISER_VERSION:
        wanted = f"{SYNTHESISER} {SYNTHESISER_VERSION}"
        here = installed or "not installed"
        print(f"Clips need {wanted}; here it is {here}. Run: script/setup voice", file=sys.stderr)
        return 1
    texts = phrases(shipped_library())
    pronunciation = Pronunciation.read()
    for entry in pronunciation.unused(texts):
        print(f'pronunciation.en.yaml: no phrase needs "{entry}" any more. Remove it.')
    print(make_clips(texts, pronunciation, SHIPPED, synthesiser()))
    return 0


def make_clips(
    texts: Iterable[str], pronunciation: Pronunciation, folder: Path, speak: Speak
) -> str:
    """Make what is missing in `folder`, remove what is left over, write its list; say how many."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {text: clip_name(text, pronunciation) for text in texts}
    missing = [text for text, file in files.items() if not (folder / file).is_file()]
    for text in missing:
        make_clip(text, pronunciation, folder / files[text], speak)
    left_over = [path for path in folder.glob("*.opus") if path.name not in files.values()]
    for path in left_over:
        path.unlink()
    write_index(files, folder)
    return f"{len(files)} clips: {len(missing)} made, {len(left_over)} removed."


def write_index(files: dict[str, str], folder: Path) -> None:
    """List every text with its file and decoded length, sorted so that changes read well."""
    entries = {
        text: {
            "file": files[text],
            "seconds": round(len(decode(folder / files[text])) / SAMPLE_RATE, 6),
        }
        for text in sorted(files)
    }
    listing = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (folder / INDEX_NAME).write_text(listing, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
