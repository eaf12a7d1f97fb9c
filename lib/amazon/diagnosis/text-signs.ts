/**
 * What words in a paste show. Each expression runs over the whole masked paste, so none has a repetition inside of
 * a repetition, and every open one is bounded.
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
  'consent-not-primary': /\bSPDC8143\b|must be the primary user/i,
  'consent-wrong-entity': /\bSPSA0404\b/i,
  'consent-vendor-role': /\bSPSA2043\b/i,
  'consent-limit': /CONSENT_LIMIT_REACHED|O\s?Auth(?:orization)? (?:usage )?limit|OAuth limit/i,
  'application-not-found': /unable to find (?:the )?application/i,
  'asks-developer-id': /ask(?:s|ed|ing)?\b.{0,20}\bfor .{0,16}developer ?id/i,
  'developer-id-foreign': /is not associated with the application id/i,

  // Login with Amazon.
  'grant-code': /invalid grant parameter\s{0,4}:\s{0,4}code\b/i,
  'grant-redirect-uri': /invalid grant parameter\s{0,4}:\s{0,4}redirect_uri/i,
  'grant-refresh-token': /invalid grant parameter\s{0,4}:\s{0,4}refresh_token/i,
  'invalid-grant': /invalid[_ ]grant\b|InvalidGrant/,
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
  'token-missing': /access token is missing in the request header/i,
  'token-invalid': /access token you provided is revoked/i,
  'token-expired': /access token you provided has expired/i,
  'marketplace-region': /marketplaces? you provided (?:are|is) not valid for region/i,
  'marketplace-account': /marketplaceId does not match the marketplace associated/i,
  'signature-expired': /signature expired|signature not yet current|is now (?:earlier|later) than \d{8}T/i,
  'signature-mismatch':
    /request signature we calculated|(?:Invalid|Incomplete)Signature|SignatureDoesNotMatch|authorization header requires/i,
  'security-token-expired': /security token included in the request is expired|ExpiredToken\b/i,
  'security-token-invalid': /security token included in the request is invalid|UnrecognizedClient/i,
  'sts-answer':
    /sts\.amazonaws\.com\/doc|request is missing authentication token|AssumeRole.{0,80}(?:denied|not authorized)|not authorized to perform: ?sts:/i,
  'missing-authentication-token': /Missing ?Authentication ?Tok/i,
  'data-elements': /does? not have access to (?:one or more requested|some or all requ)/i,
  'no-sandbox-match': /could not match input arguments/i,
  'not-enrolled': /not enrolled for rotation notification/i,
  'quota-exceeded':
    /QuotaExceeded|exceeded your quota|Too ?Many ?Requests|too_many_requests|slow_down|rate exceeded|Throttling(?:Exception|Error)|RequestThrottled|request (?:was|is) throttled/i,
  'access-denied':
    /access to (?:the )?requested resource is denied|AccessDenied(?:Exception)|Forbidden(?:Exception|Error)|UnauthorizedException|reasons include access denied/i,
  'resource-forbidden': /access to the resource is forbidden/i,
  'resource-not-found':
    /\bNotFound\b|NotFoundException|requested resource doesn'?t exist|resource not found/i,
  'invalid-input': /\bInvalidInput\b|"InvalidRequest"|invalid parameters/,
  'user-agent-refused':
    /user-?agent.{0,60}(?:required|invalid|missing|must)|(?:invalid|missing).{0,30}user-?agent/i,
  'body-with-get':
    /get (?:request )?(?:must not|may not|can(?:no|')t) (?:have|contain|include) a (?:message )?(?:body|content)|content-length.{0,40}(?:get\b|not allowed)/i,
  'payload-size': /RequestTooLarge|payload too large/i,
  'media-type': /unsupported ?media ?type/i,
  'internal-failure':
    /InternalFailure|InternalError|InternalServerError|SellingApiServerException|internal server error|we encountered an internal error/i,
  'service-unavailable':
    /ServiceUnavailable|TemporarilyUnavailableException|service unavailable|service is temporarily/i,

  // The way there.
  'name-not-resolved':
    /ENOTFOUND|EAI_AGAIN|could not resolve host|cURL error 6\b|UnknownHostException|getaddrinfo|name or service not known|no such host|NameResolutionError/i,
  'certificate-refused':
    /cURL error 60\b|unable to get local issuer|self[-_ ]signed[-_ ]cert|PKIX path|CERTIFICATE_VERIFY_FAILED|certificate is invalid|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|x509:|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate verify failed|SSL certificate problem|ERR_TLS_CERT/i,
  'tls-broken':
    /SSLEOFError|EOF occurred in violation of protocol|handshake_failure|SSL connection could not be established|cURL error 35\b|wrong version number|SSL routines|EPROTO\b/i,
  'connection-refused':
    /ECONNREFUSED|not-sent \(|cURL error 7\b|connection refused|actively refused|EHOSTUNREACH|ENETUNREACH|network is unreachable|(?:failed|unable) to (?:connect|establish a (?:new )?connection)|NewConnectionError|ConnectException|no connection could be made/i,
  'connection-reset':
    /ECONNRESET|connection (?:was )?(?:reset|aborted|forcibly closed)|socket hang up|cURL error 5[26]\b|empty reply from server|RemoteDisconnected|interrupted \(|unexpected EOF/i,
  'timed-out':
    /ETIMEDOUT|cURL error 28\b|timed? ?out\b|Timeout(?:Error|Exception)|UND_ERR_\w{0,20}TIMEOUT|deadline exceeded|did not properly respond|no response from the connected/i,
  'html-answer': /<!doctype html|<html[\s>]|Unexpected token '?<|invalid character '<'|not valid JSON/i,
  'answer-unreadable': /answer \(\d{3}\) cannot be read/,
  'method-not-allowed': /\b405 (?:method )?not allowed|method ?not ?allowed/i,
  'answer-too-large': /too-large/,

  // Frames of libraries that were taking a token.
  'lwa-frame':
    /auth\/o2\/token|LWAClient|LWAAccessToken|LWAAuthorizationSigner|refreshAccessToken|GetAccessToken|access_token_client|LWAException|getting LWA|LWA (?:access )?token exchange|SellingPartnerApiAuthError/i,

  // What people say about it.
  'says-rotated': /\brotat(?:ed|ing|e|ion)\b/i,
  'says-decrypt': /(?:de|en)crypt/i,
  'says-worked-before':
    /used to work|was working|worked (?:fine|well|flawlessly|before)|working fine (?:for|until|before)|no (?:code )?changes|had been working|stopped working/i,
  'says-many-sellers':
    /\b(?:all|every(?: single)?|many|most|1000'?s|thousands)\b.{0,30}\b(?:sellers?|calls?|stores?|users?|customers?|accounts?|clients)\b/i,
  'says-some-sellers':
    /\b(?:some|one|certain|few|this|specific|particular)\b.{0,20}\b(?:sellers?|users?|stores?|customers?|accounts?|marketplaces?)\b/i,
  'says-one-operation':
    /\b(?:other|different|rest of the) (?:types?|apis?|reports?|endpoints?|operations?|calls?|actions?|feeds?)\b.{0,200}\b(?:works?|working|success|ok|can be|fine|normal|without (?:any )?(?:issues?|errors?|problems?))|\bworks? (?:fine |well )?(?:for|with|on)\b.{0,200}\bbut\b|without (?:any )?(?:issues?|problems?) for (?:many )?other|only (?:when|this|the|one)\b.{0,40}(?:endpoint|report|operation|api|feed)|BRAND_ANALYTICS/is,
  'says-cleared-itself': /cleared (?:it|them)sel|intermittent|sporadic|sometimes|randomly|now and then/i,
  'says-within-minutes':
    /(?:immediately|within (?:a )?(?:milli)?(?:seconds?|minute)|less than (?:a|1) minute|used at once|does not exceed)/i,
  'says-late': /~? ?(?:[1-5]\d|[6-9])(?:\s?-\s?\d\d)? ?min/i,
  'says-twice':
    /(?:called|sent|used|exchanged|runs?|fires?|request(?:ed)?) (?:it )?twice|useEffect|StrictMode|double[- ](?:callback|submit|request)|prefetch|second (?:time|request|call)/i,
  'says-other-user':
    /(?:user|seller|account|store)s? (?:account )?(?:that (?:is|was) )?(?:different|other) (?:from|than)|(?:another|different) (?:user|seller) account/i,
  'says-draft': /\bdraft\b/i,
  'says-published': /\bpublished\b|已发布|发布状态/i,
  'says-cancel':
    /\bcancel(?:s|led|ed)?\b.{0,60}(?:redirect|consent|author)|(?:not|never|doesn'?t|isn'?t|without) (?:being )?redirect(?:ed|ing)?|no redirect/i,
  'says-stuck': /\b(?:stuck|blank page|hangs)\b/i,
  'says-same-page':
    /(?:returns?|goes|redirects?|comes) (?:back )?to the same (?:web ?)?page|same (?:web ?)?page (?:again|reloads|appears)/i,
  'says-suspended': /suspended|deactivat|停用|被封|account (?:is )?(?:closed|on hold|inactive)/i,
  'says-vendor': /\bvendors?\b/i,
  'says-grantless': /grantless/i,
  'says-sandbox': /\bsandbox\b/i,
  'says-mws': /\bMWS\b/,
  'says-mws-token-missing':
    /mws_auth_token.{0,80}(?:missing|not|without)|(?:missing|no|without) .{0,10}mws_auth_token/i,
  'names-login-sdk':
    /amazon\.Login\.|Login\.authorize|api-sdk\.js|JavaScript SDK|code_verifier|scope["'\s:=]{1,6}profile/i,
  'sigv4-advice':
    /AWS4-HMAC-SHA256|SigV4|Signature ?V(?:ersion ?)?4|AWSAuthenticationCredentials|aws4_request|aws_?(?:secret|access)_?(?:access_?)?key|\bIAM\b|AssumeRole|role_?arn/i,
  'names-role': /\brole\b/i,
  'names-destination': /(?:create|get|delete)d? ?_?Destinations?\b/i,
  'names-subscription': /(?:create|get)_?Subscription|\bSubscriptions\b/i,
  'names-secret-rotation': /rotateApplicationClientSecret/i,
} as const satisfies Record<string, RegExp>

export type TextSign = keyof typeof textSigns

/** The signs whose words occur in the text. */
export function* wordSigns(text: string): Iterable<TextSign> {
  for (const [sign, expression] of Object.entries(textSigns)) {
    if (expression.test(text)) yield sign as TextSign
  }
}
