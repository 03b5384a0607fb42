"""What stays unloaded until somebody needs it."""

import subprocess
import sys


def test_chinese_numerals_alone_load_cn2an() -> None:
    """A form in digits does not pay the tenth of a second that cn2an takes to load."""
    program = (
        "import sys\n"
        "from tests.extractors.values.reader import told\n"
        "for text in ('18,620人次', '1.2万', '2万3千', '约500人'):\n"
        "    told('foundation.trained_total', text)\n"
        "told('organisation.established', '二〇一九年五月六日')\n"
        "assert 'cn2an' not in sys.modules\n"
        "told('foundation.trained_total', '三千二百')\n"
        "assert 'cn2an' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
