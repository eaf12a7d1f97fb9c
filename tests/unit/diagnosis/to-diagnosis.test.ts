import { describe, expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { sellerWords } from '#lib/amazon/diagnosis/seller-words.ts'
import type { Known } from '#lib/amazon/diagnosis/signs/known-signs.ts'
import { diagnoseFailure, toDiagnosis } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import { AmazonUnreachableError, AmazonUnreadableError, LwaError, SpApiError } from '#lib/amazon/errors.ts'
import { errors } from '#lib/errors.ts'
import { describeFailure } from '#lib/failure.ts'
import { lwaRows, refuseToken } from '#simulator/lwa/errors.ts'
import { apiRows, refuseApi } from '#simulator/sp-api/errors.ts'

const at = (status: number) => ({ status, requestId: 'e7d59c52-1320-4ccf-b76b-fddfee2afa50' })
const invalidGrant = (parameter: string) =>
  new LwaError('invalid_grant', `The request has an invalid grant parameter : ${parameter}`, at(400))
const denied = (details: string) =>
  new SpApiError('Unauthorized', 'Access to requested resource is denied.', details, at(403))

describe('diagnoses our own errors by Amazon’s message', () => {
  test.each([
    [invalidGrant('code'), 'code-refused'],
    [invalidGrant('refresh_token'), 'refresh-refused'],
    [new LwaError('invalid_client', 'Client authentication failed', at(401)), 'credentials-refused'],
    [new LwaError('server_error', 'The response contains no LWA error.', at(500)), 'lwa-server-error'],
    [new LwaError('slow_down', 'Too many requests', at(429)), 'throttled-at-lwa'],
    [new LwaError('anything', 'else', at(429)), 'lwa-429'],
    [new LwaError('access_denied', 'Access denied', at(400)), 'lwa-access-denied'],
    [new LwaError('too_many_requests', 'The response contains no LWA error.', at(429)), 'throttled-at-lwa'],
    [denied(''), 'access-denied'],
    [denied('The LWA secret token you provided has expired.'), 'secret-expired'],
    [
      new SpApiError('QuotaExceeded', 'You exceeded your quota for the requested resource.', '', at(429)),
      'throttled',
    ],
    [
      new SpApiError('InternalFailure', 'The response contains no SP-API error.', '', at(500)),
      'internal-failure',
    ],
    [new AmazonUnreadableError('it is not JSON', at(200)), 'answer-unreadable'],
  ])('%s', (error, id) => {
    expect(toDiagnosis(error).id).toBe(id)
    expect(diagnose(readPaste(error.message))[0]?.id, 'a pasted line of our log').toBe(id)
  })

  test('suggests what to check for an unknown message', () => {
    expect(toDiagnosis(new LwaError('brand_new', 'Never seen.', at(400))).check).not.toBeNull()
  })
})

describe('diagnoses every failure to reach Amazon', () => {
  test.each([
    ['ENOTFOUND', 'name-not-resolved'],
    ['EAI_AGAIN', 'name-not-resolved'],
    ['ECONNREFUSED', 'connection-refused'],
    ['EHOSTUNREACH', 'connection-refused'],
    ['ENETUNREACH', 'connection-refused'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timed-out'],
    ['CERT_HAS_EXPIRED', 'certificate-refused'],
    ['CERT_NOT_YET_VALID', 'certificate-refused'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-refused'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-refused'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-refused'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-refused'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-refused'],
    ['ANYTHING_ELSE', 'connection-refused'],
  ])('not sent: %s', (reason, id) => {
    expect(toDiagnosis(new AmazonUnreachableError('not-sent', reason)).id).toBe(id)
  })

  test.each([
    ['interrupted', 'ECONNRESET', 'connection-reset'],
    ['interrupted', 'UNKNOWN', 'connection-reset'],
    ['timeout', 'TIMEOUT', 'timed-out'],
    ['too-large', 'more than 65536 bytes', 'answer-too-large'],
  ] as const)('%s: %s', (failure, reason, id) => {
    expect(toDiagnosis(new AmazonUnreachableError(failure, reason)).id).toBe(id)
  })
})

describe('our records distinguish causes with the same message', () => {
  test.each<[string, ReturnType<typeof invalidGrant>, Known, string]>([
    ['a code that was already sent', invalidGrant('code'), { code: 'sent-before' }, 'code-spent'],
    ['an expired code', invalidGrant('code'), { code: 'late' }, 'code-too-old'],
    ['a new code that was sent only once', invalidGrant('code'), { code: 'in-time' }, 'code-refused-in-time'],
    [
      'a code from another consent',
      invalidGrant('code'),
      { code: 'in-time', isCodeBare: true },
      'code-bare-known',
    ],
    [
      'an incident at Amazon',
      invalidGrant('refresh_token'),
      { manyAlike: true, refusal: 'revoked' },
      'refresh-incident',
    ],
    ['a first refusal', invalidGrant('refresh_token'), { refusal: 'in-doubt' }, 'refresh-once'],
    ['a revoked authorization', invalidGrant('refresh_token'), { refusal: 'revoked' }, 'refresh-revoked'],
    [
      'an authorization past its term',
      invalidGrant('refresh_token'),
      { refusal: 'revoked', isTermOver: true },
      'refresh-lapsed',
    ],
    [
      'an expired client secret',
      new LwaError('invalid_client', 'Client authentication failed', at(401)),
      { isSecretOver: true },
      'secret-old-refused',
    ],
    [
      'a wrong client secret',
      new LwaError('invalid_client', 'Client authentication failed', at(401)),
      { isSecretOver: false },
      'credentials-refused',
    ],
  ])('%s', (_what, error, known, id) => {
    expect(toDiagnosis(error, known).id).toBe(id)
  })

  test('nobody has to act when a vendor’s store details are refused', () => {
    expect(toDiagnosis(denied(''), { partnerType: 'vendor' }).id).toBe('known-vendor-refused')
  })
})

describe('our records answer questions in advance', () => {
  test.each<[Known, string, string]>([
    [{ grant: 'older-than-role' }, 'role-when.after', 'grant-older-than-role'],
    [{ othersWork: true, partnerType: 'seller' }, 'other-seller.yes', 'known-account-refused'],
  ])('%j', (known, answer, id) => {
    const diagnosis = toDiagnosis(denied(''), known)
    expect(diagnosis.id).toBe(id)
    expect(diagnosis.answered.map((one) => one.id)).toContain(answer)
    expect(diagnosis.questions.map((one) => one.id)).not.toContain(answer.split('.')[0])
  })

  test('such as which operation was called, and with which token', () => {
    const known = {
      request: 'GET /finances/2024-06-19/transactions?postedAfter=2026-11-20',
      tokenKind: 'access',
    } as const
    const { id, others, questions } = toDiagnosis(denied(''), { ...known, partnerType: 'seller' })
    expect(id).toBe('access-denied')
    expect(others.join('\n')).not.toMatch(/client_credentials|vendor|restricted/i)
    expect(questions.map((one) => one.id)).not.toContain('token-kind')
  })

  test('and rule out a grant that is newer than the role', () => {
    const { title, others } = toDiagnosis(denied(''), { grant: 'newer-than-role' })
    expect([title, ...others].join('\n')).not.toMatch(/older than the role/)
  })

  test('and explain a new code better than the attempt’s own error', () => {
    const { failure } = invalidGrant('code')
    expect(diagnoseFailure(failure, { attemptProblem: 'code_refused', code: 'in-time' })?.id).toBe(
      'code-refused-in-time',
    )
  })
})

describe('an attempt', () => {
  test('is explained by Amazon’s message, if there is one', () => {
    const { failure } = invalidGrant('code')
    expect(diagnoseFailure(failure, { attemptProblem: 'code_refused', code: 'late' })?.id).toBe(
      'code-too-old',
    )
  })

  test('is otherwise explained by its own error', () => {
    expect(diagnoseFailure(null, { attemptProblem: 'not_finished' })?.id).toBe('attempt-not-finished')
    expect(diagnoseFailure(null, { attemptProblem: 'selling_partner_mismatch' })?.who).toBe('seller')
  })

  test('has no diagnosis if nothing went wrong', () => {
    expect(diagnoseFailure(null)).toBeNull()
  })

  test('is explained to the seller as on the finish page', () => {
    const diagnosis = diagnoseFailure(null, { attemptProblem: 'code_expired' })
    const { title, next } = errors.code_expired
    expect(diagnosis && sellerWords(diagnosis)).toEqual({ title, next })
  })
})

test('sellers see no technical terms', () => {
  // Attempts use the wording of lib/errors/, which has its own tests.
  for (const cause of allCauses.filter(({ id }) => !id.startsWith('attempt-'))) {
    const { title, next } = sellerWords(cause)
    expect(`${title} ${next}`, cause.id).not.toMatch(
      /token|LWA|SP-API|redirect|OAuth|client|scope|API|JSON|MD\d/,
    )
    expect(title).not.toBe('')
    expect(next).not.toBe('')
  }
})

test('never mistakes LWA’s rate limit for SP-API’s', () => {
  for (const paste of [
    '{"error":"slow_down","error_description":"Too many requests"}',
    'HTTP/1.1 429 Too Many Requests\n\n{"error_description":"Too many requests","error":"slow_down"}',
    '{"error":"TooManyRequests","error_description":"Rate exceeded"}',
    'POST https://api.amazon.com/auth/o2/token\n429 Too Many Requests',
    'POST https://api.amazon.com/auth/o2/token\nstatus 429',
    'x-amzn-ErrorType: ThrottlingException:http://internal.amazon.com/coral/com.amazon.panda/',
    'LWA 429 slow_down: Too many requests',
  ]) {
    expect(diagnose(readPaste(paste))[0]?.id, paste).toMatch(/^(throttled-at-lwa|lwa-429)$/)
  }
  for (const paste of [
    '{"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource."}]}',
    'GET https://sellingpartnerapi-na.amazon.com/orders/v0/orders 429 Too Many Requests',
  ]) {
    expect(diagnose(readPaste(paste))[0]?.id, paste).toBe('throttled')
  }
})

/** Every way in which a request from Gatehouse itself can fail. */
const ownFailures = [
  ...lwaRows.flatMap((row) => {
    const { status, body } = refuseToken(row, '', 'code')
    const { error, error_description } = JSON.parse(body)
    return [new LwaError(error ?? '', error_description ?? '', at(status)).failure]
  }),
  ...['The response contains no LWA error.'].flatMap((words) =>
    [429, 500, 502, 503].map((status) => new LwaError('server_error', words, at(status)).failure),
  ),
  ...apiRows.flatMap((row) => {
    const { status, body } = refuseApi(row, '')
    const [first] = JSON.parse(body).errors
    return [new SpApiError(first.code ?? '', first.message ?? '', first.details ?? '', at(status)).failure]
  }),
  ...(['not-sent', 'interrupted', 'timeout', 'too-large'] as const).map(
    (failure) => new AmazonUnreachableError(failure, 'ANYTHING').failure,
  ),
  new AmazonUnreadableError('it is not JSON', at(200)).failure,
]
const ownRecords: readonly Known[] = [
  {},
  { code: 'in-time', attemptProblem: 'code_refused' },
  { code: 'late', attemptProblem: 'code_refused' },
  { code: 'sent-before', attemptProblem: 'exchange_interrupted' },
  { isCodeBare: true },
  { refusal: 'in-doubt' },
  { refusal: 'revoked' },
  { refusal: 'revoked', isTermOver: true },
  { manyAlike: true },
  { isSecretOver: true },
]

test('never tells operators to do what Gatehouse does automatically', () => {
  const doneHere =
    /\bexchange (?:it|the code|spapi|codes)|on the server|form-encode|Content-Type|URLSearchParams|backoff|delays \(|^Repeat|\bretry\b|consume (?:the|each) state|omit redirect_uri|(?:store|replace) the (?:new|old|stored)|(?:store|cache) the (?:token|client id)|new access token|log its length|read spapi|names and lengths|decode it|call getMarketplace|at \/diagnose|curl -i/i
  for (const failure of ownFailures) {
    for (const known of ownRecords) {
      const { id, steps } = diagnoseFailure(failure, known) ?? { id: failure.detail, steps: [] }
      for (const step of steps) expect(step, `${id}: ${describeFailure(failure)}`).not.toMatch(doneHere)
    }
  }
})

test('a failure gets the same diagnosis as its pasted log line', () => {
  for (const failure of ownFailures) {
    const [pasted] = diagnose(readPaste(describeFailure(failure)))
    // A pasted text can lack details that a stored failure doesn't.
    expect(diagnoseFailure(failure)?.id ?? 'unclear', describeFailure(failure)).toBe(pasted?.id)
  }
})
