import type { Sign } from '../cause.ts'

/** Facts that only several signs together show. */
export type CombinedSign =
  | 'grantless-lacks-refresh-token'
  /** The call requests personal data, and something is missing. */
  | 'says-personal-data-empty'
  /** SP-API refused, and only the status is known. */
  | 'denied-without-words'
  /** At least one sign points at Amazon, and none at a change on our side. */
  | 'looks-like-amazon-fault'
  /** The message is a tool's own, or a tool's version of Amazon's. */
  | 'told-by-tool'
  /** Amazon reports too many calls, but the caller sent fewer than allowed. */
  | 'says-refused-below-rate'
  /** Amazon reports too many calls for a report that can’t be requested. */
  | 'says-settlement-throttled'
  /** The same request worked before, and nothing has changed since. */
  | 'says-same-request-worked'
  /** Amazon accepted a change, but it doesn’t show. */
  | 'says-accepted-unchanged'
  /** A list contains some entries more than once. */
  | 'says-entries-twice'
  /** The text expects something from the operation that it doesn’t do. */
  | 'asks-beyond-operation'
  /** It fails only with values that need encoding. */
  | 'special-value-fails'
  /** One region refuses what another accepts, and its own grants have the role. */
  | 'role-works-in-region'
  /** The application has the role, and this account's grant includes it. */
  | 'role-refuted'
  /** A standard OAuth client came back from Amazon's consent page without a code. */
  | 'oauth-client-finds-no-code'
  /** The policy of a queue that stays empty doesn't name Amazon's account. */
  | 'queue-without-amazon'
  /** The text is about Amazon's APIs, whatever else it says. */
  | 'about-sp-api'
  /** It is about them and asks something, but nothing in it failed. */
  | 'asks-without-failure'
  /** A throttled call was repeated and worked, and something else failed. */
  | 'throttled-in-passing'

/** Our own mistakes that also affect many sellers at the same moment. */
const explained: readonly Sign[] = [
  'secret-expired',
  'invalid-client',
  'quota-exceeded',
  'token-missing',
  'unsupported-grant-type',
  'malformed-request',
  'name-not-resolved',
  'certificate-refused',
  'changed-here',
  'says-deployed',
  'secret-overlap-ended',
  'says-other-application-works',
  'storage-answer',
  'parameter-named',
  'consent-in-other-region',
]

/** Mistakes in a request are the same each time, so they explain nothing if the request worked before. */
const inRequest: readonly Sign[] = ['marketplace-not-an-id', 'path-missing-segment']

/** Something was refused, is missing or doesn’t work. */
const failures: readonly Sign[] = [
  'names-failure',
  'says-access-denied',
  'says-something-missing',
  'says-data-missing',
  'says-list-empty',
  'says-list-incomplete',
  'says-fields-missing',
  'says-values-wrong',
  'says-unchanged',
  'says-duplicates',
  'says-time-shifted',
  'says-token-expired',
  'says-no-longer-works',
  'says-docs-differ',
  'says-registration-pending',
  'error-hidden',
  'library-failed',
  'status-400',
  'status-403',
  'report-stuck',
  'report-canceled',
  'invalid-input',
  'message-told',
  // A call or its response is about data, not about how something is set up.
  'knows-operation',
  'marketplace-is-listed',
]

/** What fails beside a call that was throttled and repeated. */
const unthrottled: readonly Sign[] = [
  'token-missing',
  'token-expired',
  'token-invalid',
  'access-denied',
  'resource-forbidden',
  'restricted-resource-refused',
  'invalid-grant',
  'invalid-client',
  'secret-expired',
  'invalid-input',
  'internal-failure',
  'server-error',
  'report-canceled',
  'status-400',
  'status-403',
]

