"""What a title speaks of besides goods, in the languages of shops: works, places, people, stars, gods, animals, colours.

A word is found as it is; "созвезди-" at the beginning of a longer word; what is written without spaces anywhere.
"""

from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from recognition.context import Around
from recognition.folding import base_of
from recognition.surfaces import is_hangul, is_unspaced

_STEM = "-"


def _listed(words: str) -> frozenset[str]:
    return frozenset(base_of(words).split())


class Subject(Enum):
    WORK = auto()
    """A book, a film, a record, a piece of music."""
    SURELY_A_WORK = auto()
    """Words that nothing else is called by, whatever the goods."""
    PLAYER = auto()
    """What works are played and kept on, and what only machines need: the LP of "LP-E6 battery" is no record."""
    KEEPSAKE = auto()
    """What shows a person or a place: posters, stamps, flags, maps."""
    SPORT = auto()
    OWN_NAME = auto()
    """The goods bear somebody's name."""
    SKY = auto()
    MYTH = auto()
    ANIMAL = auto()
    PLANT = auto()
    MODEL_KIT = auto()


_BOOKS_AND_POEMS = """
    कविता- कवितायें कविताए- काव्य ग़ज़ल शायरी पेपरबैक हार्डकवर डीवीडी কবিতা কাব্য ডিভিডি কবিতার கவிதை கவிதைகள் டிவிடி పుస్తకం నవల కవితలు పద్యాలు ಪುಸ್ತಕ ಕಾದಂಬರಿ ಕವನ പുസ്തകം നോവൽ കവിത પુસ્તક નવલકથા કવિતા ਕਿਤਾਬ ਨਾਵਲ कादंबरी ديوان دیوان اشعار 詩集 詩歌 诗集 诗选 诗歌 시집 บทกวี กวีนิพนธ์ поэм- стихотворен- ποιηματα ποιηση ბიოგრაფია რომანი վեպ
"""
_WORDS = {
    Subject.WORK: _BOOKS_AND_POEMS + """
        dvd dvds bluray blu cd cds lp lps vinyl vinyle vinilo vinile winyl schallplatte paperback hardcover hardback novel novels biography biografia biografie biographie autobiography
        autobiografia memoir memoirs poems poetry audiobook horbuch taschenbuch buch bucher roman romane romans romanzo romanzi novela novelas powiesc ksiazk- kniha knihy knjiga livre livres libro
        libri livro livros boek boeken book books bok bog kirja konyv regeny carte kitap kitabi buku truyen thuyet soundtrack discography leporelo gedichte poesia pachelbel fugue
        noten spartito partitura partition nuty книг- книж- роман романы романс- повест- рассказ- обложк- переплет- биографи- мемуар- воспоминани- пластинк- винил- аудиокниг- монографи- молитв- акафист-
        сборник ноты збирка књига компакт βιβλι- μυθιστορημ- εξωφυλλ- βινυλι- كتاب الكتاب رواية مذكرات خاطرات ترجمه ترجمة شاعري ספר ספרים רומן ביוגרפיה תקליט תווים किताब पुस्तक उपन्यास जीवनी बই উপন্যাস
        জীবনী நூல் புத்தகம் நாவல் գիրք წიგნი רומאן 文庫 単行本 小説 書籍 新書 楽譜 画集 写真集 ブルーレイ 映画 レコード 再版 コミックス 图书 小说 传记 精装 平装 回忆录 舊書 二手書 旧书 乐谱 唱片 黑胶 专辑 소설 도서 악보 시집
        동화책 블루레이 음반 주제가 หนังสือ นิยาย แผ่นเสียง
    """,
    Subject.SURELY_A_WORK: _BOOKS_AND_POEMS + """
        paperback hardback hardcover bluray vinyl lp lps novel novels memoir poems autobiography soundtrack audiobook discography schallplatte taschenbuch gebunden horbuch gedichte kinderbuch
        vinyle vinilo novela novelas libro poesia vinile romanzo libri copertina rilegato brossura livro boek paperbacks
        ksiazk- powiesc- opowiadan- winyl knih- kitap kitabi kitaplari hikaye- siir ciltli kniha knjig- konyv regeny boken kirja romaani truyen thuyet
        книг- роман повест- стихи стихов сборник винил грампластинк- учебник переплёт переплет обложк- βιβλιο βιβλια μυθιστορημα βινυλιο رواية كتاب کتاب ספר ספרים
        किताब पुस्तक उपन्यास বই উপন্যাস நூல் நாவல் գիրք წიგნი 文庫 単行本 小説 小说 传记 黑胶 楽譜 乐谱 소설 หนังสือ นิยาย
        afis filmi dvd dvds cd cds publisher isbn
    """,
    Subject.PLAYER: """
        player players recorder drive burner writer printer laufwerk plattenspieler brenner drucker rohling lecteur graveur tocadiscos reproductor grabadora lettore leitor gramofon odtwarzacz okuyucu cdr dvdr
        battery batteries akku batterie batteria bateria charger chargeur cargador caricabatterie аккумулятор- зарядн- чехол- чехл-
        changer turntable stereo radio boombox speaker ladegerat плеер проигрыватель магнитол- привод мафон مشغل נגן プレーヤー プレイヤー ドライブ レコーダー 플레이어 드라이브 播放器 光驱 刻录 เครื่องเล่น
    """,
    Subject.KEEPSAKE: """
        poster posters plakat plakaty affiche afis poszter postcard postcards postkarte postal pocztowka stamp stamps briefmarke timbre sello francobollo znaczek flag flags flagge fahne drapeau
        bandera bandiera bandeira flaga bayrak vlajka map maps landkarte wanderkarte mapa carta souvenir magnet guidebook reisefuhrer wanderfuhrer trekking lonely coin coins munze moneta photo photograph autograph autogramm signed coa pennant triptych woodblock
        плакат- постер- открытк- флаг- карта марка монета сувенир- гравюр- репродукци- αφισ- σημαι- χαρτης بوستر خريطة علم پوستر פוסטר מפה דגל पोस्टर झंडा দিবস ポスター 絵葉書 コイン 切手 地図 国旗 古地図
        마그넷 기념품 포스터 엽서 지도 국기 海报 明信片 邮票 地图 国旗 โปสเตอร์ ธง დროშა
    """,
    Subject.SPORT: """
        nba nfl nhl mlb mls ncaa fifa uefa motogp swingman alumni varsity mascot univ university universitat universite universidad universita universidade universitesi университет- 日本代表 ユニフォーム 大学 대학교
        nationalmannschaft seleccion selecao reprezentacja reprezentacji reprezentace сборная сборной сборную збірна збірної منتخب נבחרת 国家队 國家隊 대표팀 국가대표 ทีมชาติ milli
    """,
    Subject.OWN_NAME: """
        name named names namen vornamen nameplate personalised personalized personalisiert personalisierte personnalise prenom nom nombre personalizado personalizada nome nomi imie imieniem imienia imienn-
        isim isimli ismi jmeno jmenem meno nev neves nume navn namn nimi naam nama im имя именем имени именн- имен кличк- ім'я іменем ονομα اسم باسم نام שם בשם नाम নাম անունով სახელი
        名前 名入れ 名札 ネーム印 이름 이니셜 名字 刻字 定制名 ชื่อ
    """,
    Subject.SKY: """
        constellation sternbild sternzeichen tierkreis zodiac zodiaque zodiaco zodiak horoscope nebula planet planets planete planeta planety nasa rover spacecraft astronomy astronomie созвезди-
        зодиак- планет- астроном- марсоход туманност- сузір- αστερισμ- πλανητ- ζωδι- كوكب كوكبة المريخ فلكي فلکی כוכבים כוכב ग्रह सौर नक्षत्र 星座 惑星 オリオン座 探査機 행성 별자리 탐사선 行星 火星 太阳系 ราศี ดาวอังคาร
    """,
    Subject.MYTH: """
        goddess god gods mythology mythical myth myths samothrace victory caduceus gottin gotter mythologie deesse dieu dios diosa mitologia dea dio bogini tanrica tanrisi мифолог- богин- бог самофракийск- статуэтк-
        кадуце- славянск- θεα θεος μυθολογ- σαμοθρακ- αγαλμ- اساطير اسطورة اغريقية מיתולוגי- देवी 神話 神像 女神 ギリシャ 神话 希臘 希腊 신화 여신
    """,
    Subject.ANIMAL: """
        wildlife animal animals plush plushie stuffed figurine taxidermy reptile reptiles predator zoo gators alligators feline rainforest pluschtier- kuscheltier- raubkatze- wildkatze- raubtier- peluche- felin-
        sauvage salvaje animales selvagg- pelucia selvagem knuffel- roofdier- gosedjur pehmol- elain- villi kissael- zwierz- dziki- drapiezn- pluszak- maskotka plysov- divok- zvirat- pelus- hayvan- yaban- vahsi
        holzfigur- maschera cougar panther concolor puppy perro hund psa
        хищник- звер- животн- дикая дикий дикие плюшев- тварин- дика дикі хижак- λουτριν- αγρι- ζωο ζωα ζωου حيوان- חיה חיות जानवर ぬいぐるみ 動物 生肖 动物 毛绒 동물 봉제
    """,
    Subject.PLANT: """
        seed seeds seedling bonsai palmatum perennial shrub samen saatgut pflanze staude graines semis potager semillas sementes nasiona nasion sadzonk- semena semeno seminte tohum tohumu fidan herb herbs
        aromatiques aromatische aromaticas frise orchid houseplant семена семян саженц- рассада растени- σποροι بذور שתיל זרעי बीज 種 花苗 树苗 樹苗 苗木 盆栽 씨앗 묘목 เมล็ด
    """,
    Subject.MODEL_KIT: """
        revell tamiya italeri airfix hasegawa modellbausatz maqueta maquette modellismo modelarski warship warplane pirate fighter schutzenpanzer panzer tank
    """,
}  # fmt: skip
# These make a name of what they touch: an island, a school, an age; and a colour.
_OF_A_PLACE_BEHIND = _listed(
    """
    island islands river university college county city lake valley canyon mountain mountains peninsula era period dynasty jamaica airport castle
    inseln insel universitat ile iles islas isla isole universidad universite university epoque острова университет
    """
)
_OF_A_PLACE_BEFORE = _listed(
    "british upon val valle lake mount river rio fort port saint san santa st university universidad lac lago mont isla pays остров"
)
_RUNS_OF_A_PLACE = tuple(_listed("諸島 群岛 時代 时代 維新 维新 神宮 神宫 大学 제도 대학"))
_COLOUR = _listed(
    """
    color colour colored farbe farben couleur coloris colore cor renk renkli kolor kolorze kleur barva barvy szin szinu culoare farg farve vari warna mau
    цвет цвета цвете цветом колір кольору χρωμα لون بلون צבע בצבע रंग
    yellow blue pink red gelb blau rosa jaune bleu amarillo giallo zolty желтый येलो
    """
)
_RUNS_OF_A_COLOUR = tuple(_listed("色 カラー 컬러 색 สี"))


