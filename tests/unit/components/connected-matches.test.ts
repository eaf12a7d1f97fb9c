import { expect, test } from 'vitest'
import { authorizationsView, connectedMatches } from '#components/authorizations/authorizations-view.ts'
import { healths } from '#components/authorizations/health-words.ts'

test('the call runner searches among connected selling partners, however many others are disconnected', () => {
  const [, parameters] = authorizationsView.query(connectedMatches('harbor')).queryKey
  const asked = new URL(`https://gatehouse.example.com/${parameters}`).searchParams
  expect(asked.get('search')).toBe('harbor')
  expect(asked.get('health')?.split(',').toSorted()).toEqual(
    healths.filter((health) => health !== 'disconnected').toSorted(),
  )
})
