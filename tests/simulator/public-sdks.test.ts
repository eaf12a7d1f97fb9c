import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { credentials, seller, simulated } from './fixtures.ts'

test('three public SDKs exchange, refresh, ask for a grantless token and call, unmodified', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sim-sdks-'))
  try {
    const simulator = await simulated({ tls: { port: 0, folder } })
    const preload = new URL('../../simulator/preload.mjs', import.meta.url)
    preload.search = String(
      new URLSearchParams({
        port: String(simulator.tls?.port),
        ca: simulator.tls?.authorityFile ?? '',
      }),
    )
    const { client_id, client_secret } = credentials(simulator)
    const { code } = simulator.control.issueCode({ sellingPartnerId: seller })
    const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId: seller })
    const client = fileURLToPath(new URL('public-sdks.mjs', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      preload.href,
      client,
      client_id,
      client_secret,
      code,
      refreshToken,
    ])
    expect(JSON.parse(stdout)).toEqual({
      'amazon-sp-api': { exchanged: 'Atzr|', store: 'Harbor & Pine Goods', destinations: [] },
      '@sp-api-sdk/auth': { refreshed: 'Atza|', grantless: 'Atc|' },
      'amazon-sp-api-sdk-js': { marketplace: 'ATVPDKIKX0DER', destinations: [] },
    })
    const refused = simulator.control.received().filter(({ status }) => status !== 200)
    expect(refused).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
