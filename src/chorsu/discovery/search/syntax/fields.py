"""Names of fields as readers write them, in five languages."""

import unicodedata

ALIASES: dict[str, str] = {}
for _field, _names in {
    "title": "title ti sarlavha nom sarlavha сарлавҳа ном название заглавие nhan-đề nhan tên tựa",
    "author": "author au creator muallif муаллиф автор tác-giả tacgia",
    "subject": "subject su mavzu мавзу тема предмет рубрика chủ-đề chude đề-tài",
    "series": "series turkum туркум серия tùng-thư",
    "publisher": "publisher nashriyot нашриёт издательство издатель nxb nhà-xuất-bản",
    "notes": "note notes izoh изоҳ примечание ghi-chú",
    "identifiers": "isbn issn ismn doi id ident identifier",
    "class": "class udc bbk ddc udk sinf синф удк ббк индекс класс phân-loại",
    "year": "year date yil йил год năm",
    "language": "lang language til тил язык ngôn-ngữ tiếng",
    "script": "script yozuv ёзув письмо chữ",
    "library": "library kutubxona кутубхона библиотека thư-viện",
    "kind": "kind type format tur тур вид loại",
    "text": "text matn матн текст văn-bản",
    "collection": "collection toʻplam тўплам коллекция bộ-sưu-tập",
}.items():
    for _name in _names.split():
        ALIASES[_name] = _field

# Fields whose values are compared whole.
VALUES = frozenset({"language", "script", "library", "kind", "collection"})


def bare(name: str) -> str:
    """A field name without case, marks, apostrophes and hyphens.

    >>> bare("Tác-Giả"), bare("Тўплам") == bare("тўплам")
    ('tacgia', True)
    """
    apart = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if letter.isalnum())


ALIASES.update({bare(name): field for name, field in list(ALIASES.items())})
