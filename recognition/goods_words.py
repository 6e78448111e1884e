"""Words for goods in the languages of shops, by the Nice classes that they speak for.

A word is found as it is and in the plural; "bluz-" at the beginning of a longer word, "-tasche" at the end of one; what is written
without spaces anywhere near.
"""

GOODS: tuple[tuple[tuple[int, ...], str], ...] = (
    (
        (25,),
        """
        shoe sneaker trainer boot sandal clog slipper jean hoodie sweatshirt sweater jacket coat tshirt shirt tee jersey dress skirt pant trousers shorts
        jogger fleece vest crewneck pullover jumper chino puffer parka sweatpant loafer
        legging sock glove scarf cap beanie tracksuit cardigan blouse windbreaker
        schuh- stiefel- sandale- pantoffel- hose hosen kapuzen- pullover- -jacke -jacken -schuhe -stiefel -hose -hosen -hemd -hemden -kleid jacke mantel mutze
        chaussure- basket botte bottes bottine- veste vestes manteau pantalon- chemise- robe robes casquette-
        zapato- zapatilla- bota botas botin- sandalia- chaqueta- sudadera- camiset- vaquero- gorra- abrigo-
        scarpe scarpa stival- felpa felpe magliett- giacca giacche giubbott- camicia tenis sapato- moletom camisa camisas jaqueta- schoen schoenen laarzen broek- trui jas
        buty butow klapki sandaly kurtk- bluza bluzy spodni- koszul- czapk- ayakkab- terlik- ceket- mont tisort- gomlek- sapka-
        кроссовк- ботин- сапог- туфл- кеды тапк- тапочк- сабо шлепанц- сандал- куртк- толстовк- худи свитшот- футболк- джинс- брюк- штаны рубашк- платье кепк- шапк-
        кросівк- черевик- чобот- взутт- светр- сорочк- якет- яке обувк- παπουτσ- μποτ- σανδαλ- παντοφλ- μπουφαν φουτερ μπλουζ- τζιν παντελον- πουκαμισ- φορεμα
        حذاء احذية أحذية جزمة صندل شبشب جاكيت معطف هودي تيشيرت قميص بنطلون جينز فستان קבעה נעל- מגפי סנדלי כפכפי מעיל חולצ- מכנס- גינס שמלה כובע
        जूते जूता शूज़ चप्पल सैंडल जैकेट हुडी शर्ट जींस kengat saappaat takki huppari housut boty bunda mikina tricko kalhoty pantofi geaca hanorac tricou giay sepatu jaket kaos
        スニーカー シューズ ブーツ サンダル クロッグ パーカー ジャケット コート シャツ ジーンズ デニム パンツ トレーナー キャップ スウェット
        운동화 스니커즈 신발 부츠 샌들 클로그 슬리퍼 후드 자켓 재킷 패딩 티셔츠 셔츠 청바지 바지 모자 맨투맨
        男鞋 女鞋 鞋子 运动鞋 靴子 卫衣 衛衣 外套 夹克 夾克 羽绒服 冲锋衣 牛仔裤 衬衫 长裤 短裤 帽子 รองเท้า เสื้อ กางเกง
        """,
    ),
    (
        (18,),
        """
        bag handbag tote purse wallet backpack satchel crossbody luggage suitcase -tasche -taschen rucksack- geldborse- koffer- sac sacs pochette- portefeuille- valise- bolsa- bolso-
        mochila- cartera- monedero borsa borse borset- portafogli- zaino valigia carteira- rugzak- tas handtas torebk- plecak- portfel- walizk- canta cantasi cuzdan- bavul-
        сумк- рюкзак- кошел- клатч- чемодан- портмоне гаманец валіз- чанта чанти раниц- τσαντ- σακιδι- πορτοφολ- βαλιτσ- حقيبة حقائب شنطة محفظة תיק תיקי ארנק- מזווד-
        बैग हैंडबैग पर्स laukku reppu lompakko kabelk- batoh penezenk- geanta rucsac portofel tui balo dompet ransel バッグ リュック 財布 トート ポーチ スーツケース
        가방 백팩 숄더백 핸드백 크로스백 토트백 지갑 캐리어 女包 男包 挎包 手提包 单肩包 双肩包 钱包 錢包 背包 行李箱 กระเป๋า
        """,
    ),
    (
        (9,),
        """
        phone smartphone cellphone mobile smartwatch keyboard earbud laptop notebook computer monitor headphone earphone earbud headset charger smartwatch router handy kopfhor- lautsprecher- ladegerat-
        fernseher- telephone- telefon- ecouteur- casque enceinte ordinateur- chargeur- auricular- movil altavoz portatil cuffie cellulare- celular- telemovel- sluchawk-
        glosnik- laptop- komputer- ladowark- kulakl- hoparlor- bilgisayar- sarj kuulokkeet puhelin sluchatk- телефон- смартфон- наушник- гарнитур- ноутбук- планшет-
        колонк- зарядк- телевизор- навушник- слушалк- τηλεφων- κινητ- ακουστικ- ηχει- φορτιστ- τηλεοραση υπολογιστ- هاتف جوال موبايل سماعة سماعات لابتوب شاحن كمبيوتر گوشی هدفون
        טלפון טלפוני אוזני- מחשב- מטען רמקול फोन स्मार्टफोन मोबाइल हेडफोन लैपटॉप ফোন মোবাইল স্মার্টফোন スマホ スマートフォン 携帯 イヤホン ヘッドホン ヘッドフォン タブレット パソコン 充電器
        스마트폰 휴대폰 핸드폰 이어폰 헤드폰 노트북 태블릿 충전기 手机 手機 耳机 耳機 平板 电脑 電腦 笔记本 充电器 音箱 电视 電視 手环 路由器 โทรศัพท์ มือถือ หูฟัง แท็บเล็ต ponsel
        """,
    ),
    (
        (14,),
        """
        watch wristwatch chronograph smartwatch armbanduhr- -uhr -uhren montre montres reloj- orologi- relogio- horloge- zegar- saati hodinky kello часы часов годинник- часовник- ρολοι ρολογια
        ساعة שעון שעוני घड़ी ঘড়ি ժամացույց საათი 腕時計 時計 손목시계 시계 워치 ウォッチ 手表 手錶 腕表 นาฬิกา
        """,
    ),
    (
        (3,),
        """
        soap shampoo lotion deodorant wash handwash stain laundry mascara lipstick perfume parfum cologne makeup detergent moisturizer conditioner bodywash seife duschgel- waschmittel- lippenstift-
        savon- gel lessive jabon champu detergent- sapone profumo rossetto sabonete mydlo szampon szminka pomadka perfum- zel proszek sabun- sampuan- ruj мыло крем- шампун-
        духи помада тушь парфюм- гель порошок дезодорант- мило парфум- σαπουν- κραγιον αρωμα απορρυπαντικο صابون شامبو عطر كريم مسحوق סבון שמפו בושם אבקת साबुन शैम्पू
        石鹸 ソープ シャンプー 香水 口紅 マスカラ 洗剤 비누 바디워시 샴푸 향수 립스틱 세제 로션 香皂 沐浴露 洗发水 口红 洗衣液 洗衣粉 洗面奶 สบู่ แชมพู น้ำหอม ลิปสติก
        """,
    ),
    (
        (12,),
        """
        bumper rim brake liner steering spares headlight taillight grille hubcap -felge -felgen felge felgen stossstange- scheinwerfer- jante- phare phares llanta- parachoques faro paraurti cerchioni
        zderzak- felga felgi reflektor- jant бампер- фара фары капот- крыло колпак- ζαντ- προφυλακτηρ- جنط صدام חישוקי ホイール バンパー ヘッドライト 범퍼 헤드라이트 轮毂 輪轂 保险杠 大灯
        """,
    ),
    (
        (4,),
        "oil lubricant motorol- motoroel- huile aceite olio oleo olej yagi масло мастило λαδι زيت שמן エンジンオイル 엔진오일 机油 機油 润滑油 น้ำมันเครื่อง",
    ),
    (
        (29, 30),
        """
        chocolate candy cookie biscuit snack wafer schokolad- schokoriegel- keks- chocolat- bonbon- galleta- cioccolat- biscott- czekolad- baton batony cikolata- biskuvi-
        шоколад- печень- конфет- батончик- лакомств- σοκολατ- شوكولا شوكولاتة حلوى שוקולד- עוגיות चॉकलेट チョコ クッキー お菓子 초콜릿 과자 쿠키 巧克力 饼干 零食 糖果 ช็อกโกแลต
        """,
    ),
    (
        (28,),
        """
        toy doll playset puzzle boardgame spielzeug- puppe jouet- poupee- juguete- muneca- giocattol- bambol- brinquedo- zabawk- lalka klocki oyuncak- игрушк- кукл- конструктор-
        іграшк- лялька παιχνιδ- κουκλ- لعبة دمية צעצוע- בובה खिलौना おもちゃ 人形 フィギュア 장난감 인형 피규어 玩具 娃娃 积木 ของเล่น
        """,
    ),
    (
        (7, 8),
        """
        drill vacuum grinder screwdriver shaver razor bohrmaschine- akkuschrauber- staubsauger- rasierer- perceuse- aspirateur- taladro- aspiradora- trapano wiertark-
        wkretark- odkurzacz- matkap supurge- шуруповерт- дрель пылесос- перфоратор- бритва дриль σκουπα δραπαν- مثقاب مكنسة מקדחה שואב 掃除機 ドリル 청소기 드릴 吸尘器 电钻 剃须刀
        """,
    ),
    ((9, 38), "sim prepaid prepago prepagata prepayee starter lte internet"),
)

