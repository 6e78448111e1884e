"""Ordinary words: what a shop title says without meaning a brand, beyond what `vocabulary.py` knows by frequency."""

from collections.abc import Sequence

from recognition.names import is_of_a_person_or_place
from recognition.vocabulary import english, is_usual


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Marks that are words of a shop's own language: they mean the brand only in a listing of one of its classes.
COMMON_WORD_MARKS = _words(
    """
    ace active aim ajax allure always amazon angel anthem apple arc arcade ariel ark armour arrow aspire aurora avon axe ban bang banana
    barbie bare beats bee beetle benefit best birds blackberry bliss bloom bold bonds boost boots boss bounty bravo brother burton
    bush camel caterpillar champion charm cheer chips clinique clover coach colt columbia comet comfort concord converse corona
    cosmos crest crown crystal dash dawn degree delta dial diamond diesel dove dream dune eagle echo eclipse ecco edge element elite
    energizer era essence eternity ever evian exact express fairy falcon fanta fossil fox fresh frontline gain galaxy gap garnet general
    genesis giant glad glory gloss guess halo halls harvest hawk head honor hope hunter hush icon impulse ivory jaguar jaws jordan joy
    keen kind king kiss lark leader lee legend lemon liberty lion lotus lucky lush lynx magnum mango mark mars matchbox maverick
    maybe mercury metro mini mint mirage mojo monarch monster moose muse mustang nature nautica nest next noble nothing nova
    oasis obey office olive omega on oracle orange orbit orient origins outlaw oxygen pampers panther pearl phoenix pilot pink pioneer
    plus polo pop powerade premier prime prince pulsar puma quest radiance raid rainbow rally ranger rebel reflex relay revolution
    ring rival roots rover royal safeguard scout seat secret seven shark sharp shell shield silk simple smart snickers soft sonic
    spirit spring sprite stanley star stride sun sunlight supreme surf surge swan swatch swift tab target thermos theory tide tiger timber
    titan topshop torrid total tower trident triumph tropical twins ultra uncle vanish vans vaseline vault venus victory virgin visa vision
    bear bison buffalo bull cobra cougar crane dolphin dragon hornet otter penguin phantom raven robin sparrow turtle viper wasp whale wolf yeti
    viva volcom vogue wave whisper windows wings wonder zest zip zippo
    苹果 蘋果 小米 北面 三星 三菱 大众 大眾 鳄鱼 鱷魚 松下 联想 长城 老板 美的 花王 双星 回力 统一 旺旺 熊猫 猫王 奔驰 红旗 凤凰 永久 飞鸽 金星
    """
)
# Words, too, but in a shop the brand far more often than the word.
_MOSTLY_BRANDS = _words(
    "puma barbie evian ecco clinique fanta nautica pampers powerade snickers thermos topshop torrid vaseline zippo volcom mustang stanley converse avon burton clinique glad energizer vogue"
)
# Names that are as frequent in English as its common words.
_NAMES = _words(
    """
    google facebook youtube twitter instagram microsoft disney netflix ford samsung sony toyota honda bmw ikea adidas nike lego canon
    windows amazon linux wikipedia london paris intel xbox nintendo playstation android iphone ipad lee levi mercedes tesla yahoo reuters
    """
)
# Surnames, given names, places, gods, beasts: a brand's, and others' as well.
_NAMES_OF_OTHERS = _words(
    """
    acura adler alexa alpina amazonas arden aston atari athena austin barbour bauer bayer beckham bentley benz berlin bialetti
    blackstone bosch bose braun breville bridgestone brooks buick cadbury cadillac cannondale carhartt carlsberg casio castrol
    chevrolet chrysler cisco citroen clarins clarks colgate columbus cuisinart daimler danone darwin dell delonghi denver dewalt
    disney dodge duracell durex dyson eames electra emerson ericsson esprit faber ferrari fiat fila fischer fisher fiskars fitch
    fleming folgers fuji garmin garnier gibson gillette goodyear grohe guerlain guinness gurkha hamilton hanes harley heineken
    heinz helena hennessy hilti hobart hoover hudson hyundai inter isuzu jeep johnnie johnson kawasaki kellogg kelly kenwood
    kiehl kindle klein knorr kodak kohler kona kubota lancia lindt lipton logan longines lotto madison makita marconi marlboro
    marley maserati mattel maybach mazda mcdonald melitta mercedes mercury merrell michelin miele minerva mitsubishi montana
    montblanc morgan motorola nestle nevada nike nikon nissan nivea nobel nokia norton oakley odessa olympus omron opel orion
    osprey panasonic patagonia patek paulaner peugeot pfizer philips pioneer porsche puma quaker ralph rebecca renault revlon
    ricoh ritz roland rolls romeo ruger salomon samsonite sandisk sanyo schwarzkopf schwinn seat seiko sheraton siemens singer
    skechers skoda sonoma sony stanley starbucks steinway stella stihl subaru suzuki tata taylor tefal tesla thermaltake thermos
    timberland tissot toblerone toyota trek triumph tudor tyson umbro vespa vestas vicks victorinox vitara volkswagen volvo
    arena speedo nerf simba corsair continental
    wagner warner wedgwood wella westinghouse whirlpool wilson winchester wrangler wrigley xerox yamaha yeti zeiss zenith zippo
    """
)
_COMMON_IN_ENGLISH = 4.4
# In the shops of these goods the word says what they are like, even beside the mark's own goods.
_QUALITIES = _words(
    "orange ivory diamond crystal pearl pink gold silver mint olive rose amber coral navy camel royal soft silk simple smart fresh pop polo"
)
# Colours in two words, as names are registered: with a space, a hyphen or neither.
_SHADES = frozenset(
    f"{of}{between}{shade}"
    for of, shades in (
        ("off", "white black"), ("rose", "gold"), ("sky", "blue"), ("navy", "blue"), ("royal", "blue"), ("baby", "blue pink"), ("hot", "pink"),
        ("jet", "black"), ("pitch", "black"), ("snow", "white"), ("ice", "blue"), ("forest", "green"), ("mint", "green"), ("army", "green"),
    )
    for shade in shades.split()
    for between in (" ", "")
)  # fmt: skip

