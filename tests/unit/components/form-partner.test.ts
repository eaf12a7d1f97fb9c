import { expect, test } from 'vitest'
import { toFormPartner } from '#app/ops/calls/form-partner.ts'
import { startValues } from '#components/calls/start-values.ts'

const partner = toFormPartner({
  id: 'a',
  name: 'Lindenhof',
  applicationId: 'b',
  partnerType: 'seller',
  region: 'eu',
  health: 'working',
  sellingPartnerId: 'A3EULINDENHOF',
  marketplaceId: 'A1PA6795UKMFR9',
  participations: [{ marketplaceId: 'A13V1IB3VIYZZH', isParticipating: true }],
} as never)

test('a call can ask for every marketplace of the region, also for those that aren’t known as the seller’s', () => {
  expect(partner.marketplaces.map(({ country }) => country)).toEqual(['Germany', 'France'])
  const others = partner.otherMarketplaces.map(({ country }) => country)
  expect(others).toEqual(expect.arrayContaining(['Italy', 'Spain', 'Poland']))
  expect(others).not.toContain('Germany')
  expect(others).not.toContain('Japan')
})

test('a form starts with the marketplaces that are known as the seller’s', () => {
  const parameters = [{ name: 'marketplaceIds', type: 'string[]', max: null }]
  expect(startValues({ parameters } as never, partner).values).toEqual({
    marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'],
  })
})
