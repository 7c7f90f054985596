#!/bin/sh
# 离线安装（Linux、macOS）：sh install.sh。用随包带来的 Python，没有就用本机的 Python 3.11 或更新版本。
set -u
cd "$(dirname "$0")" || exit 2

for archive in python-*.tar.gz cpython-*.tar.gz; do
    if [ -f "$archive" ] && [ ! -x python/bin/python3 ]; then
        echo "解开随包带来的 Python：$archive"
        tar -xzf "$archive" || exit 2
    fi
done
for python in "$PWD/python/bin/python3" python3.13 python3.12 python3.11 python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -X utf8 install.py
    fi
done
echo "没有找到 Python 3.11 或更新版本：请先安装，或用带 Python 的离线包。" >&2
exit 2
