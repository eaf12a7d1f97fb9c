import { type Grams, mayMatch, neededWords, occurs, type Search, searchFor } from '../expression-filter.ts'
import type { Values } from '../values.ts'
import { namedTool } from './tool-name.ts'

/** Who wrote the message: the storage, a gateway or proxy on the way, or a tool that calls Amazon for its users. */
export type OriginSign =
  | 'storage-answer'
  | 'storage-signature'
  | 'storage-expired'
  | 'storage-auth-twice'
  | 'storage-query-damaged'
  | 'storage-denied'
  | 'storage-precondition'
  | 'storage-not-found'
  | 'storage-content-type-differs'
  | 'cloudfront-answer'
  | 'gateway-answer'
  | 'own-gateway'
  | 'proxy-answer'
  | 'tool-named'
  | 'tool-shares-application'
  | 'tool-message'
  | 'tool-session'
  | 'sp-api-body'

const storageServer = searchFor(
  /Server["']?\s{0,3}[:=]>?\s{0,3}["'[]{0,3}AmazonS3|<HostId>|<Error>\s{0,5}<Code>|x-amz-id-2|https?:\/\/[\w.-]{1,100}\.s3[\w.-]{0,40}\.amazonaws\.com|https?:\/\/s3[\w.-]{0,30}\.amazonaws\.com/i,
)
const presigned = searchFor(/X-Amz-(?:Expires|Credential|SignedHeaders)=/)
const onStorage = searchFor(
  /pre-?signed|\bdownload ?(?:url|link|address)\b|upload ?(?:url|address|link|destination)|url (?:from|of|returned by) (?:the )?create(?:Feed|Upload)|createFeedDocument|getReportDocument|feed ?document|report ?document|uploadDestination|download\w{0,4} (?:of )?(?:the |a )?(?:report|document|file)|report file/i,
)
const storageCodes: readonly (readonly [sign: OriginSign, search: Search])[] = (
  [
    [
      'storage-expired',
      /Request has expired|ExpiredToken|X-Amz-Expires must|AccessDenied[\s\S]{0,300}?(?:expired|<Expires>)/i,
    ],
    [
      'storage-auth-twice',
      /only (?:use )?one auth\w* (?:mechanism|method)|InvalidArgument[\s\S]{0,200}?Authorization/i,
    ],
    [
      'storage-query-damaged',
      /No AWSAccessKey was presented|AuthorizationQueryParametersError|Query-string authentication|must contain (?:a |the )?X-Amz|(?:X-Amz|Signature)[\w-]{0,20} (?:query )?(?:parameter|string)[^\n]{0,40}(?:missing|invalid)|InvalidURI|Invalid URL encoding|SignatureDoesNotMatch[\s\S]{0,400}%25(?:2F|3D|2B)|%25(?:2F|3D|2B)[\s\S]{0,400}SignatureDoesNotMatch/i,
    ],
    ['storage-signature', /SignatureDoesNotMatch|request signature we calculated/i],
    ['storage-not-found', /NoSuchKey|NoSuchBucket|specified key does not exist/i],
    ['storage-precondition', /PreconditionFailed|pre-?conditions you specified did not hold/i],
    ['storage-denied', /<Code>\s{0,3}AccessDenied|\bAccess Denied\b/],
  ] as const
).map(([sign, expression]) => [sign, searchFor(expression)])

const mime = String.raw`\b((?:text|application|image|multipart)\/[\w.+-]{1,60}(?:\s{0,2};\s{0,2}charset=[\w-]{1,20})?)`
const contentTypes = new RegExp(mime, 'gi')

/** Tools whose own application a seller authorizes come first. In the others, users enter their own application. */
const tools: readonly (readonly [name: string, expression: RegExp, kind: 'platform' | 'program'])[] = [
  ['Zapier', /\bZapier\b|\bZap\b/, 'platform'],
  [
    'Make',
    /\bmake\.com\b|(?:^|\n)Make:|\bMake\b(?= (?:says|shows|tells|meldet|dice|affiche))|\bIntegromat\b|\bMake\b(?=[^\n]{0,40}(?:scenario|module|connection|blueprint))|(?:scenario|module)[^\n]{0,30}\bMake\b/,
    'platform',
  ],
  ['Pipedream', /\bpipedream\b/i, 'platform'],
  ['Airbyte', /airbyte/i, 'platform'],
  ['Fivetran', /\bfivetran\b/i, 'platform'],
  ['Supermetrics', /\bsupermetrics\b/i, 'platform'],
  ['Windsor.ai', /\bwindsor\.?ai\b/i, 'platform'],
  ['Coupler.io', /\bcoupler\.io\b/i, 'platform'],
  ['Hevo', /\bhevo ?data\b/i, 'platform'],
  ['Shopify', /\bshopify\b/i, 'platform'],
  ['Linnworks', /\blinnworks\b/i, 'platform'],
  ['Sellerboard', /\bsellerboard\b/i, 'platform'],
  ['Helium 10', /\bhelium ?10\b/i, 'platform'],
  ['Keepa', /\bkeepa\b/i, 'platform'],
  ['Rithum', /\b(?:rithum|channeladvisor)\b/i, 'platform'],
  ['Billbee', /\bbillbee\b/i, 'platform'],
  ['JTL', /\bJTL\b/, 'platform'],
  ['plentymarkets', /\bplenty(?:markets|one)\b/i, 'platform'],
  ['Celigo', /\bceligo\b/i, 'platform'],
  ['Workato', /\bworkato\b/i, 'platform'],
  ['Skyvia', /\bskyvia\b/i, 'platform'],
  ['ShipStation', /\bship ?station\b/i, 'platform'],
  ['Veeqo', /\bveeqo\b/i, 'platform'],
  ['Sellbrite', /\bsellbrite\b/i, 'platform'],
  ['Sellercloud', /\bseller ?cloud\b/i, 'platform'],
  ['Easyship', /\beasyship\b/i, 'platform'],
  ['A2X', /\ba2x\b/i, 'platform'],
  ['Jungle Scout', /\bjungle ?scout\b/i, 'platform'],
  ['Openbridge', /\bopenbridge\b/i, 'platform'],
  ['MerchantSpring', /\bmerchant ?spring\b/i, 'platform'],
  ['Codisto', /\bcodisto\b/i, 'platform'],
  ['Brightpearl', /\bbrightpearl\b/i, 'platform'],
  ['Payability', /\bpayability\b/i, 'platform'],
  ['Bindwise', /\bbindwise\b/i, 'platform'],
  ['Skubana', /\bskubana\b|\bextensiv\b/i, 'platform'],
  ['DataHawk', /\bdatahawk\b/i, 'platform'],
  ['Taxdoo', /\btaxdoo\b/i, 'platform'],
  ['Hellotax', /\bhellotax\b/i, 'platform'],
  ['Xentral', /\bxentral\b/i, 'platform'],
  ['Afterbuy', /\bafterbuy\b/i, 'platform'],
  ['weclapp', /\bweclapp\b/i, 'platform'],
  ['店小秘', /店小秘/, 'platform'],
  ['ネクストエンジン', /ネクストエンジン|next ?engine/i, 'platform'],
  ['ERPNext', /\berpnext\b|\bfrappe\b/i, 'program'],
  ['Magento', /\bmagento\b|adobe commerce/i, 'program'],
  ['Shopware', /\bshopware\b/i, 'program'],
  ['PrestaShop', /\bprestashop\b/i, 'program'],
  ['NetSuite', /\bnetsuite\b/i, 'program'],
  ['n8n', /\bn8n\b|NodeApiError|NodeOperationError/, 'program'],
  [
    'Power Query',
    /power ?query|power ?bi\b|DataSource\.Error|Web\.Contents|Expression\.Error|DataFormat\.Error/i,
    'program',
  ],
  ['Power Automate', /power automate|logic apps?\b/i, 'program'],
  ['Apps Script', /apps? ?script|UrlFetchApp|muteHttpExceptions|Truncated server response/i, 'program'],
  ['Odoo', /\bodoo\b/i, 'program'],
  ['WooCommerce', /\bwoocommerce\b|wp-content/i, 'program'],
]

/** More tools whose own application a seller authorizes. Their names aren't ordinary words. */
const morePlatforms =
  /\b(ChannelEngine|Channable|magnalister|Tradebyte|Lengow|ShoppingFeed|BeezUP|Iziflux|SellerLegend|Perpetua|SoStocked|InventoryLab|FeedbackWhiz|BQool|Informed\.co|Seller ?Snap|Repricer(?:\.com|Express)|StreetPricer|Teikametrics|Pacvue|Daasity|Triple Whale|Finaloop|Link My Books|Synder|QuickBooks|Xero|Webgility|Unicommerce|EasyEcom|Zoho|Stitch Data|Dataddo|Improvado|Adverity|Tray\.io|Boomi|MuleSoft|Cin7|Katana MRP|Ordoro|Shippo|ShippingEasy|Sendcloud|Shipmondo|Zentail|GeekSeller|M2E Pro|CedCommerce|LitCommerce|Listing Mirror|SellerActive|Expandly|ManageByStats|Viral Launch|Carbon6|Base(?:\.com|Linker)|Apideck|Rutter|Appmixer|Retool|Parabola|Saras|Funnel\.io|Power My Analytics)\b|(马帮|领星|积加|赛狐|通途|易仓|助ネコ|TEMPOSTAR|GoQSystem|クロスモール|らくらく在庫)/i
const wordsOfMore = neededWords(morePlatforms)

const toolSearches = tools.map(([name, expression, kind]) => ({
  name,
  expression,
  search: searchFor(expression),
  kind,
}))

/** Sentences that only tools write. */
const ownWords = searchFor(
  /please check your (?:credentials|parameters)|perhaps check your credentials|DataSource\.Error|Expression\.Error|Web\.Contents failed|Credentials could not be (?:used|found)|channel (?:is )?paused|reconnect (?:store|account|channel|shop)|re-?(?:connect|authori[sz])\w* required|pending connection|sync (?:is )?(?:paused|failed|stopped)|integration (?:is )?(?:disconnected|paused)|connection (?:has )?(?:expired|been lost)|(?:please )?reconnect your|your (?:amazon )?(?:account|connection) (?:is|was|has been) (?:disconnected|expired)|OAuth login failed|(?:configuration|connection) check failed|Could not get response/i,
)
const toolSays = String.raw`\b(?:says?|said|shows?|reports?|displays?|tells?|meldet|sagt|zeigt|dice|muestra|affiche|dit|mostra)\b`
const ownSession = searchFor(
  /session (?:has )?(?:expired|timed out)|session is (?:not authenticated|invalid|no longer valid)|(?:please )?(?:log|sign) ?in again|workspace (?:token|session)|airbyte (?:api )?(?:access )?token|jwt (?:is )?expired|セッション[^。\n]{0,12}(?:切れ|失効|無効)|(?:もう一度|再度)ログイン|会话(?:已)?(?:过期|失效)|登录(?:已)?(?:过期|失效)|请重新登录|(?:sesión|session|sessione|Sitzung)\b[^.\n]{0,24}(?:caduc|expirad|expiré|scadut|abgelaufen)|(?:vuelva|vuelve) a iniciar sesión|reconnectez-vous|(?:melden Sie sich|bitte) (?:erneut|neu) an|effettua(?:re)? (?:di nuovo|nuovamente) l['’]accesso|csrf|state (?:mismatch|parameter)|popup (?:was )?(?:closed|blocked)/i,
)
const spApiBody = searchFor(
  /["']?errors["']?\s{0,3}(?:=>|[:=])\s{0,3}\[\s{0,10}\{|x-amzn-(?:RequestId|ErrorType)|Access to requested resource is denied/i,
)
const proxies = searchFor(
  /407 Proxy Authentication|\bzscaler\b|\bsquid\b(?:\/|[^\n]{0,20}error)|blue ?coat|\bnginx\b|cloudflare|cf-ray|fortigate|fortinet|websense|<title>[^<]{0,60}(?:blocked|proxy|firewall|sign in to|captive)/i,
)

const namesCloudfront = searchFor(
  /cloudfront\b(?![\w.-]{0,20}\/)|x-amz-cf-id|request could not be satisfied/i,
)
const byCloudfront = searchFor(/Error from cloudfront|could not be satisfied|Generated by cloudfront/i)
const gatewayBody = searchFor(
  /["']message["']\s{0,3}:\s{0,3}["'](?:Forbidden|Missing Authentication Token|Internal server error|Endpoint request timed out|Limit Exceeded|User is not authorized to access this resource[^"']{0,60})["']\s{0,3}\}/i,
)
const gatewayHost = searchFor(/https?:\/\/[\w-]{1,60}\.execute-api\.[\w-]{1,40}\.amazonaws\.com/i)

/**
 * Who wrote the pasted text: Amazon's APIs, its storage, a proxy, a library or a tool. `told` is the part that people
 * wrote themselves.
 */
export function originFacts(
  grams: Grams,
  told: Grams,
): {
  readonly signs: ReadonlySet<OriginSign>
  readonly values: Values
} {
  const signs = new Set<OriginSign>()
  const values: Values = {}
  if (isStorage(grams)) {
    signs.add('storage-answer')
    for (const [sign, search] of storageCodes) if (occurs(search, grams)) signs.add(sign)
    addContentTypes(grams.text, signs, values)
  }
  if (occurs(namesCloudfront, grams) && occurs(byCloudfront, grams)) signs.add('cloudfront-answer')
  if (occurs(gatewayBody, grams)) signs.add('gateway-answer')
  if (occurs(gatewayHost, grams)) signs.add('own-gateway')
  if (occurs(proxies, grams)) signs.add('proxy-answer')
  if (occurs(spApiBody, grams)) signs.add('sp-api-body')
  if (occurs(ownWords, told)) signs.add('tool-message')
  if (occurs(ownSession, told)) signs.add('tool-session')
  for (const { name, expression, search, kind } of toolSearches) {
    if (!occurs(search, told)) continue
    signs.add('tool-named')
    values.tool ??= name
    if (new RegExp(`(?:${expression.source})[^.\\n]{0,24}${toolSays}`, expression.flags).test(told.text))
      signs.add('tool-message')
    if (kind === 'platform') signs.add('tool-shares-application')
    break
  }
  const more = values.tool === undefined && mayMatch(wordsOfMore, told) ? morePlatforms.exec(told.text) : null
  if (more !== null) {
    signs.add('tool-named').add('tool-shares-application')
    values.tool = more[0]
  }
  const introduced = values.tool === undefined ? namedTool(told) : null
  if (introduced !== null) {
    signs.add('tool-named').add('tool-shares-application')
    values.tool = introduced
  }
  return { signs, values }
}

const storageOnly = searchFor(
  /PreconditionFailed|pre-?conditions you specified did not hold|<Error>|AmazonS3|<HostId>|SignatureDoesNotMatch|Request has expired|signature we calculated|NoSuchKey/i,
)

const failedCondition = searchFor(/pre-?conditions you specified did not hold/i)
const otherSignature = searchFor(/SignatureDoesNotMatch/)
const anySignature = searchFor(/signature we calculated/i)
const ofSpApi = searchFor(/sellingpartnerapi/)
const ofSpApiSignature = searchFor(/InvalidSignature|sellingpartnerapi/)
const storageRefusal = searchFor(
  /Request has expired|Only one auth mechanism|AuthorizationQueryParametersError/i,
)

function isStorage(grams: Grams): boolean {
  const has = (search: Search) => occurs(search, grams)
  // A storage URL next to an SP-API response is the user's own.
  if (has(spApiBody) && !has(storageOnly)) return false
  if (has(storageServer) || has(presigned) || has(failedCondition)) return true
  // SP-API itself says InvalidSignature.
  if (has(otherSignature) && !has(ofSpApi)) return true
  // S3 and AWS Signature use the same words. A mention of an upload shows that they are from S3.
  if (!has(onStorage)) return false
  return (has(anySignature) && !has(ofSpApiSignature)) || has(storageRefusal)
}

/** The Content-Type of the upload, and the one that its URL was created for. */
function addContentTypes(text: string, signs: Set<OriginSign>, values: Values): void {
  const sentAsJson =
    /(?:sen(?:ds?|t|ding)|sendet|schickt|envoie|envía|invia|upload\w{0,4}|PUT)\b[^.\n]{0,40}application\/json/i.test(
      text,
    )
  const types = [...text.matchAll(contentTypes)]
    .slice(0, 20)
    .filter(([, type = '']) => sentAsJson || !/application\/json$/i.test(type))
    .map(([, type = '']) => type.replace(/\s/g, ''))
  const [first, ...others] = new Set(types.map((type) => type))
  const second = others[0]
  if (first === undefined || second === undefined) return
  signs.add('storage-content-type-differs')
  values.sentContentType = first
  values.createdContentType = second
}
