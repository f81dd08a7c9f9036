"""Naming a document's language: right for every language, steady, silent on too little text."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import langdetect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.detect import language
from cleaner.detect.language import identify

# From the Universal Declaration of Human Rights (not under copyright); ckb, dv, or and sd by hand.
SENTENCES = {
    "af": "Alle menslike wesens word vry, met gelyke waardigheid en regte, gebore.",
    "am": "የሰው፡ልጅ፡ሁሉ፡ሲወለድ፡ነጻና፡በክብርና፡በመብትም፡እኩልነት፡ያለው፡ነው።",
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "az": "Bütün insanlar ləyaqət və hüquqlarına görə azad və bərabər doğulurlar.",
    "be": "Усе людзі нараджаюцца свабоднымі і роўнымі ў сваёй годнасці і правах.",
    "bg": "Всички хора се раждат свободни и равни по достойнство и права.",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
    "bo": "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌།",
    "ca": "Tots els éssers humans neixen lliures i iguals en dignitat i en drets.",
    "ckb": "هەموو مرۆڤێک بە ئازادی و یەکسانی لە کەرامەت و مافەکاندا لەدایک دەبن.",
    "cs": "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv.",
    "cy": "Genir pawb yn rhydd ac yn gydradd â’i gilydd mewn urddas a hawliau.",
    "da": "Alle mennesker er født frie og lige i værdighed og rettigheder.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
    "dv": "ހުރިހާ އިންސާނުންވެސް އުފަންވަނީ މިނިވަންކަމުގައެވެ.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "en": "All human beings are born free and equal in dignity and rights.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados",
    "et": "Kõik inimesed sünnivad vabadena ja võrdsetena oma väärikuselt ja õigustelt.",
    "fa": "تمام افراد بشر آزاد بدنیا میایند و از لحاظ حیثیت و حقوق با هم برابرند.",
    "fi": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
    "gu": "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર અને સમાન હોય છે.",
    "he": "כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त",
    "hr": "Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i pravima.",
    "hu": "Minden emberi lény szabadon születik és egyenlő méltósága és joga van.",
    "hy": "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով։",
    "id": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.",
    "is": "Allir eru jafnir fyrir lögum og eiga rétt á jafnri vernd þeirra án manngreinarálits.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "ka": "ყოველი ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით.",
    "kk": "Барлық адамдар тумысынан азат және қадір‐қасиеті мен кұқықтары тең болып дүниеге",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។",
    "kn": "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ.",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "ky": "Бардык адамдар өз беделинде жана укуктарында эркин жана тең укуктуу болуп жаралат.",
    "lo": "ມະນຸດເກີດມາມີສິດເສລີພາບ ແລະ ສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກ ແລະ",
    "lt": "Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis.",
    "lv": "Visi cilvēki piedzimst brīvi un vienlīdzīgi savā pašcieņā un tiesībās.",
    "mk": "Сите човечки суштества се раѓаат слободни и еднакви по достоинство и права.",
    "ml": "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും സ്വാതന്ത്ര്യത്തോടുംകൂടി",
    "mn": "Хүн бүр төрж мэндлэхэд эрх чөлөөтэй, адилхан нэр төртэй, ижил эрхтэй байдаг.",
    "mr": "सर्व मानवी व्यक्ति जन्मतःच स्वतंत्र आहेत व त्यांना समान प्रतिष्ठा व समान अधिकार",
    "mt": "Il-bnedmin kollha jitwieldu ħielsa u ugwali fid-dinjità u d-drittijiet.",
    "my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော",
    "ne": "सबै व्यक्ति हरू जन्मजात स्वतन्त्र हुन ती सबैको समान अधिकार र महत्व छ।",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren.",
    "no": "Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter.",
    "or": "ସମସ୍ତ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ ଏବଂ ମର୍ଯ୍ୟାଦା ଓ ଅଧିକାରରେ ସମାନ।",
    "pa": "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ ਆਜ਼ਾਦ ਹੈ ਅਤੇ ਸੁਤੇ",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw.",
    "ps": "د بشر ټول افراد ازاد نړۍ ته راځي او د حيثيت او د حقوقو له پلوه سره برابر دي۔ ټول د",
    "pt": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos.",
    "ro": "Toate ființele umane se nasc libere și egale în demnitate și în drepturi.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "sd": "پاڪستان ۾ سنڌي ٻولي ڳالهائيندڙن جو تعداد ڪيترو آهي.",
    "si": "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත.",
    "sk": "Všetci ľudia sa rodia slobodní a sebe rovní , čo sa týka ich dostojnosti a práv.",
    "sl": "Vsi ljudje se rodijo svobodni in imajo enako dostojanstvo in enake pravice.",
    "so": "Aadanaha dhammaantiis wuxuu dhashaa isagoo xor ah kana siman xagga sharafta iyo",
    "sq": "Të gjithë njerëzit lindin të lirë dhe të barabartë në dinjitet dhe në të drejta.",
    "sr": "Сва људска бића рађају се слободна и једнака у достојанству и правима.",
    "sv": "Alla människor äro födda fria och lika i värde och rättigheter.",
    "sw": "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa.",
    "ta": "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும்,",
    "te": "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు.",
    "tg": "Ҳар кас ҳуқуқ ба зиндагӣ, озодӣ ва дахлнопазирии шахсӣ дорад.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักด[เกียรติศักดิ์]และสิทธิ",
    "tl": "Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan at mga",
    "tr": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar.",
    "tt": "Барлык кешеләр дә азат һәм үз абруйлары һәм хокуклары ягыннан тиң булып туалар.",
    "ug": "ھەممە ئادەم زانىدىنلا ئەركىن، ئىززەت-ھۆرمەت ۋە ھوقۇقتا باپباراۋەر بولۇپ تۇغۇلغان.",
    "uk": "Всі люди народжуються вільними і рівними у своїй гідності та правах.",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل",
    "uz": "Барча одамлар эркин, қадр‐қиммат ва ҳуқуқларда тенг бўлиб туғиладилар.",
    "vi": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.",
    "yi": "יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט.",
    "zh": "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。",
}


@pytest.mark.parametrize(("tag", "sentence"), SENTENCES.items(), ids=SENTENCES.keys())
def test_one_sentence_tells_its_language(tag: str, sentence: str) -> None:
    found, score = identify(sentence)
    assert found == tag
    assert score > 0.8


def test_every_profile_of_langdetect_is_used_or_its_script_decides() -> None:
    shipped = {path.name.split("-")[0] for path in (files("langdetect") / "profiles").iterdir()}
    asked = {tag for tags in language._PROFILES.values() for tag in tags.split()}
    by_script = {tag for tag in language._BLOCKS if tag.islower()} | {"zh", "ja", "ko"}
    assert shipped - by_script == asked


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        pytest.param(
            "国务院总理在北京会见了来访的外国客人并举行会谈", "zh", id="simplified Chinese"
        ),
        pytest.param(
            "行政院院長今天在臺北會見來訪的外國賓客並舉行會談", "zh", id="traditional Chinese"
        ),
        pytest.param("大統領は東京で首相と会談した。", "ja", id="Han with kana"),
        pytest.param(
            "도널드 트럼프 美 대통령이 서울에 도착했다", "ko", id="Hangul with a Chinese sign"
        ),
        pytest.param("ԵՐԵՎԱՆ. Հայաստանի վարչապետը մեկնել է Մոսկվա", "hy", id="not Estonian"),
        pytest.param("ALLE MENSCHEN SIND FREI UND GLEICH AN WÜRDE", "de", id="capitals alone"),
        pytest.param("Президент Microsoft прибыл в Москву на переговоры", "ru", id="a Latin name"),
        pytest.param(
            "微软公司 Microsoft 发布了新版 Windows 操作系统", "zh", id="Latin names in Chinese"
        ),
        pytest.param(
            "The Japanese word 東京 means eastern capital, as every visitor learns.",
            "en",
            id="Chinese signs in English",
        ),
        pytest.param(
            "Thủ tướng lên đường thăm Liên bang Nga https://example.com/some/english/words/in/the/address/of/a/page",
            "vi",
            id="an address is no English",
        ),
    ],
)
def test_the_script_of_most_of_the_text_decides(text: str, tag: str) -> None:
    assert identify(text)[0] == tag


def test_the_score_is_lower_when_scripts_are_mixed() -> None:
    russian = SENTENCES["ru"]
    mixed, alone = identify(f"{russian} Microsoft Windows Corporation"), identify(russian)
    assert mixed[0] == alone[0] == "ru"
    assert 0.5 < mixed[1] < alone[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "2024-06-20 17:51 1,234,567.89 +84 24 3933 2316",
        "🎉🎊😀👍🏽❤️ 🇻🇳🇷🇺",
        "Hà Nội",
        "OK. Yes! 12345",
        "Hanoi, Moscow",
        "ᎣᏏᏲ ᏙᎯᏧ ᎤᎵᎮᎵᏍᏗ ᎠᏂᏴᏫᏯ ᏗᎦᏚᎲ, said a man",
        "\x00\x01\ud800\udfff",
        "https://example.com/a/long/address/and/nothing/else",
    ],
)
def test_too_little_text_and_unknown_scripts_stay_unnamed(text: str) -> None:
    assert identify(text) == ("und", 0.0)


def test_letters_that_no_language_shares_stay_unnamed() -> None:
    assert identify("xqzk wvxq jjkz qxwv zzkq xjqw kzvx")[0] == "und"


@given(
    st.text(max_size=200) | st.text(alphabet="aăâđêôơưиіїђ人かさ가あاپہ \ud800é\u0301", max_size=80)
)
@settings(max_examples=300, deadline=None)
def test_any_text_gets_a_tag_and_a_score_between_0_and_1(text: str) -> None:
    tag, score = identify(text)
    assert 0.0 <= score <= 1.0
    assert score == round(score, 4)
    assert (tag == "und") == (score == 0.0)
    assert identify(text) == (tag, score)


@given(st.permutations(sorted(SENTENCES)))
@settings(max_examples=5, deadline=None)
def test_what_was_identified_before_changes_nothing(order: list[str]) -> None:
    assert {tag: identify(SENTENCES[tag]) for tag in order} == _alone()


def _alone() -> dict[str, tuple[str, float]]:
    return {tag: identify(sentence) for tag, sentence in SENTENCES.items()}


def test_threads_change_nothing() -> None:
    texts = list(SENTENCES.values()) * 3
    language._factory.cache_clear()
    with ThreadPoolExecutor(max_workers=8) as threads:
        assert list(threads.map(identify, texts)) == [identify(text) for text in texts]


def test_other_processes_and_hash_seeds_answer_alike() -> None:
    program = (
        "import sys; from cleaner.detect.language import identify\n"
        "print([identify(line) for line in sys.stdin.buffer.read().decode().split('|')])"
    )
    texts = [SENTENCES[tag] for tag in ("no", "da", "sk", "pt", "hr", "mk")]
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", program],
            input="|".join(texts).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        assert ran.stdout.decode().strip() == str([identify(text) for text in texts])


def test_the_seed_does_not_leak_and_that_of_others_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = identify(SENTENCES["no"])
    assert langdetect.DetectorFactory.seed is None
    monkeypatch.setattr(langdetect.DetectorFactory, "seed", 7)
    assert identify(SENTENCES["no"]) == before


def test_langdetect_is_imported_on_first_need() -> None:
    program = (
        "import sys; from cleaner.detect.language import identify\n"
        "identify('국무총리가 서울에서 회담을 열었다'); print('langdetect' in sys.modules)\n"
        "identify('The minister opened the meeting.'); print('langdetect' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("tag", ["vi", "fr", "cs", "ko", "ru"])
def test_composed_and_decomposed_letters_are_the_same(tag: str) -> None:
    text = " ".join([SENTENCES[tag]] * 20)
    assert identify(unicodedata.normalize("NFD", text)) == identify(text)


@pytest.mark.parametrize(
    "around",
    [lambda text: text + " 1 2 3" * 10, lambda text: "\n\n" + text, lambda text: text * 3],
)
def test_digits_blanks_and_length_around_a_text_keep_its_language(
    around: Callable[[str], str],
) -> None:
    assert {tag for tag, text in SENTENCES.items() if identify(around(text))[0] != tag} == set()


def test_the_sample_is_taken_from_the_whole_length() -> None:
    banner = "All rights reserved. Sign in to read the news of today. "
    body = " ".join([SENTENCES["vi"]] * 40)
    assert identify(banner + body)[0] == "vi"
    assert len(language._sample(body)) == language.SLICES * (language.SLICE + 1) - 1
