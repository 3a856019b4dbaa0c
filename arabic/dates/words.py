"""The words that dates are written with. Sets and tables are in folded letters, as `arabic.fold.fold` spells."""

from __future__ import annotations

import re
from functools import cache

from arabic.dates.model import Unit
from arabic.dates.months import month_names
from arabic.fold import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


WEEKDAYS = {
    word: day
    for day, names in enumerate(
        ("الاثنين الاتنين", "الثلاثاء الثلثاء الثلاثا", "الأربعاء الأربعا", "الخميس", "الجمعة", "السبت", "الأحد")
    )
    for word in _words(names)
}
# Words whose Friday, Sunday or "two" is no day of the calendar.
NOT_BEFORE_WEEKDAY = _words(
    """
    صلاة خطبة خطيب إمام مسجد جامع سوق حي أحد الرجلين الطرفين الجانبين البلدين الشخصين كلا عيد مدرسة مدارس ابن بن
    شارع
    """
)
TURNS = {
    word: turn
    for turn, names in (
        (-1, "الماضي الماضية الفائت الفائتة المنصرم المنصرمة الفارط الفارطة المنقضي المنقضية الماضيين المنصرمين"),
        (0, "الجاري الجارية الحالي الحالية الراهن الراهنة الجاريين"),
        (1, "المقبل المقبلة القادم القادمة الآتي الآتية القابل القابلة الموالي الموالية المقبلين القادمين"),
    )
    for word in _words(names)
}
SAME = _words("نفسه ذاته عينه المذكور")
UNITS = {
    word: unit
    for unit, names in ((Unit.DAY, "اليوم"), (Unit.WEEK, "الأسبوع"), (Unit.MONTH, "الشهر"), (Unit.YEAR, "العام السنة"))
    for word in _words(names)
}
DAYS = {
    word: day
    for day, names in ((0, "اليوم الليلة"), (-1, "أمس الأمس البارحة"), (1, "غدا غد الغد"))
    for word in _words(names)
}
# اليوم before these is "the day", not "today".
NOT_AFTER_TODAY = _words("""
    الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي الواحد العشرون العشرين الثلاثون
    الثلاثين الأخير الختامي الافتتاحي التالي الموالي نفسه ذاته عينه السابق المذكور المشهود الموعود العالمي
    الوطني الدولي العربي الإسلامي المفتوح الدراسي التعريفي التشاوري الآخر الذي الجديد الطويل الماضي المقبل
    القادم السعيد التاريخي القومي الأسود
    """)
NOT_BEFORE_TODAY = _words("ذلك في نفس ذات كل مثل دار جريدة صحيفة موقع قناة نهار مليون طن برميل بهذا بذلك لذلك هذين")
HOURS = _words(
    """
    صباح مساء فجر ظهر عصر ليل ليلة نهار منتصف منذ حتى قبل يوم بعد من إلى ظهيرة مغرب نهاية خلال طوال طيلة عشية
    """
)
# What stands before the name of a month when it is one.
BEFORE_MONTH = _words("""
    في منذ حتى خلال من إلى شهر شهري مطلع بداية أوائل منتصف نهاية أواخر غاية بحلول قبل بعد بين أول آخر عن طيلة
    طوال لغاية كل مستهل ختام غضون لشهر بشهر عشية مدار
    """)
BEFORE_WORD = BEFORE_MONTH - _words("من إلى عن بعد قبل بين كل أول آخر")
# Streets, squares, wars and parties are called after days; without a year these are no dates.
NAMED_AFTER = _words("""
    ثورة حركة مدينة جسر شارع ميدان كوبري حرب قوى جامعة ملعب ساحة مستشفى تحالف انتفاضة محور أحداث هجمات هجوم نصر
    انتصارات حي نفق مصنع سد استاد مجزرة انقلاب حراك فريق نادي مدرسة معهد كتائب لواء قناة بيان قصر قاعة مجمع محطة
    مطار مسجد ذكرى طوفان عملية جيل مجموعة معسكر موقعة طريق تيار حزب شباب ائتلاف جبهة
    """)
COUNTED_AFTER = _words("""
    شخص شخصا قتيل قتيلا جريح جريحا دولار دولارا مليون مليار ألف طن طنا كيلومتر كيلومترا متر مترا نسمة ليرة دينار
    دينارا ريال ريالا درهم درهما جنيه جنيها يورو برميل برميلا وحدة عائلة أسرة طالب طالبا لاجئ لاجئا مصاب إصابة
    حالة صوت صوتا مقعد مقعدا مرة نقطة بالمئة بالمائة كلم كم سائح حاج جندي جنديا عامل عاملا مواطن مواطنا منزل
    منزلا
    """)
FUTURE = _words(
    """
    المقرر المقررة مقررا مقررة المرتقب المرتقبة المنتظر المنتظرة ينتظر يتوقع المتوقع سوف يترقب ترقب موعد موعدا
    لن تمهيدا
    """
)
FUTURE_VERB = re.compile(r"[وف]?س[يتن][^\W\d_]{3,}")
ERAS_GREGORIAN = _words("م ء ميلادي ميلادية للميلاد")
ERAS_HIJRI = _words("ه هجري هجرية للهجرة")
YEAR_WORDS = _words("عام العام سنة السنة للعام لعام بعام")
YEARS_WORDS = _words("عامي العامين الأعوام أعوام سنتي السنوات سنوات")
FIRST = _words("أول فاتح الفاتح غرة")
ORDINALS = {
    fold(name): number
    for number, name in enumerate(
        ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي"), 1
    )
} | {"الواحد": 11, "العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
# The first of these is no first day: النصف الأول من يوليو.
PARTS = _words("""
    النصف الربع الثلث الأسبوع الشهر العقد الفصل الموسم الدور المركز الجزء الشوط الأسبوعين الأيام الفريق الصف
    الطابق المجلس الوزير النائب المقعد الهدف الرئيس اللقاء الاجتماع المؤتمر الملتقى المنتدى البيان العدد
    """)
COUNTS = {
    fold(name): number
    for number, names in enumerate(
        ("ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر"), 3
    )
    for name in names.split()
}
ONE = {"يوم": Unit.DAY, "اسبوع": Unit.WEEK, "شهر": Unit.MONTH, "عام": Unit.YEAR, "سنه": Unit.YEAR}
TWO = {"يومين": Unit.DAY, "اسبوعين": Unit.WEEK, "شهرين": Unit.MONTH, "عامين": Unit.YEAR, "سنتين": Unit.YEAR}
MANY = {
    word: unit
    for unit, names in (
        (Unit.DAY, "أيام يوما"),
        (Unit.WEEK, "أسابيع أسبوعا"),
        (Unit.MONTH, "أشهر شهور شهرا"),
        (Unit.YEAR, "أعوام سنوات سنين عاما"),
    )
    for word in _words(names)
}
AGO = {"قبل": -1, "منذ": -1, "بعد": 1}
BOTH_TURNED = _words("المقبلين الماضيين القادمين المنصرمين")
THROUGH = _words("إلى حتى لغاية - – —")


@cache
def vocabulary() -> frozenset[str]:
    """Every word from which a conjunction or preposition may be taken off."""
    others = _words("يوم من الموافق الموافقة بين يومي شهر شهري")
    return frozenset(
        {*FIRST, *WEEKDAYS, *DAYS, *UNITS, *ORDINALS, *YEAR_WORDS, *YEARS_WORDS, *TURNS, *others, *month_names()}
    )
