"""What an answer has to show, or leave out, to meet a criterion: its text, taken apart. The same rules as Bot.Core's Accusation."""
import re
from dataclasses import dataclass

_I = re.IGNORECASE
_SUBJECT = re.compile(r"^(?:the\s+)?(?:answer|candidate|response|learner|member|author|applicant|person)\s+", _I)
_SPEECH = re.compile(
    r"^(?:says?|saying|claims?|claiming|thinks?|thinking|believes?|believing|states?|stating|asserts?|asserting|assumes?|assuming|suggests?|suggesting"
    r"|recommends?|recommending|proposes?|proposing|argues?|arguing|insists?|insisting|declares?|declaring|describes?|describing|implies|implying"
    r"|treats?|treating|defines?|defining|advocates?|pretends?)\s+(?:that\s+|to\s+)?", _I)
_TOLD = re.compile(r"^(?:explains?|explaining|notes?|noting|mentions?|mentioning|knows?|names?|recognises?|recognizes?|understands?|points out|identifies)\s+(?:that\s+|why\s+|how\s+)?", _I)
_WITHOUT = re.compile(
    r"^(?P<x>.+?),?\s+(?:without|with no|but (?:does not|doesn't|never|not|cannot|fails to))\s+(?P<speech>(?:(?:even|ever|any)\s+)*(?:mention|explain|discuss"
    r"|address|quantify|consider|check|understand|acknowledg|describ|stat|nam|not|includ|account|justify|showing|giving|saying|talking|relating|connecting)"
    r"\w*(?:\s+(?:about|for|of|to|that))?\s+)?(?:(?:any|the|a)\s+)?(?:word (?:on|about)\s+)?(?P<y>.+)$", _I)
_NOT_MENTIONED = re.compile(
    r"^(?:(?:does not|doesn't|do not|don't|did not|never|fails? to|failing to|cannot|can't|could not|unable to|forgets? to|neglects? to|not)\s+(?:even\s+)?"
    r"(?:mention|explain|discuss|address|say|include|cover|name|give|describe|consider|estimate|quantify|know|note|distinguish|connect|state|talk about"
    r"|mentioning|explaining|discussing)\w*|omits?|omitting|omission of|ignores?|ignoring|skips?|skipping|leaves? out|leaving out|misses|missing|forgets?"
    r"|forgetting|overlooks?|overlooking|neglects?|neglecting|no mention of|nothing about|lacks?|lacking|says nothing (?:about|of|on))\s+(?:to mention\s+|any mention of\s+)?(?P<y>.+)$", _I)
_ONLY = re.compile(
    r"^(?:only|just|merely)\s+(?:mentions?|says?|talks? about|suggests?|lists?|names?|describes?|covers?|discusses|gives?|explains?|mentioning|saying|naming)\s+", _I)
_CONFUSION = re.compile(
    r"^(?:(?:confuses?|confusing|conflates?|conflating|mixes up|mixing up|equates?|equating)\s+(?P<x>.+?)\s+(?:with|and|to)\s+(?P<y>.+)"
    r"|(?:treats?|treating|regards?|views?|sees)\s+(?P<x2>.+?)\s+as\s+(?P<y2>.+))$", _I)
_QUOTES = " '\"“”."


@dataclass(frozen=True)
class Claim:
    """What is looked for: `said` must be there and `missing` must not. Either may be absent, not both."""
    said: str | None
    missing: str | None = None


def _claim_of(text: str) -> str:
    text = _SUBJECT.sub("", text)
    claim = _SPEECH.sub("", text).strip(_QUOTES)
    return claim or text


def of_key_point(text: str) -> Claim:
    text = text.strip().rstrip(".")
    told = _TOLD.sub("", _SUBJECT.sub("", text)).strip(_QUOTES)
    return Claim(told or text)


def of_red_flag(text: str, sort: str | None) -> Claim:
    text = text.strip().rstrip(".")
    if sort == "omission":
        return _omission(text, sure=True) or Claim(None, _claim_of(text))
    found = _omission(text, sure=False) if sort is None else None
    return found or _equation(text) or Claim(_claim_of(text))


def _omission(text: str, sure: bool) -> Claim | None:
    text = _SUBJECT.sub("", text)
    without = _WITHOUT.match(text)
    if without and (sure or without["speech"] or not _SPEECH.match(text)):
        return Claim(_TOLD.sub("", _claim_of(_ONLY.sub("", without["x"]))), without["y"])
    missing = _NOT_MENTIONED.match(text)
    if missing:
        return Claim(None, missing["y"])
    only = _ONLY.match(text)
    return Claim(_claim_of(text[only.end():])) if only else None


def _equation(text: str) -> Claim | None:
    match = _CONFUSION.match(_SUBJECT.sub("", text))
    if not match:
        return None
    return Claim(f"{match['x'] or match['x2']} is the same as {match['y'] or match['y2']}")
