import { type Context, systemContext } from '#lib/context.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import {
  describeUses,
  type EncryptionKeyView,
  type KeyCompromise,
  listExposedAuthorizations,
  markKeyCompromised,
  readEncryptionStatus,
  retireEncryptionKey,
} from '#lib/keys/encryption-keys.ts'
import { resealEverything } from '#lib/keys/reseal.ts'
import type { OpenableEnvironment } from '#lib/services.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from '../processes/start-error.ts'
import { withServices } from '../processes/with-services.ts'
import { counted } from './counted.ts'
import { makeKeyEntry } from './new-key.ts'
import { prependLine } from './prepend-line.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const keysUsage = `npm run gatehouse -- keys <command>

  status        how many values each key has sealed, and where
  add [id] [--kms <arn>]
                a new key: into the first line of GATEHOUSE_KEYS_FILE if it can be written, or printed; with --kms,
                wrapped by that key of AWS KMS
  reseal        seal everything with the current key while Gatehouse is running; may be stopped and repeated
  exposed <id>  the authorizations whose refresh tokens a key has sealed, for when it was stolen
  compromised <id>
                remember those authorizations, so that you can ask their sellers to authorize again
  retire <id>   let Gatehouse start without a key that no longer seals anything`

/** `keys <command>`: returns what to print. */
export async function runKeys(args: readonly string[]): Promise<string> {
  const {
    positionals: [command = '', ...ids],
    values: { kms },
  } = readArguments(args, { usage: keysUsage, options: { kms: { type: 'string' } }, most: 2 })
  const [id] = ids
  if (kms !== undefined && command !== 'add') throw new StartError(keysUsage)
  if (command === 'add') return withContext(({ ctx, environment }) => add(ctx, environment, id, kms))
  if (id === undefined && command === 'status') return withContext(({ ctx }) => describeStatus(ctx))
  if (id === undefined && command === 'reseal') return withContext(reseal)
  const ofKey = Object.hasOwn(commandsOfKeys, command) ? commandsOfKeys[command] : undefined
  if (ofKey === undefined || id === undefined) throw new StartError(keysUsage)
  return withContext((opened) => ofKey(opened, id))
}

const commandsOfKeys: Readonly<Record<string, (opened: Opened, id: string) => Promise<string>>> = {
  retire: ({ ctx, environment }, id) => retire(ctx, environment, id),
  exposed: ({ ctx }, id) => describeExposed(ctx, id),
  compromised: mark,
}

interface Opened {
  readonly ctx: Context
  readonly environment: OpenableEnvironment
}

const withContext = (work: (opened: Opened) => Promise<string>): Promise<string> =>
  withServices(async ({ services, environment }) => {
    try {
      return await work({ ctx: systemContext(services, 'keys', newId()), environment })
    } catch (error) {
      if (!isAppError(error)) throw error
      const { title, next } = wordingOf(error.code, 'operator')
      const { detail } = error.details
      throw new StartError(`${title}${typeof detail === 'string' ? `: ${detail}` : ''}. ${next}`, {
        cause: error,
      })
    }
  })

const states: Readonly<Record<EncryptionKeyView['state'], string>> = {
  current: 'seals new values',
  previous: 'opens what it sealed',
  missing: 'missing in this configuration',
  retired: 'retired',
}

async function describeStatus(ctx: Context): Promise<string> {
  const { keys, total, current, isResealing, lackedIds } = await readEncryptionStatus(ctx)
  const lines = keys.map(({ id, state, retiredAt, wrappedBy, compromised, count, places }) => {
    const wrapping = wrappedBy === null ? '' : ` (wrapped by ${wrappedBy})`
    const since = retiredAt === null ? '' : ` on ${retiredAt.toISOString().slice(0, 10)}`
    const where = places.length === 0 ? '' : `: ${describeUses(places)}`
    return `${id.padEnd(16)}  ${`${states[state]}${since}`.padEnd(30)}  ${counted(count, 'value')}${where}${wrapping}${describeExposure(compromised)}`
  })
  const { currentId } = ctx.keyRing
  return [
    ...lines,
    '',
    `Sealed with ${currentId}: ${current} of ${counted(total, 'value')}.`,
    ...(isResealing ? ['The worker is re-sealing.'] : []),
    ...lackedIds.map((id) => `A running process is missing the key ${id}: restart it with the current keys.`),
  ].join('\n')
}

const describeExposure = (compromised: KeyCompromise | null): string =>
  compromised === null
    ? ''
    : `; compromised: ${compromised.exposed - compromised.left} of ${compromised.exposed} authorized again`

/** One line for each, readable for people and programs. */
async function describeExposed(ctx: Context, keyId: string): Promise<string> {
  const exposed = await listExposedAuthorizations(ctx, keyId)
  const lines = exposed.map(({ id, sellingPartnerId, name }) =>
    [id, sellingPartnerId ?? '-', name ?? '-'].join('\t'),
  )
  const have = counted(exposed.length, 'authorization has', 'authorizations have')
  return [...lines, `${have} a refresh token that is sealed with ${keyId}.`].join('\n')
}

async function mark({ ctx, environment }: Opened, id: string): Promise<string> {
  const added = await markKeyCompromised(ctx, id)
  const { keys } = await readEncryptionStatus(ctx)
  const { exposed = 0, left = 0 } = keys.find((key) => key.id === id)?.compromised ?? {}
  return [
    `${id} is marked as compromised. Newly exposed: ${counted(added, 'authorization')}.`,
    `Authorized again: ${exposed - left} of ${exposed}.`,
    ...(left === 0
      ? []
      : [
          'Replace the client secret of each application, then ask the sellers to authorize again:',
          `${environment.appUrl}/ops/authorizations?exposed=${id}`,
        ]),
  ].join('\n')
}

/** The new key is printed only if there is no file for it that can be written. */
async function add(
  ctx: Context,
  environment: OpenableEnvironment,
  wanted: string | undefined,
  kmsArn: string | undefined,
): Promise<string> {
  const { keys } = await readEncryptionStatus(ctx)
  const used = new Set(keys.map(({ id }) => id))
  const id = wanted ?? nextId(used)
  if (used.has(id))
    throw new StartError(`The id ${id} is already taken, or was used before. Choose another id.`)
  const entry = await makeKeyEntry(id, kmsArn, environment.proxy)
  return `${store(entry, environment.keysFile)}\n\n${afterAdding}`
}

const afterAdding = `Restart all processes together. If they restart one after the other, as on Kubernetes, put the new key behind the others before any process restarts. Once all have it, move it to the front, and restart them again.
Then run: npm run gatehouse -- keys reseal`

/** Where the new key is, or has to be put. A file that Kubernetes or Docker mounts often can't be written. */
function store(entry: string, keysFile: string | null): string {
  if (keysFile === null)
    return `Put this in front of the other keys in GATEHOUSE_KEYS, with a comma after it:\n\n${entry}`
  const fault = prepend(keysFile, entry)
  return fault === null
    ? `The key ${entry.split(':', 1)[0]} is now the first one in ${keysFile}. Store a copy in a safe place.`
    : `${keysFile} can't be changed from here (${fault}). Put this in front of the other keys where the file comes from, on a line of its own:\n\n${entry}`
}

