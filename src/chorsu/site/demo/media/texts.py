"""The words of the demo's own booklets, newspaper, e-books and PDF, written for it; nothing is taken from elsewhere.

A page is its heading and its paragraphs.
"""

from __future__ import annotations

Page = tuple[str, list[str]]

BOOKLET: list[Page] = [
    ("Chorsu: toʻrt yoʻl uchrashgan joy", ["Qadimgi bozor boʻylab kichik yoʻlkoʻrsatkich", "Toshkent"]),
    ("Nom qayerdan kelgan", [
        "Chorsu degani toʻrt tomon, toʻrt yoʻl demakdir. Shaharning eng gavjum joyida yoʻllar kesishgan, kesishgan joyda esa savdogarlar toʻxtab, choy ichib, gap eshitgan. Bozor avval gapdan boshlangan, keyin molga oʻtgan.",
        "Keksalar aytadiki, bu yerda adashgan odam yoʻq: gumbazni koʻrgan kishi oʻz yoʻlini topadi. Shuning uchun yoshlar ham uchrashuvni gumbaz tagiga belgilaydi.",
    ]),
    ("Moviy gumbaz", [
        "Gumbaz uzoqdan koʻrinadi. Quyosh tikkaga kelganda koshinlar suvdek jimirlaydi, kechqurun esa ular osmon rangiga kiradi. Gumbaz tagida salqin, ovozlar aylanib yuqoriga chiqadi.",
        "Ustalar koshinni bittalab terganlar: yulduz, oltiburchak, yana yulduz. Naqsh tugamaydi, u devordan devorga oʻtib ketaveradi.",
    ]),
    ("Ziravorlar qatori", [
        "Eng xushboʻy qator ziravorlarniki. Zira, kashnich, sedana va murch xaltachalarda togʻ boʻlib turadi. Sotuvchi bir chimdim zirani kaftingizga soladi, siz hidlaysiz va oshni eslaysiz.",
        "Bu yerda tarozi ham qadimgi: toshlari silliq, pallalari sariq misdan. Narxni esa tarozi emas, suhbat belgilaydi.",
    ]),
    ("Non va tandir", [
        "Ertalab soat beshda tandir qizdiriladi. Novvoy yengini shimarib, nonni tandir devoriga yopadi, suv sepadi, kutadi. Issiq non hidi butun mahallani uygʻotadi.",
        "Nonni pichoq bilan kesmaydilar, qoʻl bilan sindiradilar. Birinchi burdani bolaga beradilar, chunki bola uyning baraka keltiruvchisi deb bilinadi.",
    ]),
    ("Kitobfurush rastasi", [
        "Mevalar qatoridan oʻtgach, kichik doʻkon bor. Egasi qirq yildan beri kitob sotadi. Javonlarda darsliklar, ertaklar, eski jurnallar va devonlar yonma-yon turadi.",
        "U har bir kitobning kimga kerakligini biladi. Bola kelsa ertak, talaba kelsa lugʻat, keksa kelsa gʻazal olib beradi. Pul yetmasa, qarzga yozib qoʻyadi.",
    ]),
    ("Misgarlar", [
        "Misgarlar qatoridan bolgʻa ovozi tinmaydi. Bir parcha mis avval doira, keyin likop, oxiri choynak boʻladi. Shogird avval naqsh chizishni, keyin sabr qilishni oʻrganadi.",
        "Eng chiroyli choynak sotilmaydi: u ustaning oʻz dasturxonida turadi va mehmonga shundan choy quyiladi.",
    ]),
    ("Choyxona", [
        "Hovuz boʻyida choyxona bor. Soʻrida oʻtirganlar shoshilmaydi: bir piyola choy, bir parcha non, uzun suhbat. Yangiliklar shu yerda tugʻiladi va shu yerdan tarqaladi.",
        "Yozda chinor soyasi toʻrt soʻriga yetadi, qishda esa hamma sandal atrofida toʻplanadi va kimdir albatta doston aytadi.",
    ]),
    ("Karvon yoʻli", [
        "Bir zamonlar bu yerga karvonlar kelgan. Tuyalarda ipak, qogʻoz, chinni va dori-darmon boʻlgan. Karvonboshi xabarni ham olib kelgan: qaysi shaharda hosil boʻldi, qaysi daryo toshdi.",
        "Qogʻoz ortgan tuya eng ehtiyot qilingan. Chunki qogʻozdan kitob boʻladi, kitob esa yoʻldan uzoqroqqa yetib boradi.",
    ]),
    ("Bozor tili", [
        "Bozorda besh til eshitiladi. Biri oʻzbekcha narx soʻraydi, biri tojikcha javob beradi, uchinchisi ruscha kuladi. Hech kim tarjimon chaqirmaydi, chunki barmoq va tabassum yetarli.",
        "Hisob tili esa bitta: cho‘t donalari chapdan oʻngga yuguradi, oxirida hamma rozi boʻladi.".replace("‘", "ʻ"),
    ]),
    ("Kechqurun", [
        "Kun botganda rastalar yopiladi. Supurgi ovozi, kalit shiqirlashi, soʻnggi arava. Gumbaz ustida birinchi yulduz chiqadi va koshinlardagi yulduzlarga qoʻshiladi.",
        "Qorovul fonusini yoqadi. U bozorning har bir toshini biladi va tunda ularning nafas olishini eshitaman deydi.",
    ]),
    ("Yoʻl haqida soʻnggi soʻz", [
        "Chorsuga kelgan kishi toʻrt yoʻldan birini tanlaydi. Biri uyga, biri ishga, biri doʻstnikiga, toʻrtinchisi esa kutubxonaga olib boradi.",
        "Biz toʻrtinchi yoʻlni tanladik: unda ham rastalar bor, faqat molning narxi yoʻq. Istaganingizcha oling, oʻqing va vaqtida qaytaring.",
    ]),
]  # fmt: skip

