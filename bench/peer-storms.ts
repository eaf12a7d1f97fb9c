import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Simulator, startSimulator } from '#simulator/start.ts'
import { installPeers } from './install-peers.ts'
import type { Measure } from './report.ts'
import { callers, reportStorms, type Storm, watchStorm } from './watch-storm.ts'

const peers = [
  'amazon-sp-api',
  '@sp-api-sdk/auth',
  '@amazon-sp-api-release/amazon-sp-api-sdk-js',
  'simple-oauth2',
  'openid-client',
]
const run = promisify(execFile)

/** The same storm on public clients, unmodified, each in one process that talks to a simulated Amazon over TLS. */
export async function measurePeerStorms(rounds: number): Promise<Measure[]> {
  await installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-peers-'))
  const simulator = await startSimulator({ tls: { port: 0, folder } })
  try {
    const measures: Measure[] = []
    for (const peer of peers) {
      const storms: Storm[] = []
      for (let round = 0; round < rounds; round += 1) storms.push(await runPeer(simulator, peer))
      measures.push(reportStorms(`${peer}, 1 process`, storms, '–'))
    }
    return measures
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true })
  }
}

async function runPeer({ tls, control }: Simulator, peer: string): Promise<Storm> {
  const [application] = control.applications()
  if (application === undefined || tls === null) throw new Error('the simulator is incomplete')
  const { refreshToken } = control.issueRefreshToken({ sellingPartnerId: 'A1USHARBORPINE' })
  const preload = new URL('../simulator/preload.mjs', import.meta.url)
  preload.search = String(new URLSearchParams({ port: String(tls.port), ca: tls.authorityFile }))
  return watchStorm(control, async () => {
    const { stdout } = await run(process.execPath, [
      ...['--import', preload.href, join(import.meta.dirname, 'peers/storm.mjs'), peer, String(callers)],
      ...[application.lwaClientId, application.clientSecrets[0]?.value ?? '', refreshToken],
    ])
    return Number(stdout)
  })
}
