"""Exports of services: WordPress, Ghost, cState, and files with many dated sections."""
