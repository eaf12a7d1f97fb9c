import { expect, test } from 'vitest'
import { type FaultFacts, faultShape } from '#simulator/world/faults.ts'
import { simulated } from './fixtures.ts'

/** The form of one kind, as the control page shows it when that kind is expanded. */
function formOf(text: string, kind: string): string {
  return text.split('<details').find((part) => part.includes(`name="kind" value="${kind}"`)) ?? ''
}
const namesIn = (form: string) =>
  [...form.matchAll(/ name="(\w+)"(?! value="\w)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'fault')

const kinds = faultShape.options.map((option) => option.shape.kind.value)

test('the form of each fault has the fields that apply to it, and no others', async () => {
  const simulator = await simulated()
  const text = await (await fetch(simulator.origin)).text()
  for (const option of faultShape.options) {
    const kind = option.shape.kind.value
    // Its fields are JSON, which no form has.
    if (kind === 'changed-body') continue
    const names = namesIn(formOf(text, kind))
    expect(names, kind).not.toEqual([])
    for (const name of names) expect(Object.keys(option.shape), kind).toContain(name)
    for (const [name, shape] of Object.entries(option.shape)) {
      if (name !== 'kind' && !shape.safeParse(undefined).success) expect(names, kind).toContain(name)
    }
  }
  expect(namesIn(formOf(text, 'delay'))).toEqual(['delayMs', 'at', 'sellingPartnerId', 'times'])
  expect(namesIn(formOf(text, 'reset'))).toEqual(['when', 'at', 'sellingPartnerId', 'times'])
  expect(namesIn(formOf(text, 'invalid-grant'))).toEqual(['sellingPartnerId', 'times'])
})

test.each<[FaultFacts, string]>([
  [
    { kind: 'delay', delayMs: 30_000, at: 'token', times: 3 },
    'At the token endpoint: answers 30 s late; 3 times, not applied yet.',
  ],
  [
    { kind: 'status', status: 429, retryAfterSeconds: 7 },
    'answers 429 with Retry-After: 7; until removed, not applied yet.',
  ],
  [
    { kind: 'reset', when: 'after', at: 'sp-api', sellingPartnerId: 'A1USHARBORPINE' },
    'At SP-API: breaks the connection after the request is carried out for Harbor &amp; Pine Goods; until removed, not applied yet.',
  ],
  [{ kind: 'refuse', row: 'L1', times: 1 }, 'refuses in the words of row L1; once, not applied yet.'],
])('an active fault is described in words: %o', async (facts, words) => {
  const simulator = await simulated()
  simulator.control.addFault(facts)
  const text = await (await fetch(simulator.origin)).text()
  expect(text).toContain(words)
  expect(text).not.toContain('&quot;kind&quot;')
})

test('every kind of fault has a description', async () => {
  const simulator = await simulated()
  const examples: Record<string, object> = {
    delay: { delayMs: 1 },
    status: { status: 503 },
    'changed-body': { fields: { access_token: null } },
    refuse: { row: 'S6' },
  }
  for (const kind of kinds) simulator.control.addFault({ kind, ...examples[kind] } as FaultFacts)
  const text = await (await fetch(simulator.origin)).text()
  expect(text.match(/until removed, not applied yet/g)).toHaveLength(kinds.length)
  expect(text).not.toMatch(/undefined|\[object|NaN/)
})

test('a form of the page adds its fault as it is', async () => {
  const simulator = await simulated()
  const body = new URLSearchParams({ kind: 'html', status: '503', at: '', sellingPartnerId: '', times: '2' })
  const response = await fetch(`${simulator.origin}/_/faults`, { method: 'POST', body, redirect: 'manual' })
  expect(response.status).toBe(303)
  expect(simulator.control.faults()).toMatchObject([{ kind: 'html', status: 503, times: 2 }])
})

test('a clock that another program follows moves only together with it, and never back', async () => {
  const moves: number[] = []
  const now = () => Date.parse('2026-11-28T12:00:00Z')
  const dayMs = 86_400_000
  let isAway = false
  const move = async (aheadMs: number) => {
    if (isAway) throw new Error('the other program is away')
    moves.push(aheadMs)
  }
  const simulator = await simulated({ now, clock: { aheadMs: 2 * dayMs, move } })
  const aheadMs = () => simulator.control.clock.now() - now()
  expect(aheadMs(), 'where the other program is').toBe(2 * dayMs)
  const { moveClock } = simulator.control
  await Promise.all([moveClock(dayMs), moveClock(dayMs)])
  expect(moves, 'one after the other').toEqual([3 * dayMs, 4 * dayMs])
  await expect(moveClock(-1)).rejects.toThrow(/only moves forward/)
  isAway = true
  await expect(moveClock(dayMs)).rejects.toThrow(/is away/)
  expect(aheadMs()).toBe(4 * dayMs)
})
