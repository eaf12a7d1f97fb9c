import { expect, test } from 'vitest'
import { paths } from '#components/paths.ts'
import type { EventSubjectKind } from '#drizzle/schema.ts'
import { toPublishedEvent } from '#lib/events/payload.ts'
import type { EventRow } from '#lib/store/events/events.ts'

const row: EventRow = {
  id: '019aab5c-6f00-7c3e-9d55-1d6c0f7a9e01',
  transactionId: '1',
  position: 1,
  type: 'authorization.paused',
  subjectKind: 'authorization',
  subjectId: 'subject',
  sequence: 3,
  isPublic: true,
  applicationId: null,
  accountId: null,
  authorizationId: null,
  externalReference: null,
  tags: {},
  data: {},
  actorKind: 'system',
  actorId: null,
  requestId: 'internal request',
  amazonRequestId: 'amazon request',
  happenedAt: new Date('2026-11-22T12:00:00.000Z'),
  recordedAt: new Date('2026-11-22T12:00:00.000Z'),
}

test.each([
  ['authorization', paths.authorization('subject')],
  ['attempt', paths.attempt('subject')],
  ['application', paths.application('subject')],
  ['incident', paths.incident('subject')],
  ['link', paths.links],
  ['webhook_endpoint', paths.webhook('subject')],
  ['api_key', paths.keys],
  ['audit_log', paths.audit],
] as const satisfies readonly (readonly [EventSubjectKind, string])[])(
  'an event about %s links to its page',
  (subjectKind, path) => {
    const { data } = toPublishedEvent({ ...row, subjectKind }, 'https://gatehouse.example.com')
    expect(data.url).toBe(`https://gatehouse.example.com${path}`)
  },
)

test('an event’s data cannot replace the common fields', () => {
  const data = { event_id: 'other', sequence: 99, url: 'https://evil.example/', cause: 'paused' }
  expect(toPublishedEvent({ ...row, data }, 'https://gatehouse.example.com').data).toMatchObject({
    event_id: row.id,
    sequence: 3,
    cause: 'paused',
    url: 'https://gatehouse.example.com/ops/authorizations/subject',
  })
})

test('H7: a secret that got into an event is masked', () => {
  const data = {
    detail: `LWA said Atzr|${'s'.repeat(40)} is invalid`,
    nested: { refresh_token: 'x'.repeat(20) },
  }
  const text = JSON.stringify(toPublishedEvent({ ...row, data }, 'https://gatehouse.example.com'))
  expect(text).not.toMatch(/sssss|xxxxx/)
  expect(text).toContain('amazon request')
  expect(text).not.toContain('internal request')
})
