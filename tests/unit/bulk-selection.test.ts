import { expect, test } from 'vitest'
import { readRequest } from '#app/ops/bulk/read-request.ts'
import { selectedWords } from '#components/authorizations/bulk-bar.tsx'

test.each([
  [1, 0, '1 selling partner selected'],
  [4, 3, '7 selling partners selected, 3 of them not on this page'],
  [4, 1, '5 selling partners selected, 1 of them not on this page'],
  [0, 2, '2 selling partners selected, none of them on this page'],
])('the bar of a list says that %i rows here and %i elsewhere are selected', (here, elsewhere, words) => {
  expect(selectedWords(here, elsewhere)).toBe(words)
})

test('a selection remembers its list for the way back, also when another action is chosen', () => {
  const id = '01936b0e-0000-7000-8000-000000000001'
  const from = '/ops/authorizations?health=paused&sort=newest'
  const { query } = readRequest(
    new URLSearchParams([
      ['from', from],
      ['id', id],
      ['action', 'resume'],
    ]),
  )
  expect(readRequest(query)).toMatchObject({ from, selection: { ids: [id] } })
  expect(readRequest(new URLSearchParams({ from, all: 'yes' })).from).toBeNull()
})
