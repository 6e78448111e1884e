"""Words of English and French that shops of all languages have borrowed: written in another script they say themselves, and no
mark that sounds alike: "캔디" is candy, not Kinder; "クルーネック" a neckline, not Clinique."""

from functools import cache, lru_cache

from recognition.sounds import Spelling, heard_as, spellings_of_all
from recognition.voices import voice_of

_BORROWED = """
    accessory acrylic action adapter aerosol air album alarm aluminium ampoule amplifier android anime antenna apron arena aroma art audio auto baby bag ball balcony balm bamboo banana band bandage
    bar barbecue base baseball basic basket basketball bass bath battery beach bed bedroom belt berry bikini birthday biscuit blanket blender block blouse board body bodysuit boiler bolt book
    boots bottle bowl box boxer bra bracelet brake brand bronze brush bucket buckle bumper burger butter button cabinet cable cake camera camping candle candy cap capsule car caramel carbon card
    cardigan care cargo carpet carry cart case cashmere casual cat ceramic chain chair champagne champion character charger charm check cheese cherry chess chip chocolate choker circle clamp classic
    cleaner cleanser clear clip clock closet cloth club clutch coat cocktail cocoa coconut code coffee coin collagen collar collection color comb combo comfort comic compact compass computer concealer
    conditioner contact controller converter cook cooker cookie cooler copy corduroy corn corner corset cosmetic cosplay costume cotton course cover crane cream creamer crewneck cross crossbody cup curl
    curtain cushion custom cut cutter cycle damper dance data deck denim deodorant design desk detergent diamond diary diffuser digital disc display doctor doll dollar double dress dresser
    drill drink drive driver drone drum dry dryer duffel earphone earring easy effect elastic electric emulsion enamel engine espresso essence event fabric face family fan fancy fashion fast feather felt
    fiber figure filler film filter fish fitness flannel flash flat fleece flower foam folder food foot football fork formula foundation frame free freezer fresh fruit fuse game garage garden gas gasket
    gate gauge gear gel generator gift girl glass glitter glove gloss glue gold golf goods gown grand grape graphic green grill grinder grip guide guitar gum hair half hammer hand handle hanger happy
    hardware harness headphone headset heart heater heel helmet hip holder home honey hood hook hose hot hotel hybrid ice iron jacket jam jasmine jazz jean jelly jersey jet jogger joint joker joystick juice jumper
    jumpsuit junior kettle key keyboard king kit kitchen knife knit lace ladies lamp lantern laptop laser latex leader leather legging lemon lens level leather light limit linen liner lip lipstick liquid
    loafer lock loop lotion lunch luxury machine magazine magic magnet magnesium maker makeup mango manicure manual maple marble marker mask massage master mat match matte maxi meter medal melon memory men
    menu mesh metal micro mini mink mirror mix mixer mobile model modern module mold monitor monster mood motor mountain mouse muffler mug multi muscle music nail napkin natural navy neck necklace needle
    neon nickel night nipple noodle notebook number nurse nut nylon office oil olive online open optical orange organic original oven over oxford pack package pad paint pajamas palette pan panel panties pants
    paper parka part party pasta paste patch pattern peach pearl pedal peel pen pencil pendant perfume phone photo piano pillow pilot pin pipe pizza plastic plate platform play player plug plush pocket
    point polish polo poncho pool portable postcard poster pot pouch powder power premium press print printer pro program projector protein puff pump punch puppy purple purse puzzle racket radio rail rain
    raincoat ranch razor ready record recorder red reel refill relax remote rental repair retro ribbon rice ring road robot rock roller romper room rope rose round royal rubber rug ruler run runner running saddle
    safe safety salad salon salt samba sample sandal sandwich satin sauce scale scanner scarf school scooter screen screw scrub sensor sequin series serum service set shampoo shape shaver shawl sheet shelf shell
    shield shirt shock shoe shop short shoulder shower side silicone silk silver simple single size skate skin skirt sleeve slim slime sling slip slipper smart smartphone smoke snack sneaker snow soap sock
    soda sofa soft solar soup speaker special spice sponge spoon sport spray spring sprinkler square stainless stamp stand starter station steak steam steel stick sticker stocking stone stopper storage straight
    strap straw street strength stretch string strip striped studio style sugar suit summer super support surf suspension sweater sweatshirt swim switch table tablet tail tank tape team tech teddy tennis tent test texture
    thermos thread thermal tie tights time tip tire tissue toast toaster tom toner tool top torch touch towel toy track trailer trainer training transfer travel tray tree trench triangle trim tripod trouser truck trunk
    tube tulle tumbler tunic turbo turtleneck tweed twin type ultra umbrella uniform unisex universal vacuum valve vanilla vase velvet vest vice villa vintage vinyl violet virus visor vitamin volume waffle waist
    walker wall wallet warmer wash washer watch water wax wedding wedge white wide wig wind window windbreaker wine wing winter wire wireless women wood wool wrap yarn yellow yoga zipper zone
    off\u00a0white beige ivory citizen boulevard atelier boutique bouquet chignon coupon couture cuisine decor gourmet lingerie mousse parfum sachet silhouette tulle voile
"""
_SHORTEST = 4


@cache
def _borrowed() -> dict[str, tuple[tuple[str, Spelling], ...]]:
    """By their shapes."""
    found: dict[str, list[tuple[str, Spelling]]] = {}
    for word, spellings in spellings_of_all(sorted(set(_BORROWED.split()))).items():
        for spelling in spellings:
            if len(spelling.shape) >= _SHORTEST:
                found.setdefault(spelling.shape, []).append((word, spelling))
    return {shape: tuple(each) for shape, each in found.items()}


@lru_cache(maxsize=20_000)
def _loans_in(word: str) -> frozenset[str]:
    found = set()
    for said in heard_as(word):
        voice = voice_of(word, said.consonants)
        found |= {
            loan for loan, spelling in _borrowed().get(said.shape, ()) if voice.may_be(spelling.consonants)
        }
    return frozenset(found)


def is_borrowed(word: str, name: str) -> bool:
    """Whether a word of another script, in which a name is heard, is one of these rather than the name."""
    loans = _loans_in(word)
    return bool(loans) and name not in loans
