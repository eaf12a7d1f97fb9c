import { either } from '../expression-filter.ts'

/** Facts in seven languages that distinguish similar causes, or refute the obvious one. */
export const caseWords = {
  'says-primary-user': either(
    String.raw`\b(?:am|is|are|['’]m)\s(?:also |indeed |really |already |definitely )?(?:the|our|its)\s(?:primary|account|main) (?:user|owner|holder)`,
    String.raw`shows? (?:me|her|him|us) as (?:the )?(?:primary|owner)|\b(?:I|we|she|he) (?:registered|opened|created) (?:this|the|our|that) (?:account|business)\b|\bonly user (?:on|of|in)\b`,
    String.raw`\bbin (?:ich )?(?:selbst )?(?:der |die )?(?:Haupt(?:be)?nutzer|Kontoinhaber)|\bselbst (?:eröffnet|registriert)`,
    String.raw`c['’]est moi qui l['’]ai (?:ouvert|créé)|je suis (?:bien )?(?:le |la |l['’])?(?:titulaire|utilisat\w+ principal)|seule?(?: utilisat\w+)? sur ce compte`,
    String.raw`\bsoy (?:yo )?(?:el|la) (?:usuari[oa] principal|titular)|la cuenta la abrí yo|únic[oa] usuari`,
    String.raw`\bsono (?:io )?l['’](?:utente principale|intestatari)|l['’]ho aperto io|unic[oa] utente`,
    '(?:私|自分)が(?:プライマリ|主|メイン|開設|登録)|プライマリユーザーです|我是主用户|我就是主用户|我是主账|我自己开的|我开的|我注册的|本人注册的',
  ),
  'says-plan-professional': either(
    String.raw`\b(?:my|our|her|his|mein|unser|mi|nuestr[oa]|mon|notre|mio|nostro|ihr)\s(?:selling )?(?:plan|tarif|account|konto|abo|cuenta|compte|conto)\s(?:is|ist|es|est|è)\s(?:a |an |ein |un )?["'“„« ]{0,2}profes+ion`,
    String.raw`\b(?:on|have|has|pay for) (?:the|a) professional (?:selling )?plan|大口出品(?:です|契約|プラン)|专业(?:销售)?(?:计划|卖家)`,
  ),
  'says-registered-for-one': either(
    String.raw`\b(?:only|just|nur|solo|sólo|solamente|seulement|uniquement|soltanto)\b[^.\n]{0,40}["'“„« ](?:sellers?|vendors?|vendedores|proveedores|verkäufer|händler|lieferanten|vendeurs|fournisseurs|venditori|fornitori)\b`,
    String.raw`\b(?:registered|set up|configured|registriert|registrada|enregistrée|registrata) (?:only )?(?:for|für|para|pour|per) (?:sellers?|vendors?|Verkäufer|Lieferanten|vendedores|vendeurs|venditori)`,
    '(?:セラー|ベンダー)のみ|只(?:勾选|选|支持)了?(?:卖家|供应商|Sellers?|Vendors?)',
  ),
  'host-placeholder':
    /(?:ENOTFOUND|getaddrinfo|resolve host|no such host|UnknownHost\w{0,12}|Invalid UR[IL]|name or service not known|NameResolution\w{0,8})[^\n]{0,80}(?:\{\{?\s?[\w.-]{1,40}\s?\}?\}|\$\{?[A-Za-z_]\w{1,40}\}?|%[A-Z_]{3,30}%|%7B%7B|\bundefined\b|\bnull\b)/i,
  'aws-own-denial':
    /not authorized to perform:?\s{0,3}(?:sqs|sns|s3|kms|events|lambda|secretsmanager|dynamodb|kinesis|ssm|logs):\w{3,40}/i,
  'says-deployed': either(
    String.raw`\b(?:release|version|deploy(?:ment)?|rollout|build|migration)\b[^.\n]{0,10}[^\n]{0,40}\b(?:went live|rolled out|was (?:deployed|released|shipped))\b`,
    String.raw`\b(?:we|I|they|team) (?:just |recently |then |also )?(?:deployed|released|shipped|rolled out|upgraded|migrated|switched)\b`,
    String.raw`\broll(?:ed|ing)?[ -]?back\b[^.\n]{0,30}\b(?:works?|fix\w{0,3}|help\w{0,2}|cured?)\b`,
    String.raw`\bsince (?:the|our|that|this) (?:\w+ )?(?:deploy\w*|release|upgrade|migration|update|refactor\w*)\b|\bsince (?:the|our|a) [\w -]{2,30}\bwas (?:added|introduced|deployed|replaced|put in)\b`,
    String.raw`\b(?:Release|Deployment|Version)\b[^.\n]{0,30}\b(?:ausgerollt|eingespielt|live gegangen)|seit (?:dem|unserem) (?:Release|Deployment|Update|Umbau|Umstieg)`,
    String.raw`(?<!no )\b(?:desplegamos|publicamos|subimos) (?:la |una )?(?:versión|nueva)|desde (?:el|nuestro) despliegue|depuis (?:le|notre) (?:déploiement|mise)|(?<!n['’])avons (?:déployé|mis en)|dal (?:nostro )?rilascio|(?<!non )abbiamo rilasciato`,
    '(?:デプロイ|リリース|更新)(?:した|しました|後|直後)|(?:发布|上线|部署)(?:了|后|之后)|(?:发布|上线|部署)新',
  ),
  'says-recovered': either(
    String.raw`\b(?:recovered|self-?healed|back to normal|work(?:s|ed|ing)? again|resolved itself|(?:stopped|cleared|fixed) (?:by )?itself)\b`,
    String.raw`\b(?:funktioniert|geht|läuft|klappt)\w{0,2} (?:jetzt |nun |seitdem )?wieder\b|vuelve a funcionar|volvi(?:ó|eron) a funcionar|remarche|(?:fonctionne|marche)(?:nt)? (?:à|de) nouveau|funziona(?:no)? di nuovo`,
    '復旧し|自然に(?:直|回復)|再び(?:動|使|成功)|恢复正常|恢复了|又好了|又正常了',
  ),
  'says-still-authorized': either(
    String.raw`(?:Manage Your Apps|Gérer vos applications|Gestisci le tue app\w{0,10}|Administrar (?:sus|tus) aplicaciones|Apps verwalten|アプリの?管理|管理(?:您的)?应用)(?![^\n]{0,120}(?:no longer|not (?:listed|there|shown)|nicht mehr|ya no|\bplus\b|\bpiù\b|disabled|deaktiv|désactiv|desactiv|disattiv|ない|没有))[^\n]{0,120}(?:\benabled|\bactiv[eo]|\blists?\b|\blisted|\bauthori[sz]ed|\baktiv|\bautoris|\babilitat|\battiv|\bhabilitad|有効|已启用|已授权)`,
    String.raw`\b(?:grant|authori[sz]ation|permission|Autorisierung|Berechtigung|autorización|autorisation|autorizzazione)\b (?:is |ist |está |est |è )(?:still |noch |todavía |toujours |encore |ancora )?(?:active|enabled|listed|aktiv|activa|attiva|valide)\b`,
  ),
  'says-other-application-works': either(
    String.raw`\b(?:second|other|another|different) app(?:lication)?s?\b[^.\n]{0,100}(?:\bworks?\b|\b200\b(?! [a-z])|\bfine\b|\breads?\b|\bOK\b)`,
    String.raw`(?:zweite|andere)\w{0,2} (?:App|Anwendung)\b[^.\n]{0,80}(?:geht|funktioniert|läuft|\b200\b(?! [a-z]))|otra (?:app|aplicación)\b[^.\n]{0,80}(?:funciona|\b200\b(?! [a-z]))|(?:autre|deuxième|seconde) app\w{0,10}[^.\n]{0,80}(?:marche|fonctionne|\b200\b(?! [a-z]))|altra app\w{0,10}[^.\n]{0,80}(?:funziona|\b200\b(?! [a-z]))`,
    '(?:別の|他の|もう一つの)アプリ[^。\n]{0,40}(?:正常|動|成功|200)|(?:另一个|其他|第二个)应用[^。\n]{0,40}(?:正常|成功|可以|200)',
  ),
  'says-called-per-view': either(
    String.raw`\b(?:on|at|for|with|per) (?:each|every) (?:single )?(?:page|request|view|visit|log-?in|click|load)|\bevery time (?:\w+ ){1,4}(?:opens?|loads?|visits?|refresh\w*)|\bper page ?view`,
    String.raw`bei jedem (?:Seiten\w*|Aufruf|Klick|Laden|Login)|cada vez que (?:\w+ ){0,3}(?:abr|carg|visit|entra)|en cada (?:página|visita|carga)|[àa] chaque (?:page|visite|chargement|affichage|clic|ouverture)|ad? ogni (?:pagina|visita|caricamento|accesso|apertura)`,
    '(?:開く|表示する|アクセスする|読み込む)たび|毎回(?:開|表示)|每次(?:打开|加载|访问|刷新|进入)',
  ),
  'says-proxy-between': either(
    String.raw`\bproxy_pass\b|\b(?:egress|reverse|api|outbound|company|corporate|internal|our|own|the) (?:\w+ )?(?:gateway|proxy)\b|\bvia (?:our|a|the) (?:gateway|proxy)|\b(?:envoy|haproxy|traefik|nginx|kong|squid)\b`,
    String.raw`(?:unser\w{0,2}|eigene\w?|das|den|der) (?:Gateway|Proxy)|nuestro (?:proxy|gateway)|notre (?:proxy|passerelle)|nostro (?:proxy|gateway)|プロキシ|ゲートウェイ|(?:代理|网关)`,
  ),
  'says-direct-works': either(
    String.raw`\b(?:direct(?:ly|e|o)?|without (?:the |our )?(?:proxy|gateway)|bypass\w{0,3})\b[^.\n]{0,80}\b(?:works?|200|fine|ok|succeeds?|funktioniert|geht|klappt|funciona|marche|fonctionne|funziona)\b`,
    String.raw`\b(?:ohne|direkt|sin el|directamente|sans (?:le|la)|directement|senza|direttamente)\b[^.\n]{0,80}\b(?:funktioniert|geht|klappt|funciona|marche|fonctionne|funziona|200)\b|直接[^。\n]{0,30}(?:成功|正常|できる|可以|200)`,
  ),
  'asks-refresh-token':
    /(?:which|what|whose|quel|welche\w{0,2}|qué|cuál|quale|どの|哪(?:个|一个)?)[^.\n。]{0,24}refresh[_ -]?token|refresh[_ -]?token\b[^.\n?？]{0,80}[?？]|(?:requires?|demands?|expects?|verlangt|exige|exige|richiede|必要|要求)[^.\n。]{0,24}refresh[_ -]?token/i,
  'says-previous-version-works':
    /\b(?:previous|old(?:er)?|earlier|vorige|alte|ältere|ancienne|précédente) (?:version|api)\b[^.\n]{0,40}\b(?:works?|is fine|funktioniert|geht|fonctionne|marche)\b|\bversi(?:ón|one) (?:anterior|precedente|vecchia)\b[^.\n]{0,40}\bfun[cz]iona\b|(?:旧版|旧バージョン|以前のバージョン)[^。\n]{0,40}(?:動|正常|可以)/i,
  'says-other-sellers-fine': either(
    String.raw`\b(?:the|all|our)? ?other (?:\d{1,5} )?(?:sellers|shops|stores|accounts|customers|merchants)\b(?![^.\n]{0,60}(?:n['’]t|\bnot\b|\bfail|refus))[^.\n]{0,60}\b(?:works?|fine|ok|succeeds?|get it)\b`,
    String.raw`\banderen? (?:\d{1,5} )?(?:Händler|Verkäufer|Konten|Shops)n?\b(?![^.\n]{0,60}(?:nicht|abgelehnt))[^.\n]{0,60}\b(?:läuft|geht|funktioniert|klappt)\b`,
    String.raw`\b(?:demás|otr[oa]s) (?:\d{1,5} )?(?:vendedores|tiendas|cuentas)\b(?! no\b)[^.\n]{0,60}\bfunciona|\bautres (?:\d{1,5} )?(?:vendeurs|boutiques|comptes)\b[^.\n]{0,60}\b(?:marche|fonctionne)|\baltri (?:\d{1,5} )?(?:venditori|negozi|account)\b(?! non\b)[^.\n]{0,60}\bfunziona`,
  ),
  'says-token-fresh': either(
    String.raw`\b(?:token|jeton)\b[^.\n]{0,40}\b(?:\d{1,2}|a few|some|wenige|einige|pocos|quelques|pochi) (?:seconds?|minutes?|Sekunden?|Minuten?|segundos?|minutos?|secondes?|second[oi]|minut[oi])\b[^.\n]{0,12}\b(?:old|alt|ago|before|earlier|antes|fa|avant|plus tôt)`,
    String.raw`\b(?:it|token) (?:is|was) (?:only |just )?\d{1,3} (?:seconds?|minutes?) old|\btoken\b[^.\n]{0,24}\b(?:just|freshly|newly) (?:issued|minted|obtained|refreshed|requested)|(?:トークン|令牌|token)[^。\n]{0,16}\d{1,2}(?:秒|分|分钟)前`,
  ),
  'says-canceled-order':
    /\b(?:cancell?ed|stornierten?|stornierter) (?:order|Bestellung)|\b(?:pedido|commande|ordine)s? (?:cancelad|annul)/i,
  'says-every-one':
    /\b(\d{2,5})\s?(?:of|von|de|sur|su|out of)\s\1 (?:sellers?|shops?|stores?|accounts?|customers?|Händlern?|vendedores|tiendas|vendeurs|boutiques|venditori|negozi)\b/i,
  'says-refresh-token-field':
    /(?:\bAtza\b|\[access-token\])(?!\W{0,3}\w{0,40}\W{0,3}(?:access|header))[^.\n]{0,60}\brefresh[_ ]?token(?! grant)|refresh[_ -]?token\b(?![^.。\n]{0,90}(?:not|n['’]t|nicht|no es|n['’]est pas|non)\b)[^.。\n]{0,90}(?:\bAtza\b|(?<!access_token\W{1,6})\[access-token\])/i,
  'client-id-told-as-application':
    /\bclient[_ -]?id(?:entifier)?\b(?![^.。\n]{0,60}application-oa2)[^.。\n]{0,60}amzn1\.(?:sp\.solution|sellerapps)\b/i,
  'cache-key-constant':
    /(?:cache|redis|memcache\w?|store)\b[\w.$>:-]{0,20}[.>:](?:fetch|get|set|setex|remember|put|getOrSet|get_or_set|getItem|setItem|wrap)\(\s{0,4}(["'`])(?!\S{0,60}(?:#\{|\$\{|\{\w|%[sd]|\$\w))[\w:./-]{0,40}token[\w:./-]{0,30}\1\s{0,3}[,)]/i,
} as const satisfies Record<string, RegExp>
