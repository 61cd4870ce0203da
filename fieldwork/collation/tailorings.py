"""Where an alphabet has letters of its own, and where they stand in it.

"l: ł" puts ł after every word with l; letters follow each other, and "ä=æ" count as one. "y: =ü" counts ü as y.
Several signs may be one letter: "h: ch". Languages that are not here sort letters with accents beside those without.
Source: Unicode CLDR, common/collation.
"""

_NORDIC = "z: æ=ä=ę ø=ö=ő=œ å=aa; y: =ü=ű"
_SOUTH_SLAVIC = "c: č ć; d: dž đ; l: lj; n: nj; s: š; z: ž"

EVERYWHERE = "и: й і ї; е: є; г: ґ; i: ı; z: þ"
"""Letters that only look like others with marks, or stand elsewhere in Unicode."""

TAILORINGS = {
    "az": "c: ç; e: ə; g: ğ; h: x ı; k: q; o: ö; s: ş; u: ü; y: w",
    "bs": _SOUTH_SLAVIC,
    "cs": "c: č; h: ch; r: ř; s: š; z: ž",
    "cy": "c: ch; d: dd; f: ff; g: ng; l: ll; p: ph; r: rh; t: th",
    "da": "z: æ=ä ø=ö=ő å=aa; y: =ü=ű",
    "es": "n: ñ",
    "et": "s: š z ž; w: õ ä ö ü",
    "fi": "z: å ä=æ ö=ø; y: =ü",
    "gl": "n: ñ",
    "hr": _SOUTH_SLAVIC,
    "hu": "c: cs; d: dz dzs; g: gy; l: ly; n: ny; o: ö=ő; s: sz; t: ty; u: ü=ű; z: zs",
    "is": "a: á; d: ð=đ; e: é; i: í; o: ó; u: ú; y: ý; z: þ æ=ä ö=ø å",
    "lt": "c: č; i: =y; s: š; z: ž",
    "lv": "c: č; g: ģ; i: y; k: ķ; l: ļ; n: ņ; r: ŗ; s: š; z: ž",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a: ą; c: ć; e: ę; l: ł; n: ń; o: ó; s: ś; z: ź ż",
    "ro": "a: ă â; i: î; s: ș=ş; t: ț=ţ",
    "sk": "a: ä; c: č; h: ch; o: ô; s: š; z: ž",
    "sl": "c: č ć; d: đ; s: š; z: ž",
    "sq": "c: ç; d: dh; e: ë; g: gj; l: ll; n: nj; r: rr; s: sh; t: th; x: xh; z: zh",
    "sr": _SOUTH_SLAVIC,
    "sv": "z: å ä=æ=ę ö=ø=ő=œ=ô; y: =ü=ű",
    "tr": "c: ç; g: ğ; h: ı; o: ö; s: ş; u: ü",
    "vi": "a: ă â; d: đ; e: ê; o: ô ơ; u: ư",
}
