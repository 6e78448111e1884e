"""More words for what is worn, carried and plugged in, in the languages of shops; written like those of `goods_words.py`."""

GOODS_IN_MORE_LANGUAGES: tuple[tuple[tuple[int, ...], str], ...] = (
    (
        (18, 25),
        """
        belt cinturon cinturones cinto ceinture ceintures gurtel ledergurtel cintura kemer kemeri pasek paski opasek balte skarp laederbaelte curea curele
        ремень ремни ремня пояс ремінь колан ζωνη حزام חגורה बेल्ट sabuk
        """,
    ),
    (
        (25,),
        """
        underwear boxers sneakers trackpants jeggings bathrobe pyjama pajama swimsuit bikini
        vestido vestidos vestito vestiti jurk jurken sukienka sukienki elbise elbisesi calcetines chaussettes socken calze calzini meias skarpety skarpetki corap
        strumpor sokker sukat zokni ponozky sosete kaus bokserki boksershorts bufanda echarpe sciarpa sciarpe sjaal szalik halsduk halstorklaede
        cappello cappelli mutsen muts czapeczka mossa pipo sapka caciula skor tenisky topanky cipele patike obuv pantofle cipo cizme
        skjorta skjorte skjorter paita kosile kosulja kosulje camasa jacka jakke jakken kabat kabaty jakna dzseki dzinsy nadrag
        термобелье трусы носки шарф шапка кепка бейсболка купальник платье юбка жилет пуховик ветровка лонгслив поло
        """,
    ),
    (
        (18,),
        "vaska vaskor ryggsack taske tasker rygsaek skulderveske veske taska hatizsak penztarca planbok lommebok portemonnee punga torba torbe novcanik batoh kabelka ruksak",
    ),
    (
        (9,),
        """
        audifonos fones fone koptelefoon oordopjes horlurar hovedtelefoner hodetelefoner fejhallgato fulhallgato casti slusalice sluchatka altoparlante altoparlanti
        cargador cargadores caricatore caricabatterie carregador oplader laddare lader laturi tolto incarcator nabijecka punjac adapter powerbank
        tablet tablets tableta tablette subwoofer soundbar webcam ssd
        """,
    ),
    (
        (14,),
        "klocka klockor armbandsur kello rannekello karora ceas ceasuri hodinky ura bague bagues anello anelli orecchini pulseras bracciale braccialetto kolczyki bransoletka naszyjnik kolye",
    ),
    ((3,), "edt edp eau toilette aftershave profumo rouge nagellack nagellak balsam rtenka ruz"),
    ((8, 21), "afeitadora rasoir rasoio rasierapparat scheerapparaat borotva holici brijac"),
    (
        (7, 8),
        "boormachine schroefmachine borrmaskin boremaskine bormaskin porakone furo furogep vrtacka vrtak busilica bormasina bohrhammer akkuschrauber visseuse avvitatore atornillador parafusadeira",
    ),
    (
        (28,),
        "boneca bonecas panenka papusa nukke dukke bloques briques bausteine jucarie jucarii hracka igracka lelu legetoj leksak",
    ),
    (
        (12,),
        "emblem headlamp taillight hubcap wiper zapaska ratkapslar opony opona cauciuc anvelope guma gume",
    ),
)
