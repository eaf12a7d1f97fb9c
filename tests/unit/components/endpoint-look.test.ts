import { expect, test } from 'vitest'
import { endpointLook } from '#components/webhooks/webhook-words.ts'

test('an endpoint says that deliveries are retried only while some of them wait', () => {
  expect(endpointLook({ state: 'failing', waiting: 1 }).hint).toContain('retried')
  expect(endpointLook({ state: 'failing', waiting: 0 }).hint).toContain('send them again')
  expect(endpointLook({ state: 'disabled', waiting: 0 }).hint).toContain('until it is enabled')
})
