"""How sentences begin that invite to subscribe, to log in or to register, in ten languages.

Each is a pattern for the beginning of a sentence. Deliberately only what is said to the reader:
a report that speaks of subscribers begins its sentences otherwise.
"""

from __future__ import annotations

_JOIN = (
    r"(?:subscribe|register|sign (?:in|up)|log ?in|join(?: us)?|upgrade|become an?(?: \w+){0,2}"
    r" (?:member|subscriber)|create (?:a |an |your )?(?:free )?account|start (?:a|your))"
)
WALLS = (
    # English
    rf"(?:please |simply |just )?{_JOIN}\b.{{0,60}}\b(?:to|and|for)\b.{{0,20}}"
    r"\b(?:(?:continue|keep) (?:on )?reading|get (?:full|unlimited)"
    r"|(?:read|unlock|access|see|view|finish|enjoy) (?:the rest|this|our"
    r"|(?:the )?(?:full|whole|entire)|everything|unlimited|all|on)|read more)",
    r"(?:want )?to (?:(?:continue|keep) (?:on )?reading"
    r"|(?:read|unlock|access|see|view|finish|enjoy)"
    r" (?:this|the (?:full|whole|rest|entire|complete|article|story)|more|all|our|it|on|unlimited))"
    r"\b.{0,40}[\s—–-]"
    r"(?:please |simply |you(?:['’]ll)? (?:must|can|(?:will )?need to|have to) )?"
    rf"(?:{_JOIN}|you(?:['’]ll)? (?:will )?need (?:a |an )?(?:\w+ )?(?:subscription|account))",
    r"you(?:['’]ve| have) (?:now |already )?(?:read|reached|used|run out|hit|viewed)\b.{0,50}"
    r"\b(?:free (?:article|stor|view|read)|(?:article|story|free) limit|limit of|monthly limit)",
    r"you have \w+ (?:free )?(?:articles?|stories) (?:left|remaining)",
    r"this (?:is |(?:article|story|content|page|post|report|section|feature)\b.{0,20}"
    r"\b(?:is|are|has been)\b.{0,30})?\b(?:reserved |exclusively |available |only |free )*"
    r"(?:(?:for|to) (?:our |paying |registered |premium |digital )*(?:subscribers|members)"
    r"(?=(?: only)?\W*$)"
    r"|(?:an? )?(?:premium|subscriber[- ]only|subscriber[- ]exclusive|members?[- ]only)\b"
    r"|behind (?:a|our) paywall)",
    r"(?:only|the rest of this (?:article|story) is)\b.{0,30}\b(?:subscribers|members)\b"
    r"(?= (?:can|may|have|only)\b|\W*$)",
    r"(?:continue|keep) reading\b.{0,40}\b(?:with|for|by)\b.{0,40}\b(?:subscri|account|trial|free"
    r"|register|sign|log)",
    r"unlock (?:this|the (?:full|whole)|unlimited|all)\b",
    r"(?:log|sign) in or (?:subscribe|register|create)",
    # German
    r"(?:jetzt )?(?:weiterlesen|weiter lesen) (?:mit|im|nach|für|und)\b",
    r"(?:bitte |jetzt )?(?:abonnieren|anmelden|registrieren|einloggen|melden sie sich)\b.{0,60}"
    r"\b(?:um|und)\b.{0,40}lesen",
    r"(?:um|wenn sie)\b.{0,60}lesen\b.{0,80}\b(?:abo|anmeld|melden|registrier|einlogg)",
    r"sie haben\b.{0,50}\b(?:frei|kostenlos|gratis)\w* (?:artikel|beiträge|texte)",
    r"(?:die|der|das|dies\w{1,2}) (?:ganze |vollständige )?(?:artikel|text|inhalt|beitrag)"
    r"\b.{0,30}\b(?:ist|gibt|steht|können)\b.{0,50}\b(?:abonnent|abonnement|abo\b|mitglied|plus\b)",
    r"(?:lesen sie|mit (?:dem |ihrem |einem )?\w*(?:abo|plus) lesen sie)\b.{0,80}"
    r"\b(?:weiter|alle artikel|abo|testzugang)\b",
    # French
    r"(?:cet article|l['’]article|ce contenu|article|contenu|la suite)\b.{0,40}"
    r"\b(?:est |sont )?(?:exclusivement )?réservée?s? (?:aux|à nos)\b",
    r"il vous reste\b.{0,60}\b(?:à lire|à découvrir|article)",
    r"(?:abonnez|connectez|inscrivez|identifiez)-vous\b.{0,50}\b(?:lire|accéder|suite|lecture"
    r"|continuer)",
    r"pour (?:lire|continuer|accéder|poursuivre|découvrir)\b.{0,80}"
    r"\b(?:abonn|connect|inscri|identifi|créez)",
    r"vous avez (?:lu|atteint|épuisé)\b.{0,50}\b(?:gratuit|limite)",
    # Spanish
    r"(?:este|esta) (?:artículo|contenido|noticia)\b.{0,40}\b(?:suscriptor|exclusiv|socios)",
    r"(?:suscríbete|suscríbase|regístrate|regístrese|inicia sesión|inicie sesión|hazte)\b.{0,60}"
    r"\b(?:leer|leyendo|acceder|lectura)",
    r"(?:para|si quieres) (?:seguir|continuar|leer|acceder)\b.{0,80}"
    r"\b(?:suscr|regístr|inici[ae] sesión|hazte)",
    r"(?:has|ha) (?:leído|alcanzado|agotado)\b.{0,50}\b(?:gratis|gratuit|límite)",
    # Italian
    r"(?:questo |l['’])?(?:articolo|contenuto)\b.{0,30}\briservat[oi] (?:agli|ai)\b",
    r"(?:abbonati|registrati|accedi)\b.{0,50}\b(?:leggere|continuare|lettura|accedere)",
    r"per (?:continuare|leggere|accedere|proseguire)\b.{0,80}\b(?:abbon|registra|accedi)",
    r"hai (?:letto|raggiunto|esaurito)\b.{0,50}\b(?:gratuit|limite)",
    # Portuguese
    r"(?:este|esta|esse|essa) (?:artigo|conteúdo|reportagem|matéria|notícia)\b.{0,40}"
    r"\b(?:assinant|exclusiv)",
    r"(?:assine|cadastre-se|registe-se|faça (?:o )?login|inicie sessão)\b.{0,60}"
    r"\b(?:ler|lendo|acessar|aceder|leitura)",
    r"para (?:continuar|ler|acessar|aceder)\b.{0,80}\b(?:assin|cadastr|registe|login)",
    r"(?:você )?(?:atingiu|leu)\b.{0,50}\b(?:gratuit|grátis|limite)",
    # Dutch
    r"(?:dit|deze) (?:artikel|verhaal|bericht)\b.{0,40}\b(?:abonnees|leden|premium)",
    r"(?:verder lezen|lees verder|verderlezen)\b.{0,40}\b(?:abonn|log in|registr|met|lid)",
    r"(?:abonneer|log in|registreer|meld je aan|word (?:abonnee|lid))\b.{0,50}\blezen",
    r"om (?:verder|dit|door)\b.{0,30}\blezen\b.{0,60}\b(?:abonn|log in|registr|lid)",
    r"(?:je|u) (?:hebt|heeft)\b.{0,40}\bgratis artikel",
    # Danish, Norwegian, Swedish
    r"(?:denne|dette|den här|artikeln|saken) ?(?:artikkelen|artiklen|artikeln|saken|är|er)?"
    r"\b.{0,40}\b(?:abonnenter|abonnent|prenumeranter|plus-?kunder)",
    r"(?:for å|for at|för att)\b.{0,30}\b(?:lese|læse|läsa)"
    r"\b.{0,60}\b(?:abonn|logg|log ind|prenum)",
)
# Also asked at the head of every page of many sites, so it tells only at the end of a text.
QUESTIONS = (
    r"(?:are you )?(?:already|not yet) an? (?:\w+ )?(?:subscriber|member)\b",
    r"already (?:subscribed|registered|have an? (?:account|subscription))",
    r"(?:sind sie )?(?:bereits|schon|noch kein\w*|sie haben (?:bereits|schon))\b.{0,20}"
    r"\b(?:abonnent|abo\b|abonnement|mitglied|registriert|digitalabo)",
    r"(?:vous êtes )?(?:déjà|pas encore) (?:un )?(?:abonn|inscrit)",
    r"¿?ya (?:eres|es|soy|estás) (?:suscri\w+|socio|miembro|registrad)",
    r"(?:sei|hai) già\b.{0,20}\babbona",
    r"(?:já|ainda não) (?:é|sou) (?:assinante|subscritor|membro)",
    r"(?:ben je |bent u )?al (?:een )?(?:abonnee|lid)\b",
    r"(?:allerede|redan|er du|är du) (?:redan |allerede )?(?:abonnent|prenumerant|kunde|medlem)",
)
# Japanese, Chinese, Korean: nothing parts words there.
UNSPACED_WALLS = (
    r"(?:この記事は|続きを読むには|続きは|ここから先は|残り).{0,40}(?:会員|有料|購読|登録|ログイン)",
    r"(?:请|請)?(?:订阅|訂閱|登录|登入|注册|註冊).{0,8}(?:继续阅读|繼續閱讀|阅读全文|閱讀全文)",
    r"(?:本文|此文|以下内容|以下內容).{0,10}(?:会员|會員|订阅|訂閱|付费|付費)",
    r"(?:구독|로그인|가입)(?:하시면|하고|하여|하면).{0,20}(?:계속|전문|읽)",
    r"(?:이 기사는|기사 전문은).{0,20}(?:구독|로그인|회원)",
)
# What nothing else says, so that it is cut by itself: at the end of a whole article, too.
SURE_OFFERS = (
    r"subscribe (?:now|today|from|for (?:just|only|as|\W?\d|full|unlimited)|to (?:our|the|us))\b",
    r"sign up (?:now|today|here|for (?:our|the|free))\b.{0,80}\b(?:newsletters?|inbox)\b",
    r"(?:get|enjoy) (?:unlimited|full digital|digital|all[- ]access)\b.{0,20}\baccess\b",
    r"start your (?:free )?(?:trial|subscription)",
    r"jetzt (?:kostenlos |gratis )?(?:abonnieren|testen)\b",
    r"(?:abonnez-vous|inscrivez-vous à (?:notre|la) newsletter)",
    r"(?:suscríbete|suscríbase) (?:a|ya|ahora|por|desde)\b",
    r"abbonati (?:ora|subito|a|da|per)\b|iscriviti alla newsletter",
    r"assine (?:já|agora|o|a|por)\b",
    r"abonneer (?:je|nu)\b|word (?:nu )?abonnee\b",
)
# What may be said in an article as well: counts only after one of the others.
OFFERS = (
    r"(?:subscribe|sign up|(?:log|sign) ?in|register|join us|become an?)\b.{0,20}$",
    r"(?:subscribe|sign up|register|get|enjoy|try|start|cancel|choose|support|receive|join|log ?in"
    r"|sign in|unlimited|full|free|only|save|for (?:just|only))\b.{0,100}"
    r"\b(?:access|subscri\w+|newsletters?|trial|cancel|account|inbox|(?:a|per|first) month"
    r"|a week|anytime|any time|today|now|offer|membership)",
    r"(?:subscribe|register) (?:now|today|for|to)\b",
    r"(?:©|\(c\)|copyright|all rights reserved|share|tags?:|related|advertisement)",
    r"(?:jetzt )?(?:kostenlos |gratis )?(?:testen|abonnieren|anmelden|registrieren|einloggen)\b",
    r"(?:jetzt|nur|mit|ein|unser)\b.{0,60}\b(?:abo|abonn\w+|newsletter|testen|kündbar|monat)\b",
    r"(?:abonnez-vous|se connecter|je m['’]abonne|s['’]abonner|connectez-vous|inscrivez-vous"
    r"|déjà abonné|sans engagement|dès \d|à partir de \d|profitez)",
    r"(?:suscríbete|suscríbase|regístrate|inicia sesión|iniciar sesión|hazte socio)\b",
    r"(?:abbonati|registrati|accedi|iscriviti)\b",
    r"(?:assine|cadastre-se|faça login|entrar)\b",
    r"(?:abonneer|log in|registreer|inloggen|word (?:abonnee|lid)|probeer)\b",
    r"(?:bli|kjøp|køb|köp|logg inn|logga in|log ind)\b.{0,40}(?:abonn|prenum|$)",
    r".{0,12}(?:ログイン|新規登録|会員登録|登录|登入|订阅|訂閱|로그인|구독).{0,12}$",
)
