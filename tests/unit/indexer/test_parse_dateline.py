"""Datelines of many shapes: where, from whom, when, and where the story begins."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.parse.dateline import Dateline, read_dateline
from indexer.parse.lexicon import load_lexicon
from indexer.parse.segments import HEAD, Role, segments

STORY = "قالت مصادر محلية إن الأعمال ستستمر حتى إشعار آخر."


def read(line: str) -> Dateline | None:
    return read_dateline(line, load_lexicon())


@pytest.mark.parametrize(
    ("head", "agencies", "place", "dates"),
    [
        ("( أردو بوينت نتورك . / سبوتنيك - 18 كانون الثاني 2022ء) ", ("أردو بوينت نتورك", "سبوتنيك"), None, 1),
        ("( سبوتنيك عربي - طهران - 21 أيار/مايو 2024 ) ", ("سبوتنيك عربي",), "طهران", 1),
        ("طهران/ الأناضول/ 19.05.2024", ("الأناضول",), "طهران", 1),
        ("RT – طهران | ٢٠ مايو ٢٠٢٤", ("RT",), "طهران", 1),
        ("المنيا (أ ش أ) – ", ("أ ش أ",), "المنيا", 0),
        ("المنيا في 11 فبراير 2025 /أ ش أ/", ("أ ش أ",), "المنيا", 1),
        ("بيروت، 3 تموز 2024 (وكالة المشرق) - ", ("وكالة المشرق",), "بيروت", 1),
        ("وطنية - بيروت، الاثنين 13 كانون الثاني/يناير 2025 - ", ("الوكالة الوطنية للإعلام",), "بيروت", 1),
        ("الجزائر - 11 أوت 2024 (وأج) - ", ("وأج",), "الجزائر", 1),
        ("الرياض - سبأنت: 07 أبريل 2022", ("سبأ",), "الرياض", 1),
        ("أربيل / شفق نيوز / 30 تشرين الأول 2024", ("شفق نيوز",), "أربيل", 1),
        ("الرياض 2 ذو القعدة 1444هـ (واس)", ("واس",), "الرياض", 1),
        ("الرياض 20 شوال 1445 هـ الموافق 29 أبريل 2024 م واس", ("واس",), "الرياض", 1),
        ("طرابلس – وال – 2023-09-12", ("وال",), "طرابلس", 1),
        ("رام الله 26-4-2025 وفا- ", ("وفا",), "رام الله", 1),
        ("عمان 9 شباط (بترا)- ", ("بترا",), "عمان", 1),
        ("البصرة/ واع – 6/10/2021", ("واع",), "البصرة", 1),
        ("الدار البيضاء – و م ع – 3 غشت 2023 – ", ("و م ع",), "الدار البيضاء", 1),
        ("دبي – خاص مجلة ليالي", ("مجلة ليالي",), "دبي", 0),
        ("أم درمان (راديو دبنقا) – ", ("راديو دبنقا",), "أم درمان", 0),
        ("مسقط في 23 نوفمبر 2022 /العمانية/", ("العمانية",), "مسقط", 1),
        ("تونس – الصباح نيوز (وات) – 16/01/2019", ("الصباح نيوز", "وات"), "تونس", 1),
        ("المنيا – بوابة الصعيد – 11/2/2025", ("بوابة الصعيد",), "المنيا", 1),
        ("اليوم السابع | الأربعاء، 12 فبراير 2025 09:40 ص", ("اليوم السابع",), None, 1),
        ("(CNN)-- ", ("CNN",), None, 0),
        ("دبي، الإمارات العربية المتحدة (CNN) -- ", ("CNN",), "دبي", 0),
        ("واشنطن- «القدس العربي»: ", ("القدس العربي",), "واشنطن", 0),
        ("بغداد/ المسلة: ", ("المسلة",), "بغداد", 0),
        ("نواكشوط — و.م.أ — ", ("و م أ",), "نواكشوط", 0),
        ("عمّان - بترا - ", ("بترا",), "عمّان", 0),
        ("موسكو، 9 أيلول/سبتمبر. /تاس/. ", ("تاس",), "موسكو", 1),
        ("موسكو – نوفوستي. ", ("نوفوستي",), "موسكو", 0),
        ("الكويت - 16 - 12 - 2023 (كونا) -- ", ("كونا",), "الكويت", 1),
        ("الكويت - 21 - 2 (كونا) -- ", ("كونا",), "الكويت", 1),
        ("فيلنيوس 12 يوليو تموز 2023 (رويترز) - ", ("رويترز",), "فيلنيوس", 1),
        ("تمير ٢٩ شعبان ١٤٤٥ هـ واس", ("واس",), "تمير", 1),
        ("أبشي (راديو الساحل والصحراء) – ", ("راديو الساحل والصحراء",), "أبشي", 0),
        ("دمشق-سانا", ("سانا",), "دمشق", 0),
        ("طهران / 12 حزيران / يونيو 2023 / ارنا - ", ("إرنا",), "طهران", 1),
        ("بيروت: العربي الجديد", ("العربي الجديد",), "بيروت", 0),
        ("الخرطوم في 5-11-2019 (سونا)- ", ("سونا",), "الخرطوم", 1),
        ("تونس 12 أكتوبر 2020 (وات/تحرير منى بن علي)- ", ("وات",), "تونس", 1),
        ("لندن – رويترز – 5 أيار 2022 – ", ("رويترز",), "لندن", 1),
        ("(أ ف ب / واشنطن - 3 آذار/مارس 2020) ", ("أ ف ب",), "واشنطن", 1),
        ("نيويورك (الأمم المتحدة) 22 سبتمبر 2023 (شينخوا) -- ", ("شينخوا",), "نيويورك", 1),
        ("السليمانية / روداو | 11 تشرين الثاني 2021", ("روداو",), "السليمانية", 1),
        ("عنابة | الشروق أونلاين | 02 ماي 2018", ("الشروق أونلاين",), "عنابة", 1),
        ("صحيفة الضفة - أم الفحم", ("صحيفة الضفة",), "أم الفحم", 0),
        ("حلب – مراسل وكالة الشمال – ٧ كانون الأول ٢٠٢١ – ", ("وكالة الشمال",), "حلب", 1),
        ("23 يناير 2020 - رام الله - (وفا) - ", ("وفا",), "رام الله", 1),
        ("( وكالة الشرق / برلين ) ", ("وكالة الشرق",), "برلين", 0),
        ("عمان (الرأي) - ", ("الرأي",), "عمان", 0),
        ("الرياض واس: ", ("واس",), "الرياض", 0),
        ("لبنان - ", (), "لبنان", 0),
    ],
)
def test_shapes_of_datelines(head: str, agencies: tuple[str, ...], place: str | None, dates: int) -> None:
    line = head if not head.endswith(" ") else head + STORY
    found = read(line)
    if head == "لبنان - ":
        assert found is None
        return
    assert found is not None
    assert (found.agencies, found.place, len(found.dates)) == (agencies, place, dates)
    assert line[found.end :] == (STORY if head.endswith(" ") else "")


@pytest.mark.parametrize(
    "line",
    [
        STORY,
        "قال الرئيس - في كلمة متلفزة - إن الحرب انتهت.",
        "أكد لـ«عكاظ» أطباء العيون أنه لا يوجد في الأسواق أي بديل.",
        "تجاوبا مع ما نشرته «عكاظ» عن مخاطر العدادات، زار فريق الحي.",
        "كشفت شركة صينية (SPAN) عن هاتف جديد.",
        "تبدأ المؤسسة العامة للحبوب الأحد المقبل 24/10/1436هـ صرف الدفعة الأولى.",
        "قضايا محلية جديرة بالبحث (2-2)",
        "اختيار رئيس وأعضاء الإدارة الأحد",
        "بحلوى أم علي المغطاة بالفستق، فازت الشيف بالجائزة.",
        "في 5 مايو 2024 وقع الانفجار.",
        "",
        "12",
    ],
)
def test_sentences_and_headlines_are_no_datelines(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("المنيا – كتب: حسن عبد الغفار", "حسن عبد الغفار"),
        ("كتبت: سعاد مراد", "سعاد مراد"),
        ("بقلم: سعاد مراد", "سعاد مراد"),
        ("إسطنبول/ محمد أوزترك/ الأناضول", "محمد أوزترك"),
        ("هسبريس - رشيد أمزيان", "رشيد أمزيان"),
        ("نايف عبدالله – جدة", "نايف عبدالله"),
        ("مكة المكرمة – حامد القرشي", "حامد القرشي"),
    ],
)
def test_writers_are_told_from_agencies(line: str, byline: str) -> None:
    found = read(line)
    assert found is not None
    assert found.byline == byline
    assert byline not in found.agencies


def test_words_told_from_the_day_of_writing_belong_to_the_story() -> None:
    line = "بورتسودان (سونا) – أعلن الجيش، أمس الجمعة 21 مارس 2025، استعادة القصر."
    found = read(line)
    assert found is not None
    assert found.dates == ()
    assert line[found.end :].startswith("أعلن الجيش")


def test_an_opening_quote_belongs_to_the_story() -> None:
    line = 'بيروت (أ ف ب) - "لن نعود" قال النازحون.'
    found = read(line)
    assert found is not None
    assert line[found.end :] == '"لن نعود" قال النازحون.'


def test_a_dateline_is_sure_only_if_nothing_in_it_is_guessed() -> None:
    sure, guessed = read("لندن: «الشرق الأوسط»"), read("حلبا – صوت الأرز – 5 أيار 2022")
    assert sure is not None
    assert sure.sure
    assert guessed is not None
    assert not guessed.sure


def test_unknown_initials_lose_their_dots() -> None:
    found = read("القاهرة (ب. ن. ر) – " + STORY)
    assert found is not None
    assert found.agencies == ("ب ن ر",)


def test_segments_know_their_signs() -> None:
    first, second, third = segments("بيروت، 3 تموز 2024 (وكالة المشرق) - قال", load_lexicon())[:3]
    assert (first.role, first.after) == (Role.PLACE, "،")
    assert (second.role, second.before) == (Role.DATE, "،")
    assert (third.role, third.enclosed) == (Role.OUTLET, True)


@given(st.text(max_size=300))
def test_any_line_is_safe(line: str) -> None:
    found = read(line)
    assert found is None or 0 < found.end <= len(line)


@given(
    st.lists(st.sampled_from(["بيروت", "(", ")", "رويترز", "-", "/", "5 أيار 2022", "،", "كتب:", "علي حسن", "|", ":"]))
)
def test_any_row_of_names_and_signs_is_safe(parts: list[str]) -> None:
    line = " ".join(parts)
    found = read(line)
    assert found is None or line[found.end :] == line[found.end :].lstrip()


@pytest.mark.parametrize("piece", ["(", "/", "- ", "بيروت - ", "كتب: ", "12:30 ", "5/5 ", "(رويترز) "])
def test_only_the_head_of_a_line_is_read(piece: str) -> None:
    started = time.process_time()
    read(piece * 100_000)
    assert time.process_time() - started < 2
    assert all(segment.end <= HEAD for segment in segments(piece * 1000, load_lexicon()))
