"""Answering a warning (预警处置): dispatched to the office that serves the place, looked into, closed with proof."""
