import { join } from 'node:path'
import { autocommit } from '#lib/database/pool.ts'
import type { Environment } from '#lib/env.ts'
import type { OpenServices } from '#lib/services.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
import { type Simulator, startSimulator } from '#simulator/start.ts'
import { readState } from '#simulator/state/read.ts'
import { demoApplication } from './application.ts'
import { createScenarios } from './scenarios.ts'

/**
 * The demo's Amazon, as earlier starts left it. Unlike `npm run simulator`, it knows the demo's application, prints no
 * secret, and moves Gatehouse's clock.
 */
export async function openDemoSimulator(
  environment: Environment,
  services: OpenServices,
  reset: () => void,
): Promise<Simulator> {
  const state = join(environment.dataFolder, 'simulator.json')
  const { roles, ...application } = demoApplication(environment)
  const kept = await readState(state, (line) => services.log.warn(line))
  const isKnown = kept?.applications.some((each) => each.applicationId === application.applicationId) === true
  const simulator: Simulator = await startSimulator({
    port: environment.simulatorPort,
    state,
    clock: {
      aheadMs: await openDemoClock(autocommit(services.db)),
      move: (aheadMs) => moveDemoClock(autocommit(services.db), aheadMs),
    },
    // A year ahead, renewals are due: a client secret that ends before must not get in the way.
    settings: { clientSecretsEnd: false },
    // A scenario may have added roles since.
    applications: [{ ...application, ...(!isKnown && { roles }) }],
    scenarios: createScenarios(services, environment, () => simulator.control),
    reset,
  })
  return simulator
}
