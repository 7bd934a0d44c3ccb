"""Where the models lie that find a body in a picture."""

from pathlib import Path

# The detector and the landmark model as one file: a browser reads the same.
POSE_BUNDLE = Path(__file__).with_name("pose_landmarker_lite.task")
