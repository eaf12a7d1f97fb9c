import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { startOwnEmbedded } from '#bench/installation.ts'
import { accessToken, vendCount } from '#drizzle/schema.ts'
import { connect } from '#lib/database/connect.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { endStarter, mayMount, startStarter } from '../store/embedded-processes.ts'
import { createInstallation } from './own-installation.ts'

/** On a separate disk. Sockets aren't in the folder, so that everyone can reach it. */
async function startOnSmallDisk(folder: string) {
  const script = 'mount -t tmpfs -o size=256m tmpfs "$1" && shift && exec "$@"'
  const starter = startStarter(folder, { prefix: ['unshare', '--mount', 'sh', '-c', script, 'sh', folder] })
  await starter.heard('started')
  return { stop: () => endStarter(starter, 'SIGTERM') }
}

test.runIf(mayMount)(
  'I6: tokens are issued while the disk is full, and refreshed once there is space',
  async () => {
    const own = await createInstallation({
      startDatabase: (folder) => startOwnEmbedded(folder, startOnSmallDisk),
    })
    const { services, simulator, system } = own
    const { db } = services
    const outside = connect(own.location, { max: 1, onnotice: () => {} })
    onTestFinished(() => outside.end({ timeout: 5 }))
    await checkKeys(services)
    const { id: keyId, key } = await makeKey(await addAdmin(services, (actor) => ({ ...system, actor })))
    const id = await addGrant(system, simulator, 'A1USHARBORPINE')
    const api = await own.startWorker()
    expect((await api.vend(id, key)).status).toBe(200)

    // Without a separate log, so that it fills the disk and not the space that Postgres has reserved for logs.
    await outside`create unlogged table filler (content bytea not null)`
    await outside`alter table filler alter column content set storage external`
    const fill = async (bytes: number) => {
      for (;;) await outside`insert into filler values (${randomBytes(bytes)})`
    }
    for (const bytes of [4_000_000, 64_000, 4_000]) {
      await expect(fill(bytes)).rejects.toMatchObject({ code: '53100' })
    }

    for (let turn = 0; turn < 50; turn += 1) expect((await api.vend(id, key)).status).toBe(200)
    // A vend that needs space fails with an error, or finds some in existing pages: nothing else can happen.
    for (let turn = 0; turn < 10; turn += 1) {
      await db
        .delete(accessToken)
        .where(eq(accessToken.authorizationId, id))
        .catch(() => {})
      expect([200, 503]).toContain((await api.vendOnce(id, key)).status)
    }

    await outside`drop table filler`
    await db.delete(accessToken).where(eq(accessToken.authorizationId, id))
    expect((await api.vend(id, key)).status).toBe(200)
    expect((await fetch(`${api.origin}/readyz`)).status).toBe(200)
    // Counts from that time weren't lost.
    expect(await api.end('SIGTERM')).toBe(0)
    const counts = await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(52)
  },
  120_000,
)
