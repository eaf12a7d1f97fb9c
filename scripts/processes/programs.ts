import { join } from 'node:path'
import { childEnvironment, type Environment } from '#lib/env.ts'
import { deriveKey } from '#lib/vault/digest.ts'
import { projectFolder } from '../load-environment.ts'
import type { Program } from './supervise.ts'

type Changes = Readonly<Record<string, string>>

/** Relative paths would mean another folder there: Next's server changes its working folder. */
function environmentOf(environment: Environment, changes: Changes): NodeJS.ProcessEnv {
  return childEnvironment({ GATEHOUSE_DATA: environment.dataFolder, ...changes })
}

/** The app as built by `next build`. */
export function appProgram(environment: Environment, changes: Changes = {}): Program {
  return {
    name: 'app',
    asksFirst: true,
    args: [join(projectFolder, 'scripts/processes/serve-app.mjs')],
    environment: environmentOf(environment, {
      ...changes,
      ...nextVariables(environment),
      NODE_ENV: 'production',
    }),
  }
}

/** The app from its sources, compiled on request. */
export function appInDevelopment(environment: Environment): Program {
  const address = ['--port', String(environment.port), '--hostname', environment.host]
  const variables = environmentOf(environment, { ...nextVariables(environment), NODE_ENV: 'development' })
  // Next starts its server in a separate process, which inherits this.
  const guard = `--import=${new URL('./guard-development.mjs', import.meta.url).href}`
  return {
    name: 'app',
    args: [join(projectFolder, 'node_modules/next/dist/bin/next'), 'dev', ...address],
    environment: { ...variables, NODE_OPTIONS: [variables.NODE_OPTIONS, guard].filter(Boolean).join(' ') },
  }
}

/** `api.ts` or `worker.ts`; `options` are Node's. */
export function entryProgram(
  name: 'api' | 'worker',
  environment: Environment,
  { changes = {}, options = [] }: { changes?: Changes; options?: readonly string[] } = {},
): Program {
  return {
    name,
    options,
    args: [join(projectFolder, `${name}.ts`)],
    environment: environmentOf(environment, { NODE_ENV: 'production', ...changes }),
  }
}

/** Sent by the demo's simulator when somebody wants the demo to start afresh. */
export const resetMessage = 'reset'

export function simulatorProgram(environment: Environment, changes: Changes, reset: () => void): Program {
  return {
    onMessage: (message) => {
      if (message === resetMessage) reset()
    },
    name: 'simulator',
    args: [join(projectFolder, 'scripts/demo/simulator.ts')],
    environment: environmentOf(environment, changes),
  }
}

function nextVariables({ appUrl, authSecret, host, port, keepAliveMs }: Environment): Changes {
  return {
    NEXTAUTH_URL: appUrl,
    HOSTNAME: host,
    PORT: String(port),
    KEEP_ALIVE_TIMEOUT: String(keepAliveMs),
    NEXT_TELEMETRY_DISABLED: '1',
    // Every replica has to open what another one has encrypted into a form.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: deriveKey(authSecret, 'server actions'),
  }
}
