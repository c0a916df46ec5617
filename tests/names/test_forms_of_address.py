"""Forms of address that a translation gives to the wrong person."""

import pytest

from align.names.forms_of_address import find_wrong_titles


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("总工程师林晓燕女士介绍，洞深27米。", "Mr Lin Xiaoyan, the chief engineer, said so.", "Mr Lin Xiaoyan"),
        ("总工程师林晓燕女士介绍，洞深27米。", "Mr. Lin said so.", "Mr. Lin"),
        ("主講人陳偉先生是教授。", "The speaker, Ms. Chen Wei, is a professor.", "Ms. Chen Wei"),
        ("欧阳女士来了。", "Mr Ouyang came.", "Mr Ouyang"),
        ("李明先生和王敏女士出席。", "Mr Li Ming and Ms Wang Min attended.", ""),
        ("赵先生与赵女士出席。", "Mr Zhao and Ms Zhao attended.", ""),
        ("林晓燕女士的丈夫来了。", "Mr Lin came.", ""),
        ("林晓燕女士和林强来了。", "Ms Lin Xiaoyan and Mr Lin Qiang came.", ""),
        ("林晓燕女士和林强来了。", "Lin Xiaoyan and Mr Lin Qiang came.", ""),
        ("陈莉说先生产后销售。", "Ms Chen wants to produce first.", ""),
        ("“我的孙女来了，”林女士说。", "“My granddaughter is here,” Mr. Lin said.", "Mr. Lin"),
        ("“我的孙女来了，”林女士说。", "“My granddaughter is here,” said Mr. Lin.", "Mr. Lin"),
        ("林女士的丈夫说，他不来。", "Mr. Lin said that he would not come.", ""),
        ("“我的孙女来了，”林女士说。", "“Mr. Lin is here with my granddaughter.”", ""),
        ("林女士来了。" * 400, "Mr Lin came.", ""),
    ],
)
def test_wrong_titles_are_found(source: str, target: str, found: str) -> None:
    assert "".join(target[slice(*span)] for _, span in find_wrong_titles((source, target))) == found