TRAIN: list[Page] = [
    ("Chuyến tàu sớm", ["Một truyện nhỏ viết cho thư viện", "Hà Nội"]),
    ("Sân ga", [
        "Năm giờ sáng, sân ga còn ướt sương. Bà Hạnh ngồi trên chiếc ghế gỗ, bên cạnh là một túi vải đựng bảy quyển sách. Bà mang sách về cho lũ trẻ ở bản, nơi con đường chỉ rộng bằng hai bước chân.",
        "Người soát vé hỏi bà có nặng không. Bà cười: chữ thì nhẹ, chỉ có giấy là nặng.",
    ]),
    ("Toa số ba", [
        "Trong toa số ba có một cậu bé ngồi cạnh cửa sổ. Cậu chưa biết đọc, nhưng cậu biết kể. Nhìn bức tranh con trâu, cậu kể chuyện con trâu; nhìn dòng sông, cậu kể chuyện dòng sông.",
        "Bà Hạnh mở quyển sách đầu tiên và đọc chậm rãi. Tiếng bánh xe giữ nhịp cho từng câu.",
    ]),
    ("Qua cầu", [
        "Tàu đi qua cầu sắt. Nước sông mùa này đỏ như gạch mới. Một người lính già bỏ mũ ra, nhìn xuống rất lâu rồi nói rằng ngày xưa ông đã bơi qua đây với một lá thư trong túi.",
        "Lá thư ấy đến nơi muộn ba ngày, nhưng người nhận vẫn đợi. Chữ viết biết cách đợi người.",
    ]),
    ("Ga cuối", [
        "Đến ga cuối, trời đã trưa. Lũ trẻ chạy ra từ bóng cây đa, đứa nào cũng giơ tay xin cầm một quyển. Bảy quyển sách, mười hai đôi tay, nhưng không ai tranh nhau.",
        "Chúng ngồi thành vòng tròn. Đứa lớn đọc, đứa nhỏ lật trang, gió cũng dừng lại để nghe.",
    ]),
    ("Tủ sách dưới gốc đa", [
        "Từ hôm đó, dưới gốc đa có một tủ sách. Cánh cửa không có khóa. Ai mượn thì viết tên bằng phấn lên thân tủ, ai trả thì tự tay xóa đi.",
        "Mỗi tháng một lần, chuyến tàu sớm lại mang đến bảy quyển nữa. Người soát vé không bao giờ tính tiền hành lý ấy.",
    ]),
]  # fmt: skip

