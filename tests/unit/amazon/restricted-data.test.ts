import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInput } from '#api/http.ts'
import { routes } from '#api/v1/routes.ts'
import { parseRestrictedDataToken } from '#lib/amazon/restricted-data.ts'
import { type ErrorCode, errors, isAppError } from '#lib/errors.ts'

const token = 'Atz.sprdt|IQEBLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR'

test('Amazon’s own example is read, and no token lives for longer than an hour', () => {
  const read = (expiresIn: unknown) => parseRestrictedDataToken({ restrictedDataToken: token, expiresIn })
  expect(read(3_600)?.token.expose()).toBe(token)
  expect(read(3_600)?.expiresInSeconds).toBe(3_600)
  expect(read(1e9)?.expiresInSeconds).toBe(3_600)
  for (const none of [0, -1, 1.5, '3600', null, undefined, Number.NaN]) expect(read(none)).toBeNull()
  expect(parseRestrictedDataToken({ restrictedDataToken: `${token}\r\nx: y`, expiresIn: 60 })).toBeNull()
})

/** JSON that resembles the expected one. */
const almost = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      restrictedDataToken: fc.oneof(fc.constant(token), fc.string(), fc.jsonValue()),
      expiresIn: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
      restrictedResources: fc.oneof(
        fc.array(fc.oneof(fc.record({ method: fc.constant('GET'), path: fc.string() }), fc.jsonValue())),
        fc.jsonValue(),
      ),
      scope: fc.oneof(fc.string(), fc.jsonValue()),
      min_ttl: fc.oneof(fc.double(), fc.jsonValue()),
      __proto__: fc.jsonValue(),
      constructor: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
)

test('ten thousand hostile answers are read or rejected, and nothing else happens', () => {
  let tokens = 0
  fc.assert(
    fc.property(almost, (json) => {
      const read = parseRestrictedDataToken(json)
      if (read === null) return
      tokens += 1
      expect(read.token.expose()).toMatch(/^[\x21-\x7e]+$/)
      expect(read.expiresInSeconds).toBeGreaterThan(0)
    }),
    { numRuns: 10_000 },
  )
  expect(tokens).toBeGreaterThan(50)
})

/** Made once: making them takes much longer than reading them. */
const tenThousand = fc.sample(almost, 10_000)

test.each(routes.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])))(
  'ten thousand hostile bodies are accepted by %s or refused with a code from the table',
  (_, body) => {
    const codes = new Set<ErrorCode>()
    for (const json of tenThousand) {
      try {
        parseInput(body, json, {}, 'body_unreadable')
      } catch (error) {
        if (!isAppError(error)) throw new Error(`of ${JSON.stringify(json)}`, { cause: error })
        codes.add(error.code)
      }
    }
    expect([...codes].filter((code) => errors[code].status !== 400)).toEqual([])
  },
)