# What follows, or stands before, makes another word of these characters: three-star, apple juice, millet porridge.
GOES_ON: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(before), frozenset(behind))
    for name, before, behind in (
        ("三星", "第", "级級堆期"), ("苹果", "青红鲜", "汁醋树绿酱派干园"), ("蘋果", "青紅鮮", "汁醋樹綠醬派乾園"), ("小米", "黄", "粥椒辣糕汤饭酥"),
        ("北面", "朝东西南正", "的阳窗墙房山"), ("大众", "", "点化媒"), ("鳄鱼", "大", "皮纹肉公"), ("松下", "", "村问"), ("凤凰", "", "单枞山古"), ("宝马", "匹汗血", "香良"), ("精工", "做手", "刺打细細制製艺藝雕绣繡"), ("明治", "", "維维神天時时大昭村通"), ("万代", "千孫孙", "兰蘭"), ("奥迪", "", "双"), ("长城", "", "脚砖炮"),
        ("骆驼", "", "色绒毛骨刺奶铃肉祥"), ("駱駝", "", "色絨毛骨刺奶鈴肉"), ("红牛", "", "犊肉皮"),
        ("福特", "", "纳"), ("匹克", "奥林", "球"), ("风火轮", "吒", ""), ("其乐", "", "融无"), ("万国", "", "博旗邮"), ("カシオ", "", "ペ"),
    )
}  # fmt: skip

