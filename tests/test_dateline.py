"""Datelines: every form that agencies and newspapers use, and the lines that only look like one."""

from __future__ import annotations

import re
import unicodedata

import pytest

from cleaner.detect.dateline import read_dateline

EN = "Ministers agreed on Tuesday to open the new bridge next month, a spokesman said in a report."
RU = (
    "Министры договорились во вторник открыть новый мост в следующем месяце, сообщил представитель."
)
AR = "قال وزير النقل يوم الثلاثاء إن الجسر الجديد سيفتتح في الشهر المقبل بعد انتهاء الأعمال."
HI = "परिवहन मंत्री ने मंगलवार को कहा कि नया पुल अगले महीने खोला जाएगा और काम पूरा हो गया है।"
ZH = "交通部长十八日宣布新大桥将于下个月正式通车。"
JA = "交通相は二十日、新しい橋が来月開通すると発表した。"
KO = "교통부 장관은 20일 새 다리가 다음 달에 개통된다고 발표했다."

# The dateline, the text behind it, and the place, date and agency that it must give.
DATELINES = [
    ("HÀ NỘI — ", EN, "HÀ NỘI", "", ""),
    ("HÀ NỘI – ", EN, "HÀ NỘI", "", ""),
    ("Hanoi (VNA) - ", EN, "Hanoi", "", "VNA"),
    ("Hanoï (VNA) - ", EN, "Hanoï", "", "VNA"),
    ("Hanoï, 26 juillet (VNA) - ", EN, "Hanoï", "--07-26", "VNA"),
    ("VOV.VN - ", EN, "", "", "VOV.VN"),
    ("NDO – ", EN, "", "", "NDO"),
    ("NDO - ", EN, "", "", "NDO"),
    ("(Kiến Thức) - ", EN, "", "", "Kiến Thức"),
    ("TTO - ", EN, "", "", "TTO"),
    ("(Dân trí) - ", EN, "", "", "Dân trí"),
    ("MEXICO CITY (AP) — ", EN, "MEXICO CITY", "", "AP"),
    ("LA CROSSE, Wis. (AP) — ", EN, "LA CROSSE, Wis.", "", "AP"),
    ("KABUL, Afghanistan (AP) -- ", EN, "KABUL, Afghanistan", "", "AP"),
    ("KATHMANDU, April 25 (Reuters) - ", EN, "KATHMANDU", "--04-25", "Reuters"),
    ("LOS ANGELES (Reuters) - ", EN, "LOS ANGELES", "", "Reuters"),
    ("DUBLIN (Reuters) – ", EN, "DUBLIN", "", "Reuters"),
    ("(Reuters) — ", EN, "", "", "Reuters"),
    ("TOKYO, June 6, 2010 (AFP) – ", EN, "TOKYO", "2010-06-06", "AFP"),
    ("Montpellier (SID) – ", EN, "Montpellier", "", "SID"),
    ("HANGZHOU, May 1 (Xinhua) - ", EN, "HANGZHOU", "--05-01", "Xinhua"),
    ("XIGAZE, Tibet, April 29 (Xinhua) -- ", EN, "XIGAZE, Tibet", "--04-29", "Xinhua"),
    ("新华社北京5月18日电 ", ZH, "北京", "--05-18", "新华社"),
    ("新华社北京3月15日电（记者张三）", ZH, "北京", "--03-15", "新华社"),
    ("新华社北京1月5日电 题：", ZH, "北京", "--01-05", "新华社"),
    ("新华社北京１０月２２日电", ZH, "北京", "--10-22", "新华社"),
    ("中新网5月18日电 ", ZH, "", "--05-18", "中新网"),
    ("【财新网】(特派记者章涛 发自洛斯卡沃斯)", ZH, "洛斯卡沃斯", "", "财新网"),
    ("MOSCOW, June 15. /TASS/. ", EN, "MOSCOW", "--06-15", "TASS"),
    ("ST. PETERSBURG, June 5. /TASS/. ", EN, "ST. PETERSBURG", "--06-05", "TASS"),
    ("МОСКВА, 25 ноября. /ТАСС/. ", RU, "МОСКВА", "--11-25", "ТАСС"),
    ("МОСКВА, 25 ноября. /ИТАР-ТАСС/. ", RU, "МОСКВА", "--11-25", "ИТАР-ТАСС"),
    ("МОСКВА, 25 ноя - РИА Новости. ", RU, "МОСКВА", "--11-25", "РИА Новости"),
    ("КИЇВ. 28 грудня. УНН. ", RU, "КИЇВ", "--12-28", "УНН"),
    ("SEOUL, Aug. 20 (Yonhap) -- ", EN, "SEOUL", "--08-20", "Yonhap"),
    ("(서울=연합뉴스) 한지훈 김여솔 이동환 기자 = ", KO, "서울", "", "연합뉴스"),
    ("(평양 노동신문=뉴스1) = ", KO, "평양", "", "뉴스1"),
    ("(평양 6월 6일발 조선중앙통신)", KO, "평양", "--06-06", "조선중앙통신"),
    ("Hamburg (dpa/lno) – ", EN, "Hamburg", "", "dpa/lno"),
    ("Berlin/Frankfurt (dpa) - ", EN, "Berlin/Frankfurt", "", "dpa"),
    ("Wiesbaden (KNA/iz). ", EN, "Wiesbaden", "", "KNA/iz"),
    ("Wien (epdÖ) – ", EN, "Wien", "", "epdÖ"),
    ("KÖLN. (hpd) ", EN, "KÖLN", "", "hpd"),
    ("LINZ – ", EN, "LINZ", "", ""),
    ("(EFE).- ", EN, "", "", "EFE"),
    ("TEGUCIGALPA, HONDURAS.- ", EN, "TEGUCIGALPA, HONDURAS", "", ""),
    ("ARTI GERÇEK- ", EN, "", "", "ARTI GERÇEK"),
    ("ANKARA (AA) ", EN, "ANKARA", "", "AA"),
    ("JAKARTA, KOMPAS.com - ", EN, "JAKARTA", "", "KOMPAS.com"),
    ("Aceh (SL) – ", EN, "Aceh", "", "SL"),
    ("دمشق، سوريا (CNN) -- ", AR, "دمشق، سوريا", "", "CNN"),
    ("HANOI – ", EN, "HANOI", "", ""),
    ("(CNN) -- ", EN, "", "", "CNN"),
    ("London (CNN)", EN, "London", "", "CNN"),
    ("HOUSTON, Texas (KTRK) -- ", EN, "HOUSTON, Texas", "", "KTRK"),
    ("SOUTHWEST MIAMI-DADE, FLA. (WSVN) - ", EN, "SOUTHWEST MIAMI-DADE, FLA.", "", "WSVN"),
    ("PUTRAJAYA, Nov 22 — ", EN, "PUTRAJAYA", "--11-22", ""),
    ("KOBE – ", EN, "KOBE", "", ""),
    ("DUBLIN — ", EN, "DUBLIN", "", ""),
    ("ST CATHERINE, Jamaica — ", EN, "ST CATHERINE, Jamaica", "", ""),
    ("LINDI: ", EN, "LINDI", "", ""),
    (
        "MOSCOW (UrduPoint News / Sputnik - 05th April, 2023) ",
        EN,
        "MOSCOW",
        "2023-04-05",
        "UrduPoint News / Sputnik",
    ),
    ("New Delhi [India], June 5 (ANI): ", EN, "New Delhi [India]", "--06-05", "ANI"),
    ("NEW DELHI: ", EN, "NEW DELHI", "", ""),
    ("(ANSA) - ROMA, 15 GIU - ", EN, "ROMA", "--06-15", "ANSA"),
    ("Madrid, 12 jun (EFE).- ", EN, "Madrid", "--06-12", "EFE"),
    ("Praha 5. června (ČTK) - ", EN, "Praha", "--06-05", "ČTK"),
    (
        "SAN FRANCISCO, June 5, 2024 /PRNewswire/ -- ",
        EN,
        "SAN FRANCISCO",
        "2024-06-05",
        "PRNewswire",
    ),
    ("SAN FRANCISCO--(BUSINESS WIRE)--", EN, "SAN FRANCISCO", "", "BUSINESS WIRE"),
    ("Riyadh, June 5, 2024, SPA -- ", EN, "Riyadh", "2024-06-05", "SPA"),
    ("ABU DHABI, 5th June, 2024 (WAM) -- ", EN, "ABU DHABI", "2024-06-05", "WAM"),
    ("MOSCOW. June 5 (Interfax) - ", EN, "MOSCOW", "--06-05", "Interfax"),
    ("KUALA LUMPUR, June 5 (Bernama) -- ", EN, "KUALA LUMPUR", "--06-05", "Bernama"),
    ("नई दिल्ली, 5 जून (भाषा) ", HI, "नई दिल्ली", "", "भाषा"),
    ("القاهرة (رويترز) - ", AR, "القاهرة", "", "رويترز"),
    ("WASHINGTON, D.C. — ", EN, "WASHINGTON, D.C.", "", ""),
    ("TEMPO.CO, Jakarta - ", EN, "Jakarta", "", "TEMPO.CO"),
    ("REPUBLIKA.CO.ID, JAKARTA -- ", EN, "JAKARTA", "", "REPUBLIKA.CO.ID"),
    ("(中央社記者張三台北5日電)", ZH, "台北", "", "中央社"),
    ("【ワシントン共同】", JA, "ワシントン", "", "共同"),
    ("[東京\u3000２０日\u3000ロイター] - ", JA, "東京", "", "ロイター"),
    ("【ニューヨーク＝山田太郎】", JA, "ニューヨーク", "", ""),
    ("[서울=뉴시스]김지은 기자 = ", KO, "서울", "", "뉴시스"),
    ("中新社香港10月22日电 (记者 张三)", ZH, "香港", "--10-22", "中新社"),
    ("Khan Younis, Gaza — ", EN, "Khan Younis, Gaza", "", ""),
    ("KHAN YOUNIS, GAZA — ", EN, "KHAN YOUNIS, GAZA", "", ""),
    ("WEST PALM BEACH — ", EN, "WEST PALM BEACH", "", ""),
    ("AUGSFELD – ", EN, "AUGSFELD", "", ""),
    ("SAN FRANCISCO, CA – June 5, 2024 – ", EN, "SAN FRANCISCO, CA", "2024-06-05", ""),
    ("WASHINGTON (January 24, 2017) — ", EN, "WASHINGTON", "2017-01-24", ""),
    ("Rabat, 20 mai 2024 (MAP) - ", EN, "Rabat", "2024-05-20", "MAP"),
    ("BERLIN, 5. Juni (dpa) - ", EN, "BERLIN", "--06-05", "dpa"),
    ("Hà Nội (TTXVN 20/6) - ", EN, "Hà Nội", "--06-20", "TTXVN"),
    ("SINGAPORE - ", EN, "SINGAPORE", "", ""),
    ("KYIV, Ukraine — ", EN, "KYIV, Ukraine", "", ""),
    ("СОФИЯ, 5 юни /БТА/ ", RU, "СОФИЯ", "", "БТА"),
    ("CNN — ", EN, "", "", "CNN"),
    ("GENEVA – ", EN, "GENEVA", "", ""),
    ("Ankara, 5 Mart (AA) - ", EN, "Ankara", "--03-05", "AA"),
    ("Hà Nội, ngày 20/6 (TTXVN) - ", EN, "Hà Nội", "--06-20", "TTXVN"),
    ("Lisboa, 05 jun 2024 (Lusa) - ", EN, "Lisboa", "2024-06-05", "Lusa"),
    ("Beirut, Lebanon (AFP) - ", EN, "Beirut, Lebanon", "", "AFP"),
    ("دبي، الإمارات العربية المتحدة (CNN)-- ", AR, "دبي، الإمارات العربية المتحدة", "", "CNN"),
    ("TP HCM (NLĐO) - ", EN, "TP HCM", "", "NLĐO"),
    ("HANOI (VNA), June 5 — ", EN, "HANOI", "--06-05", "VNA"),
    ("GAZA, Dec. 1 (Xinhua) -- ", EN, "GAZA", "--12-01", "Xinhua"),
    ("Manado (ANTARA) - ", EN, "Manado", "", "ANTARA"),
    (
        "SAN FRANCISCO (AP) — ",
        "eBay said on Tuesday that it would buy a rival.",
        "SAN FRANCISCO",
        "",
        "AP",
    ),
    ("NEW YORK (AP) — ", "$5 million was paid for a painting on Tuesday.", "NEW YORK", "", "AP"),
    ("LINDI: ", "IT’s the end of a long wait for the people of the region.", "LINDI", "", ""),
    ("HÀ NỘI — ", "HCM City has opened a second metro line after ten years.", "HÀ NỘI", "", ""),
    ("HÀ NỘI — ", "Hải Phòng has approved a plan for a second port.", "HÀ NỘI", "", ""),
    ("HANOI — ", "Vietnamese trade officials met in the capital on Tuesday.", "HANOI", "", ""),
    ("PARIS — ", "« Le pont sera ouvert », a dit le ministre mardi.", "PARIS", "", ""),
    ("New Delhi: ", EN + " More talks follow.", "New Delhi", "", ""),
    ("Potsdam – ", EN + " More talks follow.", "Potsdam", "", ""),
    ("Washington.- ", EN, "Washington", "", ""),
    ("PARIS — ", "LONDON-based bankers will move to the city next year.", "PARIS", "", ""),
    ("LONDON (UK) — ", EN, "LONDON (UK)", "", ""),
    ("Hà Nội, 5/6 (TTXVN) - ", EN, "Hà Nội", "", "TTXVN"),
    ("Berlin, 5.6.2024 (dpa) - ", EN, "Berlin", "2024-06-05", "dpa"),
    ("ZAGREB, 5. listopada (Hina) - ", EN, "ZAGREB", "--11-05", "Hina"),
    ("Budapest, 2024. június 5. (MTI) - ", EN, "Budapest", "", "MTI"),
    ("(CNN) -- LONDON (AP) -- ", EN, "LONDON", "", "CNN"),
    ("(런던·서울=연합뉴스) 황정우 특파원 백나리 기자 = ", KO, "런던·서울", "", "연합뉴스"),
    ("【北京＝時事】", JA, "北京", "", "時事"),
    ("ソウル（CNN）　", JA, "ソウル", "", "CNN"),
    ("  HANOI — ", EN, "HANOI", "", ""),
]


