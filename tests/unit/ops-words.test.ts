import { describe, expect, test } from 'vitest'
import {
  actorWords,
  describeEntry,
  type HistoryEntry,
  mergeHistory,
} from '#components/authorizations/history.tsx'
import { callsView } from '#components/calls/calls-view.ts'
import { prettyJson } from '#components/calls/response-data.ts'
import { diagnoseFailure } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import { actions } from '#lib/audit/actions.ts'
import type { ErrorCode } from '#lib/errors.ts'

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  id: 1,
  happenedAt: new Date(0),
  action: 'authorization.completed',
  outcome: 'done',
  actorKind: 'account',
  personName: null,
  details: {},
  requestId: null,
  ...change,
})

describe('the history in plain words', () => {
  test.each(Object.keys(actions).filter((action) => action.startsWith('authorization.')))(
    '%s has its own words',
    (action) => {
      expect(describeEntry(entry({ action })).what).not.toContain(action.replace('.', ' '))
    },
  )

  test('a failed refresh says so, with Amazon’s answer', () => {
    const words = describeEntry(
      entry({
        action: 'authorization.refresh-failed',
        details: { problem: 'LWA 400 invalid_grant' },
      }),
    )
    expect(words).toMatchObject({
      what: 'Manual refresh',
      detail: 'LWA 400 invalid_grant',
    })
  })

  test('a call shows its status, or that Amazon didn’t respond', () => {
    const call = (status: number | null) =>
      describeEntry(
        entry({ action: 'call.ran', details: { operation: 'getMarketplaceParticipations', status } }),
      )
    expect(call(403)).toMatchObject({
      what: 'Called getMarketplaceParticipations',
      detail: 'Amazon answered 403.',
    })
    expect(call(null).detail).toBe('Amazon didn’t respond.')
  })

  test('a change of health names its cause, and a flag doesn’t', () => {
    const change = { id: '1', cause: 'invalid_grant', happenedAt: new Date(0) }
    const detailOf = (type: 'authorization.reauthorization_needed' | 'authorization.renewal_due') =>
      mergeHistory([], [{ ...change, type }], [])[0]?.detail
    expect(detailOf('authorization.reauthorization_needed')).toBe('Refresh token refused')
    expect(detailOf('authorization.renewal_due')).toBeNull()
  })

  test('an unknown action is still shown', () => {
    expect(describeEntry(entry({ action: 'authorization.re-named' })).what).toBe('authorization re named')
  })

  test('a person is named, a job is Gatehouse itself', () => {
    expect(actorWords(entry({ personName: 'Olivia Operator' }))).toBe('Olivia Operator')
    expect(actorWords(entry({ actorKind: 'admin' }))).toBe('an administrator')
    expect(actorWords(entry({ actorKind: 'system' }))).toBe('Gatehouse')
  })
})

test.each<ErrorCode>([
  'not_finished',
  'consent_refused',
  'code_refused',
  'code_expired',
  'exchange_interrupted',
  'application_refused',
  'amazon_unavailable',
  'amazon_answer_unreadable',
  'refresh_token_missing',
  'selling_partner_mismatch',
  'selling_partner_taken',
  'stores_differ',
  'disconnected_since',
])('an attempt that ended with %s shows operators the cause and what to do (G9)', (problem) => {
  const diagnosis = diagnoseFailure(null, { attemptProblem: problem })
  expect(diagnosis?.cause).toMatch(/\.$/)
  expect(diagnosis?.steps).not.toEqual([])
})

test('the address of the calls contains only the choices', () => {
  expect(callsView.href(callsView.whole)).toBe('/ops/calls')
  expect(callsView.href(callsView.whole, { authorization: 'a', call: 'b' })).toBe(
    '/ops/calls?authorization=a&call=b',
  )
})

test('an answer is indented if it is JSON, and left alone if it is not', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyJson('<html>')).toBe('<html>')
})