# Even in the right class these neighbours make the word ordinary again ("apple cider", "football coach").
ORDINARY_NEIGHBOURS: dict[str, frozenset[str]] = {
    word: _words(neighbours)
    for word, neighbours in {
        "always": "on be have love know never remember",
        "amazon": "rainforest river parrot jungle stone",
        "apple": "cider pie green fruit juice vinegar tree cinnamon candy dried red core corer slicer caramel scented scent sauce peel peeler"
        " butter crumble tart shape shaped sour golden orchard leaf custard pine adams wooden ceramic big",
        "axe": "throwing fire wood splitting battle viking hatchet handle camping",
        "beats": "per minute heart binaural drum",
        "boss": "lady girl like best baby worlds fight big im",
        "bounty": "hunter paper",
        "camel": "toe hair ride wool color colour coat",
        "champion": "world belt league wrestling trophy cup title champions boxing sport grand winner medal",
        "coach": "football soccer basketball baseball life bus stage fitness gift best team tennis swim gym cheer volleyball golf trainer"
        " whistle hockey softball wrestling dance head assistant worlds number trip class railway tour mini horse slot",
        "converse": "with to",
        "crest": "family tower bird mountain wave heraldic kaweco",
        "crown": "king queen princess royal prince tiara flower birthday gold tooth dental",
        "delta": "force wing sigma",
        "diamond": "painting ring shape shaped cut rough core pattern plate wedding black stud earrings",
        "desigual": "bajo corte largo dobladillo altura",
        "diesel": "mechanic engine generator fuel pump filter heater injector motor truck oil car turbo glow petrol tank exhaust compression punk vin",
        "dove": "white grey gray turtle peace bird release cage cake love wings holy ring wedding tail tailed hunting decoy mourning chocolate",
        "echo": "chamber sounder sounding",
        "express": "delivery shipping polar train orient lane courier",
        "fossil": "shark dinosaur ammonite tooth fuel dig stone trilobite real plant fish rock dino egg coral wood bone",
        "fox": "fur tail red animal face mask baby ears arctic faux",
        "gain": "weight muscle mass audio high knowledge",
        "galaxy": "print projector light lamp star stars night space milky printed nebula guardians",
        "gap": "door air filler seal feeler bridge window age generation wage year thigh gauge tooth teeth seat spark bed stair crevice"
        " storage plugger cover closer mind bottom draft",
        "guess": "who what how the word game price name age baby can my whos",
        "jaguar": "print animal big plush",
        "king": "size bed lion queen",
        "mango": "fruit dried juice wood pulp slicer tree smoothie scented",
        "mars": "planet bruno nasa rover venus space mission attacks surface landing earth colony occupy",
        "monster": "truck high cookie sea ness pocket green loch under baby plush hunter little costume eye party bash alien",
        "next": "day to me level time gen generation step week morning best door year bedside",
        "oasis": "band floral foam concert liam",
        "office": "chair desk the home supplies",
        "olive": "oil green tree",
        "on": "the sale",
        "pilot": "hat jacket hole goggles sunglasses auto light boat airplane cap fighter drone",
        "polo": "shirt shirts t neck collar water long short sleeve mens men womens women slim fit",
        "puma": "wildlife animal cat figurine black mountain statue concolor plush",
        "ring": "wedding engagement key o diamond gold silver finger size light led lamp holder band piston binder",
        "seat": "car cover back front rear booster toilet stadium pad belt bike child cushion heated bed leather",
        "shell": "sea conch egg soft hard turtle oyster abalone tortoise clam outer nut snail cowrie scallop taco walnut coconut protective"
        " mussel crab beach tactical back plush pearl puka inner shock pasta suit",
        "shark": "tooth baby great white attack week",
        "smart": "watch tv phone home band casual light",
        "star": "wars shaped trek five night north shape gold",
        "total": "100 50 en pcs sum length amount weight height",
        "sun": "hat block glasses moon protection flower rise set",
        "supreme": "court quality comfort leader being power softness cotton pizza crunchwrap commander",
        "target": "shooting archery dart paper heart practice board audience market rate bow steel magnetic score sports rifle pistol airsoft",
        "tesla": "coil meter",
        "tide": "high low red spring rising clock table chart moon tables pool",
        "tiger": "print balm plush lily woods animal king",
        "vans": "camper delivery toy toys for cargo roof mini motorhomes transit cars trucks and",
        "hermes": "wings god greek statue messenger costume mythology",
        "pandora": "box boxes",
        "kindle": "wood fire firewood stove",
        "philips": "head screw screwdriver bit bits screws",
        "phillips": "head screw screwdriver bit bits screws",
        "7 eleven": "of pack set x",
        "virgin": "olive extra coconut mary human hair islands",
        "windows": "for and doors car glass",
        "off white": "lace wedding dress cotton yarn color colour ivory cream linen paint curtain curtains satin silk wool fabric bridal blouse"
        " paper ceramic background light knit crochet",
        "new balance": "yoga board beam ball bike scale",
    }.items()
}

_SHORT = """
    a an all and any are as ash at bag bar bed big bow box boy buy by can cap car cat cop cup cut day dog dot dry
    ear egg end eye fan far fit fly for fun fur get gin gym had hat her him his hot how ice in ink is it its jar
    job kid kin kit leg let lid lip log lot low man map mat men mix new no nor not now nut of off oil old on one
    or our out own pad pan pen pet pin pop pot put raw red rod row rug run sea see set she sit six sky so sun tag
    tan tea ten the tie tin tip to toe too top toy tub two up us use van wax way we wet who why win with yes you
    zip
"""

