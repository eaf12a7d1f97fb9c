import { describe, expect, test } from 'vitest'
import { EnvironmentError, readEnvironment } from '#lib/env.ts'

const key = 'Xq3mC0y7fT1bQv8Zs5kLw2Rj9uHnEa4Dg6PiOxVt_-0'
const base = { GATEHOUSE_KEYS: `k1:${key}`, AUTH_SECRET: 'an auth secret that is long enough' }
function faultsOf(source: Record<string, string | undefined>): readonly string[] {
  try {
    readEnvironment(source)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError)
    return (error as EnvironmentError).faults
  }
}

describe('the public URL', () => {
  test.each([
    ['https://gatehouse.example.com', 'https://gatehouse.example.com'],
    ['https://gatehouse.example.com/', 'https://gatehouse.example.com'],
    ['https://gatehouse.example.com:8443', 'https://gatehouse.example.com:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%s is taken', (address, origin) => {
    expect(readEnvironment({ ...base, APP_URL: address }).appUrl).toBe(origin)
  })

  test.each([
    ['http://gatehouse.example.com', 'must begin with https://'],
    ['http://localhost.example.com', 'must begin with https://'],
    ['http://127.0.0.1.example.com', 'must begin with https://'],
    ['http://192.168.1.10:3000', 'must begin with https://'],
    ['https://gatehouse.example.com/app', 'must have no path'],
    ['https://gatehouse.example.com/?next=1', 'must have no path'],
    ['https://gatehouse.example.com/#top', 'must have no path'],
    ['https://name:word@gatehouse.example.com', 'must have no path'],
    ['gatehouse.example.com', 'must be an address'],
    ['localhost:3000', 'must be an address'],
    ['ftp://gatehouse.example.com', 'must be an address'],
    ['https://', 'must be an address'],
  ])('%s is refused, with one sentence', (address, message) => {
    expect(faultsOf({ ...base, APP_URL: address })).toEqual([expect.stringContaining(`APP_URL ${message}`)])
  })

  test('app and api listen to other machines only when the address is not on this one', () => {
    expect(readEnvironment({ ...base, APP_URL: 'https://gatehouse.example.com' }).host).toBe('0.0.0.0')
    expect(readEnvironment({ ...base, APP_URL: 'http://localhost:3000' }).host).toBe('127.0.0.1')
    expect(readEnvironment({ ...base, LISTEN_HOST: '10.0.0.5' }).host).toBe('10.0.0.5')
  })

  test.each([
    ['0.0.0.0', 'http://127.0.0.1:4001'],
    ['10.0.0.5', 'http://10.0.0.5:4001'],
    ['::', 'http://[::1]:4001'],
    ['fd00::5', 'http://[fd00::5]:4001'],
    ['0:0:0:0:0:0:0:0', 'http://[::1]:4001'],
    ['::ffff:0.0.0.0', 'http://127.0.0.1:4001'],
    ['0:0:0:0:0:0:0:1', 'http://[::1]:4001'],
  ])('the app reaches an api that listens on %s at %s', (host, origin) => {
    expect(readEnvironment({ ...base, LISTEN_HOST: host, API_PORT: '4001' }).apiOrigin).toBe(origin)
  })
})

describe('F1: only this machine can replace Amazon', () => {
  test.each([
    ['http://127.0.0.1:4270', 'http://127.0.0.1:4270'],
    ['http://localhost:4270/', 'http://localhost:4270'],
    ['http://[::1]:4270/amazon//', 'http://[::1]:4270/amazon'],
  ])('%s is taken', (address, amazonBaseUrl) => {
    expect(readEnvironment({ ...base, AMAZON_BASE_URL: address })).toMatchObject({ amazonBaseUrl })
  })

  test.each([
    'https://amazon.example',
    'http://127.0.0.1@amazon.example',
    'http://127.0.0.1.amazon.example',
    'http://localhost.amazon.example:4270',
    'http://10.0.0.5:4270',
    'http://0.0.0.0:4270',
    'http://[::ffff:10.0.0.5]:4270',
  ])('%s is refused', (address) => {
    expect(faultsOf({ ...base, AMAZON_BASE_URL: address }).join()).toContain(
      'must be on this machine (loopback)',
    )
  })

  test('another host requires a second variable', () => {
    const source = { ...base, AMAZON_BASE_URL: 'https://amazon.example' }
    expect(faultsOf({ ...source, AMAZON_ALLOW_OTHER_HOSTS: 'false' })).toHaveLength(1)
    expect(readEnvironment({ ...source, AMAZON_ALLOW_OTHER_HOSTS: 'true' }).amazonBaseUrl).toBe(
      'https://amazon.example',
    )
  })

  test('an address to which hosts cannot be appended is refused', () => {
    expect(faultsOf({ ...base, AMAZON_BASE_URL: 'http://localhost:4270/?host=' })).toEqual([
      expect.stringContaining('AMAZON_BASE_URL must have no query'),
    ])
  })
})

describe('the one-click sign-ins of the demo', () => {
  const person = (email: string) => ({ email, password: 'copper-harbour' })
  const DEMO_SIGN_INS = JSON.stringify({
    operator: person('operator@example.com'),
    seller: person('seller@example.com'),
  })
  const here = { APP_URL: 'http://localhost:3000', AMAZON_BASE_URL: 'http://127.0.0.1:4270' }

  test('exist if the app and Amazon are on this machine', () => {
    const { demoSignIns } = readEnvironment({ ...base, ...here, DEMO_SIGN_INS })
    expect(demoSignIns?.operator.email).toBe('operator@example.com')
    expect(JSON.stringify(demoSignIns)).not.toContain('copper')
    expect(readEnvironment({ ...base, ...here }).demoSignIns).toBeNull()
    for (const LISTEN_HOST of ['127.0.0.1', '::1']) {
      expect(readEnvironment({ ...base, ...here, DEMO_SIGN_INS, LISTEN_HOST }).demoSignIns).not.toBeNull()
    }
  })

  test.each([
    { APP_URL: 'https://gatehouse.example.com' },
    { APP_URL: undefined },
    { AMAZON_BASE_URL: undefined },
    { LISTEN_HOST: '0.0.0.0' },
    { LISTEN_HOST: '::' },
    { AMAZON_BASE_URL: 'https://amazon.example', AMAZON_ALLOW_OTHER_HOSTS: 'true' },
  ])('are refused anywhere else: %j', (change) => {
    expect(faultsOf({ ...base, ...here, DEMO_SIGN_INS, ...change })).toEqual([
      expect.stringContaining('DEMO_SIGN_INS lets anyone sign in'),
    ])
  })

  test('are refused in any other shape', () => {
    for (const text of ['yes', '{}', '{"operator":{}}'])
      expect(faultsOf({ ...base, ...here, DEMO_SIGN_INS: text })).toEqual([
        'DEMO_SIGN_INS is set by npm run demo, and by nobody else: remove it',
      ])
  })
})
