"""Recorded video becomes landmarks, and landmarks a count: single files, and folders of them.

`read_recording` and `write_recording` keep landmarks as a `Recording`; `count_recording` lets the
coach that `coaching` gives count one and answers with a `Count`. `supine.footage.watching` does the
same from a video, and `supine.footage.folder` from many. Faults are kinds of `FootageError`, whose
text is for whoever asked, as `RecordingError` is. The extra `footage` brings what finds a body in
a picture, with the models in `POSE_BUNDLE`; without it recordings can still be read and counted.
"""

from supine.footage.bundle import POSE_BUNDLE
from supine.footage.counting import ANY, Count, CountedRep, coaching, count_recording
from supine.footage.faults import FootageError
from supine.footage.recording import Recording, RecordingError, read_recording, write_recording

__all__ = [
    "ANY",
    "POSE_BUNDLE",
    "Count",
    "CountedRep",
    "FootageError",
    "Recording",
    "RecordingError",
    "coaching",
    "count_recording",
    "read_recording",
    "write_recording",
]