_SHOP = """
    about above accent access action active adapter adjustable adult after again album alarm allergy almond alpha
    amber anchor angel angle animal ankle annual antique apron aqua arch area arm aroma arrow artist aster aurora
    auto award baby back badge bake ball balm bamboo banana band bank banner barn barrel base basic basket
    bass bath battery beach bead beam bean bear beard beauty bell belly belt bench berry best bike bird birthday
    black blade blank blanket blend block blond blouse blue blush board boat body bold bolt bomb bond bone book
    boot border bottle bottom bowl boxer boys bracelet bracket braid brand brass bread break bridal bride bridge
    bright bronze brown brush bubble bucket buckle bundle burner button cabin cabinet cable cake calm camera camp
    canal candle candy cane canvas carbon card care cargo carpet carrier cart case cash casual cedar center
    central ceramic channel chain chair charcoal charge charger charm chart chat check cherry chess chest chief child
    children chocolate choice choker circle city class classic clay clean clear client clip clock close cloth
    clothes clothing cloud club coast coat code coffee coin cold collar collect collection colour color comb
    combo comfort common compact complete computer concert console contact container control cook cool copper
    coral cord core cork corner cosmetic cotton couch counter country couple course cover cowboy craft crane
    cream creative credit crew crib crime crop cross crown cruise crystal cube cuff cups curl curtain curve
    custom cute cycle daily dance dark data date deal decor decoration deep delivery deluxe denim desert design
    desk device diary digital dinner direct dish display doctor doll door double down dragon dream dress drill
    drink drive driver drop drum dual duck dust duty early earring earrings easter easy edge edition elastic
    elegant electric element empty energy engine enjoy entry essential event ever every extra eyes fabric face
    fair fairy fall family fancy farm fashion fast father faux feather feed feel festival fiber figure film
    filter final find fine finger finish fire first fish fitness flag flame flannel flash flat fleece flex flight
    flora floor floral flower foam fold food foot force forest fork form formal frame free fresh friend front
    frost fruit full funny furniture future game garage garden garment gas gate gear gentle giant gift gifts girl
    glass glasses glitter globe gloss glove gold golden golf good grace grade grain grand grape graphic grass
    gray green grey grill grip ground group guard guide guitar hair half hall hammer hand handbag handle handmade
    hanger happy hard hardware harness heart heat heavy heel height hello helmet herb hero high hiking hip hole
    holder holiday hollow home honey hood hoodie hook hoop horn horse hose hour house human hunt hybrid inch
    index indoor inner insert inside iron island item jacket jeans jersey jewel jewelry jogger joint joker juice jumper
    jungle junior kettle keyboard king kitchen kitten knee knife knit knot label lace ladder lady lake lamp land
    large laser last latch latex leaf leather left legging lemon length lens letter level life lift light lime
    limit line linen liner link lion lips liquid list little living local lock long look loop loose lotion love
    lovely lower luck lucky luggage lumber lunch luxury machine magic magnet magnetic mail main make mall manual
    maple marble marina marine marker market mask massage master mat match mate material matte maxi medical
    medium memory mens mermaid mesh metal micro midi milk mind mineral mint mirror mobile modal model modem
    modern moment money mood moon moral morning mother motion motor mount mountain mouse mouth movie mug muscle
    music nail name nano natural nature navy neck necklace needle neon night noble noise normal nose novel nude
    number nurse nylon ocean olive open optic organic original outdoor outer oval over oversized owner pack
    package paint painting pair palace palm panel panties pants paper parade parent park part parts party pass
    patch path pattern peach pearl pedal pencil pendant people pepper perfect perfume petal phone photo piano
    piece pillow pine pink pipe pixel place plain plane planet plant plastic plate platform play player plaza pleated
    plug plus pocket point polar polish polyester pool popular portable post poster pouch powder power premium
    present press pretty price pride primer prince princess print printed private pro protect protector pull
    pump punch pure purple purse puzzle quality queen quick quilt racing rack radio rail rain rainbow range rapid
    rare razor ready real rear record reed regular relax remote repair replacement resin retro ribbon rice ride
    right ripped river road robe robot rock roller romantic roof room root rope rose rotary rotor round route
    royal rubber ruffle ruler runner running rural rush rustic sack saddle safe safety sail sailor salad sale
    salon salt sand sandal satin sauce scale scarf scene school score screen screw scrub seal season seat second
    secret section sensor serum service shade shadow shampoo shape shark sheet shelf shield shift ship shirt shoe
    shoes shop short shorts shoulder show shower side sign signal silent silicone silk silver simple single size
    skin skirt skull slate sleep sleeve slim slip slipper small smile smoke smooth snack snap snow soap soccer
    social sock socks soft solar sole solid song sonic sound soup space spare spark speaker special speed spice
    spin spirit sponge spoon sport sports spot spray spring square stage stain stair stamp stand standard staple
    star start station steel step stereo stick sticker stitch stock stone stool store storm story straight strap
    straw stream street stretch string strip stripe striped strong studio stud style sugar suit suite summer
    super supply support surface surprise sweat sweater sweet swim swimsuit switch table tablet tail tape team
    tech teen tent test texture thermal thick thin thread throw ticket tight tile timber time tiny tire title
    tool tooth torch total touch towel tower track trade traditional trail train trainer training transparent
    travel tray treat tree trend tribal trim trip tropical trouser truck trunk tube tumbler tunic turbo twin
    twist type ultra umbrella under unicorn uniform union unique unisex universal upper urban usual utility
    vacation vacuum valley value vanilla vase vegan veil velvet vest video view vintage vinyl violet vision vital
    vitamin voice volume waist walk wall wallet warm wash watch water wave wear wedding weight western wheel
    white whole wide width wild wind window wine wing winter wire wireless wolf woman women wood wooden wool work
    world wrap wrist wrong yard year yellow yoga young youth zebra zipper zone
"""

