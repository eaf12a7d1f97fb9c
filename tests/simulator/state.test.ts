import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { replaceFile } from '#simulator/replace-file.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '#simulator/start.ts'
import {
  accessTokenOf,
  consentAddress,
  credentials,
  decide,
  field,
  locationOf,
  participationsPath,
  postToken,
  refresh,
  seller,
} from './fixtures.ts'
import { expectRefusal } from './refusals.ts'

const folders: string[] = []
const simulators: Simulator[] = []

afterEach(async () => {
  await Promise.all(simulators.splice(0).map((simulator) => simulator.close()))
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true })))
})

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sim-state-'))
  folders.push(folder)
  return join(folder, 'demo', 'simulator.json')
}

async function start(state: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ state, ...options })
  simulators.push(simulator)
  return simulator
}

async function restart(
  simulator: Simulator,
  state: string,
  options: SimulatorOptions = {},
): Promise<Simulator> {
  simulators.splice(simulators.indexOf(simulator), 1)
  await simulator.close()
  return start(state, options)
}

const call = (simulator: Simulator, token: string) =>
  fetch(simulator.origin + participationsPath, { headers: { 'x-amz-access-token': token } })

describe('the world outlives its process', () => {
  test('an access token whose grant was lost by a kill never reads another seller’s stores', async () => {
    const state = await stateFile()
    const first = await restart(await start(state), state)
    await accessTokenOf(first)
    const second = await restart(first, state)
    const saved = await readFile(state, 'utf8')
    const lost = await accessTokenOf(second)
    simulators.splice(simulators.indexOf(second), 1)
    await second.close()
    await writeFile(state, saved)
    const third = await start(state)
    const other = await accessTokenOf(third, 'A6USSUSPENDED')
    const expectApart = async (simulator: Simulator) => {
      expect((await call(simulator, lost)).status).toBe(403)
      expect((await call(simulator, other)).status).toBe(200)
    }
    await expectApart(third)
    // By then, the file has the grant that took the place of the lost one.
    await expectApart(await restart(third, state))
  })

  test('refresh tokens, access tokens, disabled authorizations, and pending codes', async () => {
    const state = await stateFile()
    const first = await start(state)
    const alive = first.control.issueRefreshToken({ sellingPartnerId: seller })
    const dead = first.control.issueRefreshToken({ sellingPartnerId: 'A5JPAOZORA' })
    first.control.disable(dead.authorizationId)
    const { code } = first.control.issueCode({ sellingPartnerId: seller })
    const accessToken = await accessTokenOf(first)
    const second = await restart(first, state)
    expect((await refresh(second, alive.refreshToken)).status).toBe(200)
    await expectRefusal(await refresh(second, dead.refreshToken), 400, 'L3')
    expect((await call(second, accessToken)).status).toBe(200)
    const exchange = { grant_type: 'authorization_code', code, ...credentials(second) }
    expect((await postToken(second, exchange)).status).toBe(200)
    const third = await restart(second, state)
    await expectRefusal(await postToken(third, exchange), 400, 'L1')
    expect(third.control.authorizations()).toHaveLength(2)
    const fresh = third.control.issueRefreshToken({ sellingPartnerId: seller }).refreshToken
    expect((await refresh(third, fresh)).status).toBe(200)
    expect((await call(third, accessToken)).status).toBe(200)
  })

  test('a visit to the Login URI', async () => {
    const state = await stateFile()
    const first = await start(state)
    const hop = locationOf(await decide(first, 'confirm'))
    const second = await restart(first, state, { port: Number(new URL(first.origin).port) })
    const back = new URL(hop.searchParams.get('amazon_callback_uri') ?? '')
    back.searchParams.set('amazon_state', hop.searchParams.get('amazon_state') ?? '')
    back.searchParams.set('state', 'ours')
    back.searchParams.set('version', 'beta')
    expect(consentAddress(second)).toBe(consentAddress(first))
    const end = locationOf(await fetch(back, { redirect: 'manual' }))
    expect(end.searchParams.get('state')).toBe('ours')
  })

  test('clock, settings, sellers and applications that were added, destinations', async () => {
    const state = await stateFile()
    const first = await start(state)
    first.control.clock.advance(40 * 86_400_000)
    first.control.settings.cancelGoesBack = true
    const [known] = first.control.sellers()
    if (known !== undefined) first.control.addSeller({ ...known, sellingPartnerId: 'AADDED', name: 'Added' })
    first.control.addApplication({
      applicationId: 'amzn1.sp.solution.other',
      lwaClientId: 'amzn1.application-oa2-client.other',
      enrolledForRotation: true,
    })
    first.control.announceSecretExpiry('amzn1.sp.solution.other')
    const scope = 'sellingpartnerapi::notifications'
    const grantless = await postToken(first, {
      grant_type: 'client_credentials',
      scope,
      ...credentials(first),
    })
    const headers = {
      'x-amz-access-token': field(await grantless.json(), 'access_token'),
      'Content-Type': 'application/json',
    }
    const destinations = '/sellingpartnerapi-na.amazon.com/notifications/v1/destinations'
    const name = 'kept'
    const resourceSpecification = { sqs: { arn: 'arn:aws:sqs:us-east-2:444455556666:queue1' } }
    const body = JSON.stringify({ name, resourceSpecification })
    const made = await fetch(first.origin + destinations, { method: 'POST', headers, body })
    expect(made.status).toBe(200)
    first.control.addFault({ kind: 'reset' })
    const second = await restart(first, state)
    expect(second.control.clock.now()).toBeGreaterThan(Date.now() + 39 * 86_400_000)
    expect(second.control.settings).toEqual(first.control.settings)
    expect(second.control.sellers()).toEqual(first.control.sellers())
    expect(second.control.applications()).toEqual(first.control.applications())
    expect(second.control.faults()).toEqual([])
    const listed = await fetch(second.origin + destinations, { headers })
    expect(await listed.json()).toMatchObject({ payload: [{ name }] })
  })

  test('secrets keep their dates; facts of an application at the start change only themselves', async () => {
    const state = await stateFile()
    const clientSecret = 'the-secret-of-the-environment'
    const first = await start(state, { applications: [{ clientSecret, status: 'draft' }] })
    const { applicationId } = first.control.applications()[0] ?? { applicationId: '' }
    first.control.addApplication({ clientSecret, name: 'Renamed here' })
    const rotated = first.control.rotateSecret(applicationId).value
    const secrets = structuredClone(first.control.applications()[0]?.clientSecrets)
    const second = await restart(first, state, { applications: [{ clientSecret, status: 'published' }] })
    expect(second.control.applications()[0]).toMatchObject({
      name: 'Renamed here',
      status: 'published',
      clientSecrets: secrets,
    })
    const another = 'another-secret-of-the-environment'
    const third = await restart(second, state, { applications: [{ clientSecret: another }] })
    const values = third.control.applications()[0]?.clientSecrets.map(({ value }) => value)
    expect(values).toEqual([another, rotated, clientSecret])
  })
})

