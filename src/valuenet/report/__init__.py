"""The report: what a finished database says, as pages in Chinese and English."""

from valuenet.report.write import write_report

__all__ = ["write_report"]
