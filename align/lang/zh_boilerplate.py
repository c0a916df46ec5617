"""What is dropped in translation: bylines, credits, notices, calls to follow, and part of an address to an audience."""

import re

from glossary.lang.late_patterns import compile_late
from glossary.lang.scripts import HAN

_BOILERPLATE = compile_late(
    rf"""\s*[【（(\[]?\s*(?:
        (?:责任|本期|微信|值班|执行|英文)?(?:编辑|责编|校对|审核|监制|排版|实习生)\s*[:：丨|/｜\s]
      | (?:本报|特约|实习|见习)?(?:记者|通讯员|作者|撰文|摄影|文|图|图文)\s*[:：丨|/｜]
      | (?:图片|资料|文章|消息|视频|数据)?来源\s*[:：丨|/｜]
      | (?:字幕|翻译|听译|校译|时间轴|压制|片源)(?:组|制作)?\s*[:：丨|/｜]
      | (?:原标题|原文链接|原题|延伸阅读|相关阅读|推荐阅读|往期推荐|参考资料|参考文献)
      | 本文(?:系|转载|转自|来自|由|仅代表|首发|原载|经授权|选自|授权|为[^。]{{0,12}}(?:原创|专稿|稿件|作者|转载))
      | 未经[^。]{{0,16}}(?:转载|摘编|镜像|翻印|复制|盗用)
      | (?:如需)?转载(?:请|自|须|需|必须|来源|授权|\s*[:：丨|/｜])
      | 版权(?:所有|归|属|声明|说明|信息)|免责声明|声明\s*[:：丨|/｜]|以上内容(?:仅|来|不|均|为|由)
      | 点击(?:[上下]方|蓝|阅读|原文|关注|此处|这里|图片|标题|[左右][上下]角|链接|卡片)
      | 长按(?:识别|扫|二维码|图片|[上下]图|[上下]方|关注)|扫码|扫一扫|扫描[^。，]{{0,12}}(?:二维码|关注)
      | (?:欢迎|请|点击)?关注(?:[“「]|我们|本|[^。，]{{0,16}}(?:公众|微信|微博|官方|账号|帐号|频道))
      | 欢迎(?:订阅|转发|转载|分享|扫|留言|投稿|来稿|点赞|收藏|添加|加入[^。，]{{0,12}}群)
      | 更多精彩|喜欢(?:本文|这篇|就|请|的话|的朋友)|点赞|阅读原文
      | 图为
    )
    | .{{0,40}}(?:视觉中国|资料图|供图|图源|摄影报道|[{HAN}]{{2,4}}\s*摄|截图|图自|东方IC)\s*[)）】\]。]?\s*\Z""",
    re.VERBOSE,
)
_SALUTATION = compile_late(
    rf"(?:(?:(?:(?:尊敬|敬爱|亲爱)的|[各诸]位)[{HAN}]{{1,12}}|[{HAN}]{{2,6}}们)[，,、：:！!\s]{{0,3}}){{1,20}}"
)
_LETTER = re.compile(r"\w")
_FEWEST_LETTERS = 2


def is_boilerplate(text: str) -> bool:
    """Whether a Chinese segment is no part of the story, so that a translation may leave it out.

    >>> is_boilerplate("责任编辑：王宁"), is_boilerplate("字幕：晨光"), is_boilerplate("***")
    (True, True, True)
    >>> is_boilerplate("记者来了。"), is_boilerplate("未经登记，不得养犬。"), is_boilerplate("点击“保存”。")
    (False, False, False)
    """
    return len(_LETTER.findall(text)) < _FEWEST_LETTERS or _BOILERPLATE.match(text) is not None


def is_salutation(text: str) -> bool:
    """Whether a text addresses an audience and says no more: translators shorten the list of those present.

    >>> is_salutation("各位老师，各位来宾："), is_salutation("同学们，大家好！")
    (True, False)
    """
    return _SALUTATION.fullmatch(text.strip()) is not None