function nextId(used: ReadonlySet<string>): string {
  let number = 1
  while (used.has(`k${number}`)) number += 1
  return `k${number}`
}

/** Returns why the file can't be written, such as EROFS; null: the entry is in it. */
function prepend(file: string, entry: string): string | null {
  try {
    prependLine(file, entry)
    return null
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new StartError(
        `${file} cannot be changed (EEXIST). Delete ${path} if another command left it behind.`,
        { cause },
      )
    return code ?? String(cause)
  }
}

const reportEveryMs = 1_000

async function reseal({ ctx }: Opened): Promise<string> {
  await requireKeys(ctx)
  const { total, current } = await readEncryptionStatus(ctx)
  const wanted = total - current
  let reportedAtMs = performance.now()
  const { resealed, unreadable, isComplete } = await resealEverything(ctx, {
    onSlice: (progress) => {
      if (performance.now() - reportedAtMs < reportEveryMs) return
      reportedAtMs = performance.now()
      process.stderr.write(`${progress.resealed} of ${wanted}\n`)
    },
  })
  const done = `${counted(resealed, 'value is', 'values are')} now sealed with ${ctx.keyRing.currentId}.`
  if (unreadable > 0) {
    throw new StartError(
      `${done} ${counted(unreadable, 'more value')} can't be opened with any key. To see where: npm run gatehouse -- keys status`,
    )
  }
  if (!isComplete) throw new StartError(`${done} Some values were being written at the time: run this again.`)
  const { keys } = await readEncryptionStatus(ctx)
  const unused = keys.filter(({ state, count }) => state === 'previous' && count === 0)
  const next = unused.map(({ id }) => `\nNothing needs ${id} anymore: npm run gatehouse -- keys retire ${id}`)
  return `${done}${next.join('')}`
}

async function requireKeys(ctx: Context): Promise<void> {
  const faults = await checkKeys(ctx)
  if (faults.length > 0) throw new StartError(faults.join('\n'))
}

async function retire(ctx: Context, { keysFile }: OpenableEnvironment, id: string): Promise<string> {
  await retireEncryptionKey(ctx, id)
  const from = keysFile ?? 'GATEHOUSE_KEYS'
  return `${id} is retired: Gatehouse starts without it. Remove it from ${from} and restart every process. Earlier backups still need it: keep a copy for as long as you keep them.`
}
