"""Indicators (指标): figures over cases, each with its definition, its article and the list of exactly its cases."""