@pytest.mark.parametrize(
    ("dateline", "rest", "place", "date", "agency"), DATELINES, ids=[row[0] for row in DATELINES]
)
def test_a_dateline_is_read_to_its_last_blank(
    dateline: str, rest: str, place: str, date: str, agency: str
) -> None:
    line = read_dateline(dateline + rest)
    assert line is not None
    assert (line.place, line.date, line.agency) == (place, date, agency)
    assert line.end == len(dateline)
    assert line.raw == dateline.strip()


@pytest.mark.parametrize("dateline", ["HÀ NỘI — ", "Hà Nội (TTXVN) - ", "Praha (ČTK) - "])
def test_decomposed_letters_are_read_as_composed_ones(dateline: str) -> None:
    text = unicodedata.normalize("NFD", f"{dateline}{EN}")
    line = read_dateline(text)
    assert line is not None
    assert text[line.end :] == EN


LABELS = """
READ MORE: | ALSO READ: | EXKLUSIV - | AKTUALISIERT - | P.S.: | RISK REMAINS: | BREAKING — |
UPDATE: | WATCH: | VIDEO: | OPINION: | NOTE: | WARNING — | Q: | FILE - | PHOTOS: |
COVID-19 — | NATO: | NATO — | UNESCO — | WHO — | EU – | NASA — | USA: | HTML – | EXCLUSIVE — |
SUMMARY — | LEAD: | FAQ: | STEP 1: | PART TWO — | DAY 3 – | XEM THÊM: | ĐỌC THÊM — | NÓNG: |
ẢNH: | СРОЧНО — | ВИДЕО: | ЧИТАЙТЕ ТАКЖЕ: | ТЕРМІНОВО — | EN DIRECT — | À LIRE — | VIDÉO – |
ENTRETIEN — | EILMELDUNG — | KOMMENTAR – | LESEN SIE AUCH: | ÚLTIMA HORA — | VÍDEO: |
LEIA MAIS: | ESCLUSIVO — | SON DAKİKA — | BACA JUGA: | PILNE — | WIDEO: | LEES OOK: |
INTERVIEWER — | ДИКТОР — | JOHN SMITH: | Trump: | Mr Smith (AP): | John Roe (SPA): |
JANE DOE, CNN: | Jane Doe, Reuters - | — | – | - | * | 1. | (1) | American Airlines (AA) – |
Deutsche Presse-Agentur (dpa) – | Distributed (Git): | (laughs) | (AP) The |
Hà Nội - Hải Phòng | HÀ NỘI — HẢI PHÒNG | PARIS – LONDON – | Paris – London | Berlin: |
London - | LAVENDER - | LIGHTWEIGHT -- | Tip – | Free shipping – | Bordeaux 2.0: |
1099-MISC: | LONDON (1666) — | Sunday, 5 May – | Posted, June 5, 2024 - | Updated June 5: |
June 5 — | 5 June 2024 – | Hanoi
"""