describe('the file of the world', () => {
  test('is readable only for its owner, and a refresh does not write it', async () => {
    const state = await stateFile()
    const simulator = await start(state)
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    await expect.poll(() => readFile(state, 'utf8')).toContain(refreshToken)
    const { mode, ino, mtimeMs } = await stat(state)
    expect(mode & 0o777).toBe(0o600)
    for (let count = 0; count < 10; count += 1) await refresh(simulator, refreshToken)
    // Writes pending changes to the file.
    simulators.splice(0)
    await simulator.close()
    expect(await stat(state)).toMatchObject({ ino, mtimeMs })
  })

  test.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2), 'it is not JSON'],
    ['nothing', () => '', 'it is not JSON'],
    ['another version', (text: string) => text.replace('"version":1', '"version":2'), 'version: '],
    ['a token of nobody', (text: string) => text.replace(/"id":"[^"]+"/, '"id":"x"'), 'no authorization'],
    [
      'an impossible clock',
      (text: string) => text.replace(/"clockOffsetMs":\d+/, '"clockOffsetMs":-1e15'),
      'clockOffsetMs: ',
    ],
  ])('%s is set aside with a message, and a new world begins', async (_name, damage, reason) => {
    const state = await stateFile()
    const first = await start(state)
    const { refreshToken } = first.control.issueRefreshToken({ sellingPartnerId: seller })
    simulators.splice(0)
    await first.close()
    const damaged = damage(await readFile(state, 'utf8'))
    await writeFile(state, damaged)
    const lines: string[] = []
    const second = await start(state, { report: (line) => lines.push(line) })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(reason)
    expect(lines[0]).toContain(`${state}.damaged`)
    expect(lines[0]).not.toContain('Atzr|')
    expect(await readFile(`${state}.damaged`, 'utf8')).toBe(damaged)
    expect((await refresh(second, refreshToken)).status).toBe(400)
    const { refreshToken: fresh } = second.control.issueRefreshToken({ sellingPartnerId: seller })
    expect((await refresh(await restart(second, state), fresh)).status).toBe(200)
  })

  test('a location that cannot be written is an immediate error, and nothing keeps listening', async () => {
    const state = await stateFile()
    const file = join(state, '..', '..', 'a-file')
    await writeFile(file, '')
    await expect(startSimulator({ state: join(file, 'simulator.json') })).rejects.toThrow('ENOTDIR')
  })

  test('an attempt to write that fails leaves no draft with the world’s secrets behind', async () => {
    const state = await stateFile()
    await mkdir(join(state, 'occupied'), { recursive: true })
    await expect(replaceFile(state, 'secrets', 0o600)).rejects.toThrow()
    expect(await readdir(join(state, '..'))).toEqual(['simulator.json'])
  })
})
