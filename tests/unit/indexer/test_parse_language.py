"""The language of an article: Arabic unless another one is sure."""

import pytest

from indexer.parse.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال وزير الخارجية إن المحادثات التي جرت في جنيف كانت مفيدة،"),
        ("ar", "کلف رئیس الجمهوریة القاضی نواف سلام تشکیل الحکومة الجدیدة، بعدما سماه نائبا فی الاستشارات التی أجریت"),
        ("ar", "عاجل هبوط صعب لمروحية"),
        (
            "fa",
            "وزیر امور خارجه گفت که این گفت‌وگوها برای دو کشور مفید است و دیدار بعدی در تهران برگزار می شود.",
        ),
        ("ur", "وزیر خارجہ نے کہا ہے کہ یہ بات چیت دونوں ممالک کے لیے مفید ہے اور اگلی ملاقات اسلام آباد میں ہو گی"),
        ("ckb", "وەزیری دەرەوە گوتی کە ئەم گفتوگۆیە بۆ هەردوو وڵات بەسوودە و کۆبوونەوەی داهاتوو لە هەولێر دەبێت"),
        (
            "en",
            "The foreign minister said on Tuesday that the talks in Geneva had been useful and would go on.",
        ),
        (
            "fr",
            "Le ministre des affaires étrangères a déclaré que les discussions de Genève ont été utiles pour la paix.",
        ),
        (
            "es",
            "El ministro dijo que las conversaciones de la capital fueron útiles para los dos países.",
        ),
        (
            "de",
            "Der Minister sagte, die Gespräche in der Hauptstadt waren nützlich und auf das Wesentliche beschränkt.",
        ),
        (
            "tr",
            "Bakan, görüşmelerin iki ülke için yararlı olduğunu ve bir sonraki toplantının daha sonra olacağını dedi.",
        ),
        ("ru", "Министр заявил, что переговоры в Женеве были полезны и что они продолжатся на следующей неделе."),
        ("und", "12345 — 67"),
        ("und", "北京 外交部 发言人"),
    ],
)
def test_language(language: str, text: str) -> None:
    assert detect(text) == language


def test_arabic_abbreviations_do_not_make_it_pashto() -> None:
    assert detect("أ. د. محمد و د. علي و د. حسن في الجامعة مع د. سالم من كلية الطب") == "ar"
