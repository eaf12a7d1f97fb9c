import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/start.ts'
import { accessTokenOf, simulated } from './fixtures.ts'

const sandbox = 'sandbox.sellingpartnerapi-na.amazon.com'
const key = 'x-amzn-api-sandbox'
const folder = mkdtempSync(join(tmpdir(), 'models-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A model like Amazon's, written for this test. `PRICE` stands for a number whose digits matter. */
const model = {
  swagger: '2.0',
  paths: {
    '/feeds/2021-06-30/feeds/{feedId}': {
      get: {
        operationId: 'getFeed',
        responses: {
          200: {
            [key]: {
              static: [
                {
                  request: { parameters: { feedId: { value: 'F1' } } },
                  response: { feedId: 'F1', price: 'PRICE', name: 'Ünïcode 🪁' },
                },
                {
                  request: { parameters: { feedId: { value: 'F2' }, kinds: { value: ['A', 'B'] } } },
                  response: [],
                },
              ],
            },
          },
          404: {
            [key]: {
              static: [{ request: { parameters: { feedId: { value: 'GONE' } } }, response: { errors: [] } }],
            },
          },
          500: { [key]: { static: [{ response: { errors: ['unreachable'] } }] } },
        },
      },
    },
    '/aplus/2020-11-01/contentDocuments/{contentReferenceKey}/asins': {
      post: {
        operationId: 'postContentDocumentAsinRelations',
        responses: {
          200: {
            [key]: {
              static: [{ request: { parameters: { contentReferenceKey: { value: 'C1' } } }, response: {} }],
            },
          },
        },
      },
    },
    '/feeds/2021-06-30/feeds': {
      get: {
        operationId: 'getFeeds',
        responses: { 200: { [key]: { static: [{ request: { parameters: {} }, response: { feeds: [] } }] } } },
      },
      post: {
        operationId: 'createFeed',
        responses: {
          202: {
            [key]: {
              static: [
                {
                  request: { parameters: { body: { value: { feedType: 'X', n: 1 } } } },
                  response: { feedId: 'F3' },
                  responseHeaders: { 'x-example': 'yes' },
                },
              ],
            },
          },
        },
      },
    },
  },
}
mkdirSync(join(folder, 'models/feeds'), { recursive: true })
writeFileSync(
  join(folder, 'models/feeds/feeds.json'),
  JSON.stringify(model, null, 2).replace('"PRICE"', '10.00'),
)
writeFileSync(join(folder, 'package.json'), '{"name":"no model"}')

const roles = ['Product Listing']

async function call(simulator: Simulator, path: string, init: RequestInit = {}) {
  const token = await accessTokenOf(simulator)
  const response = await fetch(`${simulator.origin}/${sandbox}${path}`, {
    ...init,
    headers: {
      'x-amz-access-token': token,
      ...(init.body != null && { 'content-type': 'application/json' }),
    },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('the static sandbox', () => {
  const start = () => simulated({ applications: [{ roles }], models: folder })

  test('answers an example byte for byte, numbers included', async () => {
    const simulator = await start()
    expect(await call(simulator, '/feeds/2021-06-30/feeds/F1')).toMatchObject({
      status: 200,
      text: '{"feedId":"F1","price":10.00,"name":"Ünïcode 🪁"}',
    })
    expect(await call(simulator, '/feeds/2021-06-30/feeds/GONE')).toMatchObject({
      status: 404,
      text: '{"errors":[]}',
    })
    expect(await call(simulator, '/feeds/2021-06-30/feeds')).toMatchObject({
      status: 200,
      text: '{"feeds":[]}',
    })
  })

  test('matches arrays, bodies and response headers', async () => {
    const simulator = await start()
    expect(await call(simulator, '/feeds/2021-06-30/feeds/F2?kinds=A,B')).toMatchObject({
      status: 200,
      text: '[]',
    })
    const post = (body: object) =>
      call(simulator, '/feeds/2021-06-30/feeds', { method: 'POST', body: JSON.stringify(body) })
    const created = await post({ n: 1, feedType: 'X' })
    expect(created).toMatchObject({ status: 202, text: '{"feedId":"F3"}' })
    expect(created.headers.get('x-example')).toBe('yes')
    expect((await post({ n: 2, feedType: 'X' })).status).toBe(400)
  })

  test('an empty body matches an example without one, but only for the values of its path', async () => {
    const simulator = await start()
    const post = (contentReferenceKey: string, body: object) =>
      call(simulator, `/aplus/2020-11-01/contentDocuments/${contentReferenceKey}/asins`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
    expect((await post('C1', {})).status).toBe(200)
    expect((await post('C2', {})).status).toBe(400)
    expect((await post('C1', { asinSet: [] })).status).toBe(400)
  })

  test.each([
    '/feeds/2021-06-30/feeds/F9',
    '/feeds/2021-06-30/feeds/F1?more=1',
    '/feeds/2021-06-30/feeds?pageSize=1',
  ])('refuses %s, which no example has', async (path) => {
    const { status, text } = await call(await start(), path)
    expect(status).toBe(400)
    expect(text).toContain('Could not match input arguments')
  })

  test('checks the token and the role before', async () => {
    const simulator = await simulated({
      applications: [{ roles: ['Selling Partner Insights'] }],
      models: folder,
    })
    expect((await call(simulator, '/feeds/2021-06-30/feeds/F1')).status).toBe(403)
  })

  test('says what it does not model without the models', async () => {
    const { status, text } = await call(
      await simulated({ applications: [{ roles }] }),
      '/feeds/2021-06-30/feeds/F1',
    )
    expect(status).toBe(501)
    expect(text).toContain('--models')
  })

  test('does not start with a folder that has no models', async () => {
    const other = join(folder, 'empty')
    mkdirSync(other)
    await expect(simulated({ models: other })).rejects.toThrow('has no models')
    await expect(simulated({ models: join(folder, 'nowhere') })).rejects.toThrow('ENOENT')
  })
})
