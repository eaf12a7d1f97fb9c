import { either } from '../expression-filter.ts'

const token = '(?:refresh[ _-]?tokens?|tokens?|jetons?)'
const copies =
  '(?:client[ _-]?(?:id|secret)s?|secrets?|credentials?|Zugangsdaten|credenciales|identifiants|credenziali)'
const sameOne = String.raw`\b(?:very same|exact(?:ly the)? same|same|identical|derselbe|dieselbe|demselben|denselben|gleiche[nr]?|identische[nr]?|mismo|misma|même|stess[oa]|identic[oa])`
const works = String.raw`\b(?:works?|working|fine|succeeds?|accepted|I get an? access token|funktioniert|geht|klappt|läuft|funciona|fonctionne|marche|funziona|va bene)\b`
const here = String.raw`(?:\b(?:laptop|locally|local|localhost|my (?:own )?(?:machine|computer|PC)|staging|Postman|curl|Insomnia|command line|terminal|lokal|en local|in locale|(?:mon|ma) (?:poste|machine)|mi (?:máquina|equipo|ordenador))\b)`
const notWorking = String.raw`(?![^.\n]{0,24}(?:\bnot\b|n['’]t|\bnicht\b|\bpas\b|\bno\b|\bnon\b))`
const application = '(?:app|application|client|Anwendung|App|aplicación|applicazione)'
const notEligible = String.raw`(?:not (?:\w+ )?eligible|ineligible|isn['’]t (?:\w+ )?eligible|not qualified|does(?:n['’]t| not) qualify)`
const toAuthorize = String.raw`(?:to )?(?:authori[sz]e|connect|use|grant|link)\w{0,4}\b[^.\n]{0,24}\bapp`