@pytest.mark.parametrize("label", sorted({*map(str.strip, re.split(r"[|\n]", LABELS))} - {""}))
def test_a_label_a_speaker_or_an_acronym_is_no_dateline(label: str) -> None:
    assert read_dateline(f"{label} {EN}") is None


@pytest.mark.parametrize(
    "line",
    [
        "HÀ NỘI — Hải Phòng expressway will be widened to eight lanes by the end of next year.",
        "HÀ NỘI — Nowhere Town expressway will be widened to eight lanes by the end of May.",
        "MOSCOW — Kyiv talks on the exchange of prisoners have been put off until the autumn.",
        "PARIS — LONDON: two capitals and one fair of art that nobody wants to miss this year.",
        "HANOI — NEW LEADERS MEET FOR THE FIRST TIME AND AGREE ON EVERYTHING",
        "BERLIN — A City Guide",
        "HANOI —",
        "HANOI (VNA) -",
        "PHOENIX: I think that we will see more of this in the years to come, to be honest.",
        "WASHINGTON: You know, that is the kind of question that I never liked to answer.",
        "HIKING BOOTS – Good boots are the first thing that you should buy before the journey.",
        "KNIME — short for the Konstanz Information Miner — is a free data analytics platform.",
        "GARLIC - Garlic repels the beetles that live on the leaves of the tomatoes next to it.",
        "THE NEW BRIDGE WILL OPEN NEXT MONTH - IN SPITE OF ALL THAT THE MINISTER HAS SAID.",
        "The minister (AP) said that the bridge - the longest in the country - would open soon.",
        "- HANOI — a list item is not the first line of a story, whatever stands in or behind it.",
        "— Hanoi (VNA) - said the man, and turned to the window as if nothing had happened at all.",
        "Data Processing Agreement (DPA) - Only needed for customers in the European Union now.",
        "Data Privacy Addendum (DPA) – The customer may object to a new processor in thirty days.",
        "Sylvain (Dpa) – The customer may object to a new processor within thirty days of this.",
        "Alvin Molina (SPA): The union has to stand together now, more than at any time before.",
        "[로이터=연합뉴스] 대통령이 20일 서울에서 열린 회의에서 정책을 발표하고 있다.",
        "新华社报道，交通部长十八日宣布新大桥将于下个月正式通车，双方讨论了铁路。",
        "新华社电影部负责人十八日宣布新的纪录片将于下个月正式上映，欢迎观看。",
        "【お知らせ】新しい橋は来月開通する予定です。詳しくはページをご覧ください。",
    ],
)
def test_a_line_that_only_begins_like_a_dateline_stays(line: str) -> None:
    assert read_dateline(line) is None
