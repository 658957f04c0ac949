"""Litter goes, the story stays: rules, repetition, and the repair of broken characters."""
