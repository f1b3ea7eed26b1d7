"""Code lists of the MARC family turned into the ones used inside: languages, countries and relators.

Sources: MARC Code List for Languages, for Countries and for Relators (Library of Congress), ISO 639-1/-2, ISO 3166-1,
UNIMARC Appendix C (relator codes).
"""

from __future__ import annotations

# ISO 639-2/B (and /T where it differs) to ISO 639-1.
_LANGUAGES = """
aar:aa abk:ab afr:af aka:ak alb:sq sqi:sq amh:am ara:ar arg:an arm:hy hye:hy asm:as ava:av ave:ae aym:ay aze:az bak:ba
bam:bm baq:eu eus:eu bel:be ben:bn bis:bi bos:bs bre:br bul:bg bur:my mya:my cat:ca cha:ch che:ce chi:zh zho:zh chu:cu
chv:cv cor:kw cos:co cre:cr cze:cs ces:cs dan:da div:dv dut:nl nld:nl dzo:dz eng:en epo:eo est:et ewe:ee fao:fo fij:fj
fin:fi fre:fr fra:fr fry:fy ful:ff geo:ka kat:ka ger:de deu:de gla:gd gle:ga glg:gl glv:gv gre:el ell:el grn:gn guj:gu
hat:ht hau:ha heb:he her:hz hin:hi hmo:ho hrv:hr hun:hu ibo:ig ice:is isl:is ido:io iii:ii iku:iu ile:ie ina:ia ind:id
ipk:ik ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks kau:kr kaz:kk khm:km kik:ki kin:rw kir:ky kom:kv kon:kg kor:ko kua:kj
kur:ku lao:lo lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg mac:mk mkd:mk mah:mh mal:ml mao:mi mri:mi mar:mr
may:ms msa:ms mlg:mg mlt:mt mon:mn nau:na nav:nv nbl:nr nde:nd ndo:ng nep:ne nno:nn nob:nb nor:no nya:ny oci:oc oji:oj
ori:or orm:om oss:os pan:pa per:fa fas:fa pli:pi pol:pl por:pt pus:ps que:qu roh:rm rum:ro ron:ro run:rn rus:ru sag:sg
san:sa sin:si slo:sk slk:sk slv:sl sme:se smo:sm sna:sn snd:sd som:so sot:st spa:es srd:sc srp:sr ssw:ss sun:su swa:sw
swe:sv tah:ty tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tib:bo bod:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw
uig:ug ukr:uk urd:ur uzb:uz ven:ve vie:vi vol:vo wel:cy cym:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zul:zu
scc:sr scr:hr mol:ro iri:ga gae:gd lap:se taj:tg tar:tt esp:eo far:fo gag:gl gua:gn fri:fy eth:am cam:km mla:mg sao:sm
sho:sn snh:si sso:st swz:ss tag:tl tsw:tn
"""
LANGUAGES = dict(pair.split(":") for pair in _LANGUAGES.split())
_NO_LANGUAGE = frozenset(("", "und", "zxx", "mul", "n/a", "|||", "   ", "mis", "###", "\\\\\\", "---", "^^^"))

