import { expect, test } from 'vitest'
import { diagnoseReport } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import { AppError } from '#lib/errors.ts'
import { toProblemDetails } from '#lib/problem-details.ts'

const requestId = '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a0'

test('an error has the members of RFC 9457, its code and the request id', () => {
  expect(toProblemDetails(new AppError('min_ttl_invalid'), requestId)).toEqual({
    type: 'urn:gatehouse:error:min_ttl_invalid',
    title: 'Invalid min_ttl',
    status: 400,
    detail: 'Send whole seconds from 0 to 3500, or omit it for the default.',
    instance: `urn:uuid:${requestId}`,
    code: 'min_ttl_invalid',
    request_id: requestId,
  })
})

test('it has the time to retry, the invalid field, the allowed values and the diagnosis of Amazon’s answer', () => {
  const diagnosis = diagnoseReport('MD5101')
  const error = new AppError('grantless_scope_refused', {
    retryAt: new Date('2026-11-22T00:01:00Z'),
    field: 'scope',
    allowed: ['sellingpartnerapi::notifications'],
    diagnosis,
  })
  expect(toProblemDetails(error, requestId)).toMatchObject({
    retry_at: '2026-11-22T00:01:00.000Z',
    field: 'scope',
    allowed: ['sellingpartnerapi::notifications'],
    ...(diagnosis && { diagnosis: { id: diagnosis.id, who: diagnosis.who, cause: diagnosis.cause } }),
  })
  expect(diagnosis).not.toBeNull()
})

test('other details only go to the log', () => {
  const error = new AppError('client_secret_refused', { detail: 'Canary', amazonRequestId: 'Canary' })
  expect(JSON.stringify(toProblemDetails(error, requestId))).not.toContain('Canary')
})

test('an unexpected failure reveals nothing, and an unavailable database has its own code', () => {
  const unexpected = toProblemDetails(new Error('Canary'), requestId)
  expect(unexpected).toMatchObject({ code: 'internal', status: 500 })
  expect(JSON.stringify(unexpected)).not.toContain('Canary')
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect(toProblemDetails(away, requestId)).toMatchObject({ code: 'database_unavailable', status: 503 })
})
