"""Where a browser is, for the tests that look at pages."""

import os
import shutil

import pytest

CHROMIUM = os.environ.get("P8_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: set P8_CHROMIUM, or install chromium")