_ELSEWHERE = """
    avec blanc bleu bois boite boucle ceinture chaussure chaussures cheveux coque cuir enfant femme fille fleur
    garcon homme maison manche montre noir nouveau pour robe rouge sac sans vert veste
    armband damen frauen fur garten geschenk gross grosse gurtel haus herren hose jacke kette kinder klein kleid
    leder manner mit neu ohne rock schuhe schwarz silber tasche uhr und weiss
    azul blanco bolsa bolso botas camisa cuero falda funda hombre mujer negro nina nino nuevo para pantalon reloj
    rojo ropa sin verde vestido zapatos zapatillas
    bianco borsa borse donna nero nuovo orologio pelle rosso scarpe uomo
"""

ORDINARY = _words(_SHORT + _SHOP + _ELSEWHERE)

_ENDINGS = ("s", "es", "ed", "er", "ers", "ing", "y", "ly", "ish", "less", "ful", "al")


def is_common(plain: str) -> bool:
    """Whether a mark of this one word is a word that shops use without meaning any brand."""
    if plain in _MOSTLY_BRANDS or (plain in _NAMES and plain not in COMMON_WORD_MARKS):
        return False
    return plain in COMMON_WORD_MARKS or plain in ORDINARY or english(plain) >= _COMMON_IN_ENGLISH


def is_a_phrase(plain: str) -> bool:
    """Whether it is made of several words that any text may put together: "old spice", "new balance"."""
    words = plain.split()
    return len(words) > 1 and all(is_ordinary_english(word) for word in words)


def is_a_name_of_others(plain: str) -> bool:
    """Whether, of goods of other kinds, it more likely says a person, a place or a thing: "Nikola Tesla", "canon in D"."""
    return plain in COMMON_WORD_MARKS or plain in _NAMES_OF_OTHERS or plain in _MOSTLY_BRANDS


def is_of_others_too(plain: str) -> bool:
    """Whether anybody or anything else is called so."""
    return is_a_name_of_others(plain) or is_of_a_person_or_place(plain)


def is_a_quality(plain: str) -> bool:
    """Whether it says what goods are like, of whatever class they are."""
    return plain in _QUALITIES


def is_a_shade(plain: str) -> bool:
    """Whether it is a colour in two words."""
    return plain in _SHADES


def is_ordinary(plain: str) -> bool:
    """Whether any shop title may carry the word, in any language, or an English one without its ending."""
    return is_usual(plain) or is_ordinary_in_english(plain)


def is_ordinary_in_english(plain: str) -> bool:
    """Whether an English title may carry it, by the words of shops or by all."""
    if plain in ORDINARY or english(plain) > 0:
        return True
    return any(_is_inflected(plain, ending) for ending in _ENDINGS if plain.endswith(ending))


def is_ordinary_english(plain: str) -> bool:
    return plain in ORDINARY or english(plain) >= _ENGLISH_PIECE


_ENGLISH_PIECE = 3.6


def _is_inflected(plain: str, ending: str) -> bool:
    stem = plain.removesuffix(ending)
    if len(stem) < 3:
        return False
    return stem in ORDINARY or stem + "e" in ORDINARY or (stem[-1] == stem[-2] and stem[:-1] in ORDINARY)


def neighbours_may_make_it_ordinary(plain: str) -> bool:
    return plain in ORDINARY_NEIGHBOURS or plain in _QUALITIES


def neighbours_make_it_ordinary(plain: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """`before` and `after`: the words around it, nearest first."""
    ordinary = ORDINARY_NEIGHBOURS.get(plain, frozenset())
    if any(word in ordinary for word in (*before[:1], *after[:1])):
        return True
    return (
        plain in _QUALITIES and bool(after) and (after[0] in ORDINARY or english(after[0]) >= _ENGLISH_PIECE)
    )
