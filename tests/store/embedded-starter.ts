import postgres from 'postgres'
import { startEmbedded } from '#lib/embedded-postgres/server.ts'

/**
 * A separate process that uses the embedded Postgres: `node embedded-starter.ts <folder> <binaries> [write]`. Prints
 * `started {…}`, or `failed {…}`; with `write`, then `saved <n>` for each row that Postgres has acknowledged.
 */
const [folder = '', binaries = '', task = ''] = process.argv.slice(2)
const say = (word: string, value: unknown) => process.stdout.write(`${word} ${JSON.stringify(value)}\n`)

try {
  const database = await startEmbedded(folder, binaries === '' ? {} : { binaries })
  process.once('SIGTERM', async () => {
    await database.stop()
    process.exit(0)
  })
  say('started', { adopted: database.adopted, path: database.connection.path })
  if (task === 'write') await write(database.connection)
  else setInterval(() => {}, 60_000)
} catch (error) {
  const { code, message } = error as Error & { code?: string }
  say('failed', { code, message })
}

async function write({ path, username, database }: { path: string; username: string; database: string }) {
  const sql = postgres({ path, username, database, max: 4, onnotice: () => {}, fetch_types: false })
  await sql`create table if not exists note (id bigint generated always as identity primary key, body text not null)`
  const writer = async (): Promise<never> => {
    for (;;) {
      const [row] = await sql`insert into note (body) values (${'x'.repeat(500)}) returning id`
      say('saved', Number(row?.id))
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}