NEWSPAPER: tuple[str, str, list[Page]] = (
    "ВЕСТНИК ЧОРСУ", "Листок четырёх дорог. Выпуск первый, пробный. Цена — одна прочитанная книга",
    [
        ("Открыта читальня у моста", [
            "Вчера у старого моста открылась читальня. В первый же час пришли тридцать человек, и всем хватило чая и света. Столы сделал местный плотник, лампы принесли жители соседних дворов.",
            "Книг пока немного, но каждая стоит на своём месте. Заведующая просит не загибать страницы и рассказывать друг другу о прочитанном.",
        ]),
        ("Погода и дороги", [
            "Ночью выпал первый снег. Дорога на перевал открыта для арб и пешеходов, караван с бумагой ожидают к пятнице.",
        ]),
        ("Письмо в редакцию", [
            "Уважаемая редакция! Прошу сообщить, когда будет продолжение повести о водовозе. Мой внук отказывается спать, пока не узнает, нашёл ли герой свой колодец.",
        ]),
        ("Потеряно и найдено", [
            "Найдены очки в медной оправе и тетрадь со стихами. Владельца просят прийти и прочесть стихи вслух: так мы узнаем, что тетрадь его.",
        ]),
    ],
)  # fmt: skip

UZBEK_BOOK: tuple[str, str, list[Page]] = (
    "Yetti kalit", "Chorsu jamoasi",
    [
        ("Birinchi kalit", [
            "Kutubxonachining yettita kaliti bor edi. Oltitasi eshiklarni ochar, yettinchisi esa hech qaysi qulfga tushmasdi.",
            "Bolalar soʻrashardi: nega uni tashlab yubormaysiz? U javob berardi: hali oʻz eshigini topmagan kalitni tashlab boʻladimi?",
        ]),
        ("Eshik", [
            "Bir kuni omborda eski javonni surishdi. Orqasida kichkina eshik bor ekan, boʻyi bir gazcha. Yettinchi kalit burildi.",
            "Ichkarida xat-savod oʻrgangan birinchi kitobxonlarning daftarlari yotardi. Har birida bitta jumla: men bugun oʻqidim.",
        ]),
        ("Yangi kalitlar", [
            "Shundan beri kutubxonada yangi odat bor. Kim ilk kitobini oʻqib tugatsa, unga kichkina kalit berishadi.",
            "Kalit hech narsani ochmaydi. Faqat choʻntakda jiringlab, egasiga eshiklar borligini eslatib turadi.",
        ]),
    ],
)  # fmt: skip

VIETNAMESE_BOOK: tuple[str, str, list[Page]] = (
    "Bốn mùa trong thư viện", "Nhóm Chorsu",
    [
        ("Mùa xuân", ["Mùa xuân, cửa sổ thư viện mở rộng. Gió mang hương hoa bưởi đến từng trang sách, và những độc giả nhỏ nhất đến cùng mẹ, tay còn cầm bánh chưng."]),
        ("Mùa hạ", ["Mùa hạ, bóng mát của giá sách quý hơn bóng cây. Lũ trẻ nằm trên sàn gỗ đọc truyện phiêu lưu, quên cả giờ cơm."]),
        ("Mùa thu", ["Mùa thu, sinh viên trở lại. Tiếng bút chì chạy trên giấy nghe như mưa nhỏ. Người thủ thư già thuộc tên từng người."]),
        ("Mùa đông", ["Mùa đông, đèn bật sớm hơn. Ai cũng muốn ngồi gần bếp lò, và người đến sau cùng được nhường chỗ ấm nhất, miễn là đọc to cho mọi người cùng nghe."]),
    ],
)  # fmt: skip

GUIDE: list[Page] = [
    ("A reader's guide to many scripts", [
        "One word may be written in several ways. In Uzbek the same book is printed in Latin and in Cyrillic letters, and old editions use the Arabic script. A catalogue that knows only one of them hides half of its shelves.",
        "Type a word as you are used to. The catalogue looks under every writing of it, forgives an apostrophe of the wrong shape and a missing accent, and notices when the keyboard was left in another language.",
    ]),
    ("Oʻzbekcha qidirish", [
        "Soʻzni lotin yoki kirill alifbosida yozing, natija bir xil boʻladi. Tutuq belgisi va oʻ, gʻ harflarini qaysi belgi bilan yozganingizning ahamiyati yoʻq.",
        "Ўқувчи кирилл ёзувида сўраса, лотин ёзувидаги китоб ҳам топилади.",
    ]),
    ("Поиск по-русски и по-вьетнамски", [
        "Буква ё может быть написана как е, и наоборот. Если слово набрано в чужой раскладке, каталог предложит исправить его.",
        "Tiếng Việt có thể gõ có dấu hoặc không dấu; thư viện vẫn tìm được sách bạn cần.",
    ]),
]  # fmt: skip
