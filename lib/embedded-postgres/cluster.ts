import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedPaths, embeddedAdministrator, embeddedConnection } from './connection.ts'
import { EmbeddedError } from './error.ts'
import { explainFailure } from './failure.ts'
import type { Lock } from './lock.ts'
import { type Runner, run } from './runner.ts'

/** Makes the cluster when there is none, and refuses one that these binaries can't read. Takes the held lock. */
export async function prepareCluster(
  paths: EmbeddedPaths,
  binaries: string,
  runner: Runner,
  lock: Lock,
): Promise<void> {
  const version = await majorVersion(binaries, runner, paths)
  if (existsSync(paths.cluster)) return checkVersion(paths, version)
  const fresh = join(paths.home, 'data.init')
  rmSync(fresh, { recursive: true, force: true })
  const { database } = embeddedConnection(paths.dataFolder)
  const locale =
    version >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const words = ['--auth=trust', '--encoding=UTF8', '--data-checksums', '--no-instructions', ...locale]
  const initdb = [
    join(binaries, 'initdb'),
    '-D',
    fresh,
    `--username=${embeddedAdministrator}`,
    ...words,
  ] as const
  const stdio = ['pipe' as const, 'pipe' as const, 'pipe' as const, lock.fd]
  await succeed(run(runner, [...initdb], { stdio }), '', paths)
  const single = [
    join(binaries, 'postgres'),
    '--single',
    '-D',
    fresh,
    '-c',
    'exit_on_error=on',
    'postgres',
  ] as const
  await succeed(run(runner, [...single], { stdio }), `create database ${database}\n`, paths)
  renameSync(fresh, paths.cluster)
  syncFolder(paths.home)
}

function checkVersion({ home, cluster }: EmbeddedPaths, version: number): void {
  const present = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  if (present === version) return
  throw new EmbeddedError(
    'embedded_version',
    `The database in ${home} was made by Postgres ${present}, and this Gatehouse brings Postgres ${version}. Start the Gatehouse that made it, copy the data with pg_dump ${present}, move ${home} away, start this one and restore the copy.`,
  )
}

async function majorVersion(binaries: string, runner: Runner, paths: EmbeddedPaths): Promise<number> {
  const child = run(runner, [join(binaries, 'postgres'), '--version'], { stdio: ['pipe', 'pipe', 'pipe'] })
  return Number(/ (\d+)/.exec(await succeed(child, '', paths))?.[1])
}

/** Resolves with what the command printed. */
async function succeed(child: ChildProcess, input: string, { home }: EmbeddedPaths): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  child.stdin?.on('error', () => {}).end(input)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(explainFailure(String(error), home, error)))
    child.on('close', resolve)
  })
  if (status !== 0) throw explainFailure(output, home)
  return output
}

/** The rename itself must survive a power cut. */
function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  fsyncSync(fd)
  closeSync(fd)
}
