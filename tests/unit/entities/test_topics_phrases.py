"""Topics and key phrases of whole articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from entities.lexicon import read_sections
from entities.topics import LABELS

if TYPE_CHECKING:
    from tests.unit.entities.conftest import Enrich

GUARANTEES = (
    "قالت الوزارة إن المحادثات تناولت الضمانات الأمنية. وأضافت أن والضمانات الأمنية المقترحة مهمة،"
    " وأنها تطالب بضمانات أمنية مكتوبة. وتتمسك موسكو بالضمانات الأمنية."
)


def topics(enrich: Enrich, body: str, *titles: str) -> list[str]:
    return [topic.id for topic in enrich(body, *titles).topics]


@pytest.mark.parametrize(
    ("topic", "body"),
    [
        ("politics", "أدلى الناخبون بأصواتهم في الانتخابات البرلمانية، وأعلن رئيس الوزراء فوز حزبه بأغلبية المقاعد."),
        ("conflict", "قصفت المدفعية مواقع المسلحين واندلعت اشتباكات بين الجيش والميليشيات رغم وقف إطلاق النار."),
        ("economy", "رفع البنك المركزي أسعار الفائدة لمواجهة التضخم، وتراجعت الأسهم في البورصة."),
        ("crime", "قضت المحكمة بسجن المتهم بعد إدانته بتهريب المخدرات، وقررت النيابة العامة مصادرة أمواله."),
        ("disaster", "لقي عشرة أشخاص مصرعهم في زلزال ضرب البلاد، وتواصل فرق الإنقاذ انتشال الضحايا."),
        ("education", "بدأ العام الدراسي الجديد وعاد الطلاب والمعلمون إلى المدارس والجامعات لأداء الامتحانات."),
        ("environment", "حذر تقرير من تغير المناخ وزيادة الانبعاثات والتلوث وقطع أشجار الغابات."),
        ("health", "أعلنت وزارة الصحة وصول لقاح جديد إلى المستشفيات لعلاج المرضى من الفيروس."),
        ("labour", "دخل العمال في إضراب دعت إليه النقابة للمطالبة برفع الأجور والرواتب."),
        ("lifestyle", "قدم الشيف أطباقا من المطبخ العربي في المطعم، وعرضت المصممة أزياء جديدة."),
        ("religion", "أدى المسلمون صلاة العيد في المساجد وألقى الإمام خطبة عن الصيام والحج."),
        ("science", "أطلقت وكالة الفضاء مركبة فضائية إلى محطة الفضاء ويدرس العلماء نتائج التجارب العلمية."),
        ("society", "نظمت الجمعية الخيرية حملة لدعم الأيتام والفقراء وذوي الإعاقة بمشاركة متطوعين."),
        ("sport", "فاز المنتخب في المباراة النهائية وسجل اللاعب هدفا، وتوج الفريق بكأس البطولة."),
        ("culture", "افتتح مهرجان السينما بعرض فيلم للمخرج، وأحيا المطرب حفلا غنائيا وقدم الشاعر قصائد."),
        ("weather", "توقعت الأرصاد الجوية أمطارا غزيرة ورياحا ومنخفضا جويا وانخفاض درجات الحرارة."),
        ("human_interest", "دخلت المعمرة موسوعة غينيس بعد أن بلغت عاما جديدا في قصة إنسانية طريفة أثارت تفاعلا."),
    ],
)
def test_an_article_about_a_topic_has_it_first(enrich: Enrich, topic: str, body: str) -> None:
    assert topics(enrich, body)[:1] == [topic]


@pytest.mark.parametrize("body", ["نص قصير.", "جلس الرجل أمام البيت.", "1 2 3"])
def test_an_article_may_have_no_topic(enrich: Enrich, body: str) -> None:
    assert topics(enrich, body) == []


def test_an_article_has_at_most_three_topics_with_arabic_labels(enrich: Enrich) -> None:
    body = " ".join(
        ["انتخابات حزب برلمان", "قصف اشتباكات صواريخ", "بورصة أسهم تضخم", "محكمة متهم سجن", "مباراة منتخب دوري"] * 3
    )
    found = enrich(body).topics
    assert len(found) == 3
    assert all(topic.label == LABELS[topic.id] for topic in found)
    assert all(0 < topic.confidence <= 1 for topic in found)


def test_a_headline_weighs_more_than_the_body(enrich: Enrich) -> None:
    body = "شهدت البلاد انتخابات وبدأ إضراب العمال."
    assert topics(enrich, body, "إضراب العمال يتسع")[0] == "labour"


def test_the_lexicon_has_the_seventeen_topics() -> None:
    assert set(read_sections("topics.txt")) == set(LABELS)
    assert len(LABELS) == 17


def test_attached_and_indefinite_forms_of_a_phrase_count_as_one(enrich: Enrich) -> None:
    found = enrich(GUARANTEES).phrases
    assert found[0].text == "الضمانات الأمنية"
    assert found[0].confidence == 1.0


def test_phrases_are_distinct_and_ordered(enrich: Enrich) -> None:
    found = enrich(GUARANTEES, "الضمانات الأمنية في صلب المحادثات").phrases
    weights = [phrase.confidence for phrase in found]
    assert weights == sorted(weights, reverse=True)
    assert len({phrase.text for phrase in found}) == len(found)


def test_names_of_persons_and_places_are_no_phrases(enrich: Enrich) -> None:
    found = enrich("قال وزير الخارجية سيرغي لافروف إن الولايات المتحدة ردت. وأضاف سيرغي لافروف ذلك.")
    assert not {"سيرغي لافروف", "الولايات المتحدة"} & {phrase.text for phrase in found.phrases}


def test_an_empty_article_has_nothing(enrich: Enrich) -> None:
    found = enrich("")
    assert (found.persons, found.places, found.orgs, found.topics, found.phrases) == ((), (), (), (), ())
