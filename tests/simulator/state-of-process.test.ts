import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { field, seller } from './fixtures.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true })))
})

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sim-process-'))
  folders.push(folder)
  return join(folder, 'simulator.json')
}

const run = (state: string, ...more: readonly string[]) => start('--state', state, ...more)

async function start(...more: readonly string[]) {
  const args = [join(project, 'scripts/simulator.ts'), '--port', '0', '--tls-port', 'off', ...more]
  const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (origin !== undefined && said.includes('Login URI')) return { child, origin, said }
  }
  throw new Error(`The simulator ended: ${said}`)
}

const post = async (address: string, body: BodyInit, type: string) =>
  fetch(address, { method: 'POST', headers: { 'Content-Type': type }, body })

const issue = async (origin: string) => {
  const body = JSON.stringify({ sellingPartnerId: seller })
  const answer: { result: { refreshToken: string } } = await (
    await post(`${origin}/_/refresh-tokens`, body, 'application/json')
  ).json()
  return answer.result.refreshToken
}

const world = async (origin: string, lwaClientId?: string) => {
  const answer: {
    applications: { applicationId: string; lwaClientId: string; clientSecrets: { value: string }[] }[]
  } = await (await fetch(`${origin}/_/world`)).json()
  return answer.applications.find((one) => lwaClientId === undefined || one.lwaClientId === lwaClientId)
}

const requestToken = async (origin: string, refreshToken: string) => {
  const application = await world(origin)
  const fields = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: application?.lwaClientId ?? '',
    client_secret: application?.clientSecrets[0]?.value ?? '',
  })
  return post(`${origin}/api.amazon.com/auth/o2/token`, fields, 'application/x-www-form-urlencoded')
}

const refreshAt = async (origin: string, refreshToken: string) =>
  (await requestToken(origin, refreshToken)).status

const clientId = 'amzn1.application-oa2-client.second'

test('npm run simulator says what is wrong with an address, and how it is used', () => {
  for (const wrong of [
    ['--origin', '127.0.0.1:8080'],
    ['--allowed-host', 'http://amazon.test'],
  ]) {
    const args = [join(project, 'scripts/simulator.ts'), '--port', '0', '--tls-port', 'off', ...wrong]
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: project,
      encoding: 'utf8',
      timeout: 9_000,
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(new RegExp(`^[^\n]+ not ${wrong[1]}\\.\n\nnpm run simulator`))
  }
})

describe('npm run simulator -- --role', () => {
  const status = async (origin: string, path: string) => {
    const answer = await (await requestToken(origin, await issue(origin))).json()
    const headers = { 'x-amz-access-token': field(answer, 'access_token') }
    return (await fetch(`${origin}/sellingpartnerapi-na.amazon.com${path}`, { headers })).status
  }
  const order = '/orders/2026-01-01/orders/000-0000000-0000000'
  const finances = '/finances/2024-06-19/transactions?postedAfter=2026-01-01'

  test('gives the application the named roles, or all, or what the control sets later', async () => {
    const named = await start('--role', 'Inventory and Order Tracking')
    expect(named.said).toContain('roles           Inventory and Order Tracking\n')
    expect(await status(named.origin, order)).toBe(404)
    expect(await status(named.origin, finances)).toBe(403)
    const application = await world(named.origin)
    const roles = `${named.origin}/_/applications/${application?.applicationId}/roles`
    const set = (body: object) => post(roles, JSON.stringify(body), 'application/json')
    expect((await set({ roles: ['Finance and Accounting'] })).status).toBe(200)
    expect(await status(named.origin, finances)).toBe(200)
    const wrong = await set({ roles: ['Finances'] })
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { message: expect.stringContaining('There is no role “Finances”') },
    ])
    const every = await start('--role', 'all')
    expect(await status(every.origin, order)).toBe(404)
    expect(await status(every.origin, finances)).toBe(200)
  })
})

describe('npm run simulator -- --state', () => {
  test('the printed secret is the newest one of the application that was asked for, which consent is for', async () => {
    const state = await stateFile()
    const first = await run(state)
    const second = { applicationId: 'amzn1.sp.solution.second', lwaClientId: clientId }
    await post(`${first.origin}/_/applications`, JSON.stringify(second), 'application/json')
    const rotation = `${first.origin}/_/applications/${second.applicationId}/rotate-secret`
    const rotated: { result: { value: string } } = await (await post(rotation, '', 'application/json')).json()
    const last = await world(first.origin, clientId)
    expect(last?.clientSecrets[0]?.value).toBe(rotated.result.value)
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    const { said } = await run(state, '--application-id', second.applicationId, '--client-id', clientId)
    expect(said).toContain(`application id  ${second.applicationId}\n`)
    expect(said).toContain(`client secret   ${rotated.result.value}\n`)
    const next = /http:\S+/.exec(said)?.[0] ?? ''
    expect((await world(next))?.lwaClientId).toBe(clientId)
    expect(await refreshAt(next, await issue(next))).toBe(200)
  })

  test.each([
    ['SIGTERM right after a change', 'SIGTERM'],
    ['SIGINT right after a change', 'SIGINT'],
    ['SIGKILL after a change was written', 'SIGKILL'],
  ] as const)('%s loses nothing', async (_when, signal) => {
    const state = await stateFile()
    const first = await run(state)
    const refreshToken = await issue(first.origin)
    if (signal === 'SIGKILL') await expect.poll(() => readFile(state, 'utf8')).toContain(refreshToken)
    first.child.kill(signal)
    await once(first.child, 'exit')
    const second = await run(state)
    expect(await refreshAt(second.origin, refreshToken)).toBe(200)
  })

  test('killed while writing, again and again, it continues where it ended', async () => {
    const state = await stateFile()
    const kept: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const { child, origin } = await run(state)
      for (const refreshToken of kept) expect(await refreshAt(origin, refreshToken)).toBe(200)
      const refreshToken = await issue(origin)
      await expect.poll(() => readFile(state, 'utf8')).toContain(refreshToken)
      kept.push(refreshToken)
      let issued = 0
      const count = () => {
        issued += 1
      }
      const busy = Array.from({ length: 200 }, () => issue(origin).then(count, () => {}))
      await expect.poll(() => issued, { interval: 5 }).toBeGreaterThan(20 + 60 * round)
      child.kill('SIGKILL')
      await Promise.all([once(child, 'exit'), ...busy])
    }
    const names = await readdir(join(state, '..'))
    expect(names.filter((name) => name.endsWith('.damaged'))).toEqual([])
  })
})
