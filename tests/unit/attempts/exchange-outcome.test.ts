import { describe, expect, test } from 'vitest'
import { AmazonUnreachableError, AmazonUnreadableError, LwaError, SpApiError } from '#lib/amazon/errors.ts'
import { classifyExchangeFailure } from '#lib/attempts/complete.ts'

const evidence = (status: number) => ({ status, requestId: 'r1' })
const lwa = (status: number, code: string) => new LwaError(code, 'said Amazon', evidence(status))
const silence = (failure: 'not-sent' | 'interrupted' | 'timeout' | 'too-large') =>
  new AmazonUnreachableError(failure, 'CODE')
const unreadable = new AmazonUnreadableError('it is not JSON', evidence(200))

const retry = (code: string, more = {}) => ({
  kind: 'retry',
  code,
  uncertain: false,
  ...more,
})
const end = (code: string, more = {}) => ({
  kind: 'end',
  code,
  uncertain: false,
  ...more,
})

describe('A8: a code works once, so a failed exchange is classified by whether LWA may have spent it', () => {
  test.each([
    ['not sent', silence('not-sent'), 0, retry('amazon_unavailable')],
    [
      'not sent, after a send that stayed without answer',
      silence('not-sent'),
      1,
      retry('amazon_unavailable'),
    ],
    ['a timeout', silence('timeout'), 0, retry('amazon_unavailable', { uncertain: true })],
    ['a later timeout', silence('timeout'), 5, retry('amazon_unavailable', { uncertain: true })],
    ['a reset', silence('interrupted'), 0, retry('amazon_unavailable', { uncertain: true })],
    ['a later reset', silence('interrupted'), 5, retry('amazon_unavailable', { uncertain: true })],
    [
      'an answer too large to read',
      silence('too-large'),
      0,
      retry('amazon_unavailable', { uncertain: true }),
    ],
    ['an answer of no JSON', unreadable, 0, retry('amazon_answer_unreadable', { uncertain: true })],
    ['a later answer of no JSON', unreadable, 5, retry('amazon_answer_unreadable', { uncertain: true })],
    ['a 500', lwa(500, 'server_error'), 0, retry('amazon_unavailable')],
    ['a 503', lwa(503, 'temporarily_unavailable'), 1, retry('amazon_unavailable')],
    ['a 429', lwa(429, 'too_many_requests'), 0, retry('amazon_unavailable')],
    ['wrong credentials', lwa(401, 'invalid_client'), 0, retry('application_refused')],
    ["another application's code", lwa(400, 'unauthorized_client'), 0, end('code_refused')],
    ['a refused code', lwa(400, 'invalid_grant'), 0, end('code_refused')],
    ['a refused code after a send without answer', lwa(400, 'invalid_grant'), 1, end('exchange_interrupted')],
    ['a request that LWA does not take', lwa(400, 'invalid_request'), 0, end('code_refused')],
    ['a refusal for good', lwa(400, 'access_denied'), 1, end('code_refused')],
  ])('%s', (_what, error, uncertainSends, expected) => {
    expect(classifyExchangeFailure(error, uncertainSends)).toMatchObject(expected)
  })
})

test("G7: Amazon's words and its request id are kept for the operator", () => {
  expect(classifyExchangeFailure(lwa(400, 'invalid_grant'), 0)).toMatchObject({
    failure: { source: 'lwa', status: 400, code: 'invalid_grant', detail: 'said Amazon' },
    requestId: 'r1',
  })
  expect(classifyExchangeFailure(silence('timeout'), 0)).toMatchObject({ requestId: null })
  expect(classifyExchangeFailure(new SpApiError('Unauthorized', 'No', '', evidence(403)), 0)).toMatchObject({
    kind: 'end',
  })
})

test.each([new Error('a fault of ours'), 'text', null, undefined])(
  'an error that isn’t Amazon’s is not classified: %s',
  (error) => {
    expect(classifyExchangeFailure(error, 0)).toBeNull()
  },
)
