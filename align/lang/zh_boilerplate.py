"""What stands round a Chinese story and is dropped in translation: bylines, credits, notices, calls to follow."""

import re

from glossary.lang.late_patterns import compile_late
from glossary.lang.scripts import HAN

_BOILERPLATE = compile_late(
    rf"""\s*[【（(\[]?\s*(?:
        (?:责任|本期|微信|值班|执行|英文)?(?:编辑|责编|校对|审核|监制|排版|实习生)\s*[:：丨|/｜\s]
      | (?:本报|特约|实习|见习)?(?:记者|通讯员|作者|撰文|摄影|文|图|图文)\s*[:：丨|/｜]
      | (?:图片|资料|文章|消息|视频|数据)?来源\s*[:：丨|/｜]
      | (?:原标题|原文链接|原题|延伸阅读|相关阅读|推荐阅读|往期推荐|参考资料|参考文献)
      | 本文(?:系|为|转载|转自|来自|由|仅代表|首发|原载|经授权|选自|授权)
      | (?:未经|如需|转载|版权|声明|免责|以上内容|点击|长按|扫码|扫描|关注|欢迎|更多精彩|喜欢|点赞|阅读原文)
      | 图为
    )
    | .{{0,40}}(?:视觉中国|资料图|供图|图源|摄影报道|[{HAN}]{{2,4}}\s*摄|截图|图自|东方IC)\s*[)）】\]。]?\s*\Z""",
    re.VERBOSE,
)
_LETTER = re.compile(r"\w")
_FEWEST_LETTERS = 2


def is_boilerplate(text: str) -> bool:
    """Whether a Chinese segment is no part of the story, so that a translation may leave it out.

    >>> is_boilerplate("责任编辑：王宁"), is_boilerplate("***"), is_boilerplate("记者来了。")
    (True, True, False)
    """
    return len(_LETTER.findall(text)) < _FEWEST_LETTERS or _BOILERPLATE.match(text) is not None