class Telling(NamedTuple):
    words: frozenset[str]
    stems: tuple[str, ...]
    in_runs: tuple[str, ...]


@cache
def _telling(subject: Subject) -> Telling:
    return telling_of(_WORDS[subject])


def telling_of(listed: str) -> Telling:
    each = base_of(listed).split()
    in_runs = tuple(word for word in each if is_unspaced(word) or is_hangul(word))
    stems = tuple(word.removesuffix(_STEM) for word in each if word.endswith(_STEM))
    return Telling(frozenset(each).difference(in_runs), stems, in_runs)


def speaks_of(subject: Subject, place: Around) -> bool:
    """Whether the title speaks of it within sight of the place."""
    return is_told(_telling(subject), place)


def is_told(telling: Telling, place: Around) -> bool:
    words = (*place.words_before, *place.words_after)
    if not telling.words.isdisjoint(words):
        return True
    if place.before.isascii() and place.after.isascii():
        return any(word.startswith(telling.stems) for word in words)
    seen = f"{place.before}\0{place.after}"
    return any(word in seen for word in telling.in_runs) or any(
        word.startswith(telling.stems) for word in words
    )


def speaks_surely_of_a_work(place: Around) -> bool:
    return speaks_of(Subject.SURELY_A_WORK, place) and not speaks_of(Subject.PLAYER, place)


def speaks_of_a_work(place: Around) -> bool:
    return speaks_of(Subject.WORK, place) and not speaks_of(Subject.PLAYER, place)


def is_part_of_a_places_name(place: Around) -> bool:
    """ "Marshall Islands", "British Columbia", "Meiji era"."""
    return (
        not _OF_A_PLACE_BEHIND.isdisjoint(place.words_after[:1])
        or not _OF_A_PLACE_BEFORE.isdisjoint(place.words_before[:1])
        or place.after.lstrip().startswith(_RUNS_OF_A_PLACE)
    )


def is_called_a_colour(place: Around) -> bool:
    """ "Цвет манго", "mango yellow", オレンジ色."""
    return (
        not _COLOUR.isdisjoint((*place.words_before[:1], *place.words_after[:1]))
        or place.after.lstrip().startswith(_RUNS_OF_A_COLOUR)
        or place.before.rstrip().endswith(_RUNS_OF_A_COLOUR)
    )
