import { expect, test } from 'vitest'
import { chosenApplication } from '#components/connect/chosen-application.ts'

const both = { id: 'both', partnerTypes: ['seller', 'vendor'] } as const
const sellers = { id: 'sellers', partnerTypes: ['seller'] } as const
const vendors = { id: 'vendors', partnerTypes: ['vendor'] } as const

test.each([
  ['nothing is decided while several are open', [both, sellers], 'seller', null, null],
  ['the chosen one is decided', [both, sellers], 'seller', 'sellers', 'sellers'],
  ['what only the other kind may authorize is not open', [both, sellers], 'vendor', 'sellers', 'both'],
  ['the only one that is left is decided', [sellers, vendors], 'vendor', null, 'vendors'],
  ['before a kind is chosen, all are open', [sellers, vendors], null, null, null],
  ['an unknown id decides nothing', [both, sellers], 'seller', 'gone', null],
  ['without any, nothing is decided', [], 'seller', null, null],
] as const)('%s', (_, applications, partnerType, chosenId, expected) => {
  expect(chosenApplication(applications, partnerType, chosenId)).toBe(expected)
})
