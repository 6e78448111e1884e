"""Marks that are words for things: what tells that the thing is meant, the names of it in other scripts among it.

Wider than `words.ORDINARY_NEIGHBOURS`, which have to touch: these may stand anywhere in sight. A seller who writes a word in one
script and its translation in another ("鳩 pigeon", "化石 fossil") sells the thing. Ends of words as in subjects.py.
"""

from functools import cache

from recognition.context import Around
from recognition.subjects import Telling, is_told, telling_of

_FRUIT = """
    scent scented flavour flavoured flavor flavored fragrance pulp juicy juice jus saft suco succo sok zumo dried sorbet smoothie chutney lassi geschmack duft saveur gout sabor gusto profumato
    smak smaku tadinda aromali prichut vune izu smaak fruit fruits frucht fruchte fruta frutas frutta owoc owoce ovoce gyumolcs meyve buah trai soap scrub lotion balm shampoo conditioner seife savon
    jabon sapone mydlo sabun maracuja maracuya papaya coconut pineapple passionfruit guava lychee tree bonsai peeled slicer
    сочн- спел- аромат- вкус- мякот- сушен- варень- мыло скраб- крем- бальзам- шампун- гель лосьон- маракуй- кокос- ваниль- папай- сок джем мармелад- фрукт- дерево
    καρπο- γευση αρωμα χυμο- κρεμα σαπουνι σαμπουαν بطعم برائحة عصير فواكه صابون كريم طعم רסק מיץ בטעם בניחוח סבון שמפו קרם פרי
    साबुन जूस क्रीम पल्प अचार फल स्वाद สบู่ สครับ ครีม กลิ่น รส ผลไม้ 비누 주스 말린 과일 味 香り 果実 果汁 ドライフルーツ 石鹸 香味 口味 果干 香皂
"""
_LETTERS = """
    letter letters alphabet fraternity sorority buchstabe buchstaben alphabet lettre lettera letra litera abecedario alfabet alfabeto harf harfi pismeno betu bokstav γραμμα- αλφαβητ- букв- алфавит-
    літер- азбук- حرف אות אלפבית अक्षर 문자 文字 字母 อักษร
"""
_ZODIAC = """
    sternzeichen tierkreis horoskop zodiac zodiaque zodiaco zodiak zodiakalny horoscope horoscopo burc burcu znameni csillagjegy zodie stjarntecken stjernetegn dierenriem sterrenbeeld constellation sternbild
    астролог- зодиак- гороскоп- знак созвезди- ζωδιο ζωδια برج ابراج מזל राशि ราศี 별자리 星座
"""
_METAL = """
    ring ringe ehering eheringe trauringe trauring partnerringe verlobungsring piercing stecker schmuck poliert gebuerstet bohrer bohrerset beschichtet schraube schrauben auspuff rohr draht blech legierung stab topf pfanne besteck
    titanium coated alloy brille rahmen obraczka obraczki obraczk- kolczyk- wiertlo wiertla sruba prsten prstene snubni gyuru karikagyuru furo vrtak vrtaky ringar kirurgiskt borr implant kollidal
    сверл- кольцо кольца сплав- труба пирсинг болт винт оправа лист пруток грейд
"""
_THINGS: tuple[tuple[str, str], ...] = (
    ("mango apple orange lemon lime peach cherry berry coconut olive papaya kiwi plum fig banana melon pear grape apricot манго", _FRUIT),
    ("kappa omega alpha beta gamma delta sigma lambda theta zeta epsilon phi psi", _LETTERS),
    ("zwilling zwillinge gemini leo virgo aries taurus libra scorpio aquarius pisces capricorn sagittarius lowe stier widder krebs waage orion titan", _ZODIAC),
    ("titan titanium gold silver platin platinum chrom", _METAL),
    ("pigeon dove", """
        spikes spike netting nets deterrent repellent repeller loft racing homing bird birds feeder decoy whistle balcony taubenabwehr vogelabwehr vogel pic anti paloma palomas pomba golab golebi holub guvercin
        голуб- птиц- шип- περιστερ- حمام טיור יונה יונים ציפור कबूतर पक्षी পায়রা কবুতর জাল พิราบ นก 비둘기 ハト はと 鳩 鸽 鴿 カラス 鳥
        """),
    ("cuckoo", """
        clock clocks kuckucksuhr uhr coucou horloge reloj cuco orologio cucu zegar kukulka kakukkos chalet forest nest waste waster dutch koekoek
        кукушк- часы ходики κουκος ρολοι ساعة الوقواق וקיה קוקיה קוקייה שעון कोयल घड़ी นาฬิกา นก 뻐꾸기 시계 鳩時計 時計 カッコウ 布谷鸟 咕咕钟 挂钟 掛鐘
        """),
    ("canon", """
        confetti confettis confeti neige artillerie artillery obusier batterie maquette mousse bulles bougies fusil howitzer calibre recule affut eau barillet navire chantilly
        فحم كانون منقل تدفئة الاول الثاني pachelbel fugue
        """),
    ("camper boat", """
        van vans caravan caravans motorhome campervan wohnmobil wohnwagen caravane autocaravana autocaravan roulotte karavan kamper rv trailer trailerable awning vw westfalia bulli cover inflatable fishing dinghy outboard
        kayak anchor fender pontoon yacht sailing propeller marine rowing hull ft neckline кемпер лодк- катер надувн- ボート 船 キャンピングカー 船 小艇 보트 캠핑카 เรือ नाव
        """),
    ("fairy", """
        dust lights light tale tales wings wing garden costume princess godmother tooth door glitter elf elfe feen fee hada hadas fata fate wrozk- tinkerbell string crown wand ballerina kei grunge lichterkette guirlande
        фея феи сказк- جنية फेयरी 妖精 요정 仙女
        """),
    ("lush", """
        lash lashes eyelash eyelashes volume green grass foliage hair velvet garden leaves plant plants mink extensions thick forest jungle baby meadow lawn
        """),
    ("essence", """
        snail mucin mucine galactomyces hyaluronic hyaluron hyaluronico centella niacinamide collagen collagene ampoule ampoules treatment serum toner peptide ginseng propolis bifida ferment retinol whitening hydrating moisturizing
        pure oil oils aromatherapy vanilla rum almond perfume absolue olie repair skincare korean mask masks sheet sun first vitamin plant placenta emulsion lotion moisturizer
        سيروم סרום 美容液 化粧水 原液 プラセンタ コラーゲン ヒアルロン パック 乳液 導入 カタツムリ 韓国 히알루론 콜라겐 세럼 앰플 수분 달팽이 토너 마스크 에멀전 크림 미백 精华 精華 面膜 爽肤水 玻尿酸 烟酰胺 เซรั่ม น้ำตบ
        эссенц- сыворотк- улитк- муцин- коллаген- гиалурон- ορος
        """),
    ("total", """
        length longueur longitud lange lunghezza comprimento dlugosc height hauteur altura altezza largo ancho peso gewicht weight poids amount station gym body war recall eclipse
        quantity sum bewertung comfort protection black repair proteccion cobertura всего общ- длин- 全長 合計 총길이 总长 總長
        """),
    ("citizen", "kane senior seniors science arms elderly soldier erased vr sleeper cane walker stick सीनियर बुजुर्ग छड़ी স্টিক सिनियर"),
    ("honor", """
        medal guest maid roll society bound badge student valor courage wreath guard flag trophy cord cords ps2 ps3 psp xbox airborne frontline vanguard hero heroes guests diploma kings
        奖杯 奖牌 勋章 证书 集体 水晶 锦旗 表彰 王者 荣誉 年会 奖状 章 感谢 军功 退役 优秀 团队 员工 颁奖
        """),
    ("seat", """
        baby toddler child bicycle bike motorcycle saddle headrest universal isofix booster leather cushion toilet bidet stadium kneeling massage gel coccyx stool foam bath swing office
        מושב מושבים כיסוי مقعد مقاعد सीट シート 座席 좌석 시트 座椅 坐垫 座垫 เบาะ ที่นั่ง
        """),
    ("fossil", "ammonite trilobite dinosaur specimen teeth madagascar morocco mineral megalodon jurassic cretaceous skull bone fern amber fish shell окаменел- аммонит- حفرية מאובן 化石 アンモナイト 標本 恐竜 화석 암모나이트 菊石 标本 ฟอสซิล जीवाश्म"),
    ("orion", "猎户 獵戶 投影 オリオン座 오리온자리 belt nebula stars constellation astro созвезди- туманност- пояс"),
    ("bata", """
        bano medica medico laboratorio polar casa enfermera enfermeria sanitaria sanitario escolar quirofano capucha blanca quimica doctora doctor medicina clinica colegio parvulario infantil cola maestra seda satinada
        kimono levantarse guatine dormir raso
        """),
    ("kinder", "madchen jungen damen kleinkinder erwachsene bastelset kostum fahrrad zahnpasta zahnburste garten bucher buch kaubonbons socken schuhe jacke bett tisch stuhl zimmer rucksack"),
    ("mobil", "pelumas kunci rantai bekas sewa karpet parfum pengharum cuci ban spion kereta merakit mainan remote aki sarung кроватк- עריסה תינוק لולל תינוקות مهد موبایل موبائل فون چارجر mobile wohnmobil babybett spieluhr"),
    ("hp", "handphone baru bekas second murah fullset casing tempered charger tas holder tripod lensa softcase anti gores android samsung oppo vivo realme infinix redmi jepit dudukan cas cv ch kw ps km"),
    ("himalaya", "salt salz sel sal sale sol tuz soli salzlampe himalayan lamp pink bath trek trekking expedition mountain mountains nepal tibet everest cedar yak goat pashmina соль соля- солян- 소금 핑크 솔트 岩塩 ソルト 粉盐 盐 鹽 เกลือ नमक ملح מלח αλατι"),
    ("hermes mercury apollo zeus athena nike ares poseidon dionysus artemis ajax achilles titan atlas hera pandora venus mars", """
        statue statues statuette bust sculpture god goddess gods greek greece olympian olympus mythology caduceus samothrace marble resin plaster percy jackson temple parthenon myth
        αγαλμα αγαλματα αγαλματιδιο προτομη θεος θεα θεου θεων αρχαι- γυψο- γυψιν- μουσει- αντιγραφο πραξιτελ- μυθολογ- ολυμπου стату- бюст- бог богин- гипс- скульптур- мифолог-
        تمثال اله الهه الاغريق اغريقي جبس اسطور- مجسمه תמונת פסל אל אלת אלים גבס מיתולוגי- արձան աստված աստծո դիցաբան- գիպս ქანდაკებ- ღმერთ- თაბაშირ- मूर्ति देवता
        รูปปั้น เทพเจ้า เทพี ประติมากรรม 石像 胸像 銅像 神像 女神 神話 雕像 雕塑 石膏 希腊 希臘 동상 조각상 신화 여신 석고
        """),
    ("tide", "high low tidal chart table turning surf beach moon"),
    ("shell", "scallop conch mother pearl seashell pasta tacos taco nut egg turtle earrings necklace beach mussel abalone jacket softshell hardshell ракушк- ракуш- морск- перламутр- صدف צדף צדפ- 貝殻 貝 조개 贝壳 貝殼 เปลือกหอย"),
    ("crocs", "alligator alligators sharks dinos dinosaur dinosaurs zoo safari reptile swamp pool float крокодил- تمساح תנין ワニ 악어 鳄鱼 จระเข้"),
    ("pilot", "cockpit aviator bomber aircraft jet airline airforce captain uniform costume goggles helmet navigation пилот- летчик- طيار טייס パイロットケース 조종사 飞行员 นักบิน"),
    ("coach", "whistle referee counsellor"),
    ("lion leo tiger puma jaguar fox bear wolf panda kiwi zebra", "safari elephant giraffe hippo rhino monkey lions elephants giraffes foxes jungle africa сафари жираф- слон- κτην- ελεφαντ- فيل زرافة קוף פיל ג'ירפה हाथी 코끼리 기린 キリン ゾウ 大象 长颈鹿 ช้าง ยีราฟ เสือ 老虎 狮子 豹 ヒョウ ライオン トラ 호랑이 사자 표범 хищ- пантер- леопард- נמר אריה"),
    ("galaxy sun moon star mars venus orbit comet nova", "telescope projector planetarium solar astronaut rocket cosmos universe"),
    ("melissa", "tee tea kraut bio blatter oel oil officinalis balm herb herbata liscie seeds samen plante мелисс- чай трава 茶"),
    ("prestige", "worldwide"),
)  # fmt: skip


@cache
def _tellings() -> dict[str, tuple[Telling, ...]]:
    found: dict[str, list[Telling]] = {}
    for names, words in _THINGS:
        telling = telling_of(words)
        for name in names.split():
            found.setdefault(name, []).append(telling)
    return {name: tuple(each) for name, each in found.items()}


def is_a_thing_here(name: str, place: Around) -> bool:
    """Whether the title tells that the thing is meant which the word says."""
    return any(is_told(telling, place) for telling in _tellings().get(name, ()))
