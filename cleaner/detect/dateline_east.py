"""Datelines of Chinese, Japanese and Korean news, which have neither blanks nor capitals.

Their forms are fixed: "新华社北京5月18日电", "【北京共同】", "(서울=연합뉴스)". The agencies are a
closed list, except where the form itself is proof enough.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.detect.dateline_parts import day_of, names_of

# What must follow: ten Chinese characters say as much as thirty letters.
MIN_REST = 10

# Full-width signs read as the narrow ones; each stays one code point, so offsets hold.
_NARROW = str.maketrans("０１２３４５６７８９（）［］：＝，－", "0123456789()[]:=,-")

# {zh}, {ja}, {ko} and {credits} stand for the names of a list. Every repetition is bounded.
_FORMS = (
    # 新华社北京5月18日电（记者张三）题：  "报道" is left out: "新华社报道，..." is a sentence.
    r"据?(?P<agency>{zh})(?:客户端|《[^》]{1,12}》)?\s?(?P<place>[一-鿿·]{0,12}?)\s?"
    r"(?:(?P<day>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)\s?(?:专?[电電]|讯|訊|消息)"
    r"|(?:专?[电電]|讯|訊|消息)(?=[\s(:题]))"
    r"(?:\s?\([^()]{0,30}(?:记者|記者|通讯员|作者)[^()]{0,40}\))?(?:\s?题)?:?\s*",
    # 【财新网】(特派记者章涛 发自洛斯卡沃斯)
    r"【(?P<agency>[一-鿿]{2,8})】\s?"
    r"\([^()]{0,20}记者[^()]{0,20}?(?:发自(?P<place>[^()\s]{2,12}))?\)\s*",
    # 【环球时报综合报道】
    r"【(?P<agency>[一-鿿]{2,8}?)(?:综合)?报道(?:[\s,][^】]{0,30})?】\s*",
    # (中央社記者張三台北5日電)
    r"\((?P<agency>中央社)(?:記者(?:[一-鿿]{3}|[一-鿿]{2}))?(?P<place>[一-鿿]{2,8}?)"
    r"(?P<day>\d{1,2}日)?(?:專|綜合)?[電电]\)\s*",
    # 【ワシントン共同】, 【北京＝時事】
    r"【(?P<place>[^】=\d\s]{1,12}?)[\s=]?(?:\d{1,2}日\s?)?(?P<agency>{ja})】\s*",
    # 【ニューヨーク＝山田太郎】: the correspondent
    r"【(?P<place>[ァ-ヶー一-鿿・]{2,12})=[^】]{2,16}】\s*",
    # [東京　２０日　ロイター] -
    r"\[(?P<place>[^\]\d\s/]{1,12})(?:/[^\]\d\s]{1,20})?\s+(?P<day>\d{1,2}日)\s+"
    r"(?P<agency>{ja})\]\s?-?\s*",
    # 【6月15日 AFP】
    r"【(?P<day>\d{1,2}月\d{1,2}日)\s?(?P<agency>{ja})】\s*",
    # ソウル（CNN）
    r"(?P<place>[ァ-ヶー一-鿿・]{0,12})\((?P<agency>{ja})\)\s+(?=[ぁ-ヶ一-鿿「])",
    # (서울=연합뉴스) 한지훈 김여솔 기자 =
    r"[(\[【](?!(?:{credits})=)(?P<place>[가-힣·]{2,10})(?:\s[가-힣]{2,8})?"
    r"=(?P<agency>[가-힣A-Za-z0-9]{2,10})[)\]】]\s*"
    r"(?:(?:[가-힣 ,·]{1,50}?(?:기자|특파원|통신원)\s?)?=\s*)?",
    # (평양 6월 6일발 조선중앙통신)
    r"\((?P<place>[가-힣]{2,8})\s?(?P<day>\d{1,2}월\s?\d{1,2}일)발\s?(?P<agency>{ko})\)\s*",
)
_LISTS = {"zh": "chinese", "ja": "japanese", "ko": "korean", "credits": "korean_credits"}


def read_eastern(head: str) -> tuple[int, str, str, str] | None:
    """(end, place, date, agency) of the dateline that `head` begins with; see `Dateline`."""
    if head.isascii():
        return None
    narrow = head.translate(_NARROW)
    start = len(head) - len(head.lstrip())
    for form in _forms():
        match = form.match(narrow, start)
        if match and len(head) - match.end() >= MIN_REST:
            place, day, agency = (_seen(head, match, name) for name in ("place", "day", "agency"))
            return match.end(), place, day_of(day), agency
    return None


def _seen(head: str, match: re.Match[str], name: str) -> str:
    """A group as the text has it, where wide characters are wide; "" when the form has none."""
    if match.groupdict().get(name) is None:
        return ""
    return head[match.start(name) : match.end(name)]


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    def names(mark: re.Match[str]) -> str:
        return "|".join(map(re.escape, names_of("east", _LISTS[mark[1]])))

    return tuple(re.compile(re.sub(r"\{([a-z]+)\}", names, form)) for form in _FORMS)