/** What people say about copies of credentials, accounts that get mixed up, and accounts that can't authorize. */
export const accountWords = {
  /** What a call asks for belongs to another account of the same program. */
  'says-crosses-accounts': either(
    String.raw`\b(?:order|item|listing|report|data|id)s?\b[^.\n]{0,40}\b(?:belongs? to|is|are|comes? from) (?:another|a different|the (?:other|wrong)|shop \d|seller \d|store \d|account \d)\b[^.\n]{0,16}(?:shop|seller|store|account|merchant|customer|\d|['’]s)`,
    String.raw`\b(?:orders?|items?|listings?|reports?|data)\b[^.\n]{0,16}\b(?:of|from) (?:another|a different|the (?:other|wrong)) (?:shop|seller|store|account|merchant|customer)`,
    String.raw`\b(?:order|item|listing|report)s?\b[^.\n]{0,30}\bbelongs? to (?:shop|seller|store|account|merchant) ?#?\w`,
    'gehör(?:t|en) (?:zu )?(?:einem|dem) (?:anderen|falschen) (?:Händler|Verkäufer|Shop|Konto)',
    '(?:pertenecen?|es|son) (?:a|de) (?:otr[oa]|un[oa] distint[oa]) (?:tienda|vendedor|cuenta)',
    String.raw`(?:appartien\w{1,3} à|est celle|sont celles|celui) d?['’ ]?(?:une? )?autre (?:boutique|vendeur|compte)`,
    "appart(?:iene|engono) a(?:d)? un(?:['’]| )?altr[oa] (?:negozio|venditore|account)",
    '(?:別の|他の)(?:店舗|セラー|出品者|アカウント)の(?:もの|注文)|属于(?:另一个|另外|别的|其他)(?:一个)?(?:店铺|卖家|账号)',
  ),
  'says-restart-helps': either(
    String.raw`\b(?:after|until|once) (?:a|an|the|we|I|each|every)?\s?(?:\w+ )?re-?start\w{0,4}\b[^.\n]{0,60}\b(?:fine|works?|right|ok|good|gone|better|helps?)`,
    String.raw`\bre-?start\w{0,4}\b[^.\n]{0,40}\b(?:helps?|fix\w{0,3}|cures?|solves?|makes it)\b(?! nothing)`,
    String.raw`(?:nach|bis zu) (?:einem|dem|jedem)?\s?Neustart\b[^.\n]{0,40}\b(?:geht|läuft|funktioniert|klappt|gut)|Neustart hilft`,
    String.raw`\bal reiniciar[^.\n]{0,20}(?:funciona|va)|reinici\w{1,4} (?:lo )?(?:arregla|soluciona)`,
    String.raw`redémarrage[^.\n]{0,20}(?:règle|résout|corrige|aide)|après (?:un )?redémarrage[^.\n]{0,20}(?:fonctionne|marche|va)`,
    String.raw`(?:dopo|con) un riavvio[^.\n]{0,24}(?:va|funziona|ok)|riavvio (?:risolve|aiuta)`,
    '再起動(?:する|後|すれば)[^。\\n]{0,12}(?:直|動|正常)|重启(?:后|一下|之后)?[^。\\n]{0,12}(?:正常|好了|恢复)',
  ),
  /** One program handles many accounts. */
  'says-many-in-process': either(
    String.raw`\b\d{1,4} (?:shops|sellers|stores|accounts|merchants|customers)\b[^.\n]{0,30}\b(?:in|with|by|on) (?:one|a single|the same) (?:\w+ )?(?:worker|process|server|service|instance|container|program)`,
    String.raw`\b(?:one|single|same) (?:worker|process|server|service|instance|program)\b[^.\n]{0,30}\b\d{1,4} (?:shops|sellers|stores|accounts|merchants)`,
    String.raw`laufen \d{1,4} (?:Händler|Shops|Konten)|seul processus pour \d|\d{1,4} (?:tiendas|cuentas) que lleva el mismo proceso|processo unico per \d`,
    String.raw`1つの(?:ワーカー|プロセス|サーバー)で\d|一个(?:进程|服务|程序)(?:跑|处理)?\d`,
    String.raw`\btwo (?:merchants|sellers|shops|accounts) (?:sync|run|work) (?:simultaneously|at\sonce)\b`,
  ),
  'says-seller-reports-work': either(
    String.raw`\bsellers?['’]?s? (?:reports?|streams?|data)\b${notWorking}[^.\n]{0,24}\b(?:works?|fine|ok|syncs?|loads?)\b`,
    String.raw`\breports? for sellers?\b${notWorking}[^.\n]{0,16}\b(?:works?|fine|ok|syncs?|loads?)\b`,
    String.raw`\b(?:Seller|Händler|Verkäufer)-(?:Berichte|Reports)\b[^.\n]{0,12}\b(?:laufen|gehen|funktionieren)\b(?! nicht)`,
    String.raw`rapports (?:seller|vendeurs?) (?:fonctionnent|marchent)\b(?! pas)|informes de vendedor(?:es)? (?:funcionan|cargan)|report (?:dei )?venditor[ei] (?:funzionano|vanno)`,
    'セラー(?:の|向け)?レポートは(?:正常|動)|卖家报[告表](?:正常|可以|没问题)',
  ),
  'says-tool': either(
    String.raw`\b(?:order|inventory|warehouse|stock|merchandise|multi-?channel|sales) (?:management|control)? ?(?:system|solution|app)\b`,
    String.raw`\bsystème de gestion\b|\bsistema (?:de gestión|gestionale)\b|\b(?:Shop|Lager|Kassen|Warenwirtschafts)-?system\b`,
  ),
  'says-at-random': either(
    String.raw`\bat random\b|\brandom(?:ly)?\b|\bnow and then\b|\bfrom time to time\b|\bhin und wieder\b`,
    String.raw`\baleatoriamente\b|\bde vez en cuando\b|\bde temps en temps\b|\bau hasard\b|\ba caso\b|\bogni tanto\b|ランダム|ときどき|随机`,
  ),
  /** LWA accepts the same token or credentials elsewhere. */
  'says-token-works-here': either(
    String.raw`${sameOne} (?:\w+ )?${token}\b${notWorking}[^.\n]{0,40}${works}${notWorking}[^.\n]{0,30}${here}`,
    String.raw`${here}[^.\n]{0,40}${works}${notWorking}[^.\n]{0,24}${sameOne} (?:\w+ )?${token}\b`,
    String.raw`\bwith ${here}[^.\n]{0,16}${sameOne} (?:\w+ )?${token} I get an? access token`,
    '同じ(?:リフレッシュ)?トークンが?[^。\\n]{0,10}ローカルで(?:は)?(?:動|通|成功)|同一个 ?(?:refresh[ _]?token|刷新令牌)[^。\\n]{0,6}(?:在)?本地[^。\\n]{0,4}(?:可以|正常|能用)',
  ),
  'says-credentials-work-here': either(
    String.raw`${sameOne} ${copies}\b(?: and (?:client )?(?:secret|id))?${notWorking}[^.\n]{0,30}${works}${notWorking}[^.\n]{0,30}${here}`,
    String.raw`${here}[^.\n]{0,30}${works}${notWorking}[^.\n]{0,24}${sameOne} ${copies}\b`,
    '同じ(?:クライアント|シークレット)[^。\\n]{0,16}ローカルで(?:は)?(?:動|通|成功)|同(?:一个|样的) ?(?:client|密钥)[^。\\n]{0,12}本地[^。\\n]{0,4}(?:可以|正常|能用)',
  ),
  /** The token was issued to another application than the one whose client id is sent. */
  'says-token-of-other-application': either(
    String.raw`\b${token}\b[^.\n]{0,30}\b(?:of|from|for|by|to) (?:my |our |the |an? )?(?:other|another|different|old|former|previous|second|first) (?:\w+ )?${application}\b`,
    String.raw`\b${token}\b[^.\n]{0,30}\b(?:unserer|meiner|der|einer) (?:anderen|alten|früheren|vorherigen|zweiten) ${application}`,
    String.raw`\b${token}\b[^.\n]{0,30}(?:notre|mon|une|l['’]) ?(?:ancienne|autre|première|seconde) (?:app|application)\b`,
    String.raw`\b${token}\b[^.\n]{0,30}\b(?:otra|antigua|anterior) (?:app|aplicación)\b`,
    String.raw`\b${token}\b[^.\n]{0,30}(?:un['’]altra|vecchia|precedente) (?:nostra )?(?:app|applicazione)\b`,
    '(?:リフレッシュ)?トークンは?(?:別の|他の|以前の)アプリ|(?:refresh[ _]?token|刷新令牌|令牌)[^。\\n]{0,4}是(?:另一个|其他|旧|别的)(?:的)?应用',
  ),
  /** Amazon, or a library, says that the account isn't one of this region. */
  'partner-not-in-region': either(
    String.raw`\b(?:selling partner|seller|merchant|account)\b[^.\n]{0,12}\b(?:not|isn['’]t|is not) (?:registered|present|active) in (?:this|the|that|region)\b[^.\n]{0,16}\b(?:region|na|eu|fe)\b`,
    String.raw`(?:Verkäufer|Händler|Konto)\b[^.\n]{0,30}\bRegion\b[^.\n]{0,12}nicht registriert`,
    String.raw`(?:partenaire|vendeur|compte)\b[^.\n]{0,24}pas enregistré[^.\n]{0,12}\brégion`,
    String.raw`(?:vendedor|socio|cuenta)\b[^.\n]{0,16}\bno está registrad[oa][^.\n]{0,12}\bregión|(?:venditore|partner)\b[^.\n]{0,16}\bnon è registrato[^.\n]{0,16}\bregione`,
    '(?:出品者|セラー|販売パートナー)は?(?:この|その)リージョンに登録されていま(?:せん)|(?:卖家|销售合作伙伴)未?在(?:该|此|这个)?(?:区域|地区)(?:未|没有)?注册',
  ),
  /** Amazon's page refuses the account, not the user or the application. */
  'consent-account-not-eligible': either(
    String.raw`\b(?:account|seller)\b[^.\n]{0,12}\b(?:is |are )?${notEligible}\b[^.\n]{0,8}${toAuthorize}`,
    String.raw`(?:Konto|Verkäuferkonto)\b[^.\n]{0,16}\bnicht (?:berechtigt|qualifiziert)\b[^.\n]{0,40}\bautorisieren`,
    String.raw`\bcompte\b[^.\n]{0,16}pas (?:éligible|autorisé)[^.\n]{0,24}\bautoriser`,
    String.raw`\bcuenta\b[^.\n]{0,8}\bno (?:cumple los requisitos|es apta|está habilitada|reúne los requisitos)[^.\n]{0,16}\bautorizar`,
    String.raw`\baccount\b[^.\n]{0,8}\bnon (?:è|risulta) (?:idoneo|abilitato)[^.\n]{0,16}\bautorizzare`,
    'アカウント[^。\\n]{0,6}アプリ[^。\\n]{0,12}(?:承認|認可|許可)[^。\\n]{0,8}(?:資格|対象)|账[户号][^。\\n]{0,4}(?:没有资格|不符合)[^。\\n]{0,8}授权',
  ),
  /** A standard OAuth client, which knows only the parameter named code. */
  'names-oauth-client': either(
    String.raw`\boauth ?2?(?:\.0)? ?(?:generic|client|credential|module|strategy|provider|connection|Verbindung)|\bgeneric oauth|\boauth2Client\b|\bpassport-oauth|\bnext-?auth\b|\bauth\.js\b|\bGenericProvider\b`,
    String.raw`\bcustom connector\b[^\n]{0,60}\boauth|\bPostman\b[^\n]{0,60}\bOAuth 2|\boauth ?2\.0\b["'”]?[^\n]{0,40}\b(?:auth(?:orization)? url|credential|Verbindung)|\bSpring Security\b|\bauthlib\b|\bomniauth\b|\bsimple-oauth2\b`,
  ),
  'says-link-as-documented':
    /\b(?:address|ur[il]|link)\b[^.\n]{0,24}\b(?:as|like|according to) (?:in )?(?:the )?(?:documented|documentation|docs)\b/i,
  /** The application still has a part for MWS. */
  'consent-mws-part':
    /\bblocked for new authori[sz]ations in MWS\b|\bhas MWS role but no configured MWS|\bMD ?9001\b/i,
  /** Amazon Ads is another API, with scopes and an approval of its own. */
  'names-ads-api': /\badvertising::\w|\bAmazon Ads API\b|\bAmazon Advertising API\b/i,
  'return-url-refused': /\bredirect ur[il] you provided has not been whitelisted\b|bad-redirect-uri/i,
  'says-submits-listing':
    /\bsubmit\w{0,4}\b[^.\n]{0,40}\b(?:published|publish|approval|appstore|app store|listing|review)\b/i,
  'report-fields-nested':
    /["']reportSpecification["']\s{0,3}(?::|=>)\s{0,3}\{[^}]{0,400}["'](?:reportOptions|dataStartTime)["']/,
  'names-consent-page': /\/apps\/authorize\/consent\b|\bSeller Central['’]s consent\b/i,
  /** The client looked for the code, and found none. */
  'says-code-not-found': either(
    String.raw`\binsufficient parameters\b|\b(?:did(?:n['’]t| not)|does(?:n['’]t| not)|never) (?:receive|get|find|see)\w{0,2} (?:an? |the |any )?(?:authori[sz]ation )?code\b`,
    String.raw`\b(?:authori[sz]ation )?code\b["'\])]{0,3}[^.\n]{0,16}\b(?:is |was )?(?:missing|undefined|null|not set|not found|absent|empty)\b|\b(?:missing|no) (?:the )?(?:parameter |authori[sz]ation )?["']?code\b`,
    String.raw`\bfehlt (?:der |ein )?(?:Parameter )?["']?code\b|\bfalta (?:el )?(?:parámetro )?["']?code\b|\bmanque (?:le )?(?:paramètre )?["']?code\b|manca (?:il )?(?:parametro )?["']?code\b|缺少 ?code|codeパラメータ[^。\n]{0,6}(?:ない|ありません)`,
  ),
} as const satisfies Record<string, RegExp>
