import { describe, expect, test } from 'vitest'
import { healths } from '#components/authorizations/health-words.ts'
import { type OwnFacts, ownStatus } from '#components/connect/own-status.ts'
import { textIn } from '#lib/languages/text.ts'

const now = new Date('2026-11-22T12:00:00Z')
const facts: OwnFacts = {
  health: 'working',
  flags: [],
  renewsBy: new Date('2027-11-22T12:00:00Z'),
  missingRoles: null,
  partnerType: 'seller',
  disconnectedBy: null,
  participationsProblem: null,
  renewalObstacle: null,
}
const context = { companyName: 'Acme Tools', now, text: textIn('en', 'status'), language: 'en' } as const
const tell = (more: Partial<OwnFacts>) => ownStatus({ ...facts, ...more }, context)

test.each(healths)('%s is explained to the seller in plain words', (health) => {
  const { label, sentence } = tell({ health })
  expect(label).toMatch(/^[A-Z][a-z ,’]+$/)
  if (sentence !== null) expect(sentence).toMatch(/^[A-Z][^!]*\.$/)
  expect(sentence === null).toBe(health === 'working')
})

test('a due renewal names its date, and an overdue one says that it still works', () => {
  expect(tell({ flags: ['renewal_due'], renewsBy: new Date('2026-12-20T12:00:00Z') })).toMatchObject({
    asksSeller: true,
    sentence: expect.stringContaining('by 20 Dec 2026. Everything keeps working'),
  })
  expect(tell({ flags: ['renewal_overdue'], renewsBy: now }).sentence).toContain(
    'It still works, but Amazon may end it',
  )
})

describe('only a seller who can act is asked to', () => {
  test.each<[string, Partial<OwnFacts>, boolean]>([
    ['a refused permission', { health: 'reauthorization_needed' }, true],
    ['roles that came later', { flags: ['roles_missing'], missingRoles: ['Pricing'] }, true],
    ['an ended connection', { health: 'disconnected' }, true],
    ['a pause', { health: 'paused' }, false],
    ['missing store details', { flags: ['details_missing'], participationsProblem: 'none' }, false],
    ['suspended listings', { flags: ['listings_suspended'] }, false],
    ['the company’s own trouble', { health: 'blocked' }, false],
    [
      'a private application',
      { health: 'reauthorization_needed', renewalObstacle: 'self_authorized' },
      false,
    ],
    [
      'a private application that was left',
      { health: 'disconnected', renewalObstacle: 'self_authorized' },
      false,
    ],
    ['a released record', { health: 'disconnected', renewalObstacle: 'released' }, false],
    [
      'an application without use',
      { health: 'reauthorization_needed', renewalObstacle: 'application_retired' },
      false,
    ],
    [
      'an application without use that was left',
      { health: 'disconnected', renewalObstacle: 'application_retired' },
      false,
    ],
    [
      'a renewal of an application without use',
      { flags: ['renewal_due'], renewalObstacle: 'application_retired' },
      false,
    ],
  ])('%s', (_what, more, asksSeller) => {
    expect(tell(more).asksSeller).toBe(asksSeller)
  })
})

test('nobody reads that they should authorize an application that is no longer in use', () => {
  for (const health of ['reauthorization_needed', 'disconnected'] as const) {
    const { sentence } = tell({ health, renewalObstacle: 'application_retired' })
    expect(sentence).toContain('Acme Tools no longer uses')
    expect(sentence).not.toMatch(/authorize/i)
  }
})

test('later roles are named, and the text says that the rest keeps working', () => {
  const told = tell({ flags: ['roles_missing'], missingRoles: ['Pricing', 'Brand Analytics'] })
  expect(told.sentence).toBe(
    'Acme Tools asks for more than you have allowed so far: Pricing, Brand Analytics. Authorize again to allow it. What works now keeps working.',
  )
  expect(told.tone).not.toBe('bad')
  expect(tell({ flags: ['roles_missing'], missingRoles: [] }).sentence).toContain('so far. Authorize')
})

test('names in a sentence are separated as the language separates them', () => {
  const missing = {
    ...facts,
    flags: ['roles_missing'] as const,
    missingRoles: ['Pricing', 'Brand Analytics'],
  }
  const { sentence } = ownStatus(missing, { ...context, text: textIn('ja', 'status'), language: 'ja' })
  expect(sentence).toContain('Pricing、Brand Analytics')
})

test('a seller reads who renews a connection of the company’s own application, not that it is under way', () => {
  const own = { renewalObstacle: 'self_authorized' } as const
  for (const more of [{ health: 'reauthorization_needed' }, { flags: ['renewal_overdue'] }] as const)
    expect(tell({ ...own, ...more }).label).toBe('Renewed by the company')
})

test('names who ended a connection', () => {
  expect(tell({ health: 'disconnected', disconnectedBy: 'operator' }).sentence).toMatch(/^Acme Tools ended/)
  expect(tell({ health: 'disconnected', disconnectedBy: 'account' }).sentence).toMatch(/^Our access/)
})

test('an account that Amazon refuses is not called connected, and its seller reads where to look', () => {
  for (const participationsProblem of ['refused', 'none']) {
    const { label, tone, sentence } = tell({ flags: ['details_missing'], participationsProblem })
    expect(label).not.toBe('Connected')
    expect(tone).not.toBe('good')
    expect(sentence).toMatch(/Seller Central/)
    expect(sentence).not.toMatch(/don’t need to do anything/)
  }
})

test('a seller in doubt gets no count that could be wrong', () => {
  expect(tell({ health: 'retrying' }).sentence).not.toMatch(/once|twice|times/)
})
