import { describe, expect, test } from 'vitest'
import type { AttemptStatus } from '#drizzle/schema.ts'
import { deadlineOf, deadlines, type TransitionName, transitions } from '#lib/attempts/lifecycle.ts'
import { actions } from '#lib/audit/actions.ts'

type Row = {
  readonly from: readonly AttemptStatus[]
  readonly to: AttemptStatus
  readonly audit: string | null
  readonly steps: readonly string[]
  readonly requires?: string
  readonly problem?: string
  readonly by?: string
}

const table = Object.entries(transitions as Readonly<Record<TransitionName, Row>>) as [TransitionName, Row][]
const statuses = Object.keys(deadlines) as AttemptStatus[]
const isFinal = (status: AttemptStatus) => deadlines[status] === null
const settings = { keepQuarantineDays: 7 }
const at = new Date('2028-02-29T12:00:00Z')

test('an attempt can reach every status', () => {
  const reached = new Set<AttemptStatus>()
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const [, { from, to }] of table) {
      if (from.length === 0 || from.some((status) => reached.has(status))) reached.add(to)
    }
  }
  expect([...reached].sort()).toEqual(statuses.toSorted())
})

test('from every status, an attempt can still end', () => {
  const ending = new Set<AttemptStatus>(statuses.filter(isFinal))
  for (let before = -1; before < ending.size; ) {
    before = ending.size
    for (const [, { from, to }] of table) if (ending.has(to)) for (const status of from) ending.add(status)
  }
  expect([...ending].sort()).toEqual(statuses.toSorted())
})

describe.each(statuses.filter((status) => !isFinal(status)))('%s', (status) => {
  const deadline = deadlines[status]

  test('has a deadline, whose transition leaves it', () => {
    if (deadline === null) throw new Error('no deadline')
    const { from, to, problem } = transitions[deadline.leadsTo] as Row
    expect(from).toContain(status)
    expect(to).not.toBe(status)
    // A later reader of the attempt must see that its deadline had passed.
    if (problem === 'set') expect(deadline.problem).not.toBeNull()
  })

  test('has its deadline as soon as the column that it counts from is set', () => {
    const column = deadline?.since[0] ?? 'expiresAt'
    const until = deadlineOf({ status, [column]: at }, settings)
    expect(until?.getTime()).toBeGreaterThanOrEqual(at.getTime())
    expect(deadlineOf({ status }, settings)).toBeNull()
  })
})

test('a final status has no deadline, and only tokens that LWA issued late leave it', () => {
  const out = table.filter(([, { from }]) => from.some(isFinal)).map(([name]) => name)
  expect(out).toEqual(['issue'])
  for (const status of statuses.filter(isFinal))
    expect(deadlineOf({ status, expiresAt: at, endedAt: at }, settings)).toBeNull()
})

test('tokens that were exchanged before their time was recorded count from the redirect', () => {
  const until = deadlineOf({ status: 'exchanged', exchangedAt: null, receivedAt: at }, settings)
  expect(until).toEqual(new Date(at.getTime() + 86_400_000))
})

test('every transition that people see leaves a line in the timeline', () => {
  const silent = table.filter(([, { steps }]) => steps.length === 0).map(([name]) => name)
  expect(silent.sort()).toEqual(['claim', 'resume'])
})

test('every failure, quarantine and operator’s decision is audited, except at a deadline', () => {
  const unaudited = table
    .filter(([, { to, audit }]) => (to === 'failed' || to === 'quarantined') && audit === null)
    .map(([name]) => name)
  expect(unaudited).toEqual(['expire'])
  for (const [name, { from, audit }] of table)
    if (from.includes('quarantined')) expect(audit, name).not.toBeNull()
})

test('a failure names its problem, and a success clears the one of an earlier try', () => {
  for (const [name, { from, to, problem }] of table) {
    if (to === 'completed') expect(problem, name).toBe('cleared')
    if (to === 'failed' && !from.includes('quarantined')) expect(problem, name).toBe('set')
  }
})

test('the table names every audit action that changes the status of an attempt', () => {
  const named = new Set(table.flatMap(([, { audit }]) => audit ?? []))
  // These don't change the status.
  const others = ['attempt.refused', 'attempt.acceptance-failed', 'attempt.reported']
  const all = Object.keys(actions).filter((action) => action.startsWith('attempt.'))
  expect([...named, ...others].sort()).toEqual(all.sort())
})

test('a transition reserved for the holder of a claim requires the claim', () => {
  const claimed: readonly AttemptStatus[] = ['exchanging', 'exchanged']
  const free = table
    .filter(
      ([, { from, by, requires }]) =>
        from.some((one) => claimed.includes(one)) && !by && requires !== 'claim',
    )
    .map(([name]) => name)
  expect(free).toEqual([])
})
