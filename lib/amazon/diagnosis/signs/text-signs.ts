import { detailWords } from '../detail-words.ts'
import { either, type Grams, gramsOf, occurs, searchFor } from '../expression-filter.ts'
import { roleName } from '../role-words.ts'
import { setupWords } from '../setup-words.ts'
import { accountWords } from './account-words.ts'
import { caseWords } from './case-words.ts'
import { dataSigns } from './data-signs.ts'
import { librarySigns } from './library-signs.ts'
import { toolSigns } from './tool-signs.ts'

/**
 * What words in a text show. Each expression runs over the whole masked text, so none has nested repetitions, and every
 * open repetition is bounded.
 */
export const textSigns = {
  // Consent pages. https://developer-docs.amazon.com/sp-api/docs/authorization-errors
  'consent-md1000': /\bMD1000\b/i,
  'consent-md4010': /\bMD4010\b/i,
  'consent-md4100': /\bMD4100\b/i,
  'consent-md5100': /\bMD5100\b/i,
  'consent-md5101': /\bMD5101\b/i,
  'consent-md5110': /\bMD5110\b/i,
  'consent-md9010': /\bMD9010\b/i,
  'consent-md9100': /\bMD9100\b/i,
  'consent-md9999': /\bMD9999\b/i,
  'consent-md9000': /\bMD9000\b|not (?:currently )?eligible to receive (?:new )?authori[sz]ations/i,
  'consent-any-code':
    /\b(?:MD|SPDC|SPSA|SPSC)-?\d{3,5}\b|(?:error code|fehlercode|código de error|code d['’]erreur|codice (?:di )?errore|エラーコード|错误代码)["'\s]{0,3}[:：=]\s{0,3}[A-Z]{2,5}-?\d{3,5}\b/i,
  'consent-not-primary':
    /\bSPDC8143\b|\binvalid access\b[^\n]{0,80}secondary user|secondary user[^\n]{0,80}\binvalid access\b|secondary user[^.\n]{0,60}(?:not|n['’]t|without|lacks?)[^.\n]{0,30}(?:admin|permission|right)|must be the primary user(?! of a professional)|(?:do not|don['’]t) have permissions? to view this page|only the (?:primary (?:user|owner|account (?:holder|owner))|account (?:owner|holder)|owner of (?:the|this) account)|(?:you are|you['’]re|user is) not the (?:primary user|account owner|owner)|not authorized to (?:grant|authorize) (?:apps|applications)|Hauptbenutzer|usuario principal|utilisateur principal|utente principale|プライマリユーザー|主账户用户/i,
  'consent-primary-professional':
    /not an? professional (?:amazon )?(?:sell\w{2,5} )?(?:account|plan)|(?:nur|only|sólo|solo|seulement|uniquement)[^.\n]{0,30}profes+ional[^.\n]{0,24}(?:konto|account|plan|cuenta|compte|seller)|(?:nur|only|sólo|solo|seulement|uniquement)[^.\n]{0,12}(?:konten|accounts?|cuentas?|comptes?|piani|planes)[^.\n]{0,12}profes+ion|primary (?:user|owner|account holder) of a professional|(?:requires?|needs?) a professional (?:selling )?(?:plan|account)|professional selling (?:plan|account)s? (?:only|required(?! to (?:be|become|register|sign up|develop)\b))|(?:Haupt(?:be)?nutzer|usuario principal|utilisateur principal|utente principale|primary (?:user|owner|account holder))[^.\n]{0,60}(?:profes+ion[ae]l|professionnel)|(?:プライマリユーザー|メインユーザー|主(?:账户|账号)?用户)[^。\n]{0,40}(?:大口|プロフェッショナル|专业)|(?:大口出品|プロフェッショナル|专业)[^。\n]{0,40}(?:プライマリユーザー|メインユーザー|主(?:账户|账号)?用户)/i,
  'consent-wrong-entity':
    /\b(?:entidad(?:es)?|entité|entità|Entität|Unternehmenseinheit|Geschäftseinheit)\b[^.\n]{0,40}(?:admitid|compatib|soportad|prise en charge|supportat|unterstütz)|(?:account|konto|compte|cuenta|conto)\b[^.\n]{0,24}\b(?:does not|doesn['’]t|no|ne|non|kein\w{0,2})\b[^.\n]{0,24}\b(?:entity|entidad|entité|entità|Entität)|エンティティ[^。\n]{0,20}(?:対応|サポート|互換)|(?:实体|账户类型)[^。\n]{0,12}(?:不支持|不兼容|不受支持)|(?:business|account|selling) (?:account )?entity[^.\n]{0,30}(?:(?:not|isn['’]t) (?:compatible|supported|eligible|allowed)|incompatible|unsupported)|\bSPSA0404\b|(?:business entity|account type|entity type|type of account) (?:is |are )?(?:not (?:supported|eligible|allowed)|unsupported)|(?:does not|doesn['’]t|not) support(?:ed)? (?:this|your) (?:business entity|account type|type of account|kind of account)|not available (?:for|to) (?:this|your) (?:account type|type of account|business)/i,
  'consent-uris-missing':
    /(?:no|missing|without|empty|lacks?) (?:an? |the |any )?(?:OAuth )?(?:log-?in|redirect) ?ur[il]s?|ur[il]s?["'”’]{0,2} (?:field )?(?:is|are|was|were) (?:empty|blank|missing|not set)|(?:redirect|log-?in|OAuth)[\w -]{0,12}ur[il]s?["'”’]?\s{0,3}[:=]\s{0,4}\(?(?:empty|blank|none|not set|leer|vac[ií]o|vide|vuoto|未設定|空|-{1,3}|—)\)?(?=[\s,;.]|$)/i,
  'consent-vendor-role': /\bSPSA2043\b/i,
  'consent-limit':
    /CONSENT_LIMIT_REACHED|O\s?Auth(?:orization)? (?:usage )?limit|OAuth limit|(?:limit|maximum|max)(?: number)? of (?:\d{1,4} )?(?:self[- ]?)?authori[sz]ations|(?:self[- ]?)?authori[sz]ations? limit|\b(?:connect\w*|oau?th\w*|authori[sz]\w*)\b[^\n]{0,80}\breached\b[^.\n]{0,20}\blimit|\breached\b[^.\n]{0,24}\b(?:oau?th\w*|outh|authori[sz]\w*)\b[^.\n]{0,16}\blimit/i,
  'application-not-found': /unable to find (?:the )?application/i,
  'asks-developer-id':
    /(?:directed|redirected|taken|goes|sent|lands) (?:on |to )(?:the |an )?MWS (?:auth|consent|page)|ask(?:s|ed|ing)?\b.{0,20}\bfor .{0,16}developer ?id/i,
  'developer-id-foreign': /is not associated with the application id/i,

  // Login with Amazon.
  'grant-code': /invalid grant parameter\s{0,4}:\s{0,4}code\b/i,
  'grant-redirect-uri': /invalid grant parameter\s{0,4}:\s{0,4}redirect_uri/i,
  'grant-refresh-token': /invalid grant parameter\s{0,4}:\s{0,4}refresh_token/i,
  'invalid-grant': /invalid[_ ]?grant\b/i,
  'unauthorized-client': /unauthorized_client|not authorized for requested operation|OA2UnauthorizedClient/i,
  'invalid-client': /invalid_client|client authentication (?:is )?failed|OA2InvalidClient/i,
  'unsupported-grant-type': /unsupported_grant_type|grant type is not supported|OA2UnsupportedGrantType/i,
  'invalid-scope': /invalid_scope|invalid parameter\s{0,4}:\s{0,4}scope|OA2InvalidScope/i,
  'unknown-scope': /unknown(?: |\+|%20)scope(?: |\+|%20)was(?: |\+|%20)requested/i,
  'parameter-code': /(?:invalid|required) parameter\s{0,4}:\s{0,4}code\b/i,
  'parameter-missing': /missing a required parameter/i,
  'parameter-invalid': /(?:request )?has an invalid parameter\s{0,4}:/i,
  'malformed-request': /malformed request|invalid_request\b|OA2InvalidRequest/i,
  'server-error': /\bserver_error\b|\bServerError\b|InternalServerException/,
  'temporarily-unavailable': /temporarily_unavailable/i,
  'lwa-access-denied': /error["'=:\s]{1,6}access_denied|\bLWA \d{3} access_denied/i,
  'no-refresh-token':
    /(?:missing|no|without|not (?:return|give|get)[a-z]{0,4}|don'?t (?:get|receive)|doesn'?t return|unable to receive|lacks?)\s{1,3}(?:us |me |the |a |any |lwa )*["'`]?refresh[_ ]?token|refresh[_ ]token:\s{0,4}(?:undefined|null)|there['’]s no refresh_token/i,

  // SP-API's errors have neither a description nor this type.
  'lwa-answer': /\berror_description\b|com\.amazon\.panda|\bLWA [45]\d\d\b/,

  // The Selling Partner API.
  'secret-expired': /LWA secret token you provided has expired/i,
  'token-missing': /access token is missing\b/i,
  'token-invalid': /access token you provided is revoked/i,
  'token-expired': /access token you provided has expired/i,
  'marketplace-region': /marketplaces? you provided (?:are|is) not valid for region/i,
  'marketplace-account': /marketplaceId does not match the marketplace associated/i,
  'signature-expired': /signature expired|signature not yet current|is now (?:earlier|later) than \d{8}T/i,
  'signature-mismatch':
    /request signature we calculated|(?:Invalid|Incomplete)Signature|SignatureDoesNotMatch|authorization header requires|not a valid key=value pair|credential should be scoped/i,
  'security-token-expired': /security token included in the request is expired|ExpiredToken\b/i,
  'security-token-invalid': /security token included in the request is invalid|UnrecognizedClient/i,
  'sts-answer':
    /sts\.amazonaws\.com\/doc|request is missing authentication token|AssumeRole.{0,80}(?:denied|not authorized)|not authorized to perform:? ?sts\b/i,
  'missing-authentication-token': /Missing ?Authentication ?Tok/i,
  'data-elements': /do(?:es)? not have access to (?:one or more requested data|some or all requested data)/i,
  'restricted-resource-refused':
    /do(?:es)? not have access to (?:some or all requested resource|one or more requested resource)/i,
  'no-sandbox-match': /could not match input arguments/i,
  'not-enrolled': /not enrolled for rotation notification/i,
  'quota-exceeded':
    /QuotaExceeded|exceeded your quota|Too ?Many ?Requests|too_many_requests|slow_down|rate exceeded|quota (?:limit )?(?:error|(?:is |was |gets )?(?:raised|exceeded|reached))|Throttling(?:Exception|Error)|RequestThrottled|request (?:was|is) throttled/i,
  'access-denied':
    /acc?ess? (?:to )?(?:the )?requested resource (?:is|was|has been) denied|AccessDenied(?:Exception)|Forbidden(?:Exception|Error)|UnauthorizedException|reasons include access denied/i,
  'resource-forbidden': /access to the resource is forbidden/i,
  'dataset-refused': /unauthorized to access requested fields/i,
  'template-refused': /invalid amazonOrderId and template combination/i,
  'not-participating':
    /present in [^.\n]{1,40} but not in|isParticipating["']?\s{0,3}[:=]\s{0,3}false|(?:does not|doesn['’]t|not|isn['’]t) (?:participat|sell in|sell on|registered in|active in)|\b(?:only (?:sells?|active|registered|listed)|(?:sells?|active|registered) only) (?:in|on)\b|verkauft nur (?:in|auf)|nur in [A-ZÄÖÜ]\w+ aktiv|sólo vende en|solo vende en|vende solo (?:en|in|su)|ne vend qu['’]en|vend uniquement en|でのみ(?:販売|出品)|のみで(?:販売|出品)|只在[^。\n]{1,8}(?:销售|卖)/i,
  'value-encoded-twice':
    /["'‘“][^"'‘’“”\n]{0,80}%(?:25)?[2-7][0-9A-F][^"'‘’“”\n]{0,80}["'’”][^\n]{0,24}\b(?:not found|does(?:n['’]t| not) exist|unknown|invalid)\b|%25(?:20|2F|2B|23|28|29)\b/i,
  'resource-not-found':
    /\b(?:Resource)?NotFound\b|\bNOT_FOUND\b|NotFoundException|requested resource doesn'?t exist|resource not found|cannot find resource by the given URI|\bNo \w{4,20} (?:with|for) (?:this |the )?id\b/i,
  'invalid-input':
    /\bInvalidInput\b|"InvalidRequest"|"BadRequest"|InvalidParameterValue|client-side error\. Please verify|this is an invalid input|invalid parameters|Invalid ['"]?\w+['"]? provided|Invalid parameters|\bcode\b\W{1,8}BadRequest\b|\bvalidation errors? detected\b|required (?:request )?parameter\b[^\n]{0,40}\b(?:not found|missing|not present)|(?:error|message|exception)\b[^\n]{0,24}\binvalid input\b|invalid request parameters\b|\b(?:requested|given|provided|specified) \w{3,30} (?:is|are) (?:invalid|not valid|unsupported|not supported)\b/i,
  'user-agent-refused':
    /user-?agent.{0,60}(?:required|invalid|missing|must)|(?:invalid|missing).{0,30}user-?agent/i,
  'body-with-get':
    /get (?:request )?(?:must not|may not|can(?:no|')t) (?:have|contain|include) a (?:message )?(?:body|content)|content-length.{0,40}(?:get\b|not allowed)/i,
  'payload-size': /RequestTooLarge|payload too large/i,
  'media-type': /unsupported ?media ?type/i,
  'internal-failure':
    /InternalFailure|InternalError|InternalServerError|SellingApiServerException|AuthorizerConfigurationException|internal server error|we encountered an internal error|server[- ]side error (?:has )?occur/i,
  'service-unavailable':
    /ServiceUnavailable|TemporarilyUnavailableException|service unavailable|service is temporarily/i,

  'solicitation-refused':
    /requested (?:solicitation|message) is not available|outside the \d{1,2}\s?-\s?\d{1,2} day range|this feature to request a review/i,
  'report-fatal':
    /processing_?[sS]tatus["'\s:=>]{1,8}(?:FATAL|CANCELLED)\b|(?:report|feed|status|quer(?:y|ies)|process)\w{0,8}\b[^\n]{0,80}\b(?:FATAL|Fatal|fatal)\b(?! error[: ] ?(?:Uncaught|Call))|\bFATAL\b[^\n]{0,40}\b(?:status|reports?|feeds?)\b|Error in report request\b|requested date range is not (?:yet )?available|requested data is unavailable\b|requirements of the report type\b/,
  'mws-answer':
    /\bmws[\w-]{0,4}\.amazonservices\.|Access to [A-Z]\w{2,30}\.[A-Z]\w{2,40} is denied|AuthToken is not valid for SellerId|\bx-mws-[a-z]|\bMWS\b[^.\n]{0,40}\b(?:AccessDenied|access denied|(?:is )?denied|stopped|no longer works)\b|\bMWS (?:connection|access|authori[sz]ation|(?:auth )?token|developer access)\b[^.\n]{0,30}\b(?:expired|stopped|lost|disabled|renew)|\bMWS[^。\n]{0,12}(?:停止|切れ|失効)/,
  'uploads-to-cloudfront': /\b(?:PUT|upload\w{0,4})\b[^\n]{0,80}https?:\/\/\w{4,20}\.cloudfront\.net\//i,
  'queue-policy-shown': /sqs:SendMessage/i,
  'queue-principal-amazon': /437568002678/,
  'report-not-requestable': /request for report type \S{1,60} is not allowed at this time/i,
  'names-settlement-report': /GET_V2_SETTLEMENT_REPORT/,
  'says-within-rate':
    /\b(?:within|below|under|less than|not exceed\w*)\b[^.\n]{0,12}\b(?:documented|published|allowed|rate|quota|limits?)\b|\b(?:first|only)\b[^.\n]{0,24}\b(?:calls?|requests?|time)\b[^.\n]{0,60}\b(?:today|day|hours?|week|minutes?)\b|\b(?:unter|innerhalb)\b[^.\n]{0,16}\blimits?\b|\b(?:por debajo|dentro)\b[^.\n]{0,16}\blímite|\b(?:sous|dans)\b[^.\n]{0,16}\blimite|\b(?:sotto|entro)\b[^.\n]{0,16}\blimite|上限(?:以下|未満|内)|制限(?:以下|未満|内)|(?:没有|未)超过[^。\n]{0,8}(?:限|配额)/i,
  'names-create-feed': /\bcreate_?Feed\b|\/feeds\/2021-06-30\/feeds\b/i,
  'request-parameters-invalid': /invalid request parameters\b/i,
  'details-named':
    /InvalidInput[\s\S]{0,200}["']details["']\s{0,3}(?::|=>)\s{0,3}["'][^"'\n]{8,}|invalid input\b[\s\S]{0,200}\bdetails\b\s(?:actually\s)?(?:contains?|says?|are|is|was|reads?)\s["'“][^"'”\n]{8,}/i,

  // The connection.
  'name-not-resolved':
    /\bENOTFOUND\b|EAI_AGAIN|could not resolve host|cURL error 6\b|UnknownHostException|getaddrinfo|name or service not known|no such host|NameResolutionError/i,
  'certificate-refused':
    /cURL error 60\b|unable to get local issuer|self[-_ ]signed[-_ ]cert|PKIX path|CERTIFICATE_VERIFY_FAILED|certificate is invalid|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|x509:|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate verify failed|SSL certificate problem|ERR_TLS_CERT/i,
  'tls-broken':
    /SSLEOFError|EOF occurred in violation of protocol|handshake_failure|SSL connection could not be established|cURL error 35\b|wrong version number|SSL routines|EPROTO\b|underlying connection was closed: An unexpected error occurred on a (?:send|receive)|Could not create SSL\/TLS secure channel/i,
  'connection-refused':
    /ECONNREFUSED|not-sent \(|cURL error 7\b|connection refused|actively refused|EHOSTUNREACH|ENETUNREACH|network is unreachable|(?:failed|unable) to (?:connect|establish a (?:new )?connection)|NewConnectionError|ConnectException|no connection could be made/i,
  'connection-reset':
    /ECONNRESET|connection (?:was )?(?:reset|aborted|forcibly closed)|socket hang up|cURL error 5[26]\b|empty reply from server|RemoteDisconnected|interrupted \(|unexpected EOF/i,
  'timed-out':
    /ETIMEDOUT|cURL error 28\b|timed? ?out\b(?! (?:while |when )?(?:waiting|polling|before|for (?:the |a )?report))|Timeout(?:Error|Exception)|UND_ERR_\w{0,20}TIMEOUT|deadline exceeded|valid response within \d{3,6} ?ms|did not properly respond|no response from the connected/i,
  'html-answer': /<!doctype html|<html[\s>]|Unexpected token '?<|invalid character '<'|not valid JSON/i,
  'answer-unreadable': /(?:answer \(\d{3}\) cannot|response \(\d{3}\) can't) be read/,
  'method-not-allowed': /\b405 (?:method )?not allowed|method ?not ?allowed/i,
  'answer-too-large': /too-large/,

  // Stack frames of libraries that were requesting a token.
  'lwa-frame':
    /(?:KeyError|undefined (?:index|array key|property|offset)|\(reading|missing (?:key|field)|has no (?:key|property))\W{0,6}['"`]?access_?token\b|auth\/o2\/token|LWAClient|LWAAccessToken|LWAAuthorizationSigner|refreshAccessToken|GetAccessToken|access_token_client|LWAException|getting LWA|LWA (?:access )?token exchange|SellingPartnerApiAuthError/i,

  // What people say about it.
  'says-rotated':
    /\b(?:new|neue[ns]?|nuev[oa]|nouveau|nouvelle|nuovo)\b[^.\n]{0,16}\bsecret\w{0,2}\b[^.\n]{0,40}\b(?:created|generated|made|issued|erzeugt|erstellt|angelegt|cread[oa]|generad[oa]|créé|généré|creato|generato)|(?:created|generated|made|issued|erzeugt\w*|cre(?:ó|amos)|créé|creato|generato) (?:a |an |ein |un )?(?:new|neues|nuev[oa]|nouveau|nuovo)\b[^.\n]{0,12}\bsecret|(?<!\b(?:never|not|n['’]t|nicht|nie|without|nunca|jamais|mai)\s)\brotat(?:ed|ing|e|ion)\b|\brotiert|\brotad[oa]|\bruotat|轮换|ローテーション|\b(?:swapped|replaced|changed|exchanged|renewed)\b[^.\n]{0,16}\bsecret\b|\bsecret\b[^.\n]{0,8}\b(?:was|were|has been|got) (?:\w+ )?(?:swapped|replaced|changed|renewed)\b|\bsecret\b[^.\n]{0,16}\b(?:getauscht|ausgetauscht|ersetzt|gewechselt)\b|(?<!n['’]avons pas )\b(?:changé|remplacé)[^.\n]{0,12}\bsecret\b|(?<!\bno )\b(?:cambiamos|cambié|hemos cambiado|reemplazamos)\b[^.\n]{0,12}\bsecret|(?<!\bnon )\babbiamo (?:cambiato|sostituito)\b[^.\n]{0,12}\bsecret|(?<!没有?)换了 ?(?:client[ _]?secret|(?:客户端)?密钥)|シークレットを(?:変更し|交換し|更新し)/i,
  'says-decrypt': /(?:de|en)crypt/i,
  'says-worked-before':
    /used to work|was working|(?:has|had|have) (?:always )?worked|worked (?:fine|well|flawlessly|before|for (?:years|months|weeks|\w+ (?:years|months|weeks)))|working fine (?:for|until|before)|no (?:code )?changes|had been working|stopped working/i,
  'says-many-sellers':
    /\b(?:all|every(?: single)?|many|most|1000'?s|thousands)\b.{0,30}\b(?:sellers?|calls?|stores?|users?|customers?|accounts?|clients)\b/i,
  'says-some-sellers':
    /\b(?:some|one|certain|few|this|specific|particular)\b.{0,20}\b(?:sellers?|merchants?|shops?|users?|stores?|customers?|accounts?|marketplaces?)\b/i,
  'says-one-operation':
    /\b(?:other|different|rest of the) (?:types?|apis?|reports?|endpoints?|operations?|calls?|actions?|feeds?)\b.{0,200}\b(?:works?|working|success|ok|can be|fine|normal|without (?:any )?(?:issues?|errors?|problems?))|\bworks? (?:fine |well )?(?:for|with|on)\b.{0,200}\bbut\b|without (?:any )?(?:issues?|problems?) for (?:many )?other|only (?:when|this|the|one)\b.{0,40}(?:endpoint|report|operation|api|feed)|BRAND_ANALYTICS/is,
  'says-cleared-itself': /cleared (?:it|them)sel|intermittent|sporadic|sometimes|randomly|now and then/i,
  'says-within-minutes':
    /(?:immediately|within (?:a )?(?:milli)?(?:seconds?|minute)|less than (?:a|1) minute|used at once|does not exceed)/i,
  'says-exchanged-late':
    /(?:after|nach|después de|après|dopo) (?:about |some |more than |etwa |unos |environ |circa )?(?:six|seven|eight|nine|ten|fifteen|twenty|thirty|zehn|diez|dix|dieci) min|half an hour|~? ?(?:[1-5]\d|[6-9])(?:\s?-\s?\d\d)? ?min/i,
  'says-exchanged-twice':
    /(?:called|sent|used|exchanged|runs?|fires?|request(?:ed)?) (?:it )?twice|useEffect|StrictMode|double[- ](?:callback|submit|request)|prefetch|second (?:time|request|call)/i,
  'says-other-user':
    /(?:user|seller|account|store)s? (?:account )?(?:that (?:is|was) )?(?:different|other) (?:from|than)|(?:another|different) (?:user|seller) account/i,
  'says-draft': either(
    String.raw`(?<!\b(?:not|no longer|isn['’]t|never) (?:an? |in )?)\bdraft\b`,
    String.raw`(?<!\bkein )\bEntwurf\b|\bborrador\b(?<!\bno \w{2,6} (?:en |un )?borrador)|\bbrouillon\b(?<!\bplus [\wàé' ]{0,16}brouillon)|(?<!\bpiù in )\bbozza\b`,
    '下書き|ドラフト|草稿',
  ),
  'says-published': /(?<!\bnot (?:yet )?|n['’]t (?:yet )?|\bnever )\bpublished\b|已发布|发布状态/i,
  'says-cancel':
    /\bcancel(?:s|led|ed)?\b.{0,60}(?:redirect|consent|author)|(?:not|never|doesn'?t|isn'?t|without) (?:being )?redirect(?:ed|ing)?|no redirect/i,
  'says-stuck': /\b(?:stuck|blank page|hangs)\b/i,
  'says-same-page':
    /(?:returns?|goes|redirects?|comes) (?:back )?to the same (?:web ?)?page|same (?:web ?)?page (?:again|reloads|appears)/i,
  'says-suspended': /suspended|deactivat|停用|被封|account (?:is )?(?:closed|on hold|inactive)/i,
  'says-vendor': /\bvendors?\b/i,
  'at-login-hop': /\bamazon_callback_uri\b/i,
  'says-grantless': /grantless/i,
  'says-sandbox': /(?<![a-z])sandbox(?![a-z])/i,
  'says-mws': /\bMWS\b/,
  'says-mws-token-missing':
    /mws_auth_token.{0,80}(?:missing|not|without)|(?:missing|no|without) .{0,10}mws_auth_token/i,
  'marketplace-of-others': /\bMCF marketplaces?\b|Non-Amazon|pseudo-?marketplace/i,
  'names-library-parameter':
    /add_marketplace|adds? (?:a |the )?(?:marketplace|parameter)[^.\n]{0,40}(?:itself|automatically|on its own)/i,
  'says-with-restricted-token':
    /\brestricted_data_token\s{0,2}[:=]|(?:with|using|same|sent|send|use|used|mit|con|avec) (?:an? |the |this |dem |einem |el |un |le )?(?:valid |same |fresh )?(?:RDT|restricted data token)\b/i,
  'refresh-token-made-up':
    /refresh_?token["']?\s{0,3}[:=]>?\s{0,3}["']?(?:dummy|fake|none|null|test|placeholder|anything|foo|abc|x{3,})|(?:dummy|fake|made-?up|random|placeholder|invented|empty) refresh[ _]token/i,
  'cors-blocked':
    /blocked by CORS policy|Access-Control-Allow-Origin|Cross-Origin Request Blocked|CORS (?:error|header)/i,
  'proxy-authentication': /\b407 Proxy|Proxy-Authenticate|proxy authentication required/i,
  'header-too-large':
    /request header (?:field )?(?:exceeds|too large)|header fields? too large|\b431 Request Header/i,
  'redirect-with-bare-code':
    /(?:callback|\bcb|redirect\w{0,6}|return\w{0,6}|auth\w{0,10})\/?\?(?:[^\s"']{0,80}&)?code=\[/i,
  'says-exchanges-code':
    /exchang\w{0,4}[^.\n]{0,30}\bcode\b|\b(?:authori[sz]ation|oauth) code\b[^.\n]{0,60}(?:exchang|LWA|token endpoint|minutes)|tausch\w{0,4}[^.\n]{0,30}\bcode\b|échang\w{0,4}[^.\n]{0,30}\bcode\b|(?:canje|intercambi|scambi)\w{0,5}[^.\n]{0,30}(?:código|codice)|コードを交換|换取[^。\n]{0,8}(?:令牌|token)/i,
  'token-header-misspelt':
    /\bx-(?:amzn|amazon)-access-token|\bx-amz-acc?es?s?-?_?tokens?\b(?<!x-amz-access-token)|\bx-amz-(?:token|auth-token|access)\s{0,3}[:=]|\bx_amz_access_token\s{0,3}:/i,
  'edge-answer':
    /don['’]t have permission to access[^\n]{0,160}on this server|Reference #\d{1,3}\.[0-9a-f]{4,}/i,
  'says-other-operations-work':
    /with (?:this|the|that) (?:(?:very|same|exact) )?(?:access )?token (?:works|is fine|succeeds)/i,
  'says-personal-data-empty':
    /\b(?:except|apart from|other than|außer|salvo|excepto|sauf|tranne)\b[^.\n]{0,24}\b(?:address|buyer|customer|name|adresse|dirección|acheteur|indirizzo)|\breturns? (?:only |just )?(?:no|partial|incomplete) (?:shipping |buyer |customer )?(?:address|buyer|name)|\bincomplete (?:customer|shipping|buyer|delivery)?\s?address|(?:buyer|customer|recipient|shipping|ship-to|delivery|Käufer|Kunden|Liefer|acheteur|comprador|acquirente)[\s_-]?(?:tax )?(?:infos?|informations?|names?|address(?:es)?|emails?|data|phone|s?name|adresse|daten|dirección|indirizzo)\w{0,2}\b[^.\n]{0,60}(?:\bnull\b|\bempty\b|\bmissing\b|\bblank\b|no value|not? (?:return|show|includ|get|avail|present)\w*|leer\b|fehl(?:t|en)\b|vacío|vide\b|vuot[oi]|manca)|(?:not|n['’]t|cannot|unable to|without|no|missing|empty|null|needs?|how (?:do|can|to)[^.\n]{0,20}get|keine?|ohne|sin|sans|senza)\b[^.\n]{0,30}\b(?:buyer|customer|recipient|shipping|ship-to|Käufer|Liefer|acheteur|comprador)['"\s_-]{0,2}(?:tax )?(?:infos?|informations?|names?|address(?:es)?|emails?|phone|adresse|name|daten)\b|(?:买家|收件人|收货)(?:信息|姓名|地址)[^。\n]{0,10}(?:为空|空的|没有|缺失|null)|(?:購入者|配送先|受取人)(?:情報|住所|氏名)[^。\n]{0,10}(?:空|null|取得でき|ない)/i,
  'eventbridge-pending': /\b(?:event ?source|EventBridge|event bus)\b[^.\n]{0,60}\bpending\b/i,
  'says-queue-silent':
    /\bno (?:[A-Z_]{6,40} )?notifications?\b|(?:通知|メッセージ)[^。\n]{0,8}(?:届か|来ない|来ません|受信でき)|(?:收不到|没收到|没有收到)[^。\n]{0,10}(?:通知|消息)|keine (?:Benachrichtigungen|Nachrichten|Meldungen)\b|(?:aucune|pas de) notifications?\b|no (?:recib|llega)\w{1,6}[^.\n]{0,24}notificaci|(?:nessuna|non arriva\w{0,2})[^.\n]{0,16}notific|\bEventBridge\b[^\n]{0,100}\bno events?\b|(?:cannot|can not|can['’]t|don['’]t|unable to) (?:receive|get) (?:any |the )?(?:messages?|notifications?)\b|\bFIFO\b[^.\n]{0,40}\b(?:queue|SQS)|\b(?:no|zero|not (?:a single|any)) (?:messages?|notifications?)\b[^.\n]{0,60}\b(?:SQS|queue|EventBridge)|\b(?:SQS|queue|EventBridge)\b[^.\n]{0,60}(?:\bempty\b|nothing arrives|no (?:messages?|notifications?)|(?:not|n['’]t|never) (?:get|receiv|arriv|deliver))|(?:not|n['’]t|never) (?:get|receiv|deliver)\w{0,4}[^.\n]{0,24}\bnotifications?\b/i,
  'says-special-characters':
    /\bSKUs?[^。\n]{0,12}(?:「[/#+%＆& ]」|[“"'][/#+%& ][”"'])|\bSKU\b["']?\s{0,2}[:=：]\s{0,2}["']?[\w.-]{1,40}[/#+][\w.-]{1,40}|\bSKUs?(?:\s\w{1,8}){0,2}\s{0,2}["'][\w. -]{1,40}[/#+ ][\w. /#+-]{1,40}["']|\bSKUs?\b[^.\n]{0,60}(?:slash|hash|special char|spaces?\b|plus sign|percent|umlaut|Sonderzeichen|Leerzeichen|caracteres especiales|caractères spéciaux|caratteri speciali)|(?:slash|hash|special char|Sonderzeichen|caractères spéciaux|caracteres especiales|caratteri speciali)[^.\n]{0,60}\bSKUs?\b|\bSKU\b[^。\n]{0,20}(?:特殊字符|斜杠|スラッシュ|特殊文字|記号)/i,
  'says-outage':
    /\boutages?\b|(?:api|service|developer) status (?:page|dashboard)[^.\n]{0,60}(?:ongoing|shows?|reports?)[^.\n]{0,30}(?:issue|incident|problem|degrad|disrupt)/i,
  'says-others-too':
    /\b(?:same|identical) (?:here\b|(?:issue|problem|error|thing) (?:here|too|as well|since|for us|for me))|\b(?:experiencing|seeing|facing|having|getting) (?:this|the same|the identical) (?:issue|problem|error|thing)|(?:^|\s)\+1\b|\bwe (?:are|have) (?:also|the same)\b|several developers|other developers|(?:also|too) (?:affected|down)/i,
  'asks-about-role':
    /\b(?:is|are|could|may|might|do|does|did|maybe|perhaps|fehlt|falta|manque|manca)\b[^.?\n]{0,40}\b(?:role|rolle|rol|rôle|ruolo)\b[^.?\n]{0,40}\?/i,
  'orders-by-role':
    /(?:\/orders\/2026-01-01\/orders|\bsearchOrders\b)[\s\S]{0,300}(?:\bRDT\b|restricted data token|(?:no|without|missing|empty|null)[^.\n]{0,16}(?:address|buyer|recipient))|(?:\bRDT\b|restricted data token)[\s\S]{0,300}(?:\/orders\/2026-01-01\/orders|\bsearchOrders\b)/i,
  'says-grantless-token':
    /(?:grantless|client[_ ]credentials) (?:access )?token|token (?:from|of|with|via|by) (?:a |the )?(?:grantless|client[_ ]credentials)/i,
  'says-production-works':
    /\bprod(?:uction)?\b[^.\n]{0,40}(?:works?|ok(?:ay)?|fine|succeeds?|funktioniert|geht|klappt|funciona|marche|fonctionne|funziona)\b/i,
  'says-sandbox-works':
    /\b(?:works?|fine|ok|funktioniert|geht|klappt|läuft|funciona|marche|fonctionne|funziona)\b[^.,\n]{0,16}(?:in|on|at|with|en|dans|nel(?:la)?) (?:der |the |el |la |le )?sandbox|\bsandbox\b[^.,\n]{0,24}(?:works?|is (?:ok|fine)|succeeds?|funktioniert|geht|klappt|funciona|marche|fonctionne|funziona)\b/i,
  'says-works-at-times':
    /(?:one|1|two|a few|some) (?:of|in|out of|calls? in|requests? in) (?:\w+ )?(?:ten|twenty|fifty|a hundred|\d{1,4})|every (?:\w+(?:th|nd|rd)|\d+) (?:\w+ )?(?:call|request)|jede[rs]? (?:zweite|dritte|vierte|fünfte|zehnte)\w? (?:Aufruf|Anfrage|Abruf)|un[eo]? (?:appel|requête|llamada|chiamata) (?:sur|de cada|su) |(?:works?|fine|ok)\b[^.\n]{0,20}most of the time|most of the time[^.\n]{0,20}(?:works?|fine|ok|succeeds)|(?:retry(?:ing)?|repeating|second (?:try|attempt)|next (?:try|attempt))[^.\n]{0,20}(?:works|succeeds|helps|is fine)|works (?:on|at|with) (?:the |a )?(?:second|next|retry)|jede[rs]? \S{1,14}te (?:Aufruf|Anfrage|Request)|beim (?:nächsten|zweiten) (?:Mal|Versuch)|una de cada|al segundo intento|une (?:fois|requête) sur|au deuxième essai|una (?:volta|richiesta) su|\b(?:une?|ein|eine|una) (?:appel|requête|Aufruf|Anfrage|llamada|petición|solicitud|chiamata|richiesta)\b[^.\n]{0,30}\b(?:sur|von|de cada|su)\s(?:\d|\p{L})|(?:si|quand) on (?:réessaie|recommence)|al reintentar|riprovando|beim Wiederholen|al secondo tentativo|ときどき|時々|たまに|再試行すると|偶尔|时好时坏|重试(?:就|后)(?:好|可以|成功)/iu,
  'says-seller-account':
    /(?:account|cuenta|compte|conto|Konto|アカウント)[^.\n]{0,24}seller central|\bFB[AM]\)? (?:orders?|sellers?|accounts?)\b|seller central (?:account|login|user)|\b(?:a|our|its|as a|regular|normal|only a) seller(?:['’]s)? (?:account|login|token|authori[sz]ation)|not (?:a )?vendors?\b|only sell (?:as|on)|\b(?:we['’]?re|we are|I am|I['’]m) (?:an? |just a |only a |just |only )?(?:\w+ )?sellers?\b(?! (?:tool|software|solution|service))|\b(?:wir sind|ich bin) (?:nur )?(?:Verkäufer|Händler)\b|\b(?:nous sommes|je suis) (?:un |simple )?vendeurs?\b|\b(?:somos|soy) (?:un )?vendedor(?:es)?\b|\b(?:siamo|sono) (?:un )?venditor[ei]\b|Verkäuferkonto|Seller-(?:Konto|Account)|cuenta de vendedor|compte vendeur|account (?:di )?(?:venditore|seller)|セラー(?:セントラル|アカウント)|卖家(?:中心)?(?:账号|账户|帐号)/i,
  'says-blank-page':
    /\b(?:blank|empty|white) (?:white )?(?:page|screen)\b|(?:page|screen|window|tab)[^.\n]{0,24}(?:stays?|remains?|is|turns?|goes|shows up|came up) (?:completely |all |just |only |a )?(?:blank|empty|white)\b|bleibt[^.\n]{0,24} (?:leer|weiß)|se queda en blanco|reste (?:blanche|vide)|resta (?:bianca|vuota)|leere Seite|weiße Seite|página en blanco|page blanche|pagina (?:bianca|vuota)|真っ白|空白页|白屏|页面(?:一直|是|变成|显示)?[^。\n]{0,4}空白/i,
  'says-publishing':
    /just (?:been |got )?published|publish(?:ing|ed)[^.\n]{0,40}(?:in progress|pending|not (?:yet )?(?:finished|complete|live)|today|hours? ago|this morning)|(?:approval|review) (?:is )?(?:still )?(?:pending|in progress)|\b(?:edit|changes?|update|application|profile|request)\b[^.\n]{0,24}\b(?:pending|under|in) review/i,
  'says-shared-cache':
    /\b(?:multiple|several|two|alternat\w{1,4}|switch\w{0,3}(?: out)?|chang\w{1,3}) (?:sets? of )?(?:sp-?api )?(?:credentials|refresh tokens|o?auths?\b|oauth connections)|\baccount=["']\w+["'][\s\S]{1,200}\baccount=["']\w+["']|all of them use\w{0,1} (?:the same|(?:a )?single|one) (?:access )?token|(?:works?|is fine|ok) (?:alone|singly|individually|on its own)[^.\n]{0,60}(?:together|second|both|in one|same process)|(?:static|singleton|shared|global) (?:token )?(?:cache|client|instance|field|variable)|\b\w{0,40}cache\w{0,10}\b[^.\n]{0,30}\b(?:singleton|static|shared|global)\b|(?:singleton|shared|global)\b[^.\n]{0,30}\b\w{0,40}cache|(?:same|one) (?:client|api) (?:object|instance)|token cache|cached? (?:the )?(?:access )?token|token[^.\n]{0,24}\bcached\b|(?:cached|stored|kept) (?:under|by|per) (?:the )?client|keyed (?:by|on) (?:the )?client|(?:second|next|other) (?:account|seller|store)[^.\n]{0,60}(?:first (?:account|seller|store)|previous)/i,
  'says-access-denied':
    /\bforbidden (?:response|error|status|message)\b|\b(?:response|respond\w*|returns?|returned|get(?:ting|s)?|error|says|message)\b[^.\n]{0,16}[\s"'“`]unauthori[sz]ed\b|\b(?:don['’]?t|do not|doesn['’]?t|does not|not) have (?:access|permissions?) to (?:this|the|that) (?:requested )?(?:resource|operation|api|endpoint)|access (?:is |was |has been )?denied?\b|acceso denegado|accès refusé|accesso negato|Zugriff verweigert|アクセス(?:が)?拒否|访问被拒绝?|拒绝访问/i,
  'says-role-missing': either(
    String.raw`(?:rôle|rolle|rol|ruolo)\b[^.\n]{0,30}(?:jamais|nie|nunca|mai|no fue|n['’]a pas|non è (?:mai )?stat)`,
    String.raw`(?:never|not|n['’]t|without|lacks?|lack|missing|no)\b[^.\n]{0,24}\b${roleName}\b(?! (?:report|api))`,
    String.raw`(?:fehlt|kein\w{0,2}|ohne|falta|sin|sans|manque|pas|senza|manca)\b[^.\n]{0,24}\b${roleName}\b`,
    String.raw`\b(?:no|not have|doesn['’]t have|don['’]t have|without|lacks?|missing) (?:the |this |that |any |a )?(?:[\w-]+ ){0,3}roles?\b`,
    String.raw`\bnot (?:one (?:of|among)|among|in) (?:the|our) (?:list of )?roles\b`,
    String.raw`\b(?:roles?|permissions?|checkbox)\b[^.\n]{0,16}\b(?:is|are|was|were) (?:still )?un(?:checked|ticked|selected)`,
    String.raw`\brole (?:is |was )?(?:missing|not (?:added|on|there|ticked|selected|granted|approved|listed|offered|available|shown))`,
    String.raw`(?:keine?|fehlt die|ohne) [\wäöüß -]{0,24}Rolle|Rolle fehlt`,
    String.raw`(?:sin|falta) (?:el )?rol\b|no t(?:iene|ienen|enemos|engo) (?:el|ese|este|ning[uú]n) rol`,
    '(?:sans|pas) (?:le |de )?rôle|(?:senza|manca) (?:il )?ruolo',
    String.raw`ロールが(?:ない|ありません|不足)|(?:没有|缺少)(?!改|变|发|更|动)[^。，\n改]{0,20}(?:角色|权限)`,
  ),
  'says-rdt-obtained':
    /\b(?:able to|success\w*|can|I|we)\b[^.\n]{0,24}\b(?:retriev|get|got|obt|generat|creat|receiv)\w*[^.\n]{0,24}(?:\bRDT\b|restricted[ -]?data[ -]?token)|response contains the ["'`]?restrictedDataToken|restrictedDataToken["']?\s{0,3}:\s{0,3}["']?\[restricted/i,
  'document-id-unsupported': /Invalid or unsupported document ID/i,
  'vendor-group-rights': /Vendor Group Rights/i,
  'destination-queue-refused':
    /\bunable to (?:verify|access|reach)\b[^.\n]{0,40}\b(?:queue|SQS|destination|event ?bus)|\b(?:queue|SQS|destination)\b[^.\n]{0,80}\b(?:could not be verified|can(?:not|['’]t) be (?:verified|accessed)|check the (?:queue )?policy|permissions? to (?:write|send))/i,
  'report-type-refused': /invalid report ?type\b/i,
  'names-failure':
    /\b(?:errors?|fails?|failed|failing|failures?|problems?|issues?|bugs?|invalid|mismatch\w{0,4}|wrong|unable|broken|not working|doesn['’]t work|did(?:n['’]t| not) match|exceptions?|throws?|thrown|crash\w{0,3}|stack ?trace)\b|\bFehler\b|\b(?:funktioniert|geht|klappt) nicht\b|\b(?:fallo|falla|problema|problemi)\b|\bno funciona\b|\berreur\b|\bproblème\b|\b(?:fonctionne|marche) pas\b|\berrore\b|\bnon funziona\b|エラー|失敗|错误|报错|失败/i,
  'says-path-value-empty':
    /\b(?:sku|asin|\w{0,12}id|path parameter)\b["'`]?[^\n]{0,200}\b(?:is|was|are|being) (?:empty|blank|undefined|null)\b|\bempty (?:sku|asin|\w{0,12}id)\b/i,
  'says-profile-lacks-role': either(
    String.raw`(?:developer |Entwickler)?pro?fil\w{0,2}\b[^.\n]{0,24}\b(?:never|not|lacks?|missing|without|nie|nicht|ohne|nunca|no|jamais|pas|mai|non)\b[^.\n]{0,40}(?:\b(?:role|Rolle|rol|ruolo|permission)\b|rôle|${roleName})`,
    String.raw`(?:\b(?:role|Rolle|rol|ruolo)\b|rôle|${roleName})[^.\n]{0,24}(?:\b(?:never|not|missing|nie|nicht|fehlt|nunca|no|jamais|pas|mai|non)\b|n['’]t\b)[^.\n]{0,24}(?:\bin\b|\bon\b|\bim\b|\ben\b|\bdans\b|\bnel\b)[^.\n]{0,16}(?:developer |Entwickler)?pro?fil`,
    String.raw`\b(?:role|option|checkbox)\b[^.\n]{0,30}(?:isn['’]t|is not|not|never) (?:offered|selectable|in (?:the|that) list|listed|shown)|(?<!\bfield (?:is |was )?)(?:greyed|grayed) out|role list[^.\n]{0,40}(?:no|not|n['’]t|without|lacks?)\b`,
    String.raw`(?:Rolle|rol|rôle|ruolo)\b[^.\n]{0,40}(?:wird (?:gar )?nicht angeboten|no (?:aparece|se ofrece)|n['’](?:est|apparaît) pas|non (?:compare|appare|è (?:disponibile|offert)))`,
    '(?:角色|ロール)(?:列表|一覧|选项|選択)[^。\\n]{0,16}(?:没有|ありません|ない|出てこない)|(?:开发者资料|開発者プロフィール|developer profile)[^。\\n]{0,30}(?:没有|没申请|未申请|未批准|していない|ない)',
  ),
  'says-after-an-hour':
    /after (?:about |around |roughly |exactly |~ ?)?(?:an|one|1|60) ?(?:hour|minutes)|nach (?:etwa |rund )?einer Stunde|(?:después|tras) de una hora|après une heure|dopo un['’]ora|1時間(?:後|で|ほど)|一小时后|一个小时后/i,
  'parameter-named':
    /\bvalidation errors? detected: ?Value|["']message["']\s{0,3}:\s{0,3}["'](?:\w{1,20} ){0,2}\w{0,24}(?:ids?|types?|skus?|asins?|times?|dates?|counts?|codes?|levels?|quantity) (?:is|are) (?:invalid|missing|required|not supported|unsupported)\b|(?:missing|invalid)[^"\n]{0,40}parameters?:? ?\[\w|invalid ['"]?(?!parameters?\b|inputs?\b|values?\b)\w+['"]? provided|required (?:request )?parameter \w+ (?:not found|is missing|not present)/i,
  'says-brand-missing':
    /(?:no|without|not|any) (?:a |any )?(?:registered )?brands?\b(?= (?:registered|registry|on|of|at|here)|[^\w-]|$)|brand[^.\n]{0,12}(?:isn['’]t|is not|not|never|was not|wasn['’]t)[^.\n]{0,24}(?:registe|registry|enrolled|theirs)|(?:keine?|ohne) (?:eingetragene |registrierte )?Marke|(?:sin|ninguna) marca|(?:pas de|sans|aucune) marque|(?:senza|nessun) marchio|ブランド(?:登録|権)[^。\n]{0,8}(?:ない|なし|ません)|没有[^。\n]{0,6}品牌|品牌[^。\n]{0,6}(?:未|没有?)(?:备案|注册)|brand (?:registry|owner)[^.\n]{0,20}(?:not|no)|not (?:a |the )?brand (?:owner|representative)/i,
  'aws-terms':
    /AWS4-HMAC-SHA256|SigV4|Signature ?V(?:ersion ?)?4|AWSAuthenticationCredentials|aws4_request|\bIAM\b|AssumeRole|role_?arn|aws_?(?:secret|access)_?(?:access_?)?key|\bAWS (?:secret|access|credentials?|keys?|user)\b|\barn:aws:(?:iam|sts)\b|perform: ?execute-api|canonical[ _]?(?:request|string|query)|string to sign|\bsignature error\b/i,
  'names-login-sdk':
    /Login with Amazon[^.\n]{0,16}\bSDK\b|\bLWA SDK\b|amazon\.Login\.|Login\.authorize|api-sdk\.js|JavaScript SDK|code_verifier|scope["'\s:=]{1,6}profile/i,
  'sigv4-advice':
    /AWS4-HMAC-SHA256|SigV4|Signature ?V(?:ersion ?)?4|AWSAuthenticationCredentials|aws4_request|execute-api\/aws4/i,
  'country-code-wrong':
    /["']?(?:destination|ship\w{0,10})?countryCode["']?\s{0,2}(?::|=>|=)\s{0,2}["'](?:UK|USA|[a-z]{2}|[A-Z]{3}|[A-Z][a-z]{3,20})["']/i,
  'names-end-of-period': /\b(?:Created|LastUpdated)_?Before\b/i,
  'next-token-unencoded': /[?&]next_?token=[\w%.=-]{0,400}[+/]/i,
  'report-canceled':
    /\bGET_[A-Z_]{6,90}\b[^\n]{0,80}\bCANCELLED\b|\bCANCELLED\b[^\n]{0,80}\bGET_[A-Z_]{6,90}\b|processing_?status["'\s:=>\]]{1,8}CANCELLED\b|\b(?:report|feed)s?\b[^.\n]{0,60}\bcanc(?:el?l?ed|led|eld)\b|\bcanc(?:el?l?ed|led|eld) (?:report|feed)s?\b/i,
  'report-stuck':
    /\b(?:stuck|stays?|remains?|hangs?|still|forever|for (?:hours|days|a (?:very )?long time))\b[^.\n]{0,40}\bIN_?(?:QUEUE|PROGRESS)\b|\bIN_?(?:QUEUE|PROGRESS)\b[^.\n]{0,60}\b(?:stuck|forever|hours?|days?|never|long time|all the time)\b/i,
  'already-exists':
    /\b(?:there is|there['’]s) already an?\b|\b409\b[^\n]{0,24}Conflict|\balready (?:exists?|created|in use|subscribed|has a (?:subscription|destination))\b|\bConflict\b["'\s,:]{1,6}["']?message|^Conflict$/i,
  'not-found-in-marketplace':
    /\bnot found in marketplace|\bitem\b[^.\n]{0,40}\bnot (?:found|available) in (?:the |this )?marketplace/i,
  'next-token-refused':
    /\b(?:can(?:not|['’]t)|how (?:do I|can I|to)) use\s[^.\n]{0,12}(?:next|page|pagination)_?token|\b(?:next|page|pagination)_?token\b[^\n]{0,160}\bdelimiter\b|(?:next|page|pagination)_?token\b[^\n]{0,60}\b(?:invalid|expired|not valid|malformed|cannot be|error)\b|\b(?:invalid|expired|malformed)\b[^\n]{0,24}\b(?:next|page|pagination)_?token\b/i,
  'names-personal-data':
    /\bPII\b|\bRDT\b|restricted data|\b(?:buyer|recipient|shipping|ship-to)[ _-]?(?:info|name|address)|getOrderAddress|getOrderBuyerInfo/i,
  'says-something-missing':
    /(?:\bnot|n['’]t|\bnever|unable to|cannot|can not|without|no longer|still no)\b[^.\n]{0,24}\b(?:get|getting|got|receiv\w{0,3}|give|see|seeing|return\w{0,3}|retriev\w{0,3}|contain\w{0,2}|includ\w{0,3}|appear\w{0,3}|show\w{0,3}|available|passed|present)\b|\b(?:blank|null|missing|incomplete|empty|only (?:get|receive|return|see)\w{0,3})\b|["']Name["']\s?:\s?["']["']/i,
  'says-values-wrong':
    /\bmismatch(?:es|ed)?\b|\b(?:incorrect|wrong|inconsistent|different) (?:values?|data|prices?|quantit(?:y|ies)|dates?|ids?|fees?|status(?:es)?)\b|\b(?:does(?:n['’]t| not)|do(?:n['’]t| not)) (?:match|fit|agree|correspond)\b|\b(?:is|are) (?:different from|not the same as|not equal to|higher than in|lower than in)\b|\bdiffers? from\b|stimm(?:t|en) nicht (?:mit|überein)|no coinciden?|ne correspond(?:ent)? pas|non corrispond|一致しない|不一致/i,
  'says-json-invalid':
    /\b(?:not|isn['’]t|invalid|malformed|incorrect|broken) (?:a |an )?(?:valid |correct |proper )?JSON\b|JSON(?:Decode|Parse|Syntax)\w{0,10}|\bpars(?:e|ing)\b[^.\n]{0,24}\bJSON\b[^.\n]{0,60}\b(?:error|fail)/i,
  'library-failed':
    /\binvalid value for ["'`]?\$|\bafter (?:updating|upgrading|an? (?:update|upgrade))\b|\bno operation found\b|\bis not (?:a function|defined|callable)\b|\b(?:no|missing|(?:not|n['’]t) (?:find|found|have))\b[^.\n]{0,24}\b(?:function|method|class|field|property|overload)\b|\bcompil(?:e|ation|er) error|\btypescript\b[^.\n]{0,24}\b(?:fail|error)|json schema|schema validation|validation against|null ?reference|NullPointer|object reference not set|(?:undefined|null) is not|cannot read propert|NoneType|AttributeError|KeyError|\bTypeError\b|Undefined (?:index|array key|variable|property)|Call to undefined|ClassNotFound|class ['"]?[\w\\]{3,60}['"]? not found|deserializ\w{3,6}|JsonSerialization|cannot unmarshal|ParseException|ModuleNotFound|ImportError|cannot find module/i,
  'names-sp-api':
    /\b(?:SP[- ]?)?APIs?\b|\b(?:sellers?|vendors?|marketplaces?|ASINs?|SKUs?|OAuth|refresh[ _]token|access[ _]token|applicationId|reportType|FBA|reports?|feeds?|listings?|orders?|inventory|shipments?|catalog|responses?|requests?|endpoints?|getOrder\w{0,20}|HTTP|JSON|GET_[A-Z_]{4,60})\b|selling ?partner|(?:seller|vendor|developer) ?central|developer profile|develop apps|\bapp client\b|\bamazon_\w+|\bspapi_\w+|\bEventBridge\b|\bSQS\b|\bnotifications?\b|\bsubscriptions?\b|\b(?:get|create|list|search|put|patch|update|confirm|submit|cancel|delete)[A-Z]\w{3,40}(?!\w|\()|Login with Amazon|\bLWA\b|\bamazon\b|アマゾン|セラー|亚马逊/i,
  'says-list-empty':
    /\b(?:shows?|returns?|finds?|lists?|gives?) nothing\b|\bno (?:\w+ )?(?:rates|services|offers|prices|slots) (?:are |is |were )?(?:returned|available|shown|found)\b|\bwithout any (?:rows?|data|records?|results?|entries|lines|items|orders)\b|\bnumberOfResults\W{1,6}(?:is )?0\b|\b(?:returns?|returned|gives?|got|gets?) (?:0|zero|no) (?:\w+ )?(?:results?|items|rows?|records?|orders?|matches|events?|entries|transactions?)\b|\b0 (?:results|rows|records|items) (?:found|returned)|leere (?:Liste|Antwort|Datei)|(?:lista|respuesta|risposta) (?:vacía|vuota)|(?:liste|réponse) vide|空(?:の)?(?:配列|リスト|列表|数组)|结果为空|(?:returns?|returned|get(?:ting|s)?|got|receiv\w{1,3}|response (?:is|has)|gives?(?: back)?)\b[^.\n]{0,40}\b(?:empty (?:\w{2,30} )?(?:list|array|result|response|payload|object|set|body)|no (?:results?|orders?|items?|records?|data|listings?|shipments?|transactions?)\b(?! without))|\b(?:list|array|payload|response|result|report|file)s? (?:is|are|comes? back|was) (?:always )?empty\b|["'](?:orders|items|payload|results|summaries|transactions|inventorySummaries)["']\s{0,3}:\s{0,3}(?:\[\s{0,3}\]|\{\s{0,3}\})/i,
  'says-file-unreadable':
    /Ã[¤¶¼Ÿ©¨¡³]|â€[™œ“]|\bUmlaute?s?\b[^.\n]{0,30}(?:broken|wrong|falsch|kaputt)|\bbase64\b|\b(?:pdf|label|document|file) (?:is|was|seems|looks) (?:broken|corrupt\w{0,3}|unreadable|empty|blank)\b|\bUnicodeDecodeError\b|continuation byte|codec can['’]t decode|MalformedInput|not a gzipped|BadZip|invalid (?:utf-?8|byte)|(?:Windows-|cp)1252|ISO-8859|Shift[-_]?JIS|\bgzip\w{0,3}\b|\bdecompress|\\x1F\\x8B|invalid byte sequence|\bmissing (?:the )?encoding\b|content is corrupt|encryptionDetails|\b(?:failed to|can(?:not|['’]t)|unable to) (?:load|open|read) (?:the |this )?(?:PDF|file|document|report|zip)\b|\b(?:file|pdf|document|download\w{0,2})\b[^.\n]{0,24}\b(?:corrupt\w{0,3}|damaged)\b|\bgarbled\b|\bmojibake\b|(?:strange|weird|unreadable|special|odd|broken) (?:characters?|symbols?|encoding)|(?:not|n['’]t|unable to|how (?:to|do|can)|fail\w{0,3} to) (?:be )?(?:decrypt|decompress|decod|un-?zip|gunzip)\w*|\b(?:decrypt|decompress|gunzip)\w*[^.\n]{0,40}(?:fail|error|exception|problem)|文字化け|乱码/i,
  'says-fields-missing':
    /\b(?:response|answer|result|object|report|item|order|payload)s?\b[^.\n]{0,24}\b(?:lacks?|(?:has|have|had) no|misses|never (?:has|have|contains?))\s(?!problem|issue|error|effect|impact)["'`]?\w{4,40}\b|\bresponses? (?:is |are )?null\b|\b(?:is|are|was|were) not (?:included|returned|populated|filled)\b|\b(?:is|are|returns?|returned|as|comes? back) (?:always )?NULL\b|\b(?:field|attribute|property|properties|element|column|value)s?\b[^.\n]{0,40}\b(?:missing|not (?:returned|present|included|available|populated|there)|is null|are null|absent)\b|\b(?:missing|lacks?|not return\w*|(?:does|do)(?:n['’]t| not) (?:return|include|contain))\b[^.\n]{0,60}\b(?:fields?|attributes?|propert(?:y|ies)|columns?|images?|dimensions?)\b/i,
  'names-role': /\brole\b/i,
  'names-unauthorized': /\bunauthori[sz]ed\b/i,
  'names-destination': /(?:create|get|delete)d? ?_?Destinations?\b/i,
  'names-subscription': /(?:create|get)_?Subscription|\bSubscriptions\b/i,
  'names-individual':
    /not an? professional (?:amazon )?(?:sell\w{2,5} )?(?:account|plan)|\bindividual (?:seller|plan|account|selling)|\b(?:Einzelanbieter|vendedor individual|plan individuel|piano individuale)\b|\bplan\b[^.\n]{0,14}\bindividu|(?:Tarif|Konto)\b[^.\n]{0,14}\bEinzel|個人出品|小口出品|个人(?:卖家|销售|计划)/i,
  'says-asks':
    /\b(?:how (?:do|can|to|should)|which token|what token|do (?:I|we) need|wie (?:kann|muss|bekomme)|cómo|comment|come (?:si|posso|faccio))\b|どうすれば|どのトークン|如何|怎么|需要哪/i,
  'names-power-query': /power ?query|power ?bi\b|DataSource\.Error|Web\.Contents/i,
  'names-secret-rotation': /rotateApplicationClientSecret/i,
  ...dataSigns,
  ...librarySigns,
  ...toolSigns,
  ...detailWords,
  ...setupWords,
  ...caseWords,
  ...accountWords,
} as const satisfies Record<string, RegExp>

export type TextSign = keyof typeof textSigns

const lastResorts: ReadonlySet<string> = new Set(
  Object.keys({ ...dataSigns, ...librarySigns, ...toolSigns }).filter(
    (sign) => sign !== 'says-sandbox-credentials' && sign !== 'says-app-removed',
  ),
)
/** Messages from Amazon that have their own causes, whatever people say about them. */
export const explaining: ReadonlySet<string> = new Set<TextSign>([
  'access-denied',
  'resource-forbidden',
  'quota-exceeded',
  'invalid-input',
  'internal-failure',
  'invalid-client',
  'grant-code',
  'grant-refresh-token',
  'token-invalid',
  'token-expired',
])

const expressions = Object.entries(textSigns).map(([sign, expression]) => ({
  sign: sign as TextSign,
  search: searchFor(expression),
  isTold: /^(?:says|names|asks|tool|library)-/.test(sign),
}))
const [late = [], early = []] = [true, false].map((isLate) =>
  expressions.filter(({ sign }) => lastResorts.has(sign) === isLate),
)

/**
 * The signs whose words occur in the text. What people say is searched for only in the part that they wrote, `told`.
 * The last resorts are skipped if Amazon's own words explain the failure.
 */
export function* wordSigns(text: string, told = text, gramsOfBoth?: GramsOfBoth): Iterable<TextSign> {
  const { grams, gramsTold } = gramsOfBoth ?? readGrams(text, told)
  const isThere = ({ search, isTold }: (typeof expressions)[number]) =>
    occurs(search, isTold ? gramsTold : grams)
  let isExplained = false
  for (const one of early) {
    if (!isThere(one)) continue
    if (explaining.has(one.sign)) isExplained = true
    yield one.sign
  }
  if (isExplained) return
  for (const one of late) if (isThere(one)) yield one.sign
}

/** Computed once for all expressions. */
interface GramsOfBoth {
  readonly grams: Grams
  readonly gramsTold: Grams
}

export function readGrams(text: string, told: string): GramsOfBoth {
  const grams = gramsOf(text)
  return { grams, gramsTold: told === text ? grams : gramsOf(told) }
}
