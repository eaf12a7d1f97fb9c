import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call } from '#simulator/call.ts'
import { checkConsent } from '#simulator/central/check-consent.ts'
import { amazonHosts, placeOf } from '#simulator/hosts.ts'
import { answerToken } from '#simulator/lwa/answer-token.ts'
import { readTokenParameters } from '#simulator/lwa/read-parameters.ts'
import { readPath } from '#simulator/sp-api/read-path.ts'
import { faultShape } from '#simulator/world/faults.ts'
import { createWorld } from '#simulator/world/world.ts'
import { simulated } from './fixtures.ts'

const runs = { numRuns: 10_000 }
const anything = fc.string({ unit: 'binary', maxLength: 300 })

function callOf(body: string, headers: Record<string, string>): Call {
  return { number: 1, at: 0, method: 'POST', host: null, path: '/', query: '', headers, body, base: '' }
}

function world() {
  const made = createWorld()
  made.applications.add({})
  return made
}

describe('every request gets an answer', () => {
  test('token requests', () => {
    const made = world()
    const type = fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', '')
    fc.assert(
      fc.property(fc.oneof(anything, fc.json()), type, anything, (body, contentType, authorization) => {
        const call = callOf(body, {
          'content-type': contentType,
          authorization: `Basic ${btoa(encodeURI(authorization.toWellFormed()))}`,
        })
        const { status } = answerToken(made, readTokenParameters(call), [])
        expect([400, 401]).toContain(status)
      }),
      runs,
    )
  })

  test('token requests with the right names and any values', () => {
    const made = world()
    const names = [
      'grant_type',
      'code',
      'refresh_token',
      'client_id',
      'client_secret',
      'scope',
      'redirect_uri',
    ]
    const grantType = fc.constantFrom('authorization_code', 'refresh_token', 'client_credentials')
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anything), grantType, (fields, grant_type) => {
        const body = JSON.stringify({ ...fields, grant_type })
        const call = callOf(body, { 'content-type': 'application/json' })
        expect(answerToken(made, readTokenParameters(call), []).status).toBeGreaterThanOrEqual(400)
      }),
      runs,
    )
  })

  test('consent addresses', () => {
    const made = world()
    const id = made.applications.all()[0]?.applicationId ?? ''
    fc.assert(
      fc.property(anything, anything, anything, (state, redirectUri, version) => {
        const query = new URLSearchParams({
          application_id: id,
          state: state.toWellFormed(),
          redirect_uri: redirectUri.toWellFormed(),
          version: version.toWellFormed(),
        })
        const judged = checkConsent(made, query)
        expect('code' in judged).toBe(true)
      }),
      runs,
    )
  })

  test('paths and Host headers', () => {
    fc.assert(
      fc.property(anything, anything, (path, host) => {
        const place = placeOf(`/${path}`, host)
        expect(place.host === null || amazonHosts.has(place.host.host)).toBe(true)
        expect(typeof readPath('/a/:b', path)('b')).toBe('string')
      }),
      runs,
    )
  })

  test('access tokens and fault definitions', () => {
    const made = world()
    fc.assert(
      fc.property(anything, fc.jsonValue(), (text, definition) => {
        expect(made.mint.read(`Atza|${text}`)).toBeNull()
        expect(faultShape.safeParse(definition).success).toBe(false)
      }),
      runs,
    )
  })

  test('a server that got all of this keeps answering', async () => {
    const simulator = await simulated()
    const bodies = ['\u0000'.repeat(10_000), '['.repeat(100_000), '%'.repeat(50_000), '{"a":'.repeat(50_000)]
    const paths = [
      '/%',
      '/..%2f..%2f',
      '/api.amazon.com/%ff%fe',
      '/sellercentral.amazon.com//evil',
      '/_/faults',
    ]
    for (const path of paths) {
      for (const body of bodies) {
        const response = await fetch(simulator.origin + path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        })
        expect(response.status).toBeGreaterThanOrEqual(400)
        expect(response.status).toBeLessThan(500)
      }
    }
    expect((await fetch(`${simulator.origin}/`)).status).toBe(200)
  })
})
