import { createOrigins } from '#lib/amazon/origins.ts'
import type { Environment } from '#lib/env.ts'
import { send, sendThrough } from '#lib/http.ts'
import { loadEnvironment } from '../load-environment.ts'
import { examineAmazon } from './examine-amazon.ts'
import { examineHost } from './examine-host.ts'
import { examineStore } from './examine-store.ts'
import { bad, type Finding, good } from './finding.ts'
import { judgeOutgoingProxy, judgeProxies } from './judge-proxies.ts'
import { judgeRegistration } from './judge-registration.ts'
import { printFindings } from './print-findings.ts'

/** Checks everything that a start needs, in the order in which it has to be mended. Exit code 1 when something is bad. */
export async function runDoctor(): Promise<string> {
  const findings = await examine()
  if (findings.some(({ verdict }) => verdict === 'bad')) process.exitCode = 1
  return printFindings(findings)
}

async function examine(): Promise<Finding[]> {
  const environment = readConfiguration()
  if (Array.isArray(environment)) return environment
  const { appUrl, application, amazonBaseUrl, proxy } = environment
  const registration = judgeRegistration({
    redirectUri: `${appUrl}/sp-api/auth`,
    loginUri: `${appUrl}/authorize`,
    status: application?.status ?? null,
    simulated: createOrigins(amazonBaseUrl).simulated,
  })
  const amazon = await examineAmazon(
    environment,
    proxy === null ? send : sendThrough(proxy),
    () => new Date(),
  )
  const reachable = !amazon.some(({ verdict, subject }) => verdict === 'bad' && subject === 'token endpoint')
  const store = await examineStore(environment, reachable)
  return [
    good('configuration', 'Complete and well formed.'),
    ...judgeProxies(environment),
    await examineHost(environment, send),
    ...judgeOutgoingProxy(proxy),
    ...store,
    ...amazon,
    ...registration,
  ]
}

function readConfiguration(): Environment | Finding[] {
  try {
    return loadEnvironment()
  } catch (error) {
    if (!hasFaults(error)) throw error
    return error.faults.map((fault) => bad('configuration', `${fault}.`))
  }
}

function hasFaults(error: unknown): error is { faults: readonly string[] } {
  return typeof error === 'object' && error !== null && 'faults' in error && Array.isArray(error.faults)
}
