import { describe, expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'

const denied = (details: string) =>
  `HTTP/1.1 403 Forbidden\n\n{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"${details}"}]}`
const lwa = (error: string, description: string) => JSON.stringify({ error, error_description: description })
const token = 'https://api.amazon.com/auth/o2/token'
const api = 'https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations'

/** One real or documented response for each row of the simulator's table. */
const answers: readonly (readonly [row: string, paste: string])[] = [
  ['MD1000', 'Error Code: MD1000'],
  ['MD4010', 'Error Code: MD4010'],
  ['MD5100', 'Error Code: MD5100'],
  ['MD5101', 'Error Code: MD5101'],
  ['MD5110', 'Error Code: MD5110'],
  ['MD9100', 'Error Code: MD9100'],
  ['MD9999', 'Error Code: MD9999'],
  ['SPDC8143', 'Error code: SPDC8143'],
  ['SPSA0404', 'SPSA0404'],
  ['SPSA2043', 'SPSA2043'],
  ['CONSENT_LIMIT_REACHED', 'CONSENT_LIMIT_REACHED'],
  ['CONSENT_LIMIT_REACHED', 'This application has reached the OAuthorization usage limit'],
  ['L1', lwa('invalid_grant', 'The request has an invalid grant parameter : code')],
  ['L2', lwa('invalid_grant', 'The request has an invalid grant parameter : redirect_uri')],
  [
    'L3',
    lwa(
      'invalid_grant',
      "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    ),
  ],
  ['L3', lwa('invalid_grant', 'The request has an invalid grant parameter : refresh_token')],
  ['L4', lwa('unauthorized_client', 'Not authorized for requested operation')],
  ['L5', lwa('invalid_client', 'Client authentication failed')],
  [
    'L6',
    lwa(
      'unsupported_grant_type',
      'The authorization grant type is not supported by the authorization server',
    ),
  ],
  ['L7', lwa('invalid_request', 'The request is missing a required parameter : client_id')],
  ['L7', lwa('invalid_request', 'The request has an invalid parameter : code')],
  ['L7', lwa('invalid_request', 'Malformed request')],
  ['L8', lwa('invalid_scope', 'The request has an invalid parameter : scope')],
  ['L9', 'An unknown scope was requested'],
  ['L10', `GET ${token} 405 Not Allowed`],
  [
    'L11',
    'POST /auth/o2/token HTTP/1.1\nHost: sandbox.sellingpartnerapi-eu.amazon.com\n\nHTTP/1.1 403 Forbidden\n{"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  ],
  ['L12', 'https://api.amazon.com/Oauth/o2/token <html><title>Website not available</title></html>'],
  ['L13', lwa('server_error', 'Internal')],
  ['L13', `POST ${token}\nHTTP/1.1 500 Internal Server Error`],
  ['L14', lwa('temporarily_unavailable', '')],
  ['L15', `POST ${token} status 429 Too Many Requests TooManyRequestsException`],
  ['L16', `cURL error 6: Could not resolve host: api.amazon.com for ${token}`],
  ['L16', `cURL error 60: SSL certificate problem: unable to get local issuer certificate for ${token}`],
  ['L16', `Error: connect ECONNREFUSED 52.94.0.1:443 ${token}`],
  ['L16', `ReadTimeout ${token}`],
  ['L17', lwa('access_denied', 'Access not permitted')],
  ['S1', denied('Access token is missing in the request header.')],
  ['S2', denied('The access token you provided is revoked, malformed or invalid.')],
  ['S3', denied('The access token you provided has expired.')],
  ['S4', denied('The LWA secret token you provided has expired.')],
  ['S5', denied('The marketplaces you provided are not valid for region.')],
  ['S6', denied('')],
  [
    'S7',
    '{"errors":[{"message":"Access to requested resource is denied.","code":"MissingAuthenticationToken"}]}',
  ],
  ['S7', '{"message":"Missing Authentication Token"}'],
  ['S8', 'Access to the resource is forbidden'],
  ['S9', 'HTTPStatus = 403 Unauthorized The security token included in the request is expired'],
  [
    'S10',
    '{"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource.","details":""}]}',
  ],
  ['S11', '{"errors":[{"code":"InvalidInput","message":"Could not match input arguments"}]}'],
  ['S12', '{"errors":[{"code":"InvalidInput","message":"Invalid Input"}]}'],
  [
    'S12',
    '{"errors":[{"code":"InvalidInput","message":"Application is not enrolled for rotation notification. Please update application notification preference in Developer console."}]}',
  ],
  ['S13', `GET ${api} HTTP/1.1 401 Unauthorized`],
  [
    'S14',
    `GET ${api} 404 {"errors":[{"code":"NotFound","message":"The requested resource doesn\\u0027t exist."}]}`,
  ],
  ['S15', `POST ${api} 413 Payload Too Large`],
  ['S15', `POST ${api} status: 415`],
  [
    'S16',
    '{"errors":[{"code":"InternalFailure","message":"We encountered an internal error. Please try again."}]}',
  ],
  ['S17', `${api} 503 Service Unavailable`],
]

describe('diagnoses every row of Amazon’s errors', () => {
  test.each(answers)('%s: %s', (row, paste) => {
    const [first] = diagnose(readPaste(paste))
    const cause = allCauses.find(({ id }) => id === first?.id)
    expect(cause?.rows).toContain(row)
  })
})

describe('the table of causes', () => {
  test.each(allCauses.map((cause) => [cause.id, cause] as const))('%s has complete wording', (_id, cause) => {
    for (const words of [cause.title, cause.cause, cause.evidence, ...cause.steps]) {
      expect(words.trim()).not.toBe('')
      expect(words).not.toMatch(/!|\bplease\b.*\bplease\b/i)
    }
    expect(cause.steps.length).toBeGreaterThan(0)
    expect(cause.title).not.toMatch(/\.$/)
    expect(cause.title.length).toBeLessThan(100)
    expect(cause.link).toMatch(
      /^https:\/\/(?:developer-docs\.amazon\.com|developer\.amazon\.com|sellercentral\.amazon\.com)\//,
    )
    for (const thread of cause.seen) expect(thread).toMatch(/^https:\/\//)
  })

  test('has unique ids', () => {
    expect(new Set(allCauses.map(({ id }) => id)).size).toBe(allCauses.length)
  })

  test('ends each symptom with a general cause', () => {
    const last = new Map(allCauses.map((cause) => [cause.symptom, cause]))
    const open = [...last.values()].filter(({ given }) => given.length > 0).map(({ id }) => id)
    // These symptoms have causes only together with other signs: on their own, they show nothing.
    expect(open).toEqual([
      'call-currency-differs',
      'call-boolean-as-number',
      'destination-unknown',
      'signature-special-characters',
      'uri-form-refuses',
      'type-role-added-later',
      'says-only-one-role',
      'says-other-types-subscribed',
      'says-arn-of-user',
      'far-east-per-country',
      'arn-cannot-change',
      'no-scope-for-sellers',
      'session-of-tool',
      'proxy-answer',
      'no-refresh-token-without-secret',
      'scheme-in-host-header',
      'hidden-lwa-refusal',
      'sandbox-upload',
      'consent-example-values',
      'canceled-order-has-no-buyer',
      'noticed-unset-parameter',
      'noticed-json-with-form-header',
      'noticed-form-with-json-header',
      'noticed-json-without-header',
      'noticed-multipart-body',
      'noticed-unreadable-content-type',
      'grantless-with-refresh-token',
      'grantless-operation-asked',
      'lwa-403',
      'subscription-is-not-grantless',
      'message-of-tool',
      'credentials-incomplete',
    ])
  })

  test('suggests what to check if a symptom has several causes and none is shown', () => {
    const bySymptom = Map.groupBy(allCauses, ({ symptom }) => symptom)
    const silent = [...bySymptom.values()]
      .filter((causes) => causes.length > 2)
      .map((causes) => causes.at(-1))
      .filter((cause) => cause !== undefined && cause.given.length === 0)
      .filter((cause) => cause?.check === undefined && cause?.decidedBy === undefined)
    expect(silent.map((cause) => cause?.id)).toEqual([])
  })
})
