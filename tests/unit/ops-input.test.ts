import { describe, expect, test } from 'vitest'
import { readForm } from '#app/_server/forms/read-form.ts'
import { peopleView } from '#components/people/people-view.ts'
import { readParticipations } from '#lib/calls/read-participations.ts'

const id = '5e3c7ffd-81df-4d18-8d80-8357d4fbd3a0'

describe('the form of a server action', () => {
  const form = (...fields: readonly (readonly [name: string, value: string | Blob])[]) => {
    const data = new FormData()
    for (const [name, value] of fields) data.append(name, value)
    return data
  }

  test('has the fields of the action as text, and a missing one is empty', () => {
    expect(readForm(form(['id', id], ['$ACTION_KEY', 'x']), ['id', 'name'])).toEqual({ id, name: '' })
  })

  test.each([
    ['a field that nobody asked for', form(['id', id], ['role', 'admin']), 'parameter_unknown'],
    ['an id twice', form(['id', id], ['id', id]), 'input_invalid'],
    ['a file', form(['id', new Blob([id])]), 'input_invalid'],
    ['nothing', undefined, 'input_invalid'],
    ['a text', id, 'input_invalid'],
  ])('with %s is refused (D8)', (_, input, code) => {
    expect(() => readForm(input as FormData, ['id'])).toThrow(expect.objectContaining({ code }))
  })
})

describe('the address of a page', () => {
  const { parse, whole } = peopleView

  test('may have foreign parameters, such as a mail program’s', () => {
    expect(parse({ side: 'accounts', utm_source: 'mail', toString: '1' })).toEqual({
      ...whole,
      side: 'accounts',
    })
  })

  test('may repeat a parameter: the first one counts', () => {
    expect(parse({ side: ['accounts', 'operators'], search: ['a', 'b'] })).toMatchObject({
      side: 'accounts',
      search: 'a',
    })
  })

  test('can have one invalid parameter without losing the rest', () => {
    expect(parse({ side: 'nonsense', search: 'a' })).toEqual({ ...whole, search: 'a' })
    expect(parse({})).toEqual(whole)
  })
})

describe('the participations in a stored call', () => {
  const call = (response: string | null, problem: string | null = null) =>
    readParticipations({ operation: 'getMarketplaceParticipations', problem, response })

  test('are read from Amazon’s answer', () => {
    const marketplace = { id: 'ATVPDKIKX0DER', countryCode: 'US', name: 'Amazon.com' }
    expect(call(JSON.stringify({ payload: [{ marketplace, storeName: 'Harbor & Pine' }] }))).toMatchObject([
      { marketplaceId: 'ATVPDKIKX0DER', storeName: 'Harbor & Pine', isParticipating: false },
    ])
  })

  test('are missing if Amazon refused, nothing came, or the stored text was truncated', () => {
    expect(call('{"errors":[]}', 'SP-API 403')).toBeNull()
    expect(call(null)).toBeNull()
    expect(call('{"payload":[{"market')).toBeNull()
  })
})