MORE_GOODS: tuple[tuple[tuple[int, ...], str], ...] = (
    (
        (16,),
        """
        book notebook booklet -buch -bucher buch bucher livre libro libri livro boek boeken kniha knihy knjiga ksiazk- kitap kitabi kirja konyv carte cartile buku truyen
        hardcover paperback taschenbuch workbook textbook diary calendar calendrier kalender- calendario kalendar- takvim- planner postcard postkarte- ansichtskarte- cartolina
        pocztowk- stamp briefmarke- timbre- sello francobollo znaczek poster plakat- affiche afis map landkarte- mapa stadtplan pencil pen fuller fullfeder-
        fullhalter- kugelschreiber- stylo bolig- penna pioro dlugopis- kalem kalemi pluma tinte tinten- encre tinta binder bleistift- crayon lapiz matita olowek marker
        книг- открытк- календар- плакат- постер карта ручка ручки карандаш- блокнот тетрад- марка βιβλι- ημερολογι- αφισα χαρτης στυλο كتاب كتب تقويم خريطة بوستر قلم کتاب
        ספר ספרים לוח מפה גלויה עט किताब पुस्तक कैलेंडर पोस्टर पेन বই পোস্টার புத்தகம் நூல் 単行本 文庫 図鑑 絵本 ポスター 絵葉書 地図 万年筆 ボールペン シャープペン 鉛筆 手帳 切手
         도서 지도 포스터 엽서 만년필 볼펜 연필 图书 图画书 教材 小说 漫画 海报 地图 明信片 邮票 钢笔 铅笔 หนังสือ นิยาย ปากกา โปสเตอร์
        """,
    ),
    (
        (14,),
        """
        necklace pendant bracelet bangle earring jewellery jewelry cufflink halskette- anhanger ohrring- armreif schmuck collier pendentif bijou bijoux pulsera anillo pendientes aretes
        joya collana ciondolo bracciale orecchin- gioiell- colar pulseira brinco naszyjnik- wisiorek kolczyk- bransolet- pierscion- kolye kupe bileklik yuzuk nahrdelnik naramek
        ожерель- кулон подвеск- серьги браслет- кольцо колье κολιε βραχιολι σκουλαρικ- قلادة سوار خاتم שרשרת תליון צמיד עגיל- हार झुमके ネックレス ブレスレット 指輪 ピアス 목걸이 팔찌 반지 귀걸이
        项链 吊坠 手链 戒指 耳环 耳钉 สร้อย ต่างหู กำไล
        """,
    ),
    (
        (3,),
        """
        toothpaste zahnpasta zahncreme dentifrice dentifrico pasty aftershave rasierschaum weichspuler- lessives detersivo ammorbidente bleichmittel smalto vernis nagellack- pintaunas esmalte lakier
        concealer eyeliner sunscreen sonnencreme serum gommage scrub peeling skincare tonico toner facewash deo deodorant- дезодорант- лак тоник сыворотк- шампун- стирал- зубная паста
        معجون شامبو ديودورانت משחת דאודורנט टूथपेस्ट क्रीम 歯磨き粉 化粧水 乳液 美容液 柔軟剤 ファンデーション シェービング 치약 크림 선크림 세럼 샴푸 섬유유연제 牙膏 面霜 精华 防晒 面膜 洗面乳 粉底 ยาสีฟัน ครีม เซรั่ม ผงซักฟอก
        """,
    ),
    (
        (3, 21),
        "toothbrush zahnburste- spazzolino szczoteczk- щетка щетки cepillo brosse 歯ブラシ 칫솔 牙刷 แปรงสีฟัน",
    ),
    (
        (2, 9),
        """
        ink cartridge druckerpatrone- patrone patronen cartouche- cartucho- cartucci- tusz tusze kartus- toner tonery tinta картридж- чернил- тонер- μελαν- τονερ حبر دיו דיו כרית इंक टोनर
        インク トナー 잉크 토너 墨盒 硒鼓 墨水 หมึก
        """,
    ),
    (
        (9,),
        """
        camera kamera camara fotocamera aparat appareil lens objektiv- objectif objetivo obiettivo printer drucker imprimante impresora impressora stampante drukark- yazici console konsole konsola
        mouse webcam ssd microsd usb hdmi powerbank speicherkarte- cable kabel sunglasses glasses sonnenbrille- lunettes gafas occhiali oculos okulary gozluk naocale case cover hulle hullen
        coque- funda custodia capinha kryt pouzdro etui kilif skal kuori tok microphone mikrofon- remote calculator taschenrechner calculadora dashcam oscilloscope multimeter plc gps navi router
        speaker soundbar subwoofer amp amplifier tv gaming gamepad controller fernglas- telescope watchband charger ladekabel screen display touchscreen protector softcase
        фотоаппарат- камера объектив- принтер- приставк- клавиатур- мышь флешк- кабель очки чехол стекло микрофон- калькулятор- телевизор- κινητο θηκη φακος εκτυπωτ- γυαλια καμερα
        كاميرا عدسة طابعة كفر جراب نظارة كيبل سبيكر מצלמה עדשה מדפסת כיסוי כבל משקפי מקלדת עכבר רמקולים कैमरा प्रिंटर कवर चार्जर चश्मा स्पीकर কভার চার্জার கவர்
        カメラ レンズ プリンタ ゲーム機 キーボード マウス ケース カバー ケーブル フィルム サングラス メガネ スピーカー テレビ 電卓 카메라 렌즈 프린터 키보드 마우스 케이스 케이블 필름 선글라스 안경 스피커 계산기
        相机 镜头 打印机 键盘 鼠标 数据线 手机壳 保护壳 保护套 钢化膜 眼镜 墨镜 音响 游戏机 计算器 显示器 กล้อง เลนส์ ฟิล์ม แว่น ลำโพง เครื่องคิดเลข ปริ้นเตอร์
        """,
    ),
    (
        (7, 8, 9),
        """
        battery batterie- akku akkus bateria baterie bateri baterija batteria accu akumulator- pil аккумулятор- батарея батарейк- акумулятор- μπαταρι- بطارية سوללה סוללה बैटरी ব্যাটারি バッテリー 電池 배터리 건전지
        电池 แบตเตอรี่ lithium 18v 20v
        """,
    ),
    (
        (7, 8),
        """
        chainsaw saw sander planer compressor lawnmower mower trimmer hedge generator pump blender mixer juicer dishwasher washer plier wrench spanner hammer chisel ratchet clipper scissor knife
        knives tool toolset kettensage- stichsage- kreissage- schleifer hochdruckreiniger- rasenmaher- zange zangen hammer messer schere werkzeug- waschmaschine- geschirrspuler- mixer- stabmixer
        tronconneuse- scie meuleuse- perceuse- pince pinces cle cles marteau couteau- ciseaux outil- tondeuse- nettoyeur lave amoladora- alicate- llave martillo cuchillo- tijera- herramient-
        lavadora licuadora batidora motosega- smerigliatrice- avvitatore- pinza pinze chiave martello coltello coltelli forbici attrezz- lavatrice frullatore motosserra- furadeira- faca facas
        ferramenta- liquidificador wiertark- pilark- szlifierk- szczypce klucz mlotek noz noze nozyczki narzedzi- pralka kosiark- testere- pense- anahtar bicak tornavida- tiras makinesi
        пила бензопил- цепная болгарк- шлифмашин- плоскогубц- пассатиж- ключ молоток нож ножи ножниц- инструмент- мойка газонокосилк- триммер насос генератор- блендер миксер стиральн- бритв-
        πριονι πενσα κλειδι σφυρι μαχαιρι εργαλει- τρυπανι αντλια πλυντηριο ξυριστικη مثقاب منشار كماشة مفتاح سكين مقص خلاط غسالة ماكينة מסור פלייר סכין מברגה מקדחה בלנדר
        मिक्सर ग्राइंडर चाकू ड्रिल チェーンソー インパクト ドライバー レンチ ペンチ 包丁 ナイフ はさみ 工具 シェーバー ブレンダー 洗濯機 그라인더 임팩 드라이버 펜치 가위 공구 면도기 믹서기 세탁기 예초기
        链锯 角磨机 电锯 扳手 钳子 菜刀 刀具 剪刀 工具 剃须刀 电动工具 搅拌机 洗衣机 水泵 割草机 สว่าน เลื่อย ไขควง ปั๊ม เครื่องปั่น
        """,
    ),
    (
        (7, 11),
        "robot staub vacuum hepa aspirapolver- stofzuiger- dammsugar- stovsuger- polynimuri porszivo vysavac- пылесборник- kaffeevollautomat- espresso espressomaschine- kettle wasserkocher- bouilloire hervidor bollitore czajnik чайник ketel toaster grill friteuse airfryer 电饭煲 전기밥솥 炊飯器",
    ),
    (
        (11,),
        """
        lamp lampe lampen lampara lampada lampka zarowka lamba ampul bulb headlamp flashlight taschenlampe- torch linterna torcia latark- fridge refrigerator kuhlschrank- frigo nevera oven backofen
        four horno forno piekarnik heater heizung- toilet wc shower dusch- douche ducha aircon klimaanlage- humidifier ventilator- haartrockner- seche-cheveux hairdryer dryer secador phon lustr-
        лампа лампочк- светильник- фонар- ночник- холодильник- духовк- фен обогревател- кондиционер- λαμπα φωτιστικο ψυγειο φουρνος مصباح ثلاجة فرن مكيف مروحة מנורה מקרר תנור מזגן מאוורר पंखा बल्ब फ्रिज
        ランプ 電球 ドライヤー 冷蔵庫 エアコン 加湿器 扇風機 전구 램프 조명 냉장고 드라이기 에어컨 가습기 선풍기 灯泡 台灯 吹风机 冰箱 空调 加湿器 电风扇 หลอดไฟ ไดร์เป่าผม ตู้เย็น พัดลม
        """,
    ),
    (
        (12,),
        """
        wiper brakepad brakes tyre tire wheels clutch gearbox mudflap mudguard windscreen windshield dashboard bonnet tailgate towbar exhaust carburetor moped scooter motorcycle motorbike bike
        wischer scheibenwischer- bremsbelag- bremsbelage bremsscheibe- reifen winterreifen sommerreifen auspuff kupplung- kotflugel- sitzbezug- sitzbezuge motorrad- fahrrad-
        pneu pneus pneumatici pneumatic- essuie plaquettes freins embrayage retroviseur moto motos neumatic- llantas frenos pastillas embrague espejo cinghia frizione freno freni
        specchietto freio- retrovisor opona opony hamulcow- wycieraczk- sprzeglo lastik fren balata silecek debriyaj dikiz pneumatik- brzdov- sterac- anvelop-
        тормозн- колодк- шины шина щетки дворник- глушител- зеркало сцеплен- стойк- подвеск- мотоцикл- велосипед- гальмівн- λαστιχα φρενα υαλοκαθαριστηρ- τακακια مكابح
        فرامل اطارات دراجة لنت בלמים צמיג מגב ब्रेक टायर बाइक タイヤ ブレーキ ワイパー マフラー ミラー バイク 自転車 브레이크 타이어 와이퍼 사이드미러
        오토바이 刹车 轮胎 雨刷 雨刮 后视镜 摩托 自行车 เบรก ผ้าเบรก กันชน มอไซค์
        """,
    ),
    (
        (12, 27),
        """
        floormat mats fussmatte- automatte- kofferraum- kofferraumwanne alfombrilla- tapetes tapetinho dywanik- paspas- tappetin- autokoberc- коврик- πατακι- دواسات שטיחים शטיח मैट
        フロアマット 매트 脚垫 腳踏墊 พรมรถ
        """,
    ),
    (
        (7, 12),
        "sparkplug zundkerze- bujia- candela- swieca свеча свечи buji 火花塞 점화플러그 点火プラグ หัวเทียน zahnriemen zylinder- piston radiator kuhler einspritz-",
    ),
    ((4,), "motorenol getriebeol моторное машинное"),
    (
        (20,),
        """
        chair sofa couch bed mattress furniture cushion pillow desk cabinet shelf stool stuhl sofa ecksofa bett matratze mobel kissen schreibtisch regal chaise canape matelas coussin meuble silla
        colchon cojin mueble almohada butaca- sedia divano materasso cuscino armadio krzeslo kanapa materac poduszk- sandalye koltuk yatak yastik masa стул диван кровать матрас- подушк- стол шкаф полка
        καρεκλα καναπες στρωμα μαξιλαρι كرسي اريكة مرتبة وسادة כיסא ספה מזרן כרית कुर्सी सोफा तकिया 椅子 ソファ 家具 의자 소파 침대 쿠션 베개 책상 沙发 床垫 枕头 抱枕 鼓凳 木雕 เก้าอี้ โซฟา หมอน
        """,
    ),
    (
        (21,),
        """
        mug cup tumbler flask bottle pan pot wok cookware bakeware saucepan frying bowl plate teapot jar tasse becher flasche trinkflasche- thermosflasche- isolierflasche- pfanne topf schussel teller
        geschirr bouteille poele casserole bol assiette sarten olla cazuela botella taza vaso plato padella pentola tazza bottiglia bicchiere frigideira panela caneca garrafa- kubek kubki kubka butelk- patelni-
        garnek talerz kupa bardak sise tava tencere termos matara hrnek lahev panev кружк- чашк- бутылк- термос- термокруж- сковород- кастрюл- тарелк- термокружк- стакан κουπα μπουκαλι τηγανι κατσαρολα θερμος
        كوب كاسة زجاجة مقلاة ترمس قدر כוס ספל בקבוק מחבת סיר תרמוס मग बोतल कप पैन थर्मस マグ コップ 水筒 フライパン ボトル タンブラー 머그 텀블러 보온병 프라이팬 냄비 물병
        保温杯 马克杯 水杯 杯子 煎锅 平底锅 餐具 盘子 แก้ว กระติก กระทะ หม้อ ขวดน้ำ
        """,
    ),
    (
        (24,),
        """
        towel bedding bedsheet pillowcase duvet quilt curtain blanket tablecloth flag banner pennant bunting fabric percale handtuch- bettwasche- kissenbezug- vorhang- decke kuscheldecke- fahne flagge
        stoff serviette drap drapeau rideau couverture tissu toalla sabana- cortina- manta bandera tela asciugamano lenzuol- tenda coperta bandiera tessuto recznik- posciel zaslona zaslony firan- koc
        flaga tkanina havlu nevresim perde battaniye bayrak kumas verho verhot pyyhe полотенц- постельн- занавес- штор- плед одеяло флаг ткань πετσετα σεντονι- κουρτιν- κουβερτα σημαια υφασμα منشفة
        ستارة بطانية علم قماش מגבת סדין וילון שמיכ- דגל בד तौलिया चादर पर्दा कंबल झंडा タオル 布団 カーテン 毛布 生地 수건 이불 커튼 담요 깃발 원단 毛巾 窗帘 被套 床单 毯子 旗帜 布料 ผ้าม่าน ผ้าห่ม ผ้าขนหนู
        """,
    ),
    (
        (27,),
        "rug carpet teppich- -teppich tapis alfombra tappeto dywan hali halisi karpet koberec matto ковер ковры χαλι سجاد שטיח कालीन ラグ 絨毯 카펫 러그 地毯 wallpaper tapete",
    ),
    (
        (28,),
        """
        plush plushie figurine figure toys game dice brick playmat racket racquet ball fishing lure kite slingshot resortera kuscheltier- pluschtier- stofftier- spielfigur- spiel baustein-
        modellbausatz- schlager peluche figura juego pelota raqueta pesca gioco pallina racchetta jogo boneco raquete pluszak- figurk- pilka rakiet- maskotk- pelus figur oyun raket plysov- hracka
        mainan плюшев- фигурк- игра мяч ракетк- удочк- рыбалк- мягкая λουτριν- φιγουρα μπαλα ρακετα παιχνιδ- دمى مجسم كرة بلوشي משחק כדור מחבט דמות पतंग गेंद बल्ला रैकेट खेल
        ぬいぐるみ ラケット 釣り ボール プラモデル ブロック 라켓 낚시 블록 프라모델 보드게임 球拍 钓鱼 毛绒 公仔 模型 手办 玩偶 拼图 桌游 摇马 ตุ๊กตา ฟิกเกอร์ ไม้แบด บล็อก ตัวต่อ
        """,
    ),
    (
        (29, 30),
        """
        noodle ramen pasta spaghetti sauce ketchup mayonnaise mustard seasoning bouillon soup herbs spice coffee capsules tea honey jam peanut nut nuts rice flour sugar syrup cheese milk yogurt
        kaffee- honig senf sosse suppe bruhe reis mehl zucker kase milch cafe miel sauce soupe riz farine sucre fromage lait moutarde herbes salsa sopa arroz harina azucar queso leche caldo
        caffe miele salsa riso farina zucchero formaggio latte brodo sugo molho arroz farinha acucar kawa kawy kawe herbata miod sos zupa ryz maka cukier mleko kahve- cay sos corba pirinc seker
        peynir кофе чай мед соус суп рис мука сахар сыр молоко кетчуп лапша макарон- кава καφες τσαι μελι σαλτσα ρυζι ζυμαρικα τυρι γαλα قهوة شاي عسل صلصة ارز سكر جبن حليب مكرونة קפה תה דבש רוטב אורז
        फ्रूट कॉफी चाय शहद सॉस चावल नूडल्स मसाला चीनी चॉकलेट ラーメン パスタ 醤油 ソース コーヒー お茶 はちみつ カレー 菓子 라면 간장 소스 커피 파스타 사탕 과자 酱油 番茄酱 咖啡 茶叶 蜂蜜
        大米 面条 方便面 火锅 调味 奶粉 粉丝 辣椒 กาแฟ น้ำผึ้ง ข้าว บะหมี่ มาม่า
        """,
    ),
    (
        (32, 33),
        "beer bier biere cerveza birra cerveja piwo bira пиво wine wein vin vino vinho wino sarap вино whisky whiskey vodka juice saft jugo zumo succo suco sok сок μπυρα κρασι 啤酒 葡萄酒 可乐 ビール ワイン 맥주 와인 เบียร์",
    ),
    (
        (5,),
        "vitamin supplement softgel tablets kapseln kapsel gelules capsulas tabletten витамин- капсул- капсулы витамины бад 胶囊 维生素 サプリ 영양제 비타민 วิตามิน",
    ),
    (
        (31,),
        """
        seed seeds seedling bonsai samen saatgut pflanze- graines semence- semillas planta plantas sementes semi semena seminte nasiona nasion sadzonk- tohum fidan sazenice katzenstreu hundefutter- litiere
        gatos gato semena семена саженц- рассада насіння σποροι φυτα بذور شتلة זרעים שתיל बीज पौधा 種子 苗木 盆栽 花苗 猫砂 씨앗 묘목 화분 사료 เมล็ด ต้นไม้ ทรายแมว
        """,
    ),
)
