"""The words that dates are written with, folded as `arabic.fold.fold` does."""

from __future__ import annotations

from functools import cache

from arabic.dates.model import Unit
from arabic.dates.months import month_names

WEEKDAYS = {
    "الاثنين": 0, "الاتنين": 0, "الثلاثاء": 1, "الثلثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2, "الخميس": 3,
    "الجمعه": 4, "السبت": 5, "الاحد": 6,
}  # fmt: skip
# Words whose Friday, Sunday or "two" is no day of the calendar.
NOT_BEFORE_WEEKDAY = frozenset(
    "صلاه خطبه خطيب امام مسجد جامع سوق حي احد الرجلين الطرفين الجانبين البلدين الشخصين كلا كلاهما عيد "
    "مدرسه مدارس احاد ابن بن ال شارع عميد لواء".split()
)
TURNS = {
    **dict.fromkeys("الماضي الماضيه الفايت الفائت الفائته المنصرم المنصرمه الفارط الفارطه المنقضي المنقضيه".split(), -1),
    **dict.fromkeys("الجاري الجاريه الحالي الحاليه الراهن الراهنه".split(), 0),
    **dict.fromkeys("المقبل المقبله القادم القادمه الاتي الاتيه القابل القابله الموالي المواليه".split(), 1),
}  # fmt: skip
SAME = frozenset("نفسه ذاته عينه نفسها ذاتها نفس ذات المذكور".split())
UNITS = {"اليوم": Unit.DAY, "الاسبوع": Unit.WEEK, "الشهر": Unit.MONTH, "العام": Unit.YEAR, "السنه": Unit.YEAR}
DAYS = {
    "اليوم": 0, "الليله": 0, "امس": -1, "الامس": -1, "البارحه": -1, "غدا": 1, "غد": 1, "الغد": 1, "غدٍ": 1,
}  # fmt: skip
# اليوم before these is "the day", not "today".
NOT_AFTER_TODAY = frozenset(
    "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي الواحد العشرون العشرين الثلاثون "
    "الثلاثين الاخير الختامي الافتتاحي التالي الموالي نفسه ذاته عينه السابق المذكور المشهود الموعود العالمي الوطني "
    "الدولي العربي الاسلامي المفتوح الدراسي الدراسى التعريفي التشاوري الاخر الذي الذى الجديد الطويل الواحده "
    "الماضي المقبل القادم السعيد التاريخي القومي الاسود الاوروبي الافريقي المحدد".split()
)
NOT_BEFORE_TODAY = frozenset("ذلك في نفس ذات كل مثل جريده صحيفه موقع قناه الي نهار مليون طن برميل فى".split()) - {"الي"}
HOURS = frozenset(
    "صباح مساء فجر ظهر عصر ليل ليله نهار منتصف منذ حتي قبل يوم بعد من الي عصر ظهيره مغرب نهايه خلال طوال طيله عشيه".split()
)
# What stands before the name of a month when it is one.
BEFORE_MONTH = frozenset(
    "في فى منذ حتي خلال من الي شهر شهري مطلع بدايه اوائل منتصف نهايه اواخر غايه بحلول قبل بعد بين اول اخر عن طيله "
    "طوال لغايه كل مستهل ختام غضون لشهر بشهر عشيه مدار".split()
)
BEFORE_WORD = BEFORE_MONTH - {"من", "الي", "عن", "بعد", "قبل", "بين", "كل", "اول", "اخر"} | {"شهر"}
# Streets, squares, wars and parties are called after days; without a year these are no dates.
NAMED_AFTER = frozenset(
    "ثوره الثوره حركه مدينه جسر شارع ميدان كوبري حرب قوي جامعه ملعب ساحه مستشفي تحالف انتفاضه محور احداث هجمات "
    "هجوم نصر انتصارات حي نفق مصنع سد استاد مجزره انقلاب حراك فريق نادي مدرسه معهد كتائب لواء قناه بيان قصر قاعه مجمع "
    "محطه مطار مسجد ذكري طوفان عمليه جيل مجموعه معسكر موقعه طريق تيار حزب شباب ائتلاف جبهه".split()
)
COUNTED_AFTER = frozenset(
    "شخص شخصا قتيل قتيلا جريح جريحا دولار دولارا مليون مليار الف طن طنا كيلومتر كيلومترا متر مترا نسمه ليره دينار "
    "دينارا ريال ريالا درهم درهما جنيه جنيها يورو برميل برميلا وحده عائله اسره طالب طالبا لاجئ لاجئا مصاب اصابه حاله "
    "صوت صوتا مقعد مقعدا مره نقطه بالمئه بالمائه في% كلم كم سائح حاج جندي جنديا عامل عاملا مواطن مواطنا منزل منزلا".split()
)
ERAS_GREGORIAN = frozenset(("م", "ء", "ميلادي", "ميلاديه", "للميلاد"))
ERAS_HIJRI = frozenset(("ه", "هجري", "هجريه", "للهجره"))
YEAR_WORDS = frozenset("عام العام سنه السنه للعام لعام بعام".split())
YEARS_WORDS = frozenset("عامي العامين الاعوام اعوام سنتي السنوات سنوات".split())
_TENS = {"العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
_ONES = {
    "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7, "الثامن": 8,
    "التاسع": 9, "العاشر": 10, "الحادي": 11, "الواحد": 11,
}  # fmt: skip
ORDINALS = {**_ONES, **_TENS, "الحاديه": 11}
COUNTS = {
    name: number
    for number, names in enumerate(
        ("ثلاثه ثلاث", "اربعه اربع", "خمسه خمس", "سته ست", "سبعه سبع", "ثمانيه ثماني ثمان", "تسعه تسع", "عشره عشر"), 3
    )
    for name in names.split()
}
ONE = {"يوم": Unit.DAY, "اسبوع": Unit.WEEK, "شهر": Unit.MONTH, "عام": Unit.YEAR, "سنه": Unit.YEAR}
TWO = {"يومين": Unit.DAY, "اسبوعين": Unit.WEEK, "شهرين": Unit.MONTH, "عامين": Unit.YEAR, "سنتين": Unit.YEAR}
MANY = {
    **dict.fromkeys(("ايام", "يوما"), Unit.DAY),
    **dict.fromkeys(("اسابيع", "اسبوعا"), Unit.WEEK),
    **dict.fromkeys(("اشهر", "شهور", "شهرا"), Unit.MONTH),
    **dict.fromkeys(("اعوام", "سنوات", "سنين", "عاما"), Unit.YEAR),
}
AGO = {"قبل": -1, "منذ": -1, "بعد": 1}
THROUGH = frozenset(("الي", "حتي", "لغايه", "-", "–", "—"))
_OTHER = "يوم اول فاتح من الموافق الموافقه بين يومي شهر شهري".split()


@cache
def vocabulary() -> frozenset[str]:
    """Every word from which a conjunction or preposition may be taken off."""
    words = {*WEEKDAYS, *DAYS, *UNITS, *ORDINALS, *YEAR_WORDS, *YEARS_WORDS, *_OTHER, *TURNS}
    return frozenset(words | month_names().keys())
