"""English words that hold a sentence together."""

_WORDS = """
a an the this that these those my your his her its our their some any no each every another
of to in on at by for from with without into onto upon over under between among through during against about
towards toward within since until before after than
is are was were be been being has have had do does did will would can could shall should may might must cannot not
and or but nor if because while although though when where which who whose whom
very more most less least too so rather quite such only even also still just
he she it they we you i
"""
_CAN_END = "will did do does are on in over through had have was were not so too it you we they"

FUNCTION_WORDS = frozenset(_WORDS.split())
"""Words after which a phrase goes on: a run of source script that follows one fills the place of an English word."""

NEVER_LAST = FUNCTION_WORDS - frozenset(_CAN_END.split())
"""Those that end no phrase either, as a noun (a strong will) or a particle (the way in) can."""
