import { describe, expect, test } from 'vitest'
import { AmazonUnreachableError, AmazonUnreadableError, LwaError, SpApiError } from '#lib/amazon/errors.ts'
import { findMarketplaceByCountry, type Marketplace, marketplaces } from '#lib/amazon/marketplaces.ts'
import type { Region } from '#lib/amazon/regions.ts'
import {
  explainParticipationProblem,
  locate,
  participationProblems,
  toParticipationProblem,
} from '#lib/authorizations/participations.ts'

function of(countryCode: string): Marketplace {
  const found = findMarketplaceByCountry(countryCode)
  if (found === null) throw new Error(`no marketplace ${countryCode}`)
  return found
}

const participation = (marketplaceId: string, countryCode: string, storeName = '') => ({
  marketplaceId,
  countryCode,
  storeName,
  marketplaceName: '',
  domainName: '',
  currency: '',
  language: '',
  isParticipating: true,
  hasSuspendedListings: false,
})
const answer = (region: Region, ...rows: readonly ReturnType<typeof participation>[]) => ({
  region,
  participations: [...rows],
  requestId: 'r1',
})
const inCountries = (region: Region, ...countries: string[]) =>
  answer(region, ...countries.map((country) => participation(of(country).id, country)))
const unknown = participation('A38D8NSA03LJTC', 'XX')

describe('a grant belongs', () => {
  test.each([
    [
      'where the seller was sent',
      inCountries('eu', 'FR', 'DE'),
      'DE',
      { region: 'eu', consentGroup: 'eu', marketplaceId: of('DE').id },
    ],
    [
      'to a neighbour of the same consent',
      inCountries('eu', 'FR', 'IN'),
      'DE',
      { consentGroup: 'eu', marketplaceId: of('FR').id },
    ],
    [
      'to another consent of the region',
      inCountries('eu', 'IN'),
      'DE',
      { region: 'eu', consentGroup: 'in', marketplaceId: of('IN').id },
    ],
    [
      'to India, though Germany is listed too',
      inCountries('eu', 'DE', 'IN'),
      'IN',
      { consentGroup: 'in', marketplaceId: of('IN').id },
    ],
    [
      'where the seller went instead',
      inCountries('fe', 'JP'),
      'US',
      { region: 'fe', consentGroup: 'jp', marketplaceId: of('JP').id },
    ],
    [
      'where the seller was sent, when Amazon names only unknown marketplaces',
      answer('eu', unknown),
      'TR',
      { region: 'eu', consentGroup: 'tr', marketplaceId: of('TR').id },
    ],
  ])('%s', (_what, found, hint, expected) => {
    expect(locate(found, of(hint))).toMatchObject({
      ...expected,
      requestId: 'r1',
      participations: found.participations,
    })
  })

  test('to its region, and to no group without proof', () => {
    for (const hint of marketplaces) {
      for (const region of ['na', 'eu', 'fe'] as const) {
        const found = locate(answer(region, unknown), hint)
        const group = hint.region === region ? hint.consentGroup : region === 'na' ? 'na' : 'unknown'
        expect([found.region, found.consentGroup, found.marketplaceId]).toEqual([region, group, hint.id])
      }
    }
    expect(locate(inCountries('eu', 'AE', 'SA'), of('DE')).consentGroup).toBe('unknown')
    expect(locate(inCountries('eu', 'SA', 'AE'), of('AE')).consentGroup).toBe('ae')
    expect(locate(inCountries('eu', 'FR', 'IT'), of('US')).consentGroup).toBe('eu')
  })
})

test('takes a store’s name from the home marketplace, or else from any other', () => {
  const [de, fr] = [of('DE'), of('FR')]
  const nameOf = (...rows: ReturnType<typeof participation>[]) => locate(answer('eu', ...rows), de).storeName
  expect(nameOf(participation(fr.id, 'FR', 'Boutique'), participation(de.id, 'DE', 'Laden'))).toBe('Laden')
  expect(nameOf(participation(fr.id, 'FR', 'Boutique'), participation(de.id, 'DE'))).toBe('Boutique')
  expect(nameOf(participation(de.id, 'DE'))).toBeNull()
})

describe('why there are no participations', () => {
  const evidence = (status: number) => ({ status, requestId: null })

  test.each([
    [new AmazonUnreachableError('timeout', 'TIMEOUT'), 'unavailable'],
    [new AmazonUnreadableError('it is not JSON', evidence(200)), 'unreadable'],
    [new SpApiError('QuotaExceeded', '', '', evidence(429)), 'throttled'],
    [new SpApiError('InternalFailure', '', '', evidence(500)), 'unavailable'],
    [new SpApiError('InternalFailure', '', '', evidence(503)), 'unavailable'],
    [new SpApiError('Unauthorized', '', '', evidence(403)), 'refused'],
    [new SpApiError('Unauthorized', '', '', evidence(401)), 'refused'],
    [
      new SpApiError('Unauthorized', '', 'The LWA secret token you provided has expired.', evidence(403)),
      'secret_expired',
    ],
    [new LwaError('invalid_grant', '', evidence(400)), 'refused'],
    [new Error('a fault of ours'), null],
  ])('%s', (error, problem) => {
    expect(toParticipationProblem(error)).toBe(problem)
  })

  test('is explained in plain words', () => {
    for (const [problem, words] of Object.entries(participationProblems)) {
      expect(explainParticipationProblem(problem)).toBe(words)
      expect(words).toMatch(/^[A-Z].*\.$/)
    }
    expect(explainParticipationProblem('constructor')).toBe('constructor')
  })
})
