"""Names of people and places: a brand's, perhaps, and everybody's besides. In plain letters, filled from what the languages use."""

from recognition.listed import listed

GIVEN = listed(
    """
    hieronymus nikola aaron abby abel ada adam addison adela adele adrian adriana agatha agnes ahmed aida aisha alan alba albert alberto alejandro
    aleksandra alex alexa alexander alexandra alexia alexis alfred alfredo ali alice alicia alina alma alvin alwin amanda amber amelia
    amelie amina amir amy ana anais anastasia andre andrea andreas andrew andy angel angela angelina angelo anika anita anja anke ann
    anna annabel anne annette annie anouk anthony antje anton antonia antonio april arabella ariana ariel armin arthur artur ashley
    astrid athena aurelia aurora austin ava avery axel ayla barbara bastian beatrice beatrix bella ben benedict benjamin bernard bernd
    bert bertha bertram bianca bill bob bonnie brad brandon brenda brian bridget bruno bryan calvin camila camilla camille carina carl
    carla carlo carlos carmen carol carola carolina caroline carrie casper cassie catherine cecilia celeste celia celina celine charles
    charlie charlotte chelsea cheyenne chiara chloe chris christian christina christopher cindy claire clara clarissa claude claudia
    claudio clemens cleo clio colette colin connie conrad constance cora corinna cosima cosmo craig cristina cynthia daisy dakota dana
    daniel daniela danielle danny daphne daria dario darren dave david dean deborah delia delilah della denis denise dennis derek diana
    diane diego dieter dina dominic dominik donald donna donovan dora doreen doris dorothea dorothy douglas duncan dustin dylan eddie
    eden edgar edith edmund eduardo edward edwin eileen elaine eleanor elena eli elia elias elif elina elisa elisabeth elise elizabeth
    ella ellen ellie elmo elsa elsie elvira elvis emanuel emil emilia emilie emilio emily emma emmanuel eric erica erich erik erika
    erin ernest ernesto ernst erwin esme esmeralda esteban estelle esther ethan eugene eva evelyn fabian fabio fanny fatima federico
    felicia felipe felix fenna ferdinand fernando fiona flavia fletcher flora florence florian francesca francesco francis francisco
    franco frank franz fred freddie frederic frederick freya frida frieda friedrich fritz gabriel gabriela gabriele gail gary gavin
    gemma geneva georg george georgia gerald gerard gerhard gertrude gianni gideon gilbert gina giorgio giovanna giovanni gisela giulia
    giuseppe gloria gordon grace greg greta guido gunter gustav guy gwen hailey hanna hannah hans harald harold harper harriet harrison
    harry harvey hassan hayden hazel heather heidi heike heiner heinrich heinz helen helena helene helga hella helmut henri henrietta
    henrik henry herbert herman hermann hilda hope horst howard hubert hugo ian ibrahim ida ignacio igor ilse ilona immanuel ina ines
    inga inge ingrid ira irena irene iris irina irma irwin isaac isabel isabella isabelle isla ivan ivana ivy jack jackie jackson jacob
    jacqueline jacques jade jake jakob james jamie jan jana jane janet janina janis jasmin jasmine jason javier jay jean jeanette jeff
    jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jil jill jim jimmy jo joan joana joanna jochen jody joe joel johan
    johanna johannes john johnny jolanda jon jonas jonathan jordan jorge jose josef josefine joseph josephine joshua joy joyce juan juana
    juanita judith judy jules julia julian juliana julie juliet julio julius june juniper juno jurgen justin justine kai kaia karen karin
    karina karl karla karolina kasia kaspar kate katharina katherine kathy katia katie katja katrin kay kayla keith kelly ken kendra
    kenneth kenny kevin kiara kim kira kirsten kit klara klaus konrad konstantin kristen kristin kristina kurt kyle kylie lada lana lara
    larry lars laura lauren laurence laurent lea leah leander lee leila lena lenny leo leon leona leonardo leonie leonora leopold leroy
    leslie leticia levi lia liam lidia liesel lila lili lilian liliana lilith lilly lily lina linda linus lisa lise lisbeth liv livia
    liz liza lizzie lloyd logan lola lorena lorenz lorenzo loretta lorraine lotta lotte lottie lou louis louisa louise luca lucas lucia
    luciana luciano lucie lucille lucius lucy ludwig luigi luis luisa luise luka lukas luke luna lydia mabel mackenzie maddie madeleine
    madison mae maggie magnus maia maja malcolm malik malin malte mandy manfred manon manuel manuela mara marc marcel marcella marcello
    marco marcus margaret margarita margot maria mariana marianne marie marika marilyn marina mario marion marisa marisol marius mark
    marlene marlon marlow marshall marta martha martin martina marvin mary massimo mateo mathilda mathilde matilda mats matt matteo
    matthew matthias matthieu maud maura maureen maurice mauricio max maxim maximilian maxine maya megan melanie melina melissa melody
    mercedes meredith merle mia micha michael michaela michel michele michelle miguel mike mila milan milena miles miley milka milo mimi
    mina minna minnie mira miranda mirabelle miriam mischa mohammed moira molly mona monica monika monique morgan moritz moses muriel
    nadia nadine nadja nancy naomi natalia natalie natasha nathan nathaniel neal ned neil nell nellie nelly nelson nestor nicholas nick
    nico nicola nicolas nicole nigel nika nikita nikki niklas nikolai nils nina nino noa noah noel noelle noemi nola nora norbert norma
    norman nova odette odin olaf olga olive oliver olivia olympia ona opal ophelia orlando orson oscar osama oskar oswald otis otto owen
    pablo paloma pamela paola paolo pascal pat patricia patrick patty paul paula paulina pauline paulo pearl pedro peggy penelope penny
    perla pernilla peter petra philip philipp philippa phoebe phoenix pia pierre piet pietro pilar piper polly portia priscilla quentin
    quincy quinn rachel rafael rahel raina ralf ralph ramon ramona randy raoul raphael raquel raul raven ray raymond rebecca regina
    reiner reinhard remi rene renata renate rex rhea rhonda ricardo rich richard rick ricky rita rob robert roberta roberto robin rocco
    rocky roderick rodrigo roger roland rolf roma roman romy ron ronald ronja ronnie rory rosa rosalie rosalind rosamund rose rosemary
    rosie ross roxana roxy roy ruben ruby rudi rudolf rudolph rufus rupert russell ruth ryan sabine sabrina sacha sadie sally salma
    salome salvador salvatore sam samantha samson samuel sandra sandro sandy sara sarah sascha saskia scarlett scott sean sebastian
    selena selina selma serena sergio seth shannon sharon shaun shawn sheila shelby sheldon shirley sidney sidonie siegfried sienna
    sierra sigmund signe sigrid silas silke silvana silvia simon simona simone sina siri skye skyler sofia sofie solange sonia sonja
    sonny sonya sophia sophie spencer stacy stan stanislav stanley stefan stefania stefanie steffen stella stephan stephanie stephen
    steve steven stewart stuart sue sunny susan susanna susanne susie suzanne sven svenja sybille sydney sylvester sylvia tabitha tamara
    tania tanja tanya tara tatiana tatjana ted teresa terrence terry tess tessa thea thelma theo theodor theodore theresa thomas tiffany
    tilda till tilly tim timo timothy tina tito tobias toby todd tom tomas tommaso tommy toni tonia tony tracy travis trevor trinity
    tristan trixie troy trudy tyler ulla ulrich ulrike una ursula uschi uta ute uwe val valentin valentina valentino valeria valerie
    valery vanessa vera verena vernon verona veronica veronika vicky victor victoria viktor viktoria vince vincent vincenzo viola violet
    violetta virginia vito vittoria vivian viviana vivien vivienne vlad vladimir volker wade wallace walt walter wanda warren wayne
    wendy wera werner wesley wilbur wilfred wilhelm will willa william willie willow wilma winfried winnie winona winston wolf wolfgang
    wyatt xandra xavier xenia yana yara yasmin yolanda yvette yvonne zara zelda zelma zita zoe zoey zola zora zuri
    amrita ananya anil arjun asha deepak devi gita indira isha kavya kiran krishna lakshmi lata maya meena mira neha nikhil nisha pooja
    priya rahul raj raja rajesh rani ravi rohit sanjay shiva sita sunil sunita suresh tara uma vikram vijay
    akira aki ayumi chie emi emiko haruka haruki haruto hikari hiro hiroshi kaori keiko kenji kenzo masami megumi michiko mika miki misaki
    miyuki nana naoko naomi reiko ren rika rin sakura satoshi seiko shinji sora takeshi taro toshi yoko yoshi yui yuki yuko yumi
    bo chen fang hong hua jia jing jun lan lei lin ling mei min ming na ping qing wei xin yan yang ying yu zhen
    aigul alena alyona anatoly andrey arkady boris borya daniil darya dasha denis dima dmitry ekaterina fedor galina gleb grigory igor
    irina ivan katya kirill kolya ksenia lada larisa lena leonid lev lyuba lyudmila masha maxim milana misha nadya natalya nastya nikita
    nikolay oksana oleg olya pasha pavel pyotr roma ruslan sasha semyon sergey slava sofya sonya stas svetlana tanya timur vadim valya
    vanya varvara vasily vera vika vlada vova yana yaroslav yegor yulia yuri zhenya zina zoya
    agata agnieszka aniela bartek beata bogdan bozena damian dorota ewa filip franek gosia grzegorz hanka henryk iga iwona jacek jadwiga
    janek jarek jerzy jola jozef kacper kamil kamila karol kinga krysia krzysztof kuba leszek lukasz maciej magda malgorzata marek
    mateusz michal mikolaj natalka ola olek pawel piotr rafal renia ryszard slawek stanislaw staszek szymon tadeusz tomasz tomek ula
    wiktor wiktoria wojciech zofia zosia zuzanna zuzia
    ahmet ayse can cem defne deniz ece eda elif emine emre eren esra fatma fatih hakan hatice hilal huseyin ilker kemal leyla mehmet
    melek meltem meryem mert murat mustafa naz nazli nil nuray ozge selin sema serkan sevgi sibel sinem sude tolga tugba yasemin yusuf
    zehra zeynep abdullah amina bilal fahad faisal farah farid habib hala hamza huda hussein jamal karim khadija khalid layla lina
    mahmoud mariam mona mona muna nabil nadia nasser noor nora nour omar osman rami rania reem salim salma samira sami sara tariq walid
    yasmin youssef zainab ziad avi ayelet chaim dov eitan elad gil hila ido lior maayan menachem michal moshe nir noga noam ofer orly
    rivka ronen shai shira shlomo tal tamar uri yael yair yitzhak yonatan yossi zvi
    agus andi ayu bambang budi citra dewi dian eka fitri indah joko kartika lestari made nur putri rina rini siti sri wati wayan yanti
    """
)
SURNAMES = listed(
    """
    verne kipling stevenson melville poe tolstoy dostoevsky chekhov pushkin gogol turgenev bulgakov nabokov balzac flaubert zola proust camus moliere rimbaud baudelaire
    verlaine duras colette cervantes lorca borges neruda marquez allende vargas cortazar dante petrarca boccaccio calvino moravia pirandello eco ferrante
    schiller brecht mann hesse kafka rilke grass boll kastner ende remarque fontane storm novalis byron keats shelley wordsworth tennyson yeats joyce beckett shaw wilde
    dahl tolkien rowling orwell huxley woolf hardy eliot bronte defoe fielding trollope conrad chatwin hemingway faulkner steinbeck twain salinger fitzgerald whitman
    thoreau emerson asimov bradbury lovecraft atwood munro murakami mishima kawabata tanizaki soseki ishiguro pamuk mankell nesbo larsson ibsen strindberg hamsun lindgren
    andersen milosz szymborska lem sienkiewicz mickiewicz capek kundera hasek elytis seferis kazantzakis mahfouz darwish gibran hafez rumi khayyam tagore narayan
    rachmaninoff tchaikovsky mussorgsky rimsky stravinsky prokofiev shostakovich chopin liszt brahms handel haydn schumann schubert mahler wagner strauss puccini verdi
    rossini bellini donizetti debussy ravel satie berlioz bizet faure grieg sibelius dvorak smetana janacek bartok monet manet degas cezanne gauguin klimt schiele durer
    holbein cranach vermeer rubens bruegel brueghel goya velazquez dali miro gaudi raphael titian caravaggio botticelli michelangelo modigliani kandinsky chagall malevich
    abbott abel abraham acker adams adler aguilar aiken albrecht allen alvarez anderson andrews apple archer armani armstrong arnold asher
    ashton astor atkins atkinson austen austin bach bachmann bailey baker baldwin ball ballantine banks barbour barker barnes
    barrett barry bartlett barton bass bauer baum baumann bayer beam beck becker beckham beethoven bell bennett benson bentley
    benz berger bergmann bertolli bishop black blackwell blake bloch bond booth borden bosch bose boss boyd boyle bradley brand
    brandt braun breuer brewer bridges briggs bright brooks brown browne browning bruckner bryant buck buckley buick
    burger burke burns burton bush butler byrne cadbury cadillac cain caldwell calvin cameron campbell canon cardin
    carlson carlton carpenter carr carroll carson carter cartier casey castle chandler chaplin chapman chase chevrolet
    christie churchill citroen clark clarke clarks clayton clement clifford clinton coach cohen cole coleman colgate collins colt conrad
    conway cook cooper cortez cox craig crawford cross cruz cunningham curtis dahl daimler daly daniels danner darwin davidson davis
    dawson day dean decker delacroix dell denis devlin dewey diaz dickens dickinson diesel dixon dodge dolan donald doyle drake
    driver duke duncan dunhill dunlop dupont durand dyson eastman eastwood eaton eberhard edison edwards ehrlich einhorn elliott ellis
    emerson engel ericsson erickson erwin estrada evans everett faber farmer fender fenton ferguson fernandez ferrari ferrero
    field fields finch fischer fisher fleming fletcher flint flynn foley ford forster foster fowler fox francis frank franklin fraser
    freeman frey friedrich fritz frost fuchs fuji fujita fuller gallagher galliano garcia gardner garmin garnier garrett gates gaultier
    george gerber gibbs gibson gilbert gillette giorgio gonzalez goodman goodyear gordon graf graham grant graves gray green
    greene griffin gross gruber guess guinness gunther gutierrez haas hahn hall hamilton hammond hansen hanson harley
    harper harris harrison hart hartmann harvey hawkins hayes head heckler heine heinz hell heller henderson henkel henry herman
    hermann hermes hernandez herrera hess hewlett hill hilton hirsch hobart hobbs hoffman hoffmann hogan holland holmes holt
    honda hoover hopkins horn houston howard hoyt huber hudson hughes hugo hunt hunter hurley hyde inglis irwin jackson jacob jacobs
    jacobsen jaeger james jansen jenkins jennings jensen johansson johnson johnston jones jordan joyce kaiser kane karan kaufmann
    kawasaki kay kayser keller kellogg kelly kemp kennedy kenzo kern kerr kessler kim king klein knight knopf knorr knox koch kohl kohler
    kramer krause kraus kravitz krueger kruger krupp kuhn kurtz lambert lancaster lang lange larsen larson
    lauder lauren lawrence lawson lee leitz lenz leonard levi levy lewis lincoln lindt lindberg lipton lloyd logan lopez lorenz
    louis love lowe ludwig lynch lyons mackenzie madsen maier makita maker mann manning marconi marks marlow marshall martin martinez
    mason massey matthews maurer mars maxwell may mayer mayr mccarthy mcdonald mckenzie mclaren meier melitta mercer merck merrell meyer
    michaels michelin miele miller mitchell mohr molina monroe montana montgomery moore morales moreno morgan morris morrison morton moser
    moss mueller muller munoz murphy murray myers nash nelson neumann newman newton nichols nicholson nixon nobel noble nolan
    norton novak oakley obama obrien oconnor olson oneal opel ortega ortiz osborne otis owen owens packard page palmer pandora parker
    parsons patek patton paulaner payne pearson penn penney perez perkins perry peters peterson peugeot pfeiffer philips phillips pierce
    piper pitt poirot pollock porsche porter potter powell power pratt presley preston price prince pucci pulitzer quinn rabanne
    ralph ramirez ramos ramsey randall rauch ray reagan reed reese reeves reid reilly renault reyes reynolds rhodes ricci
    rice richard richards richardson richter ricoh riley ritter rivera rivers ritz roberts robertson robinson rodgers rodriguez rogers
    rolls romano romero roosevelt rosa rose rosen ross rossi roth rowe royce ruger russell ryan sachs salomon samson sanchez sanders
    sandoz santos sauer sawyer schaefer schaeffler scherer schiller schilling schmid schmidt schneider schreiber schroeder schubert schulz
    schumacher schumann schuster schwartz schwarz schwarzkopf schwinn scott sharp shaw sheffield shepherd sherman siemens
    silva simmons simon simpson sinclair singer singh skinner sloan smith snow snyder sommer sparks spencer springer stahl
    stanley stark starr stein stella stern stetson stevens stevenson stewart stihl stone stratton strauss stuart sullivan
    summers sutton suzuki swan swift tag takeda tate taylor teller tesla thomas thompson thomson thornton tiffany timberlake
    tissot todd torres toyota toyoda trump tucker turner tyler tyson ungaro unger vance vanderbilt vargas vaughn vega villa vogel
    vogt volkov wagner walker wallace walsh walter walther walton wang ward warhol warner warren washington waters watson watt
    webb weber webster weiss welch weller wells werner wesson west westwood wheeler white whitman wilde williams williamson
    willis wilson winchester windsor winkler winslow winter wolf wolff wood woods wright wrangler wrigley yamaha yamamoto yamazaki young
    zeiss zimmer zimmermann zuckerberg
    cassini copernicus curie descartes edison einstein euler fermi galilei galileo goethe hegel kant kepler leonardo marx mozart newton
    nietzsche pascal picasso plato rembrandt renoir shakespeare sartre schopenhauer vespucci vivaldi voltaire wittgenstein lovelace
    """
)
PLACES = listed(
    """
    aberdeen abidjan acapulco adelaide aden africa alabama alaska albany alberta alexandria algarve alhambra alpen alpes alps alsace
    altai amalfi amazon amazonas america amsterdam anaheim anatolia andalusia andes angora ankara antalya antarctica antigua antwerp
    aragon arabia arcadia ardennes arezzo argentina arizona arkansas arlington ascot asia aspen assam assisi athens atlanta atlantic
    atlantis atlas auckland augusta austin australia austria avalon avignon avila avon babylon baden baikal bali balmoral baltic
    baltimore bangkok barbados barcelona bari basel bath bavaria beaumont belfast belmont bengal bergamo bergen berkeley berkshire
    berlin bermuda bern biarritz bilbao birmingham bologna bolton bombay bonn bordeaux borneo bosporus boston bournemouth bradford
    brandenburg brasil brasilia bratislava brazil bremen brescia brest brighton brisbane bristol britannia brittany broadway bronx
    brooklyn bruges brussels bucharest budapest buffalo burgundy byzantium cairo calais calcutta california cambridge camden canada
    canary canberra cancun canterbury capri cardiff caribbean carolina carrara carthage cartagena casablanca cascade catalonia caucasus
    cayman ceylon champagne charleston charlotte chelsea chester chesterfield cheyenne chianti chicago chile china cincinnati clermont
    cleveland cologne colombia colombo colorado columbia columbus como concord connecticut copenhagen cordoba corfu corinth cork cornwall
    corsica cortina costa coventry crete crimea cuba cyprus dakar dakota dallas damascus danube dartmouth davos dayton delaware delhi
    delphi denali denver derby detroit devon dijon dorset dortmund dover dresden dubai dublin dubrovnik dundee durban durham ecuador eden
    edinburgh edmonton egypt elba elbrus england epsom essen essex estonia etna europa europe everest everglades exeter fargo fiji finland
    firenze flanders florence florida fontana frankfurt fremont fresno fuji galicia galway ganges garda gardena gascony geneva genoa
    georgia germany ghana gibraltar glacier glasgow gloucester gotham gothenburg granada graz greece greenland greenwich grenada
    grenoble guadalajara guatemala guernsey hague haiti halifax hamburg hampshire hampton hanover harlem harvard hastings havana hawaii
    heidelberg helsinki himalaya holland hollywood hongkong honolulu houston hudson hungary ibiza iceland idaho illinois india indiana
    indus innsbruck inverness iowa iran ireland isfahan islay istanbul italia italy ivory jakarta jamaica japan java jericho jersey
    jerusalem johannesburg jordan juneau kansas kashmir katmandu kauai kent kentucky kenya kiel kilimanjaro kingston klondike kobe kona
    korea kremlin kyoto lancaster lanzarote laredo lausanne lavaux leeds leicester leipzig leon lexington lichfield liguria lille lima
    limerick limoges lincoln linz lisbon liverpool livorno lodi lombardy london louisiana louisville lourdes lubeck lucca lucerne lugano
    luxembourg luxor lyon macao madagascar madeira madison madras madrid maine malaga malaysia maldives malibu mallorca malta manchester
    mandalay manhattan manila maranello marbella margate marrakech marseille martinique maryland massachusetts maui mauritius mecca
    medina melbourne memphis mendoza menorca merida meteora mexico miami michigan milan milano milwaukee minnesota minsk mississippi
    missouri modena mojave monaco mongolia montana montblanc monterey montreal montreux moravia morocco moscow motul mumbai munich murano
    mykonos nagano nagasaki nagoya nairobi namib nantucket napa naples napoli narvik nashville navarra nebraska nepal neptune nevada
    newark newcastle newport niagara nice nicosia nile nimes norfolk normandy northampton norway norwich nottingham oahu oakland oberhausen
    ohio okinawa oklahoma olympia olympus omaha ontario oran orange oregon orinoco orkney orlando orleans osaka oslo ottawa oxford
    pacific padua palermo palma palmyra pamplona panama paris parma pasadena patagonia pembroke pennsylvania persia perth peru perugia
    philadelphia phoenix piedmont pisa pittsburgh plymouth poland polynesia pompeii portland porto portofino portsmouth portugal potsdam
    prague pretoria provence prussia quebec queens queensland ravenna reims reno rhodes rhone richmond riga rimini riviera rochester
    rockford roma rome rotterdam rouen runcorn sahara salamanca salem salerno salzburg samoa samos samsun santiago santorini sapporo
    saratoga sardinia savannah savoy saxony scotland seattle sedona seine seoul serengeti seville shanghai sheffield shetland siberia
    sicily siena sierra silesia silverstone singapore skye slovakia slovenia sofia somerset sonoma sorrento spain sparta stirling
    stockholm strasbourg stratford stuttgart sudan suez suffolk sumatra surrey sussex sweden switzerland sydney syracuse syria tahiti
    tahoe taiwan tampa tangier tanzania tarragona tasmania tehran tenerife tennessee texas thailand thames tiber tibet tirol tivoli
    tokyo toledo topeka toronto toscana toulouse transylvania trento trieste trinidad tripoli troy tucson tunis turin turkey tuscany tyrol
    ukraine ulm umbria ural utah utrecht valencia valladolid vancouver venezia venice vermont verona versailles vesuvius vichy victoria
    vienna vietnam virginia volga wakefield wales warsaw warwick washington waterloo wellington westminster whitby wimbledon winchester
    windsor wisconsin worcester wyoming yellowstone yokohama yorkshire york yosemite yucatan yukon zagreb zanzibar zermatt zurich
    galapagos gobi kalahari karakoram marshall mesa rhein rhine hokkaido lada zara
    """
)
# Gods, heroes and what is in the sky; periods; letters; pieces of music.
OF_OLD = listed(
    """
    achilles adonis aegis aeolus agamemnon ajax amor amun andromeda antares anubis aphrodite apollo aquarius aquila ares argo argus ariadne
    aries arcturus artemis asgard atalanta athena athene atlas aurora bacchus baldur bastet calypso cancer capella capricorn cassandra
    cassiopeia castor centaurus centaur cerberus ceres chronos circe corona cupid cygnus daedalus daphne demeter deneb diana dionysus
    draco echo electra eos eris eros europa fortuna freya gaia ganymede gemini hades hathor hector hecate helios hera heracles hercules
    hermes hestia horus hydra hyperion icarus io iris isis janus juno jupiter kronos lakshmi leda leo libra loki luna lyra mars medusa
    mercury merlin midas minerva mithras morpheus nemesis neptune nereus nike ninurta nyx oberon odin odysseus olympus orion orpheus
    osiris pan pandora pegasus penelope persephone perseus phaeton phoenix pisces pluto pollux polaris poseidon priapus procyon
    prometheus psyche ra regulus rhea rigel sagittarius saturn scorpio selene seth shiva sirius skadi sol spica sphinx taurus terra
    tethys thanatos themis theseus thor thoth titan titania triton tyche tyr ulysses urania uranus ursa valkyrie vega venus vesta virgo
    vulcan zephyr zeus lada perun pelikan corsair simba ariel bastion
    edo heian jomon kamakura meiji ming muromachi nara qing reiwa shogun showa song taisho tang yayoi
    adagio allegro ave canon cantata fugue nocturne prelude requiem sonata toccata
    """
)


