import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { childEnvironment, type Environment, readEnvironment } from '#lib/env.ts'

export const projectFolder = resolve(import.meta.dirname, '..')

/** What is set already wins over `.env`. */
export function loadEnvFile(): void {
  const file = join(projectFolder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Reads `.env` and the environment, with `changes` on top. Throws EnvironmentError with every fault. */
export function loadEnvironment(changes: Readonly<Record<string, string>> = {}): Environment {
  loadEnvFile()
  const environment = readEnvironment(childEnvironment(changes))
  return { ...environment, dataFolder: resolve(projectFolder, environment.dataFolder) }
}
