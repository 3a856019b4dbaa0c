"""Whole articles whose head and tail take many shapes: the story between them is always the same."""

from typing import NamedTuple

import pytest

from articles.stages import ParsedArticle, RawArticle
from indexer.parse import parse

TITLE = "الفرق تواصل أعمال الإصلاح في المدينة القديمة"
BODY = (
    "قالت مصادر محلية إن الأعمال ستستمر حتى إشعار آخر، وفق ما نقله شهود.\n\n"
    "وأضافت المصادر أن الفرق تواصل عملها في المكان."
)


class Shape(NamedTuple):
    """What stands above the headline, before the story and behind it, and what that says."""

    above: str
    head: str
    tail: str
    agencies: tuple[str, ...]
    place: str | None
    published: str | None
    calendar: str


SHAPES = [
    Shape(
        "",
        "دمشق-سانا\n",
        "",
        ("سانا",),
        "دمشق",
        None,
        "none",
    ),
    Shape(
        "",
        "طهران / 12 حزيران / يونيو 2023 / ارنا - ",
        "",
        ("إرنا",),
        "طهران",
        "2023-06-12",
        "levantine",
    ),
    Shape(
        "",
        "بيروت: العربي الجديد\n",
        "",
        ("العربي الجديد",),
        "بيروت",
        None,
        "none",
    ),
    Shape(
        "",
        "الخرطوم في 5-11-2019 (سونا)- ",
        "\n\nسونا/ م ع",
        ("سونا",),
        "الخرطوم",
        "2019-11-05",
        "gregorian",
    ),
    Shape(
        "",
        "تونس 12 أكتوبر 2020 (وات/تحرير منى بن علي)- ",
        "",
        ("وات",),
        "تونس",
        "2020-10-12",
        "gregorian",
    ),
    Shape(
        "",
        "الجزائر - في 12 مارس 2021 (واج) - ",
        "",
        ("وأج",),
        "الجزائر",
        "2021-03-12",
        "gregorian",
    ),
    Shape(
        "",
        "القاهرة ـ أ ش أ: ",
        "",
        ("أ ش أ",),
        "القاهرة",
        None,
        "none",
    ),
    Shape(
        "",
        "لندن ـ رويترز ـ 5 أيار 2022 ـ ",
        "",
        ("رويترز",),
        "لندن",
        "2022-05-05",
        "levantine",
    ),
    Shape(
        "",
        "( رويترز - 14 تموز 2021 ) ",
        "",
        ("رويترز",),
        None,
        "2021-07-14",
        "levantine",
    ),
    Shape(
        "",
        "(أ ف ب / واشنطن - 3 آذار/مارس 2020) ",
        "",
        ("أ ف ب",),
        "واشنطن",
        "2020-03-03",
        "levantine",
    ),
    Shape(
        "",
        "باريس – أ.ف.ب – 2019/03/16 – ",
        "\n\nأ.ف.ب / ن ج",
        ("أ ف ب",),
        "باريس",
        "2019-03-16",
        "iso",
    ),
    Shape(
        "",
        "نيويورك (الأمم المتحدة) 22 سبتمبر 2023 (شينخوا) -- ",
        "",
        ("شينخوا",),
        "نيويورك",
        "2023-09-22",
        "gregorian",
    ),
    Shape(
        "",
        "جنيف في 4 ديسمبر / قنا / ",
        "\n\nقنا 1810 جمت 2023/12/04",
        ("قنا",),
        "جنيف",
        "2023-12-04",
        "gregorian",
    ),
    Shape(
        "",
        "المكلا / سبأ / 15 أغسطس 2022م\n",
        "\n\nسبأ",
        ("سبأ",),
        "المكلا",
        "2022-08-15",
        "gregorian",
    ),
    Shape(
        "",
        "وكالة معا - بيت لحم - 14/05/2021 ( آخر تحديث: 14/05/2021 الساعة: 10:22 )\n",
        "",
        ("معا",),
        "بيت لحم",
        "2021-05-14",
        "gregorian",
    ),
    Shape(
        "",
        "السليمانية / روداو | 11 تشرين الثاني 2021\n",
        "\n\nرووداو ديجيتال",
        ("روداو",),
        "السليمانية",
        "2021-11-11",
        "levantine",
    ),
    Shape(
        "",
        "عنابة | الشروق أونلاين | 02 ماي 2018\n",
        "\nشاركنا برأيك\nمقالات ذات صلة",
        ("الشروق أونلاين",),
        "عنابة",
        "2018-05-02",
        "maghrebi",
    ),
    Shape(
        "",
        "أكادير (ومع) 28 دجنبر 2021 – ",
        "\n\nح:ر س/ف ك",
        ("و م ع",),
        "أكادير",
        "2021-12-28",
        "maghrebi",
    ),
    Shape(
        "",
        "نواكشوط، 17 يونيو 2022 (الأخبار) – ",
        "",
        ("الأخبار",),
        "نواكشوط",
        "2022-06-17",
        "gregorian",
    ),
    Shape(
        "",
        "صحيفة الضفة - أم الفحم\n",
        "\n\nتم النشر: 12-01-2020 | 18:00\nطباعة المقال",
        ("صحيفة الضفة",),
        "أم الفحم",
        "2020-01-12",
        "gregorian",
    ),
    Shape(
        "",
        "الرياض - متابعات: ",
        "\n\nالمصدر: رويترز، العربية",
        (
            "رويترز",
            "العربية",
        ),
        "الرياض",
        None,
        "none",
    ),
    Shape(
        "",
        "حلب – مراسل وكالة الشمال – ٧ كانون الأول ٢٠٢١ – ",
        "\n\n(وكالة الشمال) ع.ن",
        ("وكالة الشمال",),
        "حلب",
        "2021-12-07",
        "levantine",
    ),
    Shape(
        "",
        "مراسلنا – تعز (وكالة سبأ) ",
        "",
        ("سبأ",),
        "تعز",
        None,
        "none",
    ),
    Shape(
        "",
        "أبها 12 شوال 1444 هـ الموافق 02 مايو 2023 م واس\n",
        "\n\n// انتهى //\n12:05 ت م\n0041\nwww.spa.gov.sa/1234567",
        ("واس",),
        "أبها",
        "2023-05-02",
        "hijri",
    ),
    Shape(
        "",
        "23 يناير 2020 - رام الله - (وفا) - ",
        "\n\nاقرأ المزيد: صور من المدينة\nأخبار ذات صلة\nاشترك في نشرتنا",
        ("وفا",),
        "رام الله",
        "2020-01-23",
        "gregorian",
    ),
    Shape(
        "",
        "( وكالة الشرق / برلين ) ",
        "\n(يتبع)\n",
        ("وكالة الشرق",),
        "برلين",
        None,
        "none",
    ),
    Shape(
        "",
        "القدس ـ «الأيام»: ",
        "",
        ("الأيام",),
        "القدس",
        None,
        "none",
    ),
    Shape(
        "",
        "اسطنبول, 5 يناير/كانون الثاني (الأناضول) -- ",
        "\n\n5 يناير/كانون الثاني 2017",
        ("الأناضول",),
        "اسطنبول",
        "2017-01-05",
        "gregorian",
    ),
    Shape(
        "",
        "بقلم: سعاد مراد\nالدار البيضاء - هسبريس\nالأربعاء 9 أكتوبر 2019 | 13:45\n\n",
        "\n\nهسبريس\nجميع الحقوق محفوظة لهسبريس © 2019\n#المغرب #صحة",
        ("هسبريس",),
        "الدار البيضاء",
        "2019-10-09",
        "gregorian",
    ),
    Shape(
        "",
        "رويترز - القاهرة - 4 نوفمبر 2021\n",
        "",
        ("رويترز",),
        "القاهرة",
        "2021-11-04",
        "gregorian",
    ),
    Shape(
        "12:30 | الأحد 04 أبريل 2021 | محليات\n",
        "القصيم – سبق: ",
        "\n\nكن أول من يعلق\nالوسوم: القصيم",
        ("سبق",),
        "القصيم",
        "2021-04-04",
        "gregorian",
    ),
    Shape(
        "",
        "واشنطن (أ ب) _ ",
        "\n\nمشاهدات: 1200\nرابط الخبر: https://example.org/a",
        ("أ ب",),
        "واشنطن",
        None,
        "none",
    ),
    Shape(
        "",
        "الدوحة - الراية: ",
        "\n\nتنويه: التعليقات المنشورة لا تعبر عن رأي الموقع",
        ("الراية",),
        "الدوحة",
        None,
        "none",
    ),
    Shape(
        "",
        "غزة - مراسل معا - ",
        "",
        ("معا",),
        "غزة",
        None,
        "none",
    ),
    Shape(
        "",
        "القاهرة – أحمد سمير – الأهرام\n",
        "",
        ("الأهرام",),
        "القاهرة",
        None,
        "none",
    ),
    Shape(
        "",
        "بيروت في 5 أيار (مايو) 2022 - «الحياة»\n",
        "",
        ("الحياة",),
        "بيروت",
        "2022-05-05",
        "levantine",
    ),
    Shape(
        "",
        "تونس في 5 جانفي 2020 /وات/ ",
        "\nوات / ر.ع",
        ("وات",),
        "تونس",
        "2020-01-05",
        "maghrebi",
    ),
    Shape(
        "",
        "طرابلس 12 نوفمبر 2019 م (وال) – ",
        "\n\n…( وال ) …",
        ("وال",),
        "طرابلس",
        "2019-11-12",
        "gregorian",
    ),
    Shape(
        "نشرت في: 05/11/2021 - 10:23آخر تحديث: 05/11/2021 - 10:25\n",
        "باريس (أ ف ب) – ",
        "",
        ("أ ف ب",),
        "باريس",
        "2021-11-05",
        "gregorian",
    ),
    Shape(
        "",
        "أ ف ب\nباريس\n",
        "",
        ("أ ف ب",),
        "باريس",
        None,
        "none",
    ),
    Shape(
        "",
        "الخرطوم: سونا\n",
        "",
        ("سونا",),
        "الخرطوم",
        None,
        "none",
    ),
    Shape(
        "",
        "5 ربيع الأول 1443هـ / 11 أكتوبر 2021م\nجدة - واس - ",
        "",
        ("واس",),
        "جدة",
        "2021-10-11",
        "hijri",
    ),
    Shape(
        "",
        "لندن في 7 يونيو 2017 (رويترز) ",
        "\n\n(إعداد منى سالم للنشرة العربية - تحرير علي حسن)",
        ("رويترز",),
        "لندن",
        "2017-06-07",
        "gregorian",
    ),
    Shape(
        "",
        "كييف 24 فبراير شباط 2022 (رويترز) - ",
        "\n\n(تغطية صحفية بافل بوليتيوك - إعداد محمد فرج للنشرة العربية)",
        ("رويترز",),
        "كييف",
        "2022-02-24",
        "gregorian",
    ),
    Shape(
        "",
        "الأمم المتحدة، 3 نيسان/أبريل 2019 (إينا) -- ",
        "",
        ("إينا",),
        "الأمم المتحدة",
        "2019-04-03",
        "levantine",
    ),
    Shape(
        "",
        "مأرب | المصدر أونلاين | الخميس 6 مايو 2021\n",
        "",
        ("المصدر أونلاين",),
        "مأرب",
        "2021-05-06",
        "gregorian",
    ),
    Shape(
        "",
        "سيئون/سبأنت:\n",
        "",
        ("سبأ",),
        "سيئون",
        None,
        "none",
    ),
    Shape(
        "",
        "أنقرة – وكالات – الثلاثاء 21 أيار 2019\n",
        "",
        (),
        "أنقرة",
        "2019-05-21",
        "levantine",
    ),
    Shape(
        "",
        "بغداد – المدى – خاص\n",
        "\n\nت/ م.ن",
        ("المدى",),
        "بغداد",
        None,
        "none",
    ),
    Shape(
        "",
        "(بي بي سي) – بلفاست – ١٢ تموز ٢٠٢٠: ",
        "",
        ("بي بي سي",),
        "بلفاست",
        "2020-07-12",
        "levantine",
    ),
    Shape(
        "",
        "[إدلب – شبكة شام – 14/3/2020] ",
        "",
        ("شام",),
        "إدلب",
        "2020-03-14",
        "gregorian",
    ),
    Shape(
        "",
        "تل أبيب – «القناة 12»: ",
        "",
        ("القناة 12",),
        "تل أبيب",
        None,
        "none",
    ),
    Shape(
        "",
        "موقع الجبل الإخباري / السويداء / 30 آذار 2023م\n",
        "",
        ("موقع الجبل الإخباري",),
        "السويداء",
        "2023-03-30",
        "levantine",
    ),
    Shape(
        "",
        "الرباط: «الصباح» – 2 ماي 2019 – ",
        "\n\nأحدث الأخبار\nتحميل المزيد",
        ("الصباح",),
        "الرباط",
        "2019-05-02",
        "maghrebi",
    ),
]


def raw(shape: Shape, copies: int) -> RawArticle:
    headline = f"{TITLE}\n\n" * copies
    return RawArticle("shape.txt", f"{shape.above}{headline}{shape.head}{BODY}{shape.tail}")


@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.head.strip() or shape.above.strip())
def test_the_story_is_found_whatever_stands_around_it(shape: Shape, copies: int) -> None:
    article = parse(raw(shape, copies))
    assert isinstance(article, ParsedArticle)
    assert (article.title, len(article.headlines)) == (TITLE, copies)
    assert article.body == BODY
    assert set(article.agencies) == set(shape.agencies)
    assert article.place == shape.place
    assert (article.published.isoformat() if article.published else None) == shape.published
    assert article.calendar.value == shape.calendar


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.head.strip() or shape.above.strip())
def test_all_that_is_left_out_is_reported(shape: Shape) -> None:
    source = raw(shape, 1)
    article = parse(source)
    assert isinstance(article, ParsedArticle)
    reported = "".join(source.text[cut.start : cut.end] for cut in article.cuts)
    around = f"{shape.above}{shape.head}{shape.tail}"
    assert {char for char in around if char.isalnum()} <= set(reported)
