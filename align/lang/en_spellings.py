"""Words that British and American English spell in two ways, each way belonging to one of them alone.

Left out is what the other side writes as well: grey, theatre, cancelled and judgement, which Americans write too;
program, license, practice, meter and tire, which mean other things in Britain; authorized, which a statute of Hong Kong
calls its banks. Two kinds stand apart: verbs in -ize, which Oxford writes, and doubled letters (travelled), which some
Americans write.
"""

from collections.abc import Iterator

_OUR = (
    "arm behavi cand clam col demean endeav fav ferv flav harb hon hum lab neighb od parl ranc rum sav savi splend"
    " tum val vap vig discol dishon misbehavi multicol watercol"
)
_AFTER_OUR = " s ed ing able ably al ally er ers ful fully hood hoods ing ings ite ites itism less ly y"
_RE = "calib cent epicent fib kilomet centimet millimet lit millilit lust meag sab somb spect"
_STEMS_IN_L = "channel counsel dial fuel label level marshal model pedal quarrel signal travel tunnel unravel"
_AFTER_L = "ed ing er ers"
_ISE = (
    "agon antagon apolog capital categor central character civil colon commercial conceptual critic crystall"
    " decentral demoral demon digital digit dramat econom emphas energ equal familiar fantas fertil final formal"
    " general global harmon hospital hybrid hypothes ideal idol individual industrial institutional internal"
    " international ion jeopard legal legitim liberal local marginal material maxim mechan memor mesmer militar"
    " mineral minim mobil modern monet monopol moral national natural neutral normal optim organ oxid penal personal"
    " plural polar popular priorit privat public random rational real recogn regular reorgan revital revolution"
    " romantic scrutin sensit serial social special stabil standard steril stigmat subsid summar symbol sympath"
    " synchron synthes terror theor trivial urban util vandal verbal victim visual vital western"
)
_AFTER_ISE = "e es ed ing er ers ation ations ational"
_OTHERS = (
    "aeroplane:airplane aeroplanes:airplanes aluminium:aluminum anaemia:anemia anaemic:anemic anaesthetic:anesthetic"
    " analyse:analyze analysed:analyzed analysing:analyzing catalyse:catalyze catalysed:catalyzed cosy:cozy"
    " defence:defense defences:defenses defenceless:defenseless diarrhoea:diarrhea enrol:enroll enrols:enrolls"
    " enrolment:enrollment enrolments:enrollments fulfil:fulfill fulfils:fulfills fulfilment:fulfillment"
    " haemoglobin:hemoglobin haemorrhage:hemorrhage instalment:installment instalments:installments leukaemia:leukemia"
    " manoeuvre:maneuver manoeuvres:maneuvers manoeuvred:maneuvered manoeuvring:maneuvering marvellous:marvelous"
    " mould:mold moulds:molds moulded:molded mouldy:moldy moustache:mustache moustaches:mustaches oestrogen:estrogen"
    " offence:offense offences:offenses orthopaedic:orthopedic paediatric:pediatric paediatrician:pediatrician"
    " paralyse:paralyze paralysed:paralyzed paralysing:paralyzing plough:plow ploughs:plows ploughed:plowed"
    " ploughing:plowing pretence:pretense pyjamas:pajamas sceptic:skeptic sceptics:skeptics sceptical:skeptical"
    " scepticism:skepticism skilful:skillful skilfully:skillfully smoulder:smolder smouldering:smoldering"
    " wilful:willful wilfully:willfully woollen:woolen"
)
_BRITISH_ALONE = (
    "cheque:check cheques:checks kerb:curb kerbs:curbs licence:license"
    " licences:licenses practise:practice practised:practiced practising:practicing programme:program"
    " programmes:programs rigour:rigor rigours:rigors storey:story storeys:stories tyre:tire tyres:tires"
)
_AMERICAN_ALONE = "aging:ageing canceled:cancelled canceling:cancelling gray:grey theater:theatre theaters:theatres"


def _generate_regular() -> Iterator[tuple[str, str]]:
    """Words in -our and -re with their American spelling in -or and -er."""
    yield from ((f"{stem}our{end}", f"{stem}or{end}") for stem in _OUR.split() for end in _AFTER_OUR.split(" "))
    for stem in _RE.split():
        yield from ((f"{stem}re{end}", f"{stem}er{end}") for end in ("", "s"))
        yield from ((f"{stem}r{end}", f"{stem}er{end}") for end in ("ed", "ing"))


def _parse_pairs(text: str) -> dict[str, str]:
    return {first: second for first, _, second in (pair.partition(":") for pair in text.split())}


BRITISH = {**dict(_generate_regular()), **_parse_pairs(_OTHERS), **_parse_pairs(_BRITISH_ALONE)}
"""Words that only the British spell so, without those in -ise -> the American spelling."""

DOUBLED = {f"{stem}l{end}": f"{stem}{end}" for stem in _STEMS_IN_L.split() for end in _AFTER_L.split()}
"""British words with a doubled letter, which some Americans double too -> the usual American spelling."""

AMERICAN = {
    **{american: british for british, american in _generate_regular()},
    **{american: british for british, american in _parse_pairs(_OTHERS).items()},
    **{american: british for british, american in DOUBLED.items()},
    **_parse_pairs(_AMERICAN_ALONE),
}
"""Words that only Americans spell so -> the British spelling."""

IN_ISE = {f"{stem}is{end}": f"{stem}iz{end}" for stem in _ISE.split() for end in _AFTER_ISE.split()}
"""Verbs and nouns in -ise and -isation, which Americans never write -> the spelling in -ize."""

IN_IZE = {american: british for british, american in IN_ISE.items()}
"""The same words in -ize, American or of Oxford -> the spelling in -ise."""
