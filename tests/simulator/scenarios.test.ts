import { expect, test } from 'vitest'
import { refresh, seller, simulated } from './fixtures.ts'

test('a fault with an end stops once the clock has passed it', async () => {
  const simulator = await simulated()
  const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
  simulator.control.addFault({ kind: 'status', status: 503, at: 'token', forSeconds: 300 })
  expect((await refresh(simulator, refreshToken)).status).toBe(503)
  expect(await (await fetch(simulator.origin)).text()).toMatch(
    /answers 503; until \d\d:\d\d:\d\d, once so far/,
  )
  await simulator.control.moveClock(300_000)
  expect((await refresh(simulator, refreshToken)).status).toBe(200)
  expect(simulator.control.faults()).toEqual([])
})

test('an expired client secret is refused, even if secrets last forever', async () => {
  const simulator = await simulated({ settings: { clientSecretsEnd: false } })
  const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
  const [application] = simulator.control.applications()
  simulator.control.expireSecret(application?.applicationId ?? '', 60_000)
  expect((await refresh(simulator, refreshToken)).status).toBe(200)
  await simulator.control.moveClock(60_000)
  expect(await (await refresh(simulator, refreshToken)).json()).toMatchObject({ error: 'invalid_client' })
  simulator.control.rotateSecret(application?.applicationId ?? '')
  expect((await refresh(simulator, refreshToken)).status).toBe(200)
})

test('roles that an application gets later change nothing else about it', async () => {
  const simulator = await simulated()
  const [before] = simulator.control.applications()
  const secrets = before?.clientSecrets.map(({ value }) => value)
  simulator.control.setRoles(before?.applicationId ?? '', ['Pricing'])
  const [after] = simulator.control.applications()
  expect(after).toMatchObject({ roles: ['Pricing'], name: before?.name })
  expect(after?.clientSecrets.map(({ value }) => value)).toEqual(secrets)
})

test('the control page offers the scenarios of a program, and leads to their results', async () => {
  const played: string[] = []
  const simulator = await simulated({
    scenarios: [
      {
        id: 'rain',
        label: 'It rains',
        text: 'For a day.',
        play: async () => {
          played.push('rain')
          return 'http://localhost:3000/ops'
        },
      },
      {
        id: 'never',
        label: 'Never',
        text: 'Cannot happen.',
        play: async () => {
          throw new RangeError('Connect a seller first.')
        },
      },
    ],
  })
  const post = (id: string, type = 'application/json') =>
    fetch(`${simulator.origin}/_/scenarios/${id}`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: type === 'application/json' ? '{}' : '',
      redirect: 'manual',
    })
  expect(await (await fetch(simulator.origin)).text()).toContain('It rains')
  const clicked = await post('rain', 'application/x-www-form-urlencoded')
  expect(clicked.headers.get('location')).toBe('http://localhost:3000/ops')
  expect(await (await post('rain')).json()).toMatchObject({
    result: { address: 'http://localhost:3000/ops' },
  })
  expect(played).toEqual(['rain', 'rain'])
  expect(await (await post('never')).json()).toMatchObject({ message: 'Connect a seller first.' })
  expect((await post('unknown')).status).toBe(404)
})
