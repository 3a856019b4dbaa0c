"""Persons of whole articles: who is found, under which name, with which mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.entities.conftest import Enrich


def persons(enrich: Enrich, body: str, *titles: str) -> dict[str, list[str]]:
    found = enrich(body, *titles)
    return {person.name: [mention.surface for mention in person.mentions] for person in found.persons}


@pytest.mark.parametrize(
    ("body", "name", "mentions"),
    [
        pytest.param(
            "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو ترحب. وأضاف لافروف أن الرد للافروف وحده.",
            "سيرغي لافروف",
            ["سيرغي لافروف", "لافروف", "للافروف"],
            id="surname and particles",
        ),
        pytest.param(
            "أكد الدكتور عبد الله الربيعة أن الحملة مستمرة. وشدد الربيعة على دعمها.",
            "عبد الله الربيعة",
            ["عبد الله الربيعة", "الربيعة"],
            id="name of God as part of a name",
        ),
        pytest.param(
            "قالت الوزيرة منى أبو زيد إن العمل بدأ. وتابعت أبو زيد أنه مستمر.",
            "منى أبو زيد",
            ["منى أبو زيد", "أبو زيد"],
            id="kunya as surname",
        ),
        pytest.param(
            "استقبل الأمير محمد بن سلمان بن عبدالعزيز الوفد. وقال محمد بن سلمان إن اللقاء مهم.",
            "محمد بن سلمان بن عبدالعزيز",
            ["محمد بن سلمان بن عبدالعزيز", "محمد بن سلمان"],
            id="chain cut short",
        ),
        pytest.param(
            "قال القائد محمد حمدان دقلو (حميدتي) إن قواته ملتزمة. وأعلن حميدتي ذلك أمس.",
            "محمد حمدان دقلو",
            ["محمد حمدان دقلو", "حميدتي", "حميدتي"],
            id="nickname in brackets",
        ),
        pytest.param(
            "التقى الرئيس الأميركي جو بايدن نظيره. وأكد الرئيس الأميركي جو بايدن دعمه.",
            "جو بايدن",
            ["جو بايدن", "جو بايدن"],
            id="full name twice",
        ),
    ],
)
def test_later_mentions_belong_to_the_full_name(enrich: Enrich, body: str, name: str, mentions: list[str]) -> None:
    assert persons(enrich, body).get(name) == mentions


def test_a_headline_surname_before_the_full_name_is_linked(enrich: Enrich) -> None:
    found = persons(enrich, "وصل وزير الخارجية الأميركي أنتوني بلينكن إلى جنيف.", "بلينكن في جنيف")
    assert found == {"أنتوني بلينكن": ["بلينكن", "أنتوني بلينكن"]}


def test_father_and_son_stay_two(enrich: Enrich) -> None:
    body = (
        "استقبل الملك سلمان بن عبدالعزيز آل سعود ضيوفه في الرياض."
        " وحضر اللقاء الأمير محمد بن سلمان بن عبدالعزيز آل سعود ولي العهد."
    )
    found = enrich(body)
    assert len({person.key for person in found.persons}) == 2


def test_two_of_one_surname_are_told_apart_by_the_title(enrich: Enrich) -> None:
    body = (
        "قالت القاضية نجلاء بن يوسف إن الحكم صدر. واعتبر المحامي كريم بن يوسف أن العقوبة قاسية."
        " وردت القاضية بن يوسف عليه."
    )
    found = persons(enrich, body)
    assert found["نجلاء بن يوسف"] == ["نجلاء بن يوسف", "بن يوسف"]
    assert found["كريم بن يوسف"] == ["كريم بن يوسف"]


def test_of_two_of_one_surname_the_nearest_before_is_meant(enrich: Enrich) -> None:
    body = "تحدث الرئيس ميشال عون أولا. ثم تحدث العماد جوزيف عون. وقال عون إن الجيش جاهز."
    assert persons(enrich, body)["جوزيف عون"] == ["جوزيف عون", "عون"]


@pytest.mark.parametrize(
    "body",
    [
        "وقع الحادث في شارع الحبيب بورقيبة وسط العاصمة.",
        "نقل المصابون إلى مستشفى الشيخ زايد.",
        "وصلت الطائرة إلى مطار رفيق الحريري الدولي.",
        "تخرج في جامعة محمد الخامس.",
    ],
)
def test_what_is_named_after_a_person_is_no_person(enrich: Enrich, body: str) -> None:
    assert [person.name for person in enrich(body).persons if person.in_facets] == []


@pytest.mark.parametrize(
    "body",
    [
        "وصل الوفد إلى سلام شامل بعد أمل كبير.",
        "هذا نص بلا أسماء على الإطلاق.",
        "ارتفعت الأسعار في الأسواق أمس بنسبة كبيرة.",
    ],
)
def test_words_of_the_language_are_no_persons(enrich: Enrich, body: str) -> None:
    assert enrich(body).persons == ()


def test_a_surname_that_is_a_word_is_not_linked_where_it_is_the_word(enrich: Enrich) -> None:
    body = "كلف الرئيس القاضي نواف سلام تشكيل الحكومة. وقال سلام إنه يسعى إلى سلام شامل في الجنوب."
    assert persons(enrich, body)["نواف سلام"] == ["نواف سلام", "سلام"]


def test_names_in_a_list_are_separate(enrich: Enrich) -> None:
    body = "حضر الاجتماع الوزراء خالد العبيدي، ومحمد اليعقوبي، وعلي الغامدي."
    found = [person.name for person in enrich(body).persons]
    assert found == ["خالد العبيدي", "محمد اليعقوبي", "علي الغامدي"]


def test_spellings_of_one_foreign_name_are_one_person(enrich: Enrich) -> None:
    body = "قال الأمين العام أنطونيو غوتيريش إن الوضع صعب. ودعا الأمين العام أنطونيو غوتيريس إلى وقف القتال."
    assert len(enrich(body).persons) == 1


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("قال وزير الخارجية الروسي، سيرغي لافروف، إن بلاده مستعدة.", "وزير الخارجية الروسي"),
        ("قال الرئيس الفرنسي إيمانويل ماكرون أمس.", "الرئيس الفرنسي"),
        ("اتفق الطرفان، ووزير الخارجية سيرغي لافروف وافق.", "وزير الخارجية"),
        ("قال سيرغي لافروف، وزير الخارجية الروسي، إن بلاده مستعدة.", "وزير الخارجية الروسي"),
    ],
)
def test_the_role_stands_before_or_after_the_name(enrich: Enrich, body: str, role: str) -> None:
    assert [person.role for person in enrich(body).persons] == [role]


def test_a_single_name_is_found_but_not_counted_in_facets(enrich: Enrich) -> None:
    found = enrich("قال الرئيس الأميركي بوش إن بلاده مستعدة للحوار.").persons
    assert [(person.name, person.in_facets) for person in found] == [("بوش", False)]


def test_vowel_signs_and_tatweel_stay_in_the_mention_and_leave_the_name(enrich: Enrich) -> None:
    found = enrich("قال الرئيس مُحَمَّد مرسي إن الدولة قوية.").persons
    assert [(person.name, person.mentions[0].surface) for person in found] == [("محمد مرسي", "مُحَمَّد مرسي")]


def test_confidence_is_a_share(enrich: Enrich) -> None:
    found = enrich("قال وزير الخارجية سيرغي لافروف إن لقاء بلينكن قريب.")
    assert all(0 <= person.confidence <= 1 for person in found.persons)


def test_a_short_form_of_two_longer_names_joins_neither(enrich: Enrich) -> None:
    body = (
        "حضر الوزير خالد محمد العتيبي والسفير خالد فهد العتيبي الحفل. وقال خالد العتيبي إن الحفل ناجح."
        " وأضاف خالد العتيبي شكره."
    )
    found = persons(enrich, body)
    assert found["خالد العتيبي"] == ["خالد العتيبي", "خالد العتيبي"]


def test_a_word_of_kinship_keeps_a_short_name_apart(enrich: Enrich) -> None:
    body = "زرع المواطن سالم بن راشد بن سعيد الحارثي الأشجار. وشارك حفيده سالم بن راشد في العمل."
    assert len(enrich(body).persons) == 2


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("حضر عبدالرحمن المحرمي (أبو زرعة) الاجتماع.", "أبو زرعة"),
        ('قال القائد محمد دقلو المعروف باسم "حميدتي" إن قواته جاهزة.', "حميدتي"),
        ("قال القائد محمد دقلو، الملقب بحميدتي، إن قواته جاهزة.", "بحميدتي"),
    ],
)
def test_a_by_name_is_a_mention(enrich: Enrich, body: str, mention: str) -> None:
    assert any(mention in (m.surface for m in person.mentions) for person in enrich(body).persons)


@pytest.mark.parametrize(
    "body",
    ["قال اللاعب محمد صلاح (ليفربول) إنه سعيد.", "قال محمد صلاح (الوزير) ذلك.", "قال محمد صلاح (في 2 مايو) ذلك."],
)
def test_other_words_in_brackets_are_no_names(enrich: Enrich, body: str) -> None:
    assert persons(enrich, body)["محمد صلاح"] == ["محمد صلاح"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("قال رئيس الجمهورية عبد المجيد تبون إن الجزائر جاهزة.", "عبد المجيد تبون"),
        ("أعلن محافظ مأرب سلطان علي العرادة القرار.", "سلطان علي العرادة"),
        ("وقال محمد علي آل هاشم إن الأمر انتهى.", "محمد علي آل هاشم"),
        ("زار الملك عبد الله الثاني المصنع.", "عبد الله الثاني"),
        ("قالت المحامية آمال بن رجب إن الحكم قاس.", "آمال بن رجب"),
        ("قال محمد على آل هاشم إن الأمر انتهى.", "محمد على آل هاشم"),
        ("قال الدكتور حسين الشيخ إنه موافق.", "حسين الشيخ"),
    ],
)
def test_a_chain_is_found_whole(enrich: Enrich, body: str, name: str) -> None:
    assert [person.name for person in enrich(body).persons] == [name]


@pytest.mark.parametrize("word", ["رحمه الله", "محمد", "آل نهيان", "بن محمد العيبان"])
def test_half_names_and_set_phrases_are_not_counted_in_facets(enrich: Enrich, word: str) -> None:
    assert not [person for person in enrich(f"تحدث الناس عن {word} أمس.").persons if person.in_facets]
