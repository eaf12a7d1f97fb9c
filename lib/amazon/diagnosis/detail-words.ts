/** Words of Amazon's, of its storage and portal, and of programs that name one fault. */
export const detailWords = {
  /** The program takes for compressed what isn't, or was decompressed on the way. */
  'document-not-compressed':
    /incorrect header check|not in gzip format|not a gzipped file|gz(?:decode|inflate|uncompress)\(\): data error|invalid gzip header|gzip: invalid header|magic number in gzip header|unknown compression method|\bnot (?:actually |really )?(?:g?zip|compress)(?:ped|ed)\b|\balready (?:decompressed|un-?compressed|plain)\b|nicht (?:g?zip-?)?komprimiert|no está comprimid|pas compress[ée]|non (?:è )?compress|圧縮されてい(?:ない|ません)|(?:没有|未)压缩/i,
  'storage-digest-wrong': /\b(?:InvalidDigest|BadDigest)\b|Content-MD5 you specified/i,
  'role-arn-is-user':
    /AssumeRole on resource:? ["']?arn:aws:iam::[\w*{}<>-]{1,20}:user\/|\brole_?arn\b["'\]]{0,2}\s{0,3}(?:=>|[:=])\s{0,3}["']?arn:aws:iam::[\w*{}<>-]{1,20}:user\//i,
  /** Code or settings that sign: what is wrong may be in them. */
  'names-signing-setup':
    /(?<!AWS4-)\bhmac|canonical_?(?:request|headers|uri|query_?string)\b(?<!canonical string)|signing_?key|string_?to_?sign\w|AWSSigV4|AWSSignatureV4|aws4\.sign|sign(?:er|Request|ature)\(|\b(?:role_?arn|roleArn)\b|\bIAM (?:user|role|policy)\b|\b(?:trust|inline|user|role)(?:['’]s)? polic(?:y|ies)\b/i,
  'root-keys-assume-role': /may not be assumed by root account/i,
  /** Amazon says it of a wrong value at the path, too. */
  'names-patch-path': /\binvalid path provided in patch/i,
  'roles-not-configured': /\bapplication (?:isn['’]t|is not) configured with roles/i,
  'no-mws-authorization': /no MWS authori[sz]ation exists/i,
  'uri-form-refuses':
    /\b(?:redirect|log-?in|callback)[ _]ur[il]s?\b[^\n]{0,160}\b(?:never|not|n['’]t|nothing)\b[^.\n]{0,30}\b(?:sav\w{1,3}|stor\w{1,3}|kept|persist\w{0,3}|accept\w{0,3}|allow\w{0,3})|\b(?:sav(?:e|ed|ing)|success\w{0,5})\b[^\n]{0,80}\b(?:ur[il]s?|field)\b[^.\n]{0,30}\b(?:empty|gone|blank|missing|disappear\w{0,3})|\b(?:not|n['’]t|cannot|won['’]t|unable to|refuses?|rejects?)\b[^.\n]{0,40}https?:\/\/(?:localhost|127\.0\.0\.1)|https?:\/\/(?:localhost|127\.0\.0\.1)[^\n]{0,60}\b(?:not|n['’]t|refused|rejected)\b[^.\n]{0,16}\b(?:accept|allow|valid)?/i,
  'end-too-recent-told':
    /\bat least (?:2|two) minutes (?:before|prior to|earlier than) (?:the )?(?:current time|now)|\bmost updated data is (?:2|two) minutes/i,
  'names-registration-form':
    /\bregist(?:er|ering|ration)\b|developer (?:console|central|portal)|solution provider portal|edit app\b|app client|OAuth (?:redirect|log-?in) ur[il]/i,
  'names-special-value':
    /\b(?:SKUs?|values?|param\w{0,7})\b[^.\n]{0,60}\b(?:ampersands?|blanks?|white ?spaces?|plus|umlauts?|brackets?|parenthes[ei]s|commas?|accents?|non-ascii|needs? encoding|special)\b|(?:Leerzeichen|espacios?|espaces?|spazi|空格|スペース)[^.\n]{0,40}\bSKUs?\b|\bSKUs?\b[^.\n]{0,40}(?:Leerzeichen|espacios?|espaces?|spazi|空格|スペース)|(?:characters?|change) (?:after|when) (?:the )?(?:URL[- ]?)?encod/i,
  'invalid-input-told':
    /["'“`]invalid input["'”`] (?:error|response|message)|\b400\b[^\n]{0,24}\binvalid input\b/i,
  'says-role-added-later':
    /\b(?:subsequently|afterwards?|later(?: on)?|since then|just now|meanwhile)\b[^.\n]{0,24}\b(?:ticked|added|checked|enabled|selected|assigned|granted|approved)\b[^\n]{0,60}\b(?:app(?:lication)?|registration|role|profile)|\b(?:ticked|added|checked|enabled|selected|assigned|granted|approved) (?:it |the role |that role )?(?:subsequently|afterwards?|later(?: on)?)\b/i,
  'says-only-one-role':
    /\b(?:just|only)\b[^.\n]{0,24}\b(?:Amazon Fulfillment|Brand Analytics|Finance and Accounting|Inventory and Order Tracking|Product Listing|Selling Partner Insights|Pricing|Buyer (?:Communication|Solicitation))\b[^.\n]{0,30}\b(?:assigned|selected|ticked|role|on (?:our|the|my) app)/i,
  'says-other-types-subscribed':
    /\b(?:able to|can|could|works? for|succeed\w{0,3})\b[^.\n]{0,40}\b(?:subscri\w{2,8}|[A-Z]{3,12}_[A-Z_]{4,40})\b[^\n]{0,200}\b(?:but|unable|not|n['’]t|40[13]|denied|refused)\b[^\n]{0,80}\b[A-Z][A-Z0-9]{2,12}_[A-Z_]{4,40}\b/,
} as const satisfies Record<string, RegExp>
