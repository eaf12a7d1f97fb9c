import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { childEnvironment, EnvironmentError, readEnvironment, setMissing } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { decodeUtf8 } from '#lib/read-utf8.ts'
import type { OpenableEnvironment } from '#lib/services.ts'

export const projectFolder = resolve(import.meta.dirname, '..')

/** Variables that are already set override `.env`. Throws EnvironmentError when the file isn't UTF-8. */
export function loadEnvFile(file?: string): void {
  setMissing(readEnvFile(file))
}

/** The variables of `.env`: none if it doesn't exist. Throws EnvironmentError when the file isn't UTF-8. */
export function readEnvFile(file = join(projectFolder, '.env')): Readonly<Record<string, string>> {
  return existsSync(file) ? parseEnvFile(file, readFileSync(file)) : {}
}

/** The variables of a file in UTF-8, with or without a byte order mark. Throws EnvironmentError for other encodings. */
export function parseEnvFile(file: string, bytes: Buffer): Readonly<Record<string, string>> {
  const read = decodeUtf8(bytes)
  if ('fault' in read) throw new EnvironmentError([`${file} ${read.fault}`])
  // Node drops a carriage return, and would take a file with nothing else between its lines for a single one.
  return parseEnv(read.text.replace(/\r\n?/g, '\n')) as Record<string, string>
}

/**
 * Reads `.env` and the environment, with `changes` on top, and has AWS KMS unwrap the keys that it has wrapped. Throws
 * EnvironmentError with every fault.
 */
export async function loadEnvironment(
  changes: Readonly<Record<string, string>> = {},
): Promise<OpenableEnvironment> {
  loadEnvFile()
  const environment = await unwrapEnvironment(readEnvironment(childEnvironment(changes)))
  return { ...environment, dataFolder: resolve(projectFolder, environment.dataFolder) }
}
