import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import {
  createConnectLink,
  listApplications,
  listAuthorizations,
  listImportLines,
  readAuthorization,
  startImport,
  vendAccessToken,
} from '#clients/typescript/src/client.ts'
import { configure, GatehouseError } from '#clients/typescript/src/send.ts'
import { programScopes } from '#lib/keys/choices.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const { key } = await makeKey(await addAdmin(world.services, world.as), {
  scopes: programScopes.map(({ id }) => id),
})
const id = await addGrant(world.system, world.simulator, 'A1USHARBORPINE')

test('the TypeScript client lists, reads, vends and creates', async () => {
  await expect(listApplications()).rejects.toThrow('Call configure')
  configure({ url: api.origin, key })
  const { authorizations } = await listAuthorizations({ selling_partner_id: 'A1USHARBORPINE', limit: 1 })
  expect(authorizations.map((row) => row.id)).toEqual([id])
  expect((await readAuthorization(id)).health).toBe('working')
  const { access_token, region } = await vendAccessToken(id, { min_ttl: 60 })
  expect([access_token.slice(0, 5), region]).toEqual(['Atza|', 'na'])
  const { applications } = await listApplications()
  const body = { application_id: applications[0]?.id ?? '', label: 'Harbor' }
  const headers = { 'Idempotency-Key': 'one' }
  const first = await createConnectLink(body, { headers })
  expect((await createConnectLink(body, { headers })).url).toBe(first.url)
  const started = await startImport(new Blob(['refresh_token;region\r\nAtza|abc;na\r\n']))
  expect((await listImportLines(started.id)).lines).toMatchObject([
    { line: 2, result: 'invalid', code: 'pasted_access_token' },
  ])
})

test('the TypeScript client throws an error with the code of Gatehouse’s refusal', async () => {
  configure({ url: api.origin, key })
  const refused = await vendAccessToken(newId()).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(GatehouseError)
  expect(refused).toMatchObject({ status: 404, problem: { code: 'authorization_not_found' } })
  const other = { gatehouse: { url: api.origin, key: 'nonsense' } }
  await expect(listApplications(other)).rejects.toMatchObject({ status: 401 })
})

test('the TypeScript client throws its own error for a response that isn’t Gatehouse’s', async () => {
  const answering = (body: string, status: number) => ({
    gatehouse: { url: api.origin, key, fetch: async () => new Response(body, { status }) },
  })
  for (const [body, status] of [
    ['<html>Bad Gateway</html>', 502],
    ['', 503],
    ['null', 500],
    ['{"message":"no route"}', 404],
    ['<html>Sign in</html>', 200],
  ] as const) {
    const refused = await listApplications(answering(body, status)).catch((error: unknown) => error)
    expect(refused, body).toBeInstanceOf(GatehouseError)
    expect(refused, body).toMatchObject({ status, problem: { status, code: 'response_unreadable' } })
  }
})
