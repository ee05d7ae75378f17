"""Bytes to text in the encodings of the world."""

# ruff: noqa: E501

import pytest
from reading_helpers import article, write

from index.reading.decoding import decode


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The café’s owner said “no” — it cost £5 and €3. Señor Muñoz agreed."),
        ("shift_jis", "日本の首相は火曜日、東京で記者会見を開き、新しい経済政策を発表した。"),
        ("cp1251", "Президент заявил во вторник, что переговоры продолжаются в Москве."),
        ("utf-16", "It is a café."),
        ("utf-16-le", "It is a café, and so on and so forth."),
        ("utf-32", "It is a café."),
        ("utf-8-sig", "It is a café."),
    ],
)
def test_text_is_decoded_whatever_its_encoding(tmp_path, encoding, text):
    assert article(write(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("shift_jis", "cp932"),
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("no-such", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares(label, encoding):
    text = "～日本" if encoding == "cp932" else "“Это”" if encoding == "cp1251" else "“é”"
    assert text in decode(f'<meta charset="{label}"><p>{text}'.encode(encoding), declares=True)


def test_a_few_broken_bytes_spoil_neither_page_nor_text():
    good = "Größe, Käse und süße Äpfel. " * 20
    assert decode(good.encode() + b"\xc3") == good + "\ufffd"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "Président élu à Évreux, François Lefèvre a déclaré mardi que le coût de la rénovation serait pris en charge par l'État. « Où est-il ? » demandait-on à l'Élysée.",
        ),
        ("latin-1", "à l'Élysée : où est-il passé ? Le coût des travaux a doublé."),
        (
            "iso8859_15",
            "Le cœur de la ville a été évacué ; l'œuvre, estimée à 3 millions d'€, a été sauvée.",
        ),
        (
            "mac_roman",
            "Président élu à Évreux, François Lefèvre a déclaré mardi que le coût de la rénovation serait pris en charge par l'État.",
        ),
        (
            "cp1252",
            "Der Bürgermeister sagte am Montag, die Brücke müsse größer werden. „Das kostet Geld“, erklärte er.",
        ),
        (
            "cp1252",
            "El alcalde anunció que la reconstrucción del muelle costará más de tres millones. ¿Quién pagará? La oposición pidió una comisión este año.",
        ),
        (
            "cp1252",
            "Il sindaco ha detto che la città non può pagare perché il costo è più alto del previsto. Lunedì si deciderà.",
        ),
        (
            "cp1252",
            "O presidente da câmara afirmou que a reconstrução não começará antes do verão. As negociações estão em curso e serão concluídas em março.",
        ),
        (
            "cp1252",
            "Kommunen beslutade på måndagen att bygga om den gamla hamnmuren, som är över hundra år.",
        ),
        (
            "cp1252",
            "Bæjarstjórnin ákvað á mánudag að endurbyggja gamla hafnargarðinn. Það þykir íbúum góð frétt, sagði bæjarstjórinn í gær.",
        ),
        ("cp1252", "The café’s owner said “no” — it cost £5 and €3."),
        ("mac_roman", "The owner said “no” and didn’t want to pay. “We won’t,” he added."),
        (
            "cp1250",
            "Rada miasta zdecydowała w poniedziałek o odbudowie starego muru portowego. Prace rozpoczną się wiosną i potrwają dwa lata, powiedział burmistrz.",
        ),
        (
            "iso8859_2",
            "Rada miasta zdecydowała w poniedziałek o odbudowie starego muru portowego. Prace rozpoczną się wiosną i potrwają dwa lata, powiedział burmistrz.",
        ),
        (
            "cp1250",
            "Zastupitelstvo v pondělí rozhodlo o přestavbě staré přístavní zdi. Práce začnou na jaře a potrvají dva roky, řekl starosta.",
        ),
        (
            "cp1250",
            "Mestské zastupiteľstvo v pondelok rozhodlo o prestavbe starého prístavného múru. Práce sa začnú na jar a potrvajú dva roky.",
        ),
        (
            "cp1250",
            "A városi tanács hétfőn úgy döntött, hogy újjáépíti a régi kikötői falat. A munka tavasszal kezdődik, és két évig tart, közölte a polgármester.",
        ),
        (
            "cp1250",
            "Consiliul a hotărât luni reconstrucţia vechiului zid al portului. Lucrările vor începe în primăvară şi vor dura doi ani, a spus primăria.",
        ),
        (
            "cp1250",
            "Gradsko vijeće odlučilo je u ponedjeljak obnoviti stari lučki zid. Radovi će početi u proljeće i trajat će dvije godine, rekao je gradonačelnik.",
        ),
        (
            "cp1254",
            "Belediye meclisi pazartesi günü eski liman duvarının yeniden yapılmasına karar verdi. Çalışmalar ilkbaharda başlayacak ve iki yıl sürecek, dedi başkan.",
        ),
        (
            "cp1257",
            "Miesto taryba pirmadienį nusprendė atstatyti senąją uosto sieną. Darbai prasidės pavasarį ir truks dvejus metus, sakė meras.",
        ),
        (
            "cp1251",
            "Президент заявил во вторник, что переговоры продолжаются в Москве. Решение будет принято до конца недели, сообщил его представитель.",
        ),
        (
            "koi8_r",
            "Президент заявил во вторник, что переговоры продолжаются в Москве. Решение будет принято до конца недели, сообщил его представитель.",
        ),
        (
            "cp1251",
            "Президент заявив у вівторок, що переговори тривають у Києві. Рішення буде ухвалено до кінця тижня, повідомив його речник.",
        ),
        (
            "cp1251",
            "Президентът заяви във вторник, че преговорите продължават в София. Решението ще бъде взето до края на седмицата.",
        ),
        (
            "cp1253",
            "Ο πρωθυπουργός δήλωσε την Τρίτη ότι οι διαπραγματεύσεις συνεχίζονται στην Αθήνα. Η απόφαση θα ληφθεί μέχρι το τέλος της εβδομάδας.",
        ),
        (
            "iso8859_7",
            "Ο πρωθυπουργός δήλωσε την Τρίτη ότι οι διαπραγματεύσεις συνεχίζονται στην Αθήνα. Η απόφαση θα ληφθεί μέχρι το τέλος της εβδομάδας.",
        ),
        (
            "cp1255",
            "ראש הממשלה אמר ביום שלישי כי המשא ומתן נמשך בירושלים. ההחלטה תתקבל עד סוף השבוע, מסר דוברו.",
        ),
        (
            "cp1256",
            "قال الرئيس يوم الثلاثاء إن المفاوضات مستمرة في القاهرة. وسيتخذ القرار قبل نهاية الأسبوع، بحسب المتحدث باسمه.",
        ),
        (
            "cp932",
            "日本の首相は火曜日、東京で記者会見を開き、新しい経済政策を発表した。野党は予算の規模を批判している。",
        ),
        (
            "euc_jp",
            "日本の首相は火曜日、東京で記者会見を開き、新しい経済政策を発表した。野党は予算の規模を批判している。",
        ),
        (
            "gb18030",
            "市议会星期一决定重建旧港口的防波堤。工程将于春季开始，预计需要两年时间，市长办公室表示。",
        ),
        (
            "big5",
            "市議會星期一決定重建舊港口的防波堤。工程將於春季開始，預計需要兩年時間，市長辦公室表示。",
        ),
        (
            "cp949",
            "시의회는 월요일 오래된 항구 방파제를 다시 짓기로 결정했다. 공사는 봄에 시작되어 이 년이 걸릴 것이라고 시장실은 밝혔다.",
        ),
        ("cp874", "สภาเมืองมีมติเมื่อวันจันทร์ให้สร้างกำแพงท่าเรือเก่าขึ้นใหม่ งานจะเริ่มในฤดูใบไม้ผลิและใช้เวลาสองปี"),
    ],
)
def test_a_paragraph_is_decoded_without_being_told_its_encoding(encoding, text):
    assert decode(text.encode(encoding)) == text
    assert decode((text + "\n").encode(encoding) * 400) == (text + "\n") * 400


@pytest.mark.parametrize(
    "text",
    ["à", "Où ?", "Né à Évreux", "È così", "Straße", "Ein Café", "naïve", "“No”", "€5", "Muñoz"],
)
def test_a_few_words_of_western_europe_are_windows_1252(text):
    assert decode(text.encode("cp1252")) == text


def test_a_foreign_name_changes_nothing():
    text = "Président élu à Łódź, où François Lefèvre a été reçu. " * 2
    assert decode(text.encode("cp1252", "replace")) == text.encode("cp1252", "replace").decode(
        "cp1252"
    )
    polish = "François Lefèvre zdecydował w poniedziałek, że prace rozpoczną się wiosną. "
    assert decode(polish.encode("cp1250", "replace")).startswith("François Lef")
