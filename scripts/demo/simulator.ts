import { join } from 'node:path'
import { autocommit } from '#lib/database/pool.ts'
import { readEnvironment } from '#lib/env.ts'
import { unwrapEnvironment } from '#lib/processes/unwrap-environment.ts'
import { openServices } from '#lib/services.ts'
import { moveDemoClock, openDemoClock } from '#lib/store/settings.ts'
import { type Simulator, startSimulator } from '#simulator/start.ts'
import { resetMessage } from '../processes/programs.ts'
import { demoApplication } from './application.ts'
import { startMailbox } from './mailbox.ts'
import { createScenarios } from './scenarios.ts'

// Unlike `npm run simulator`, this one knows the demo's application, prints no secret, and moves Gatehouse's clock.
const environment = await unwrapEnvironment(readEnvironment())
const { dataFolder, simulatorPort } = environment

const services = openServices(environment, 'script', { connections: 4 })
await services.syncClock()
const simulator: Simulator = await startSimulator({
  port: simulatorPort,
  state: join(dataFolder, 'simulator.json'),
  clock: {
    aheadMs: await openDemoClock(autocommit(services.db)),
    move: (aheadMs) => moveDemoClock(autocommit(services.db), aheadMs),
  },
  // A year ahead, renewals are due: a client secret that ends before must not get in the way.
  settings: { clientSecretsEnd: false },
  applications: [demoApplication(environment)],
  scenarios: createScenarios(services, environment, () => simulator.control),
  // The surrounding demo does it, once this is answered.
  reset: () => void setTimeout(() => process.send?.(resetMessage), 100),
})

const mailbox = await startMailbox({
  ...{ port: environment.mailboxPort, smtpPort: environment.mailboxSmtpPort },
  ...{ file: join(dataFolder, 'mailbox.json'), now: services.now },
})

async function end(): Promise<void> {
  await mailbox.close()
  await simulator.close()
  await services.close()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end())
