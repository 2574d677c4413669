"""The roof: pages that compose all floors. Home, the page of one area, the workspace's first page.

May know every room; no room may know it.
"""
