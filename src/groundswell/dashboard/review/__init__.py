"""The weekly review as a folder of static pages: an agenda, and a page of every account that opens on demand."""

from groundswell.dashboard.review.site import write_review

__all__ = ["write_review"]
