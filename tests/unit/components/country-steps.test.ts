import { expect, test } from 'vitest'
import { stepsOfPlan } from '#components/connect/country-steps.tsx'
import { textIn } from '#lib/languages/text.ts'

test('each planned country’s hint belongs to its own field: the ids have no spaces, and differ', () => {
  const plans = (['seller', 'vendor'] as const).map((partnerType) => ({
    applicationId: '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    partnerType,
    ...({ consentGroup: 'eu', state: 'planned' } as const),
  }))
  const keys = stepsOfPlan(plans, 'en', textIn('en', 'countries')).map(({ key }) => key)
  expect(new Set(keys).size).toBe(2)
  for (const key of keys) expect(key).toMatch(/^\S+$/)
})
