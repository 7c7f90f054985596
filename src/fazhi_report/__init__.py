"""fazhi-report: the annual rule-of-law report (法治政府建设年度报告) from one YAML file."""

__version__ = "0.1.0"
