/** Words about how an application, a library or an account was set up. */
export const setupWords = {
  'permission-version-invalid': /\binvalid application permission version\b/i,
  /** “When the user changes the marketplace from the dropdown”, “after switching the account in the menu”. */
  'says-marketplace-switched':
    /\b(?:chang|switch)\w{1,4}\b(?:(?!\b(?:our|my|your)\b)[^.\n]){0,24}\b(?:market ?places?|country|account|region)\b(?:(?!\b(?:our|my|your)\b)[^.\n]){0,40}\b(?:drop ?-?down|menu|switcher|selector|page|top)\b/i,
  /** A role session, whose name AWS shows as arn:aws:sts, tries to assume a role. */
  'sts-session-assumes-role':
    /\barn: ?aws: ?sts: ?:[^\n]{0,160}\bnot authorized to perform: ?sts: ?AssumeRole/i,
  'destination-unknown':
    /\bno destination with (?:the )?id\b|\bdestination(?:Id)?\b[^.\n]{0,40}\b(?:does(?:n['’]t| not) exist|not found)\b/i,
  'says-other-region-or-application':
    /\b(?:different|another|other|second|NA|EU|FE)\b[^.\n]{0,24}\b(?:regions?|apps?|applications?|credentials|endpoints?|hosts?)\b/i,
  /** No data elements are asked for: “I put null to data element”, “without dataElements”. */
  'says-no-data-elements':
    /\b(?:null|none|nothing|empty)\b[^.\n]{0,16}\bdata[_ ]?elements?\b|\bdata[_ ]?elements?["'`]?\s{0,3}(?:is|are|=|:|=>|was|to|as)?\s{0,3}(?:null|none|empty|\[\s?\])|\bwithout (?:any )?data[_ ]?elements?\b/i,
  /** Code that builds a signature of AWS. */
  'signs-by-hand':
    /\b(?:canonical_?(?:uri|headers|query_?string|request)|string_?to_?sign|signing_?key|getSignatureKey)\b\s{0,3}(?:=|:=|\()/i,
  'published-application-absent':
    /\bpublished application with (?:the |this )?(?:provided |given )?app(?:lication)?[- ]?id\b[^.\n]{0,16}\bnot found/i,
  /** LWA names the first parameter that it misses, so it could read the others. */
  'lacks-refresh-token': /missing a required parameter\s{0,3}:\s{0,3}refresh_token/i,
  'names-authorization-code-operation': /get_?Authorization_?Code\b/i,
  /** Calls are signed for a role, but the application names a user: “ARN of the IAM user instead of the role”. */
  'says-arn-of-user':
    /\b(?:ARN (?:of (?:the |an |my |our )?)?(?:IAM )?user|(?:IAM )?user(?:['’]s)? (?:IAM )?ARN|IAM user)\b[^.\n]{0,50}\b(?:instead of|rather than|not|but)\b[^.\n]{0,40}\brole\b/i,
  /** “I tried the user ARN and the role ARN”, “with both ARNs”. */
  'says-arn-tried-both': /\btried\b[^.\n]{0,60}\bARN|\b(?:every|both|any|each)\b[^.\n]{0,40}\bARNs?\b/i,
  /**
   * The form of the application doesn’t list a role: “I cannot see the role”, “the role isn’t listed”, “there is no
   * Brand Analytics check box”.
   */
  'says-role-not-offered':
    /\b(?:not able to|unable to|can(?:not|['’]t| not)|do(?:n['’]t| not)) (?:\w{2,10} )?(?:see|find|select|tick|choose|add)\b[^.\n]{0,50}\brole\b|\brole\b[^.\n]{0,40}\b(?:is|does|was)(?: not|n['’]t) (?:\w{2,10} )?(?:listed|shown|there|offered|visible|appear\w{0,3}|available|show up)\b|\b(?:there is|there['’]s|I see|we see|has) no\b[^.\n]{0,30}\b(?:role|check ?box)\b/i,
  /** “Are those enough?”, “is this sufficient?”, “which credentials do I need?” */
  'asks-credentials-suffice':
    /\b(?:are|is|will|would) (?:these|those|this|they|the (?:above|following))\b[^.?\n]{0,40}\b(?:enough|sufficient|all (?:that )?(?:I|we) need)\b|\b(?:which|what) (?:other |more )?(?:credentials|keys|tokens|values)\b[^.?\n]{0,30}\b(?:needed|required|necessary|(?:do|does|would) (?:I|we|one|you|it) need)\b/i,
  'names-credentials': /\bclient[_ ]?(?:id|secret)\b|\bcredentials?\b|\bLWA\b/i,
  'names-refresh-token': /refresh[_ -]?token/i,
  /** “During the OAuth flow, the text "null" appears”, “the developer is displayed as "null" on the consent page”. */
  'consent-shows-null':
    /\b(?:consent|authori[sz]\w{1,8}|OAuth|permission)\b[^\n]{0,120}["'“‘]null["'”’]|["'“‘]null["'”’][^\n]{0,120}\b(?:consent|authori[sz]\w{1,8}|OAuth|permission)\b/i,
  /**
   * Of several types, one alone is refused as too many: “only this specific report”, “other types of reports work just
   * fine”, “this report type alone”.
   */
  'says-one-type-throttled':
    /\bonly\b[^.\n]{0,24}\b(?:this|that|one) (?:particular |specific |single )?(?:report|type|feed)\b|\bother (?:report|feed)?\s?(?:types?|reports?|feeds?)\b[^.\n]{0,40}\b(?:fine|normal\w{0,2}|as expected|works?|no (?:problem|issue)s?|without)\b|\bthis (?:particular |specific )?(?:report|feed)? ?type (?:alone|only)\b/i,
  /** Countries of the Far East, of which each has accounts of its own: “it works in Japan, but not in Singapore”. */
  'says-far-east-countries':
    /\bJapan\b[^\n]{0,200}\b(?:Australia|AU|Singapore|SG)\b|\b(?:Australia|Singapore)\b[^\n]{0,200}\b(?:Japan|JP|Singapore|Australia)\b|日本[^\n]{0,80}(?:オーストラリア|シンガポール|澳大利亚|澳洲|新加坡)/,
  /**
   * “Authorized in Japan, my application **can not** have access in Australia”, “must they authorize each country
   * again?”
   */
  'says-not-authorized-there':
    /\b(?:authori[sz]\w{1,5}|granted|consent\w{0,3}|connected)\b[^\n]{0,120}\b(?:can(?:\*{0,2} ?\*{0,2}not|['’]t)|no access|not have access|denied|refused|fails?|40[13]|only)\b|\b(?:authori[sz]e|consent)\b[^.?\n]{0,24}\b(?:each|every|both|all|again|separately|twice)\b/i,
  /** “Can I change the IAM ARN?”, “the ARN is grayed out”. */
  'asks-to-change-arn':
    /\b(?:change|replace|switch|update|edit|correct|modify)\b[^.?\n]{0,30}\bARN\b|\bARN\b[^.\n]{0,60}\b(?:locked|gr[ea]yed out|read-?only|(?:can(?:not|['’]t)|not) be (?:changed|edited)|not allowed to change)\b/i,
  'names-application': /\b(?:applications?|apps?|registration|developer (?:central|console))\b/i,
  /**
   * People who want SP-API as one more scope of Login with Amazon: “how do I add the selling partner scope?”, “which
   * scope do I pass for the SP-API?”
   */
  'asks-scope-for-sellers':
    /\b(?:add|include|request|use|pass|put)\b[^.?\n]{0,30}\b(?:selling[- ]partner|SP[- ]?API|sellers?)\b[^.?\n]{0,16}\bscopes?\b|\bscopes?\b[^.?\n]{0,24}\b(?:for|of) (?:the )?(?:selling[- ]partner|SP[- ]?API)\b/i,
  'names-login-with-amazon': /\bLWA\b|\blog-?in with amazon\b|\blogin\b|\/ap\/oa\b/i,
  /**
   * The older operation answers what the newer one leaves out without a restricted data token: “getOrders returns
   * BuyerInfo null, but getOrderBuyerInfo returns it”. In the other order: “get_order_address works, but get_orders has
   * it missing”.
   */
  'says-old-operation-has-it':
    /\bget_?Orders?\b[^\n]{0,60}\b(?:buyer_?info|shipping_?address)\b[^.\n]{0,30}\b(?:null|empty|missing|not)\b[^\n]{0,40}\bget_?Order(?:BuyerInfo|Address|_buyer_info|_address)\b[^.\n]{0,30}\b(?:gives?|returns?|works?|has|have|shows?|still)\b|\bget_?Order(?:BuyerInfo|Address|_buyer_info|_address)\b[^.\n]{0,30}\b(?:gives?|returns?|works?|has|shows?)\b[^\n]{0,60}\bget_?Orders?\b[^.\n]{0,40}\b(?:null|empty|missing|not|without)\b/i,
  /** A setting that a library takes and doesn’t use: “the SDK ignores the scope”, “Client never passes grant_type”. */
  'says-library-drops':
    /(?:\b(?:library|SDK|package|gem|wrapper|connector|class|constructor)|Client)\b["'`]?[^.\n]{0,40}\b(?:ignor(?:es|ed|ing)|discard(?:s|ed|ing)|drops?|dropped|never (?:passes|passed|sends|forwards|uses)|(?:does(?:n['’]t| not)) (?:pass|forward|send|use|respect|honou?r))\b[^\n]{0,60}\b(?:scope|grant_?type|options?|settings?|config\w{0,8}|arguments?|headers?|region|endpoint|marketplaces?|parameters?)\b/i,
} as const satisfies Record<string, RegExp>
