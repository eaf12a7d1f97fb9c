import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readParameters } from '#app/ops/parameters.ts'
import { oneRow, parseInput } from '#app/ops/parse-input.ts'
import { readParticipations } from '#lib/calls/read-participations.ts'

const id = '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a0'

describe('what a server action is given', () => {
  test('names one row', () => {
    expect(parseInput(oneRow, { id })).toEqual({ id })
  })

  test.each([
    ['a field that nobody asked for', { id, role: 'admin' }],
    ['a missing id', {}],
    ['an id that is none', { id: "' or 1=1" }],
    ['an id in a list', { id: [id] }],
    ['nothing', undefined],
    ['a text', id],
  ])('%s is refused (D8)', (_, input) => {
    expect(() => parseInput(oneRow, input)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })
})

describe('the address of a page', () => {
  const shape = z.object({ only: z.enum(['problems', 'renewals']).optional(), page: z.string().default('1') })

  test('may carry parameters of others, such as a mail program', () => {
    expect(readParameters(shape, { only: 'problems', utm_source: 'mail', toString: '1' })).toEqual({
      only: 'problems',
      page: '1',
    })
  })

  test('may repeat a parameter: the first one counts', () => {
    expect(readParameters(shape, { only: ['problems', 'renewals'], page: ['2', '3'] })).toEqual({
      only: 'problems',
      page: '2',
    })
  })

  test('may be damaged in one place without losing the rest', () => {
    expect(readParameters(shape, { only: 'nonsense', page: '2' })).toEqual({ page: '2' })
    expect(readParameters(shape, {})).toEqual({ page: '1' })
  })
})

describe('the participations of a kept call', () => {
  const call = (response: string | null, problem: string | null = null) =>
    readParticipations({ operation: 'getMarketplaceParticipations', problem, response })

  test('are read from Amazon’s answer', () => {
    const marketplace = { id: 'ATVPDKIKX0DER', countryCode: 'US', name: 'Amazon.com' }
    expect(call(JSON.stringify({ payload: [{ marketplace, storeName: 'Harbor & Pine' }] }))).toMatchObject([
      { marketplaceId: 'ATVPDKIKX0DER', storeName: 'Harbor & Pine', isParticipating: false },
    ])
  })

  test('are none where Amazon refused, nothing came, or the kept text was cut', () => {
    expect(call('{"errors":[]}', 'SP-API 403')).toBeNull()
    expect(call(null)).toBeNull()
    expect(call('{"payload":[{"market')).toBeNull()
  })
})
