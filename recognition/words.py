"""Ordinary words: what a shop title says without meaning a brand. Kept small; a word list is to replace it."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Marks that are words of the shop's own language: found only in a listing of one of the mark's classes.
COMMON_WORD_MARKS = _words(
    """
    always amazon apple ariel barbie beetle boss bounty brother camel caterpillar champion coach columbia
    converse corona crest diamond diesel dove echo express fossil fox galaxy gap guess ivory jaguar lush mars
    mini monster mustang nest next oasis office orange pilot polo puma ring sharp shell smart stanley supreme
    swatch target tide virgin visa windows 苹果 蘋果 小米 北面 三星 三菱 大众
    """
)

# Even in the right class these neighbours make the word ordinary again ("apple cider", "football coach").
ORDINARY_NEIGHBOURS: dict[str, frozenset[str]] = {
    word: _words(neighbours)
    for word, neighbours in {
        "apple": "cider pie green fruit juice vinegar tree cinnamon candy dried",
        "coach": "football soccer basketball baseball life bus stage fitness gift best team",
        "dove": "white grey gray turtle peace bird release",
        "gap": "door air filler seal feeler bridge window age generation wage",
        "mars": "planet bruno nasa rover venus",
        "orange": "blood juice peel bright neon dark burnt fruit",
        "ring": "wedding engagement key o diamond gold silver finger size",
        "shell": "sea conch egg soft hard turtle oyster abalone tortoise clam outer",
        "supreme": "court",
        "target": "shooting archery dart paper heart practice",
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

ORDINARY = _words(_SHORT + _SHOP + _ELSEWHERE) | COMMON_WORD_MARKS

_ENDINGS = ("s", "es", "ed", "er", "ers", "ing", "y", "ly", "ish", "less", "ful", "al")


def is_ordinary(base: str) -> bool:
    """Whether the word, or the word without an English ending, is one that any shop title may carry."""
    if base in ORDINARY:
        return True
    return any(_is_inflected(base, ending) for ending in _ENDINGS if base.endswith(ending))


def _is_inflected(base: str, ending: str) -> bool:
    stem = base.removesuffix(ending)
    if len(stem) < 3:
        return False
    return stem in ORDINARY or stem + "e" in ORDINARY or (stem[-1] == stem[-2] and stem[:-1] in ORDINARY)


def neighbours_make_it_ordinary(base: str, before: str, after: str) -> bool:
    ordinary = ORDINARY_NEIGHBOURS.get(base, frozenset())
    return before in ordinary or after in ordinary
