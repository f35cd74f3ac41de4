"""What `Names.find` finds, and what it leaves alone, in the four languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import UnknownLanguage
from communique.names import load

LANGUAGES = ("en", "ja", "zh-Hant", "zh-Hans")

FOUND: list[tuple[str, str, str]] = [
    # states: names, adjectives, capitals, line breaks, accents
    ("en", "the United States and Japan", "USA JPN"),
    ("en", "Japanese and American officials", "JPN USA"),
    ("en", "the U.S.-Japan Alliance", "USA JPN"),
    ("en", "US policy; tell us now", "USA"),
    ("en", "JOINT STATEMENT OF JAPAN AND AUSTRALIA", "JPN AUS"),
    ("en", "South\nKorea and Côte d’Ivoire", "KOR CIV"),
    ("en", "Turkey, Türkiye and roast turkey", "TUR TUR"),
    ("en", "Nigeria is not Niger", "NGA NER"),
    ("en", "the Indian Ocean and Indian ports", "indian-ocean IND"),
    ("en", "New Mexico, Latin America and Mexico", "latin-america MEX"),
    ("en", "People's Republic of China, Republic of China", "CHN TWN"),
    ("en", "the Republic of Korea (ROK)", "KOR KOR"),
    ("ja", "米国及び日本国", "USA JPN"),
    ("ja", "アメリカのスタイル、タイの首都", "USA THA"),
    ("ja", "Ｇ７とＥＵ", "G7 EU"),
    ("ja", "西ドイツとソ連", "DEU SUN"),
    ("ja", "日本國と臺灣", "JPN TWN"),
    ("zh-Hant", "美國、日本與臺灣", "USA JPN TWN"),
    ("zh-Hant", "印度洋與印度", "indian-ocean IND"),
    ("zh-Hans", "朝鲜和韩国", "PRK KOR"),
    ("zh-Hans", "美國與台灣（繁體引文）", "USA TWN"),
    ("zh-Hans", "在马里兰州，马里政府", "MLI"),
    ("zh-Hans", "沿海地区与海地", "HTI"),
    # one-character states
    ("ja", "日米首脳会談", "JPN USA"),
    ("ja", "日米韓の三か国", "JPN USA KOR"),
    ("ja", "10日日米外相が", "JPN USA"),
    ("ja", "日中国交正常化と日韓国防相", "JPN CHN JPN KOR"),
    ("ja", "米側は日本側に", "USA JPN"),
    ("ja", "米大統領が訪中し、対日政策を", "USA CHN JPN"),
    ("ja", "米ソ首脳", "USA SUN"),
    ("zh-Hant", "美日同盟", "USA JPN"),
    ("zh-Hant", "美日菲三邊峰會", "USA JPN PHL"),
    ("zh-Hant", "俄烏戰爭", "RUS UKR"),
    ("zh-Hant", "中加關係", "CHN CAN"),
    ("zh-Hans", "中美关系与巴以冲突", "CHN USA PSE ISR"),
    ("zh-Hans", "美方表示，中方回应", "USA CHN"),
    ("zh-Hant", "臺灣與巴拉圭重申臺巴合作", "TWN PRY TWN PRY"),
    ("zh-Hans", "访华期间，对华政策", "CHN CHN"),
    ("zh-Hans", "中美国防部长通话", "CHN USA"),
    # people
    ("en", "President Biden and Prime Minister Kishida", "joe-biden fumio-kishida"),
    ("en", "KISHIDA Fumio, Prime Minister of Japan", "fumio-kishida JPN"),
    ("en", "Secretary Clinton met President Clinton", "hillary-clinton bill-clinton"),
    ("ja", "カーター大統領と大平首相", "jimmy-carter masayoshi-ohira"),
    ("ja", "ジミー・カーター", "jimmy-carter"),
    ("ja", "クリントン国務長官", "hillary-clinton"),
    ("ja", "菅首相と森元首相", "yoshihide-suga yoshiro-mori"),
    ("ja", "レーガン・ゴルバチョフ会談", "ronald-reagan mikhail-gorbachev"),
    ("zh-Hant", "拜登會見岸田文雄", "joe-biden fumio-kishida"),
    ("zh-Hant", "川普、特朗普", "donald-trump donald-trump"),
    ("zh-Hant", "柴契爾夫人、戴卓爾夫人", "margaret-thatcher margaret-thatcher"),
    ("zh-Hans", "里根、雷根、撒切尔", "ronald-reagan ronald-reagan margaret-thatcher"),
    ("zh-Hans", "唐纳德·特朗普(Donald Trump)", "donald-trump donald-trump"),
    ("zh-Hans", "习主席同普京总统", "xi-jinping vladimir-putin"),
    # organisations and places
    ("en", "the UN Security Council and ASEAN", "UNSC ASEAN"),
    ("ja", "国連安保理とアセアン", "UNSC ASEAN"),
    ("zh-Hant", "東協與聯合國安理會", "ASEAN UNSC"),
    ("zh-Hans", "东盟与北约", "ASEAN NATO"),
    ("en", "in Washington, at the White House", "washington white-house"),
    ("ja", "キャンプ・デービッドと迎賓館赤坂離宮", "camp-david akasaka-palace"),
    ("zh-Hant", "台灣海峽與釣魚台", "taiwan-strait senkaku-islands"),
    ("zh-Hans", "人民大会堂与白宫", "great-hall-of-the-people white-house"),
    # historical and official names
    ("zh-Hans", "刚果人民共和国和民主也门", "COG YMD"),
    ("zh-Hans", "阿拉伯联合共和国、高棉共和国、阿曼苏丹国", "EGY KHM OMN"),
    ("zh-Hant", "剛果人民共和國與馬拉加西共和國、寮王國", "COG MDG LAO"),
    ("ja", "コンゴ人民共和国とアラブ連合、ジョルダン", "COG EGY JOR"),
    ("ja", "グレート・ブリテン及び北部アイルランド連合王国", "GBR"),
    ("en", "the Khmer Republic, the Malagasy Republic and Tanganyika", "KHM MDG TZA"),
]

NOTHING: list[tuple[str, str]] = [
    ("en", "roast turkey, fine china, let us go"),
    ("en", "Chadwick in Jordanstown"),
    ("ja", "4月10日の日中、集中豪雨の中で米価と比較した"),
    ("ja", "朝日新聞と日比谷公園、一日中"),
    ("ja", "スタイル、マリオ、チリソース"),
    ("ja", "中米地域"),
    ("zh-Hant", "在其中加強合作，近日來完美方案"),
    ("zh-Hans", "会谈中加强，其中以此为法"),
    ("zh-Hans", "卡特尔与高尔夫"),
    ("zh-Hans", "他信任你，金门大桥"),
    ("zh-Hans", "美好的日常，英雄的印象，德行与法院"),
    ("zh-Hans", "总理马丁·恩加武，费尔南德斯总统、马德罗"),
    ("ja", "カーター・ペイジ氏"),
]

WEAK: list[tuple[str, str, str]] = [
    ("en", "Ford makes cars", "gerald-r-ford"),
    ("en", "Kishida said", "fumio-kishida"),
    ("en", "the Korean war", "KOR"),
    ("ja", "岸田の発言", "fumio-kishida"),
    ("ja", "エイミー・カーター", "jimmy-carter"),
    ("ja", "ブッシュの声明", "george-w-bush"),
    ("zh-Hans", "布什的声明", "george-w-bush"),
]


@pytest.mark.parametrize(("language", "text", "ids"), FOUND)
def test_finds(language: str, text: str, ids: str) -> None:
    mentions = load().find(text, language)
    assert [mention.id for mention in mentions if not mention.weak] == ids.split()


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_leaves_alone(language: str, text: str) -> None:
    regions = {"latin-america", "central-america"}
    mentions = load().find(text, language)
    assert not [m for m in mentions if not m.weak and m.id not in regions]


@pytest.mark.parametrize(("language", "text", "id"), WEAK)
def test_marks_what_a_form_alone_does_not_tell(language: str, text: str, id: str) -> None:
    (mention,) = load().find(text, language)
    assert (mention.id, mention.weak) == (id, True)


def test_other_people_of_the_form_are_named() -> None:
    (mention,) = load().find("ブッシュ大統領", "ja")
    assert [ref.id for ref in mention.others] == ["george-h-w-bush"]


def test_a_surname_of_one_character_ends_before_its_title() -> None:
    (mention,) = load().find("菅首相", "ja")
    assert (mention.start, mention.end, mention.form) == (0, 1, "菅")


def test_the_form_is_the_text_as_it_stands() -> None:
    text = "１０日、ＥＵと臺灣"
    for mention in load().find(text, "ja"):
        assert mention.form == text[mention.start : mention.end]


def test_a_language_without_names_is_an_error() -> None:
    with pytest.raises(UnknownLanguage, match="'ko'"):
        load().find("대한민국", "ko")


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    st.text(
        alphabet=st.sampled_from("日米中韓美俄國国.· \n10方首相カーターBushUS臺\U00020bb7ﾊﾞ其"),
        max_size=60,
    )
)
def test_any_text_gives_ordered_slices(language: str, text: str) -> None:
    reached = 0
    for mention in load().find(text, language):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.form == text[mention.start : mention.end]
        reached = mention.end


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_strong_form_of_a_name_is_found(language: str) -> None:
    names = load()
    missed = []
    for table in (names.states, names.organisations, names.people, names.places):
        for thing in table.values():
            for form in thing.forms(language):
                if form.weak:
                    continue
                found = {m.id for m in names.find(form.text, language)}
                found |= {o.id for m in names.find(form.text, language) for o in m.others}
                if thing.id not in found:
                    missed.append((thing.id, form.text))
    assert not missed