GREEK_LETTERS = listed(
    """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omicron sigma tau upsilon phi chi psi omega
    альфа бета гамма дельта эпсилон каппа лямбда сигма омега αλφα βητα γαμμα δελτα ιωτα καππα λαμδα σιγμα ωμεγα
    """
)
# Words and family names in the characters and syllables of East Asia.
_OF_THE_EAST = listed(
    """
    宝马 精工 万代 明治 本田 丰田 豊田 松下 牧田 铃木 鈴木 川崎 三菱 三井 日立 富士 森永 石田 高田 西田 山田 田中 佐藤 高橋 渡辺 伊藤 中村 小林 加藤 吉田 李宁
    美孚 双立人 雀巢 联想 红牛 金士顿 花王 长城 凤凰 永久 百灵 奔驰 捷豹 路虎 기아 농심 오리온 현대 대우 금성 태양
    """
)
# Firms that everybody speaks of where they are at home, by names that are no words there.
FIRMS = listed(
    """
    honda toyota nissan mazda subaru suzuki mitsubishi yamaha kawasaki hyundai lenovo huawei xiaomi samsung sony nokia ericsson siemens bosch
    philips ikea volvo saab skoda citroen peugeot renault dacia fiat lancia opel audi bmw volkswagen porsche mercedes ferrari maserati lamborghini
    lego carlsberg tuborg heineken unilever nestle danone loreal michelin pirelli adidas nike reebok asics lacoste dior chanel gucci versace
    armani barilla lavazza ferrero nutella tefal moulinex krups rowenta knorr maggi haribo lindt swatch rolex casio seiko nikon epson
    microsoft google intel amd nvidia dell asus acer bose sennheiser garmin fitbit gopro dyson makita hilti stihl husqvarna karcher electrolux
    zanussi whirlpool indesit beko vestel arcelik panasonic toshiba hitachi daikin motorola oppo realme vodafone telefonica movistar
    starbucks mcdonalds pepsi fanta nescafe nespresso krombacher allianz lidl aldi kaufland zalando decathlon ducati piaggio vespa
    bandai nintendo ricoh kyocera shimano brembo
    nivea beiersdorf henkel bayer pfizer roche novartis sandoz tissot longines rayban luxottica benetton geox diadora superga
    """
)


def is_of_a_person_or_place(plain: str) -> bool:
    """Whether people, places, gods, stars or times are called so, too."""
    return any(plain in names for names in (GIVEN, SURNAMES, PLACES, OF_OLD, GREEK_LETTERS, _OF_THE_EAST))