# MARC country codes; states, provinces and constituent countries fall to the country they belong to.
_COUNTRIES = """
aa:AL ae:DZ af:AF ag:AR ai:AM aj:AZ am:AI an:AD ao:AO aq:AG as:AS at:AU au:AT aw:AW ay:AQ ba:BH bb:BB bd:BI be:BE bf:BS
bg:BD bh:BZ bi:IO bl:BR bm:BM bn:BA bo:BO bp:SB br:MM bs:BW bt:BT bu:BG bv:BV bw:BY bx:BN ca:CA cb:KH cc:CN cd:TD ce:LK
cf:CG cg:CD ch:TW ci:HR cj:KY ck:CO cl:CL cm:CM cn:CA co:CW cp:KI cq:KM cr:CR cs:CZ cu:CU cv:CV cw:CK cx:CF cy:CY dk:DK
dm:BJ dq:DM dr:DO ea:ER ec:EC eg:GQ em:TL enk:GB er:EE es:SV et:ET fa:FO fg:GF fi:FI fj:FJ fk:FK fm:FM fp:PF fr:FR
fs:TF ft:DJ gb:KI gd:GD ge:DE gg:GG gh:GH gi:GI gl:GL gm:GM go:GA gp:GP gr:GR gs:GE gt:GT gu:GU gv:GN gw:DE gy:GY
gz:PS hk:HK hm:HM ho:HN ht:HT hu:HU ic:IS ie:IE ii:IN im:IM io:ID iq:IQ ir:IR is:IL it:IT iv:CI iy:IQ ja:JP je:JE ji:JP
jm:JM jo:JO ke:KE kg:KG kn:KP ko:KR ku:KW kv:XK kz:KZ lb:LR le:LB lh:LI li:LT lo:LS ls:LA lu:LU lv:LV ly:LY mc:MC mf:MU
mg:MG mh:MO mj:MS mk:OM ml:ML mm:MT mo:ME mp:MN mq:MQ mr:MA mu:MR mv:MD mw:MW mx:MX my:MY mz:MZ na:AN ne:NL ng:NE nik:GB
nl:NC no:NO np:NP nq:NI nr:NG nu:NR nw:MP nx:NF nz:NZ ot:YT pc:PN pe:PE pf:XS pg:GW ph:PH pk:PK pl:PL pn:PA po:PT pp:PG
pr:PR pw:PW py:PY qa:QA qea:AU re:RE rh:ZW rm:RO ru:RU rur:RU rw:RW sa:ZA sc:BL sd:SS se:SC sf:ST sg:SN sh:ES si:SG
sj:SD sl:SL sm:SM sn:SX so:SO sp:ES sq:SZ sr:SR ss:EH st:MF stk:GB su:SA sw:SE sx:NA sy:SY sz:CH ta:TJ tc:TC tg:TG th:TH
ti:TN tk:TM tl:TK tma:AU to:TO tr:TT ts:AE tu:TR tv:TV tz:TZ ua:EG uc:US ug:UG ui:GB uik:GB uk:GB un:UA unr:UA up:UM
ur:RU us:US uv:BF uy:UY uz:UZ vb:VG vc:VA ve:VE vi:VI vm:VN vn:VN vp:XX wb:DE wf:WF wj:PS wk:UM wlk:GB ws:WS xa:CX
xb:CC xc:MV xd:KN xe:MH xf:UM xh:NU xj:SH xk:LC xl:PM xm:VC xn:MK xo:SK xp:XP xr:CZ xs:GS xv:SI xx: xxc:CA xxk:GB
xxr:RU xxu:US ye:YE ykc:CA ys:YE yu:RS za:ZM rb:RS air:AM ajr:AZ bwr:BY err:EE gsr:GE kgr:KG kzr:KZ lir:LT lvr:LV mvr:MD
tar:TJ tkr:TM uzr:UZ
"""
COUNTRIES = {code: name for code, _, name in (pair.partition(":") for pair in _COUNTRIES.split()) if len(name) == 2}
_THIRD = {"u": "US", "c": "CA", "a": "AU", "k": "GB", "r": "RU"}  # -xu Alabama …, -nc Newfoundland …

# UNIMARC relator codes (Appendix C) to MARC relator codes.
_ROLES = """
005:act 010:adp 018:ann 020:ann 030:arr 040:art 050:asg 060:asn 065:auc 070:aut 072:aqt 075:aft 080:aui 090:aud 100:ant
110:bnd 120:bdd 130:bkd 140:bjd 150:bpd 160:bsl 170:cll 180:ctg 190:cns 195:cmm 200:chr 205:cll 207:com 210:cmm 212:cwt
220:com 230:cmp 240:cmt 245:cre 250:cnd 255:csp 257:csl 260:cph 270:crr 273:cur 275:dnc 280:dte 290:dto 295:dgg 300:drt
305:dis 310:dst 320:dnr 330:dub 340:edt 350:egr 360:etr 365:exp 370:flm 380:frg 385:fnd 390:fmo 395:fnd 400:fnd 410:grt
420:hnr 430:ilu 440:ill 450:ins 460:ive 470:ivr 480:lbt 490:lse 500:lso 510:ltg 520:lyr 530:mte 540:mon 545:mus 550:nrt
555:opn 557:orm 560:org 570:oth 580:ppm 590:prf 595:res 600:pht 605:prs 610:prt 620:prt 630:pro 632:prd 633:prs 635:prg
637:pdr 640:pfr 650:pbl 651:pbd 655:ppt 660:rcp 665:rcp 670:rce 673:rth 675:rev 677:res 680:rbr 690:aus 695:sad 700:scr
705:scl 710:edt 720:sgn 721:sng 723:spn 725:stn 727:ths 730:trl 740:tyd 750:tyg 753:vdg 755:voc 760:wit 770:wac
"""
ROLES = dict(pair.split(":") for pair in _ROLES.split())

