import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { amazonHosts } from '#simulator/hosts.ts'
import { keepCertificates } from '#simulator/tls/keep-certificates.ts'
import { participationsPath, simulated } from './fixtures.ts'

const folders: string[] = []

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'sim-tls-'))
  folders.push(made)
  return made
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true })))
})

const hosts = [...amazonHosts.keys()]

/** One request by Amazon's own name, as a client whose name resolution was changed sends it. */
async function ask(
  port: number,
  ca: string,
  host: string,
  path: string,
  method = 'GET',
): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, ca, servername: host, method, path, headers: { Host: host } },
      (response) => void text(response).then((body) => resolve([response.statusCode ?? 0, body]), reject),
    )
    sent.on('error', reject)
    sent.end()
  })
}

describe('TLS', () => {
  test('hosts are told apart by their Host header, and the certificate is good for each', async () => {
    const simulator = await simulated({ tls: { port: 0, folder: await folder() } })
    const { port, authorityFile } = simulator.tls ?? { port: 0, authorityFile: '' }
    const ca = await readFile(authorityFile, 'utf8')
    for (const host of hosts) expect((await ask(port, ca, host, '/nowhere'))[0]).toBeGreaterThanOrEqual(400)
    expect((await ask(port, ca, 'api.amazon.com', '/auth/o2/token'))[0]).toBe(405)
    const [status, page] = await ask(port, ca, 'sellercentral.amazon.de', '/home')
    expect([status, page.includes('https://sellercentral.amazon.de/apps/manage')]).toEqual([200, true])
    expect((await ask(port, ca, 'sellingpartnerapi-na.amazon.com', '/sellers/v1/account'))[0]).toBe(403)
  })

  test('a fault that breaks the connection does so over TLS, too', async () => {
    const simulator = await simulated({ tls: { port: 0, folder: await folder() } })
    const { port, authorityFile } = simulator.tls ?? { port: 0, authorityFile: '' }
    const ca = await readFile(authorityFile, 'utf8')
    simulator.control.addFault({ kind: 'reset', times: 1 })
    const token = () => ask(port, ca, 'api.amazon.com', '/auth/o2/token', 'POST')
    await expect(token()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await token())[0]).toBe(400)
  })

  test('several that start at the same time with a new folder are all trusted by its ca.pem', async () => {
    const tls = { port: 0, folder: await folder() }
    const started = await Promise.all(Array.from({ length: 4 }, () => simulated({ tls })))
    const ca = await readFile(join(tls.folder, 'ca.pem'), 'utf8')
    const statuses = started.map(async ({ tls: served }) => {
      const [status] = await ask(served?.port ?? 0, ca, 'api.amazon.com', '/auth/o2/token')
      return status
    })
    expect(await Promise.all(statuses)).toEqual([405, 405, 405, 405])
    expect((await readdir(tls.folder)).sort()).toEqual(['ca.pem', 'simulator-server.pem'])
  })

  test('a Host header with https:// in it is answered 405, as tutorials find out (L10)', async () => {
    const simulator = await simulated({ tls: { port: 0, folder: await folder() } })
    const { port, authorityFile } = simulator.tls ?? { port: 0, authorityFile: '' }
    const ca = await readFile(authorityFile, 'utf8')
    const answer = await new Promise<number>((resolve, reject) => {
      const headers = { Host: 'https://api.amazon.com' }
      const options = { host: '127.0.0.1', port, ca, servername: 'api.amazon.com', method: 'POST', headers }
      request({ ...options, path: '/auth/o2/token' }, (response) => resolve(response.statusCode ?? 0))
        .on('error', reject)
        .end()
    })
    expect(answer).toBe(405)
  })

  test('the authority can sign for Amazon’s hosts only, and its key is not kept', async () => {
    const path = await folder()
    const { authorityFile, certificatePem, keyPem } = await keepCertificates(path, hosts, new Date())
    const authority = new X509Certificate(await readFile(authorityFile))
    expect(authority.ca).toBe(true)
    const server = new X509Certificate(certificatePem)
    expect(server.verify(authority.publicKey)).toBe(true)
    expect(server.checkHost('evil.example')).toBeUndefined()
    expect((await stat(join(path, 'simulator-server.pem'))).mode & 0o777).toBe(0o600)
    expect(authority.publicKey.equals(server.publicKey)).toBe(false)
    expect(keyPem).toContain('PRIVATE KEY')
  })

  test('certificates survive a restart, and are renewed when damaged, foreign or about to expire', async () => {
    const path = await folder()
    const now = new Date('2026-01-01T00:00:00Z')
    const first = await keepCertificates(path, hosts, now)
    expect(await keepCertificates(path, hosts, now)).toEqual(first)
    const later = new Date(now.getTime() + 370 * 86_400_000)
    const second = await keepCertificates(path, hosts, later)
    expect(second.certificatePem).not.toBe(first.certificatePem)
    expect(
      (await keepCertificates(path, [...hosts, 'sellercentral.amazon.xx'], later)).certificatePem,
    ).not.toBe(second.certificatePem)
    await writeFile(join(path, 'ca.pem'), 'nonsense')
    const mended = await keepCertificates(path, hosts, later)
    expect(new X509Certificate(await readFile(mended.authorityFile)).ca).toBe(true)
  })

  test('the preload redirects fetch and node:https to it, and leaves other hosts alone', async () => {
    const simulator = await simulated({ tls: { port: 0, folder: await folder() } })
    const preload = new URL('../../simulator/preload.mjs', import.meta.url)
    preload.search = String(
      new URLSearchParams({
        port: String(simulator.tls?.port),
        ca: simulator.tls?.authorityFile ?? '',
      }),
    )
    const client = `
      const fetched = await fetch('https://api.amazon.com/auth/o2/token', { method: 'POST' })
      const { get } = await import('node:https')
      const got = await new Promise((resolve) => get('https://${participationsPath.slice(1)}', (response) => resolve(response.resume().statusCode)))
      const other = await fetch('https://127.0.0.1:1/').then(() => 'reached', () => 'not reached')
      console.log(JSON.stringify([fetched.status, got, other]))`
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      preload.href,
      '--input-type=module',
      '--eval',
      client,
    ])
    expect(JSON.parse(stdout)).toEqual([400, 403, 'not reached'])
  })
})
