import { expect, test } from 'vitest'
import { audit, toAuditQuery } from '#app/ops/lists/audit.ts'
import { auditView, isFiltered } from '#components/audit/audit-view.ts'
import { actionLabel, actorWords, groupActions, targetHref } from '#components/audit/audit-words.ts'
import { actions } from '#lib/audit/actions.ts'

test.each([
  ['authorization.paused', 'Authorization paused'],
  ['api-key.revoked', 'API key revoked'],
  ['person.role-changed', 'Person role changed'],
  ['authorization.re-authorized', 'Re-authorized'],
  ['connect-link.taken-up', 'Connect link claimed'],
  ['audit.exported', 'Audit log exported'],
])('%s is shown as “%s”', (action, label) => {
  expect(actionLabel(action)).toBe(label)
})

test.each([
  ['connect-link', '/ops/links'],
  ['api-key', '/ops/keys'],
  ['person', '/ops/people'],
  ['message', '/ops/outbox'],
])('an entry about a %s leads to it, not only to its list', (kind, list) => {
  expect(targetHref(kind, 'x-1')).toBe(`${list}?search=x-1&open=x-1`)
})

test('every action can be selected, under its noun', () => {
  const groups = groupActions(Object.keys(actions))
  expect(groups.flatMap((group) => group.actions).toSorted()).toEqual(Object.keys(actions).toSorted())
  expect(new Set(groups.map(({ noun }) => noun)).size).toBe(groups.length)
})

test('an actor is shown by name, or by its kind if it has none', () => {
  const nobody = { actorId: null, personName: null, keyName: null }
  expect(actorWords({ ...nobody, actorKind: 'admin', personName: 'Olivia' })).toEqual({
    name: 'Olivia',
    kind: 'Administrator',
  })
  expect(actorWords({ ...nobody, actorKind: 'system', actorId: 'maintenance' })).toEqual({
    name: 'Gatehouse',
    kind: 'maintenance',
  })
  expect(actorWords({ ...nobody, actorKind: 'visitor' })).toEqual({ name: 'Visitor', kind: null })
})

test('the address contains every filter, and unknown parameters are ignored', () => {
  const address =
    '/ops/audit?actor=people&action=authorization&target=authorization&targetId=x&outcome=failed&request=r&first=2026-11-01&last=2026-11-30&utm_source=mail&after=broken'
  const shown = audit.parse(new URL(address, 'http://x').searchParams)
  expect(toAuditQuery(shown)).toEqual({
    actor: 'people',
    action: 'authorization',
    targetKind: 'authorization',
    targetId: 'x',
    outcome: 'failed',
    requestId: 'r',
    firstDay: '2026-11-01',
    lastDay: '2026-11-30',
  })
  expect(isFiltered(shown)).toBe(true)
  expect(auditView.href(shown, shown)).not.toContain('utm_source')
  const unknown = audit.parse(new URL('/ops/audit?actor=x&action=A.b&outcome=maybe', 'http://x').searchParams)
  expect(isFiltered(unknown)).toBe(false)
})