# Words of 700 $e, 710 $e, 245 $c and RUSMARC 70X $4-less records; folded to small letters without the final point.
_WORDS = {
    "author": "aut", "автор": "aut", "muallif": "aut", "муаллиф": "aut", "tác giả": "aut", "joint author": "aut",
    "editor": "edt", "ed": "edt", "редактор": "edt", "ред": "edt", "muharrir": "edt", "муҳаррир": "edt",
    "biên tập": "edt", "chủ biên": "edt", "editors": "edt", "general editor": "edt", "гл. ред": "edt", "отв. ред": "edt",
    "translator": "trl", "tr": "trl", "trans": "trl", "переводчик": "trl", "пер": "trl", "tarjimon": "trl",
    "таржимон": "trl", "dịch": "trl", "người dịch": "trl", "tarj": "trl",
    "illustrator": "ill", "ill": "ill", "иллюстратор": "ill", "ил": "ill", "худож": "ill", "художник": "ill",
    "rassom": "ill", "рассом": "ill", "minh họa": "ill", "artist": "art", "composer": "cmp", "композитор": "cmp",
    "compiler": "com", "comp": "com", "составитель": "com", "сост": "com", "tuzuvchi": "com", "тузувчи": "com",
    "biên soạn": "com", "sưu tầm": "com", "performer": "prf", "исполнитель": "prf", "narrator": "nrt", "чтец": "nrt",
    "conductor": "cnd", "director": "drt", "режиссер": "drt", "режиссёр": "drt", "publisher": "pbl", "издатель": "pbl",
    "issuing body": "isb", "printer": "prt", "photographer": "pht", "фотограф": "pht", "sponsor": "spn",
    "host institution": "his", "degree supervisor": "dgs", "thesis advisor": "ths", "degree granting institution": "dgg",
    "науч. рук": "ths", "рецензент": "rev", "writer of foreword": "wpr", "писатель предисловия": "wpr",
    "автор предисловия": "wpr", "авт. предисл": "wpr", "so‘zboshi": "wpr", "singer": "sng", "instrumentalist": "itr",
    "lyricist": "lyr", "librettist": "lbt", "arranger": "arr", "actor": "act", "producer": "pro", "contributor": "ctb",
    "creator": "cre", "collector": "col", "cartographer": "ctg", "dedicatee": "dte", "engraver": "egr",
    "interviewee": "ive", "interviewer": "ivr", "former owner": "fmo", "film director": "fmd", "screenwriter": "aus",
    "recording engineer": "rce", "hrsg": "edt", "herausgeber": "edt", "übers": "trl", "übersetzer": "trl", "verf": "aut",
    "betreuer": "dgs", "trad": "trl", "traducteur": "trl", "éditeur scientifique": "edt", "auteur": "aut", "songwriter": "lyr",
    "mitarb": "ctb", "сост. и ред": "edt", "под ред": "edt", "lời tựa": "wpr", "nghệ sĩ": "prf", "нашрга тайёрловчи": "com",
    "voice actor": "vac", "author of introduction": "win", "writer of introduction": "win", "musician": "mus",
}  # fmt: skip


def language(code: str) -> str:
    """The short code of a language (ISO 639-1 where there is one); "" for none, many or no linguistic content."""
    code = code.strip().lower()
    if code in _NO_LANGUAGE or not code.isalpha():
        return ""
    return LANGUAGES.get(code, code if len(code) in (2, 3) else "")


def country(code: str) -> str:
    """ISO 3166-1 alpha-2 of a MARC country code, "" where it names none."""
    code = code.strip(" |#\\^-").lower()
    found = COUNTRIES.get(code)
    if found is None and len(code) == 3:
        found = _THIRD.get(code[2])
    return found or ""


def role(text: str) -> str:
    """The MARC relator code of a relator code, a UNIMARC number, a URI ending in one, or a word; "" where unknown."""
    text = text.strip()
    if len(text) == 3:
        if text.isdigit():
            return ROLES.get(text, "")
        if text.isascii() and text.islower():
            return text
    if "/relators/" in text:
        return text.rstrip("/").rpartition("/")[2][:3]
    word = text.strip(" .,;:()[]").lower()
    return _WORDS.get(word, "")
