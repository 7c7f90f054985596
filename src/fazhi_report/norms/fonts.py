"""Files in which Chinese faces are found on the systems that people have, for pictures that carry no font."""

FONT_FILES = (
    # Windows
    *("simsun.ttc", "simhei.ttf", "simfang.ttf", "msyh.ttc", "Deng.ttf"),
    # macOS
    *("Songti.ttc", "STSong.ttf", "STHeiti Light.ttc", "PingFang.ttc", "Hiragino Sans GB.ttc"),
    # Linux
    *(
        "NotoSerifCJK-Regular.ttc",
        "NotoSansCJK-Regular.ttc",
        "NotoSerifSC-Regular.otf",
        "NotoSansSC-Regular.otf",
    ),
    *("SourceHanSerifSC-Regular.otf", "SourceHanSansSC-Regular.otf", "FandolSong-Regular.otf"),
    *(
        "FandolHei-Regular.otf",
        "uming.ttc",
        "wqy-microhei.ttc",
        "wqy-zenhei.ttc",
        "DroidSansFallbackFull.ttf",
    ),
)
"""File names as a system's font folders hold them, Song before others."""

WEB_FAMILIES = ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "serif")
"""Families that a web browser tries in turn."""
