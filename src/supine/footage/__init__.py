"""Recorded video becomes landmarks, and landmarks a count: single files, and folders of them.

The extra `footage` brings what finds a body in a picture; without it recordings of landmarks can
still be read and counted.
"""
