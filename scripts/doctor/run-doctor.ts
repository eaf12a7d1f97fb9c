import { createOrigins } from '#lib/amazon/origins.ts'
import { send, sendThrough } from '#lib/http.ts'
import type { OpenableEnvironment } from '#lib/services.ts'
import { readArguments } from '../commands/read-arguments.ts'
import { loadEnvironment } from '../load-environment.ts'
import { checkAmazon } from './check-amazon.ts'
import { checkHost } from './check-host.ts'
import { checkStore } from './check-store.ts'
import { classifyOutgoingProxy, classifyProxies, classifyRegistration } from './classify.ts'
import { bad, type Finding, good, printFindings } from './finding.ts'

/** How to call it. */
export const doctorUsage = `npm run gatehouse -- doctor [--without-refresh]

Checks configuration, database, keys, clock and the connection to Amazon, and says what to fix first.

  --without-refresh   don't refresh a token, such as on a copy of the database`

/** Checks everything that a start needs, in the order in which to fix it. Exit code 1 when something is bad. */
export async function runDoctor(args: readonly string[]): Promise<string> {
  const { values } = readArguments(args, {
    usage: doctorUsage,
    options: { 'without-refresh': { type: 'boolean' } },
  })
  const findings = await collectFindings(values['without-refresh'] !== true)
  if (findings.some(({ verdict }) => verdict === 'bad')) process.exitCode = 1
  return printFindings(findings)
}

async function collectFindings(refreshes: boolean): Promise<Finding[]> {
  const environment = await readConfiguration()
  if (Array.isArray(environment)) return environment
  const { appUrl, application, amazonBaseUrl, proxy } = environment
  const registration = classifyRegistration({
    redirectUri: `${appUrl}/sp-api/auth`,
    loginUri: `${appUrl}/authorize`,
    status: application?.status ?? null,
    simulated: createOrigins(amazonBaseUrl).simulated,
  })
  const amazon = await checkAmazon(environment, proxy === null ? send : sendThrough(proxy), () => new Date())
  const reachable = !amazon.some(({ verdict, subject }) => verdict === 'bad' && subject === 'token endpoint')
  const store = await checkStore(environment, refreshes && reachable)
  return [
    good('configuration', 'Complete and valid.'),
    ...classifyProxies(environment),
    await checkHost(environment, send),
    ...classifyOutgoingProxy(proxy),
    ...store,
    ...amazon,
    ...registration,
  ]
}

async function readConfiguration(): Promise<OpenableEnvironment | Finding[]> {
  try {
    return await loadEnvironment()
  } catch (error) {
    if (!hasFaults(error)) throw error
    return error.faults.map((fault) => bad('configuration', `${fault}.`))
  }
}

function hasFaults(error: unknown): error is { faults: readonly string[] } {
  return typeof error === 'object' && error !== null && 'faults' in error && Array.isArray(error.faults)
}
