"""Chinese people: a family name of one character and a given one of two, which somebody has registered: 李雅芳."""

from recognition.context import around
from recognition.han import is_han
from recognition.judge import Candidate
from recognition.subjects import speaks_of_a_work

# Those that are hardly words: not 黄, 金, 高, 白, which are colours and qualities before a mark.
_FAMILY_NAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙吴吳周徐孙孫朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁卢盧姚钟"
    "鍾姜崔谭譚陆陸范汪廖贾賈韦韋傅邹鄒孟熊秦邱侯尹薛阎閻雷史陶贺賀顾顧郝龚龔邵钱錢严嚴戴莫孔汤湯康施洪葛颜顏倪翟"
)
_OF_A_PERSON = (
    "签名", "簽名", "亲笔", "親筆", "著", "编著", "主编", "译", "诗集", "诗选", "作品", "书法", "画集", "画册", "国画", "先生", "女士", "老师", "教授", "医生", "演唱", "专辑", "传记", "传奇", "自传", "回忆录", "故居", "照片", "文集", "全集", "散文", "小说",
)  # fmt: skip
_GIVEN = 2
_PRINTED = frozenset((16, 41))


def is_a_persons_given_name(found: Candidate, text: str, nice_class: int | None) -> bool:
    """Behind a family name with which the run begins, where a title speaks of a person or of what people write."""
    written, start = text[found.start : found.end], found.start
    if len(written) != _GIVEN or not is_han(written) or not start or text[start - 1] not in _FAMILY_NAMES:
        return False
    if start > 1 and is_han(text[start - 2]):
        return False
    if text.startswith(_OF_A_PERSON, found.end) or nice_class in _PRINTED:
        return True
    return nice_class is None and speaks_of_a_work(around(text, start, found.end))
