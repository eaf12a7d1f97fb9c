import { describe, expect, test } from 'vitest'
import { type OwnFacts, ownStatus } from '#components/connect/own-status.ts'
import { type State, states } from '#lib/authorizations/status.ts'

const now = new Date('2026-11-22T12:00:00Z')
const facts: OwnFacts = {
  state: 'healthy',
  renewsBy: new Date('2027-11-22T12:00:00Z'),
  missingRoles: null,
  workflow: 'website',
  partnerType: 'seller',
  disconnectedBy: null,
  participationsProblem: null,
}
const tell = (more: Partial<OwnFacts>) => ownStatus({ ...facts, ...more }, 'Acme Tools', now)

test.each(Object.keys(states) as State[])('%s is told to the seller in plain words', (state) => {
  const { label, sentence } = tell({ state })
  expect(label).toMatch(/^[A-Z][a-z ]+$/)
  if (sentence !== null) expect(sentence).toMatch(/^[A-Z][^!]*\.$/)
  expect(sentence === null).toBe(state === 'healthy')
})

test('what is due says until when, and what is overdue says that it still works', () => {
  const state = 'renewal-due'
  expect(tell({ state, renewsBy: new Date('2026-12-20T12:00:00Z') })).toMatchObject({
    asksSeller: true,
    sentence: expect.stringContaining('by 20 Dec 2026. Everything works on'),
  })
  expect(tell({ state, renewsBy: now }).sentence).toContain('It still works, but Amazon may end it')
})

describe('only who can act is asked to', () => {
  test.each<[string, Partial<OwnFacts>, boolean]>([
    ['a refused permission', { state: 'needs-reauthorization' }, true],
    ['roles that came later', { state: 'needs-reauthorization', missingRoles: ['Pricing'] }, true],
    ['an ended connection', { state: 'disconnected' }, true],
    ['a pause', { state: 'paused' }, false],
    ['missing store details', { state: 'unverified' }, false],
    ['the company’s own trouble', { state: 'blocked' }, false],
    ['a private application', { state: 'needs-reauthorization', workflow: 'self' }, false],
    ['a private application that was left', { state: 'disconnected', workflow: 'self' }, false],
  ])('%s', (_what, more, asksSeller) => {
    expect(tell(more).asksSeller).toBe(asksSeller)
  })
})

test('the roles that came later are named, and that the rest works on', () => {
  const told = tell({ state: 'needs-reauthorization', missingRoles: ['Pricing', 'Brand Analytics'] })
  expect(told.sentence).toBe(
    'Acme Tools asks for more than you have allowed so far: Pricing, Brand Analytics. Authorize again to allow it. What works now goes on working.',
  )
  expect(told.tone).not.toBe('bad')
  expect(tell({ state: 'needs-reauthorization', missingRoles: [] }).sentence).toContain('so far. Authorize')
})

test('a vendor is not told of details that Amazon gives for no vendor', () => {
  expect(tell({ state: 'unverified', partnerType: 'vendor' }).sentence).toBeNull()
})

test('who ended a connection is said', () => {
  expect(tell({ state: 'disconnected', disconnectedBy: 'operator' }).sentence).toMatch(/^Acme Tools ended/)
  expect(tell({ state: 'disconnected', disconnectedBy: 'account' }).sentence).toMatch(/^Our access/)
})

test('an account that Amazon refuses is not called connected, and its seller is told where to look', () => {
  for (const participationsProblem of ['refused', 'none']) {
    const { label, tone, sentence } = tell({ state: 'unverified', participationsProblem })
    expect(label).not.toBe('Connected')
    expect(tone).not.toBe('good')
    expect(sentence).toMatch(/Seller Central/)
    expect(sentence).not.toMatch(/do nothing/)
  }
  expect(tell({ state: 'unverified', participationsProblem: 'unavailable' }).label).toBe('Connected')
})

test('a seller in doubt is told no count that could be wrong', () => {
  expect(tell({ state: 'in-doubt' }).sentence).not.toMatch(/once|twice|times/)
})