/** Derives them from the signs that were already read. */
export function* combinedSigns(signs: ReadonlySet<Sign>): Iterable<Sign> {
  const has = (...all: readonly Sign[]) => all.every((sign) => signs.has(sign))
  const any = (...some: readonly Sign[]) => some.some((sign) => signs.has(sign))
  const isAtStorage = has('storage-answer')
  const isAtLwa = has('only-at-token-endpoint')
  if (
    has('status-403') &&
    !isAtLwa &&
    !isAtStorage &&
    !any(
      'own-gateway',
      'cloudfront-answer',
      'access-denied',
      'resource-forbidden',
      'missing-authentication-token',
      'signature-mismatch',
    )
  ) {
    yield 'access-denied'
    yield 'denied-without-words'
  }
  if (
    has('says-access-denied') &&
    any(
      'knows-operation',
      'at-sp-api',
      'names-subscription',
      'names-destination',
      'names-unauthorized',
      'says-role-missing',
      'asks-about-role',
      'access-token-header',
      'names-sp-api',
    ) &&
    (!isAtLwa || has('names-unauthorized', 'says-region-works')) &&
    !isAtStorage &&
    !any('access-denied', 'resource-forbidden', 'lwa-access-denied')
  ) {
    yield 'access-denied'
  }
  if (
    has('says-exchanges-code') &&
    has('invalid-grant') &&
    !any('grant-code', 'grant-refresh-token', 'grant-redirect-uri', 'redirect-uris-differ')
  )
    yield 'grant-code'
  // Sellers never see tokens, so a tool must have told them about one.
  const isSellerTold =
    has('says-seller-speaks') &&
    any('says-token-expired', 'token-expired', 'token-invalid', 'invalid-grant', 'grant-refresh-token')
  const isTold =
    (isSellerTold ||
      (any('tool-named', 'says-tool', 'tool-message') &&
        (any('tool-shares-application', 'says-seller-speaks', 'says-reconnect-button', 'tool-message') ||
          has('says-tool')))) &&
    !any('sp-api-body', 'lwa-answer', 'says-outage')
  if (isTold) yield 'told-by-tool'
  if (has('lacks-refresh-token') && any('calls-grantless', 'names-authorization-code-operation'))
    yield 'grantless-lacks-refresh-token'
  if (has('says-queue-silent', 'queue-policy-shown') && !any('queue-principal-amazon'))
    yield 'queue-without-amazon'
  if (has('code-arrived-twice')) yield 'says-exchanged-twice'
  if (has('quota-exceeded', 'names-settlement-report')) yield 'says-settlement-throttled'
  if (has('quota-exceeded', 'says-within-rate') && !isAtLwa) yield 'says-refused-below-rate'
  if (
    any('calls-restricted', 'names-personal-data') &&
    has('says-something-missing') &&
    !any(
      'access-denied',
      'says-access-denied',
      'invalid-input',
      'data-elements',
      'status-400',
      'internal-failure',
      'quota-exceeded',
      'restricted-resource-refused',
      'resource-not-found',
    )
  )
    yield 'says-personal-data-empty'
  if (has('says-the-others-work', 'says-one-seller-fails')) {
    yield 'says-others-work'
    yield 'says-some-sellers'
  }
  if (has('calls-grantless', 'asks-refresh-token')) yield 'says-asks'
  if (has('names-oauth-client', 'names-consent-page', 'says-code-not-found'))
    yield 'oauth-client-finds-no-code'
  // An order of another account is refused each time, unless accounts get mixed up in the program.
  const isAtTimes = any('says-works-at-times', 'says-at-random', 'says-cleared-itself')
  const isMixed = has('says-crosses-accounts') || has('says-many-in-process', 'says-restart-helps')
  if (isMixed && (isAtTimes || has('says-crosses-accounts', 'says-restart-helps'))) yield 'says-shared-cache'
  if (has('one-region-refuses')) {
    yield 'says-region-works'
    yield 'says-region-fails'
  }
  if (has('other-call-works', 'token-invalid')) yield 'says-other-operations-work'
  const isRoleShared =
    any('says-others-work', 'says-other-sellers-fine', 'known-others-work') ||
    has('says-the-others-work', 'says-one-seller-fails')
  const isGrantNewer =
    has('grant-newer-than-role') ||
    has('says-role-ticked', 'says-reauthorized') ||
    has('says-role-ticked', 'says-other-operations-work', 'says-same-token-works')
  if (has('sibling-type-works') || (isRoleShared && isGrantNewer && !has('grant-older-than-role')))
    yield 'role-refuted'
  if (has('says-accepted', 'says-unchanged', 'names-listing')) yield 'says-accepted-unchanged'
  if (has('says-duplicates', 'names-paging')) yield 'says-entries-twice'
  if (
    has('operation-has-note') &&
    any('says-something-missing', 'says-asks', 'says-list-incomplete', 'says-only-own', 'says-where')
  )
    yield 'asks-beyond-operation'
  if (any('names-sp-api', 'knows-operation', 'at-sp-api', 'at-token-endpoint', 'tool-named'))
    yield 'about-sp-api'
  if (has('asks-about-setup', 'names-sp-api') && !any(...failures)) yield 'asks-without-failure'
  if (has('throttle-recovered') && any(...unthrottled)) yield 'throttled-in-passing'
  if (has('path-slash-in-value')) yield 'says-special-characters'
  if (any('says-special-characters', 'names-special-value')) yield 'special-value-fails'
  if (isInvalid(has, any)) yield 'invalid-input'
  const isProven = any('says-worked-before', 'says-no-longer-works') && has('says-nothing-changed')
  if (isProven) yield 'says-same-request-worked'
  if (has('one-region-refuses') && any('same-role-call-works', 'says-previous-version-works'))
    yield 'role-works-in-region'
  if (has('says-other-sellers-fine')) yield 'says-others-work'
  if (has('says-canceled-order')) yield 'says-order-canceled'
  if (has('says-every-one')) yield 'says-many-sellers'
  const isMany = any('says-every-one', 'says-many-fail', 'says-many-sellers', 'others-fail')
  const isUnchanged = has('says-nothing-changed')
  const isRegional = has('says-region-fails', 'says-region-works') || has('one-region-refuses')
  const isSudden = any('says-start-time', 'says-no-longer-works')
  // That something began doesn't say on whose side.
  const isTelling =
    isMany ||
    isUnchanged ||
    isRegional ||
    any('says-works-singly', 'says-others-too', 'says-recovered', 'says-worked-before')
  const points = !isTelling
    ? 0
    : [
        isMany,
        isUnchanged,
        isRegional,
        has('says-start-time'),
        has('says-no-longer-works'),
        has('says-works-singly'),
        has('says-others-too'),
        has('says-recovered'),
      ].filter(Boolean).length
  // Without a definite start, a region that fails is most likely one in which the account never authorized.
  const isTimed = isSudden || (isUnchanged && (isMany || isRegional))
  if (
    ((points >= 2 && isTimed) || has('says-outage')) &&
    (isProven || !any(...inRequest)) &&
    !any(...explained)
  )
    yield 'looks-like-amazon-fault'
}

/** Words that Amazon uses for a request that it can't accept, without the code that goes with them. */
function isInvalid(
  has: (...all: readonly Sign[]) => boolean,
  any: (...some: readonly Sign[]) => boolean,
): boolean {
  if (any(...refusedOtherwise)) return false
  return (
    has('invalid-input-told') ||
    has('message-specific', 'status-400') ||
    (has('message-told') && any('knows-operation', 'at-sp-api'))
  )
}

const refusedOtherwise: readonly Sign[] = [
  'access-denied',
  'resource-forbidden',
  'resource-not-found',
  'quota-exceeded',
  'token-invalid',
  'token-expired',
  'token-missing',
  'signature-mismatch',
  'sts-answer',
  'internal-failure',
  'storage-answer',
  'lwa-answer',
  'invalid-grant',
  'already-exists',
  'report-fatal',
]
