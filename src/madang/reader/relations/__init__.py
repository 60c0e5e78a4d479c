"""Relations in sentences: train on an installation's own curated claims, predict calibrated probabilities."""

from madang.reader.relations.features import Marked
from madang.reader.relations.model import Model, Options, fit
from madang.reader.relations.store import load, save

__all__ = ["Marked", "Model", "Options", "fit", "load", "save"]
