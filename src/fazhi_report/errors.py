"""The exception for work that cannot be completed, and the words for what the system refuses."""

from __future__ import annotations

import errno


class FazhiError(Exception):
    """Raised when work cannot be completed; the message is shown to the user.

    Faults in the *content* of a file are findings
    (`fazhi_report.findings.Finding`) instead.

    Args:
        message: Why the work was stopped, one Chinese sentence.
        hint: How to solve it, one Chinese sentence; empty when there is no remedy.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_SYSTEM_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EACCES: "没有权限，或文件正被别的程序占用",
    errno.EPERM: "没有权限，或文件正被别的程序占用",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "它是文件夹，不是文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EINVAL: "名字里有系统不认的字符",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EPIPE: "另一端已经关了",
    errno.EBADF: "它是关着的",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}
# A quota is a thing of POSIX alone.
if hasattr(errno, "EDQUOT"):
    _SYSTEM_REASONS[errno.EDQUOT] = "磁盘配额用完了"


def system_reason(error: OSError) -> str:
    """Return why the system refused, in Chinese words; the name of the error where there are none."""
    if error.errno in _SYSTEM_REASONS:
        return _SYSTEM_REASONS[error.errno]
    return f"系统错误 {errno.errorcode.get(error.errno or 0, type(error).__name__)}"


def system_refusal(error: OSError) -> str:
    """Return what the system refused and why, in Chinese words."""
    reason = system_reason(error)
    return reason if error.filename is None else f"{error.filename}：{reason}"
