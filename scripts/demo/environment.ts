import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isOwnVariable } from '#lib/env.ts'
import { randomToken } from '#lib/vault/random.ts'
import { StartError } from '../processes/start-error.ts'

const secretsShape = z.strictObject({
  GATEHOUSE_KEYS: z.string(),
  AUTH_SECRET: z.string(),
  LWA_CLIENT_SECRET: z.string(),
})

type Variables = Readonly<Record<string, string>>

/** What the demo takes from `.env`. The rest of it belongs to a real installation. */
const inherited = new Set<string>([
  ...['PORT', 'API_PORT', 'SIMULATOR_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT'],
  ...['GATEHOUSE_DATA', 'DATABASE_URL', 'DATABASE_DIRECT_URL', 'LOG_LEVEL', 'HTTPS_PROXY', 'NO_PROXY'],
  ...['COMPANY_NAME', 'SUPPORT_EMAIL'],
])

/** The variables of `.env` for a demo: those that it doesn't take are empty, which counts as unset. */
export function selectForDemo(file: Variables): Variables {
  const isTaken = (name: string) => inherited.has(name) || !isOwnVariable(name)
  return Object.fromEntries(Object.entries(file).map(([name, value]) => [name, isTaken(name) ? value : '']))
}

/**
 * The demo's variables, given the real ones. Its database is separate from that of `npm start`, so that a person who
 * switches from the demo to real credentials doesn't find the demo's people, tokens or keys.
 */
export function demoEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): Variables {
  return {
    COMPANY_NAME: given.COMPANY_NAME || 'Harbor Analytics',
    SUPPORT_EMAIL: given.SUPPORT_EMAIL || 'support@harbor-analytics.example',
    SP_API_APPLICATION_STATUS: given.SP_API_APPLICATION_STATUS || 'published',
    ...demoSecrets(dataFolder),
    // Would contradict the demo's own keys and addresses, wherever they are set.
    GATEHOUSE_KEYS_FILE: '',
    API_URL: '',
    GATEHOUSE_ENVIRONMENT: 'demo',
    GATEHOUSE_DATA: demoFolder(dataFolder),
    // Everyone who can reach the demo can sign in.
    LISTEN_HOST: '127.0.0.1',
    APP_URL: `http://localhost:${portOr(given.PORT, 3000)}`,
    // Not localhost: for browsers, the simulator has to be another site than the app.
    AMAZON_BASE_URL: `http://127.0.0.1:${portOr(given.SIMULATOR_PORT, 4270)}`,
    SMTP_URL: `smtp://127.0.0.1:${portOr(given.MAILBOX_SMTP_PORT, 4272)}`,
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'Harbor Analytics <no-reply@harbor-analytics.example>',
    SP_API_APPLICATION_ID: 'amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01',
    LWA_CLIENT_ID: 'amzn1.application-oa2-client.3d1f0a8c5b7e4926a1c04f5e6d7b8a90',
    // Webhooks of the demo can be sent to a program on this machine.
    OUTBOUND_ALLOWED_NETWORKS: given.OUTBOUND_ALLOWED_NETWORKS || '127.0.0.0/8,::1/128',
  }
}

/** Where the demo keeps its data, apart from that of `npm start`. */
export const demoFolder = (dataFolder: string): string => join(dataFolder, 'demo')

/** An invalid port is reported once, when the environment is read, and not by every address that contains it. */
function portOr(given: string | undefined, fallback: number): number {
  const port = Number(given)
  return port > 0 && port <= 65_535 ? port : fallback
}

/** Created by the first demo and kept for the next: sealed values must stay readable. */
function demoSecrets(folder: string): Variables {
  const file = join(folder, 'demo-secrets.json')
  try {
    mkdirSync(folder, { recursive: true })
    if (!existsSync(file)) writeSecrets(file)
    return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new StartError(
      code === undefined
        ? `${file} is damaged. Remove this file and the folder ${demoFolder(folder)} to start the demo afresh.`
        : `The folder ${folder} cannot be used (${code}). Choose another with GATEHOUSE_DATA.`,
      { cause },
    )
  }
}

function writeSecrets(file: string): void {
  const secrets = {
    GATEHOUSE_KEYS: `demo:${randomToken()}`,
    AUTH_SECRET: randomToken(),
    LWA_CLIENT_SECRET: `amzn1.oa2-cs.v1.${randomToken()}`,
  }
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
