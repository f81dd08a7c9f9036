"""Languages whose words the scorer has never seen: menus go, texts and their lists stay."""

from __future__ import annotations

import pytest

from cleaner.document import process
from cleaner.model import Source
from cleaner.rulebook import Rulebook
from cleaner.score.content import model
from cleaner.score.evidence import knows

MENUS = {
    "Swahili": "Nyumbani Habari Michezo Burudani Uchumi Afya Siasa Utamaduni Elimu Safari",
    "Thai": "หน้าแรก ข่าว กีฬา บันเทิง เศรษฐกิจ ต่างประเทศ สุขภาพ ท่องเที่ยว การศึกษา วัฒนธรรม",
    "Chinese": "时政 资讯 财经 生活 视频 专栏 双语 原创 漫画 观天下",
}
TEXTS = {
    "Swahili": [
        "Daraja juu ya mto lilifunguliwa tena Jumatatu baada ya wiki moja ya matengenezo ya sakafu"
        " yake, meya aliwaambia waandishi wa habari waliokuwa wamekusanyika kando ya mto.",
        "Lilikuwa limefungwa tangu mafuriko ya majira ya baridi yaliyopita, wakati nguzo zake mbili"
        " ziliharibiwa na magogo yaliyosombwa na maji kutoka milimani.",
        "Meya alisema kwamba kazi hiyo iligharimu fedha kidogo kuliko ilivyotarajiwa, na kwamba"
        " kivuko kitasimama Ijumaa baada ya miaka arobaini ya huduma.",
        "Madereva walilazimika kuzunguka njia ndefu kwa muda wote huo, na wengi wao walishangilia"
        " walipovuka daraja kwa mara ya kwanza asubuhi.",
    ],
    "Thai": [
        "เมื่อวันจันทร์ที่ผ่านมาสะพานข้ามแม่น้ำได้เปิดใช้งานอีกครั้งหลังจากซ่อมแซมเป็นเวลาหนึ่งสัปดาห์และการจราจรกลับมาเป็นปกติ"
        "นายกเทศมนตรีกล่าวกับผู้สื่อข่าวที่มารวมตัวกันริมแม่น้ำว่าทุกคนดีใจที่งานนี้เสร็จสิ้นลงแล้วและขอบคุณคนงานทุกคนที่ทำงานหนักตลอดทั้งสัปดาห์",
        "สะพานถูกปิดตั้งแต่น้ำท่วมเมื่อฤดูหนาวที่แล้วเมื่อเสาสองต้นได้รับความเสียหายจากท่อนไม้ที่ถูกน้ำพัดมาจากภูเขา"
        "วิศวกรตรวจสอบเสาทุกต้นก่อนที่จะเริ่มงานซ่อมและพบว่าเสาอื่นยังแข็งแรงดีพอที่จะรับน้ำหนักของรถบรรทุกขนาดใหญ่ได้อีกหลายปี",
        "นายกเทศมนตรีกล่าวว่างานนี้ใช้เงินน้อยกว่าที่คาดไว้และเรือข้ามฟากจะหยุดให้บริการในวันศุกร์หลังจากให้บริการมาสี่สิบปี"
        "ผู้ขับขี่ต้องขับรถอ้อมเป็นทางไกลตลอดช่วงเวลานั้นและหลายคนโห่ร้องด้วยความดีใจเมื่อได้ข้ามสะพานเป็นครั้งแรกในตอนเช้า",
    ],
    "Chinese": [
        "市长对聚集在河边的记者说，大桥经过一个星期的维修，已于星期一上午重新开放，交通恢复正常，市民反应良好，没有发生事故。",
        "去年冬天的洪水冲毁了大桥的两个桥墩，大桥从那时起一直关闭，司机们不得不绕行很远的路，每天要多花一个小时在路上。",
        "市长说，工程的花费比预计的少，服务了四十年的渡船将于星期五停航，船员们将得到新的工作，渡口将改建成一座小公园。",
        "工程师在开工之前检查了每一个桥墩，发现其余的桥墩仍然坚固，足以承受大型卡车的重量，还可以使用许多年。",
    ],
}
LISTS = {
    "Swahili": ["Jiwe", "Mchanga", "Saruji", "Chuma", "Mbao", "Rangi"],
    "Thai": ["หิน", "ทราย", "ปูน", "เหล็ก", "ไม้", "สี"],
    "Chinese": ["石头", "沙子", "水泥", "钢铁", "木材", "油漆"],
}


def text_of(book: Rulebook, lines: list[str]) -> str:
    return str(process(Source("a", "\n".join(lines), sha256="0" * 64), book)["text"])


@pytest.mark.parametrize("language", MENUS)
def test_menus_around_the_text_go(book: Rulebook, language: str) -> None:
    menu, text = MENUS[language].split(), TEXTS[language]
    assert text_of(book, [*menu, *text, *menu[::-1]]) == "\n".join(text)


def test_what_rules_know_tells_that_headlines_are_clutter(book: Rulebook) -> None:
    text = TEXTS["Chinese"]
    headlines = [
        "黄河流域文物保护传承观察深度报道",
        "十月份市场销售加快恢复服务零售增长较快",
        "个人养老金落地满周年试点地区有望再扩围",
        "儿童友好世界线上接龙活动正式开启",
        "乡村课堂走俏家门口学真本事成为新风尚",
        "中国汽车城克服疫情冲击抢占发展先机",
        "卫星影像带你看变局中的世界各地风光",
        "敬平凡又不凡的每一天年度特别报道",
    ]
    assert text_of(book, [*text, *headlines]) == "\n".join([*text, *headlines])
    assert text_of(book, [*text, "字体： 小 中 大", "分享到微信", *headlines]) == "\n".join(text)


@pytest.mark.parametrize("language", MENUS)
def test_a_list_within_the_text_stays(book: Rulebook, language: str) -> None:
    first, *rest = TEXTS[language]
    whole = [first, *LISTS[language], *rest, *rest[::-1]]
    assert text_of(book, whole) == "\n".join(whole)


@pytest.mark.parametrize("language", MENUS)
def test_the_lexicon_does_not_know_it(language: str) -> None:
    scorer = model(html=False)
    assert scorer
    assert not knows(scorer.words, TEXTS[language])


def test_the_lexicon_knows_what_it_was_learned_from() -> None:
    scorer = model(html=False)
    assert scorer
    assert knows(scorer.words, ["The bridge over the river reopened on Monday after a week."])
    assert knows(scorer.words, ["Die Brücke über den Fluss wurde am Montag wieder für alle frei."])
